import { createHash, hash } from 'node:crypto';

/** Bytes of a SHA-256 hash. */
export const HASH_BYTES = 32;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** SHA-256 of some bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer');
}

/** The hash of an entry as a leaf of the tree (RFC 6962, 2.1): no entry can pass for an inner node. */
export function leafHash(entry: Uint8Array): Uint8Array {
  return createHash('sha256').update(LEAF).update(entry).digest();
}

/** The same of an entry as text, in one call: a character of code zero is the byte that stands before a leaf. */
export function leafHashOfText(entry: string): Uint8Array {
  return hash('sha256', `\0${entry}`, 'buffer');
}

/** The hash of an inner node of the tree (RFC 6962, 2.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

/** The root of a tree without leaves (RFC 6962, 2.1). */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array());

/** Whether two hashes are the same. They are no secret: how long it takes tells nobody anything. */
export function sameHash(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
