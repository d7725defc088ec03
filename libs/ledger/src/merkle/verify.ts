import { HASH_BYTES, nodeHash, sameHash } from './hash.js';

/** A number of leaves, or the index of one; beyond 2^53 exact only as a bigint. */
export type LeafNumber = number | bigint;

/** No tree has more: sizes are 64 bits (RFC 9162, 4.10). */
const MAX_SIZE = 2n ** 64n - 1n;

/**
 * Whether a leaf is in the tree with this root (RFC 9162, 2.1.3.2). False for whatever is not a proof; it never
 * throws.
 */
export function isIncluded(
  leaf: Uint8Array,
  index: LeafNumber,
  size: LeafNumber,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  const [at, leaves] = [exactly(index), exactly(size)];
  if (at === undefined || leaves === undefined || at >= leaves) return false;
  if (![leaf, root, ...proof].every(isHash)) return false;
  let fromLeft = at;
  let last = leaves - 1n;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0n) return false;
    if (isOdd(fromLeft) || fromLeft === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(fromLeft) && fromLeft !== 0n) {
        fromLeft >>= 1n;
        last >>= 1n;
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    fromLeft >>= 1n;
    last >>= 1n;
  }
  return last === 0n && sameHash(hash, root);
}

/**
 * Whether the second tree only adds to the first (RFC 9162, 2.1.4.2). Two trees without leaves prove nothing,
 * so the first must have one. False for whatever is not a proof; it never throws.
 */
export function isConsistent(
  first: LeafNumber,
  second: LeafNumber,
  proof: readonly Uint8Array[],
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
): boolean {
  const [before, after] = [exactly(first), exactly(second)];
  if (before === undefined || after === undefined || before === 0n || before > after) return false;
  if (![firstRoot, secondRoot, ...proof].every(isHash)) return false;
  if (before === after) return proof.length === 0 && sameHash(firstRoot, secondRoot);
  if (proof.length === 0) return false;
  const isWhole = (before & (before - 1n)) === 0n; // then the first root is one of its subtrees
  const [start, ...rest] = isWhole ? [firstRoot, ...proof] : proof;
  if (start === undefined) return false;
  let fromLeft = before - 1n;
  let last = after - 1n;
  while (isOdd(fromLeft)) {
    fromLeft >>= 1n;
    last >>= 1n;
  }
  let old = start;
  let grown = start;
  for (const sibling of rest) {
    if (last === 0n) return false;
    if (isOdd(fromLeft) || fromLeft === last) {
      old = nodeHash(sibling, old);
      grown = nodeHash(sibling, grown);
      while (!isOdd(fromLeft) && fromLeft !== 0n) {
        fromLeft >>= 1n;
        last >>= 1n;
      }
    } else {
      grown = nodeHash(grown, sibling);
    }
    fromLeft >>= 1n;
    last >>= 1n;
  }
  return last === 0n && sameHash(old, firstRoot) && sameHash(grown, secondRoot);
}

function exactly(number: LeafNumber): bigint | undefined {
  if (typeof number === 'number' && !Number.isSafeInteger(number)) return undefined;
  const exact = BigInt(number);
  return exact >= 0n && exact <= MAX_SIZE ? exact : undefined;
}

function isOdd(number: bigint): boolean {
  return (number & 1n) === 1n;
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_BYTES;
}
