import { textOf } from '../format/bytes.js';
import { readCanonical } from '../format/canonical-text.js';

type Members = Readonly<Record<string, unknown>>;

/** A fact as it was sealed, as far as a verifier looks at it. */
export interface SealedFact {
  readonly index: number;
  readonly stream: string;
  readonly rev: number;
  readonly id: string;
  readonly type: string;
  /** ISO 8601 UTC; null where the fact does not say. */
  readonly at: string | null;
  /** The leaf of the fact before it in its stream, in hex. */
  readonly prev: string | null;
  readonly meta: Members;
  readonly data: Members;
}

/** @returns what is wrong with the bytes, for the two steps that may find it */
export function readEntry(
  bytes: Uint8Array,
  index: number,
): SealedFact | 'not canonical' | 'no entry' {
  const text = textOf(bytes);
  const read = text === undefined ? undefined : readCanonical(text);
  if (read === undefined) return 'not canonical';
  if (!isMembers(read.value)) return 'no entry';
  const { v, stream, rev, id, type, at, prev, meta, data } = read.value;
  const isEntry =
    v === 1 &&
    typeof stream === 'string' &&
    Number.isSafeInteger(rev) &&
    typeof id === 'string' &&
    typeof type === 'string' &&
    (at === null || typeof at === 'string') &&
    (prev === null || typeof prev === 'string') &&
    isMembers(meta) &&
    isMembers(data);
  if (!isEntry) return 'no entry';
  // Looked at above; a number that is a safe integer is a number.
  return { index, stream, rev: rev as number, id, type, at, prev, meta, data };
}

export function isMembers(value: unknown): value is Members {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

const FRONT = '{"entry":';

/** An entry as a line of `facts.ndjson` holds it. */
export interface FactLine {
  readonly index: number;
  readonly bytes: Uint8Array;
}

/** What stands before and after the bytes of an entry in its line of `facts.ndjson`. */
export const factLineAround = (index: number): readonly [front: string, back: string] => [
  FRONT,
  `,"index":${index}}\n`,
];

/** @returns undefined for a line that is not exactly one of `facts.ndjson` */
export function readFactLine(line: Uint8Array): FactLine | undefined {
  const tailText = textOf(asciiTail(line));
  const [back = '', digits] = /,"index":(0|[1-9][0-9]{0,14})\}$/.exec(tailText ?? '') ?? [];
  if (digits === undefined || textOf(line.subarray(0, FRONT.length)) !== FRONT) return undefined;
  return { index: Number(digits), bytes: line.subarray(FRONT.length, line.length - back.length) };
}

/** The last bytes of a line, as far as they are ASCII: the middle of a character is no text. */
function asciiTail(line: Uint8Array): Uint8Array {
  const tail = line.subarray(-26);
  let from = tail.length;
  while (from > 0 && (tail[from - 1] ?? 128) < 128) from -= 1;
  return tail.subarray(from);
}
