import { bytesOf } from '../format/bytes.js';
import { readCheckpoint } from '../format/note.js';
import { isMembers } from './entry.js';
import type { Report } from './report.js';

/** The largest seal that a verifier has seen, kept between two runs. */
export interface RememberedSeal {
  readonly origin: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
  /** The keys of the log, by which it was believed. */
  readonly keys: readonly string[];
}

/** What a verifier remembers of a seal that it has found good. */
export function rememberedOf({ origin, size, root, keys }: Report): RememberedSeal {
  return { origin, size, root, keys };
}

/** The bytes of a state file. */
export function writtenState(state: RememberedSeal): Uint8Array {
  return bytesOf(`${JSON.stringify(state, null, 2)}\n`);
}

/** @returns undefined for a text that is no state file, as `writtenState` writes them */
export function readState(text: string): RememberedSeal | undefined {
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isMembers(state)) return undefined;
  const { origin, size, root, keys } = state;
  if (typeof origin !== 'string' || typeof size !== 'number' || typeof root !== 'string')
    return undefined;
  if (readCheckpoint(`${origin}\n${size}\n${root}\n`) === undefined) return undefined;
  if (!Array.isArray(keys) || keys.length === 0) return undefined;
  const texts = keys.filter((key) => typeof key === 'string');
  return texts.length === keys.length ? { origin, size, root, keys: texts } : undefined;
}
