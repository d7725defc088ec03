import { EMPTY_ROOT, nodeHash } from './hash.js';

/**
 * The hashes of whole subtrees, which never change once their leaves are there.
 * @param level 0 for leaves, 1 for two of them, and so on
 * @param index of the subtree among those of its level
 */
export type WholeSubtrees = (level: number, index: number) => Uint8Array;

/** The root of the tree over the first `size` leaves (RFC 6962, 2.1). */
export function rootOf(subtrees: WholeSubtrees, size: number): Uint8Array {
  mustBeSize(size);
  return size === 0 ? EMPTY_ROOT : rangeHash(subtrees, 0, size);
}

/**
 * The hashes with which whoever has one leaf works out the root, from its sibling upwards (RFC 6962, 2.1.1).
 * @throws RangeError when the tree has no such leaf
 */
export function inclusionProof(
  subtrees: WholeSubtrees,
  index: number,
  size: number,
): readonly Uint8Array[] {
  mustBeSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new RangeError(`A tree of ${size} leaves has no leaf ${index}`);
  const proof: Uint8Array[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      proof.push(rangeHash(subtrees, middle, end));
      end = middle;
    } else {
      proof.push(rangeHash(subtrees, start, middle));
      start = middle;
    }
  }
  return proof.reverse();
}

/**
 * The hashes with which whoever has two roots sees that the second tree only adds to the first
 * (RFC 6962, 2.1.2). Empty when both are the same size, and when the first has no leaves.
 * @throws RangeError when the first is larger than the second
 */
export function consistencyProof(
  subtrees: WholeSubtrees,
  first: number,
  second: number,
): readonly Uint8Array[] {
  mustBeSize(first);
  mustBeSize(second);
  if (first > second)
    throw new RangeError(`A tree of ${second} leaves is no later one than ${first}`);
  if (first === 0 || first === second) return [];
  const proof: Uint8Array[] = [];
  let start = 0;
  let end = second;
  let isKnown = true; // whether the hash of what is left is the first root itself
  while (end !== first) {
    const middle = start + largestPowerBelow(end - start);
    if (first <= middle) {
      proof.push(rangeHash(subtrees, middle, end));
      end = middle;
    } else {
      proof.push(rangeHash(subtrees, start, middle));
      start = middle;
      isKnown = false;
    }
  }
  if (!isKnown) proof.push(rangeHash(subtrees, start, end));
  return proof.reverse();
}

/** The hash of the leaves from `start` up to `end`, where `start` is where a subtree as large begins. */
function rangeHash(subtrees: WholeSubtrees, start: number, end: number): Uint8Array {
  const size = end - start;
  let level = 0;
  let whole = 1;
  for (; whole < size; whole *= 2) level++;
  if (whole === size) return subtrees(level, start / size);
  const below = whole / 2;
  return nodeHash(
    rangeHash(subtrees, start, start + below),
    rangeHash(subtrees, start + below, end),
  );
}

/** The largest power of two below a number from 2 on (`k` of RFC 6962, 2.1). Exact, as logarithms are not. */
function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function mustBeSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0)
    throw new RangeError(`The size of a tree is a whole number, not ${size}`);
}
