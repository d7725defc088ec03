import { HASH_BYTES } from '../merkle/hash.js';
import { base64Of, bytesOfBase64 } from './base64.js';
import { InvalidNote } from './signed-note.js';

/** What a log says of itself: so many entries, with this root (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Which log, for ever: `piano.example/registro/1`. */
  readonly origin: string;
  /** Entries. */
  readonly size: number;
  readonly root: Uint8Array;
}

/** The text that is signed. Without extension lines: nobody could check them. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64Of(root)}\n`;
}

/** @throws InvalidNote when the text of a note is not that of a checkpoint of ours */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', written = '', encoded = '', ...rest] = text.split('\n');
  const size = /^(0|[1-9][0-9]*)$/.test(written) ? Number(written) : NaN;
  const root = bytesOfBase64(encoded);
  if (origin === '' || !Number.isSafeInteger(size) || root?.length !== HASH_BYTES)
    throw new InvalidNote('It does not say origin, size and root');
  if (rest.pop() !== '' || rest.includes(''))
    throw new InvalidNote('It ends otherwise than it must');
  return { origin, size, root };
}
