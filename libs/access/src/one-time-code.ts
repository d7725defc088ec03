import { createHash } from 'node:crypto';

/** Random bytes of a code that is typed or followed once: 128 bits (ASVS 5.0 6.4.1, 6.5.2). */
export const ONE_TIME_CODE_BYTES = 16;

const GROUP = /.{1,4}/g;

/**
 * A code of 128 random bits as a person can type it from paper: 32 hexadecimal digits in groups of
 * four. Such a code needs no slow hash: nobody tries out 2^128.
 */
export function writeCode(bytes: Buffer): string {
  return (bytes.toString('hex').match(GROUP) ?? []).join('-');
}

/**
 * What is kept of a code: its SHA-256. Spaces, hyphens and capitals do not count. A row is found by
 * this hash: who guesses cannot choose how the hash of a guess begins, so the time of the search
 * tells nothing.
 */
export function hashOfCode(typed: string): Buffer {
  const digits = typed.slice(0, 200).replace(/[\s-]/g, '').toLowerCase();
  return createHash('sha256').update(digits).digest();
}
