import fc from 'fast-check';
import { GrowingTree } from './growing-tree.js';
import { EMPTY_ROOT, leafHash, nodeHash } from './hash.js';
import { consistencyProof, inclusionProof, rootOf, type WholeSubtrees } from './tree.js';
import { isConsistent, isIncluded } from './verify.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes = (text: string): Uint8Array => Buffer.from(text, 'hex');

/** A tree by its definition, word by word as RFC 6962, 2.1 has it: nothing kept, nothing clever. */
function asDefined(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(asDefined(leaves.slice(0, k)), asDefined(leaves.slice(k)));
}

function grown(entries: readonly Uint8Array[]): { tree: GrowingTree; subtrees: WholeSubtrees } {
  const kept = new Map<string, Uint8Array>();
  const tree = GrowingTree.empty();
  for (const entry of entries) {
    for (const { level, index, hash } of tree.push(leafHash(entry)))
      kept.set(`${level}/${index}`, hash);
  }
  const subtrees: WholeSubtrees = (level, index) => {
    const hash = kept.get(`${level}/${index}`);
    if (hash === undefined) throw new Error(`There is no whole subtree ${level}/${index}`);
    return hash;
  };
  return { tree, subtrees };
}

const entries = Array.from({ length: 65 }, (_, number) => Buffer.from(`entry ${number}`));
const leaves = entries.map(leafHash);
const { subtrees } = grown(entries);
const roots = Array.from({ length: 66 }, (_, size) => rootOf(subtrees, size));

describe('The tree', () => {
  /** The leaves and roots with which Certificate Transparency tests its trees. */
  const known = [
    ...['', '00', '10', '2021', '3031', '40414243', '5051525354555657'],
    '606162636465666768696a6b6c6d6e6f',
  ].map(bytes);

  it('has the roots that are known of it', () => {
    expect(hex(EMPTY_ROOT)).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(hex(rootOf(grown(known).subtrees, 8))).toBe(
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    );
    expect(hex(rootOf(grown(known).subtrees, 5))).toMatch(/^4e3bbb1f.*64d4$/);
  });

  it('is the same grown leaf by leaf, gone on with later, or worked out from its definition', () => {
    for (let size = 0; size <= 65; size++) {
      const defined = hex(asDefined(leaves.slice(0, size)));
      const begun = grown(entries.slice(0, size));
      expect(hex(roots[size]!)).toBe(defined);
      expect(hex(begun.tree.root())).toBe(defined);
      const again = GrowingTree.of(size, subtrees);
      expect(again.size).toBe(size);
      expect(hex(again.root())).toBe(defined);
      for (const leaf of leaves.slice(size)) again.push(leaf);
      expect(hex(again.root())).toBe(hex(roots[65]!));
    }
  });

  it('is right at sizes where floating point could err', () => {
    // One hash for all subtrees of a level, as if all leaves were alike: the root is then cheap to work out.
    const alike: Uint8Array[] = [leafHash(new Uint8Array())];
    for (let level = 1; level <= 53; level++)
      alike.push(nodeHash(alike[level - 1]!, alike[level - 1]!));
    const source: WholeSubtrees = (level) => alike[level]!;
    for (let level = 2; level <= 52; level++) {
      const size = 2 ** level;
      expect(hex(rootOf(source, size))).toBe(hex(alike[level]!));
      expect(hex(rootOf(source, size + 1))).toBe(hex(nodeHash(alike[level]!, alike[0]!)));
      for (const each of [size - 1, size, size + 1]) {
        const root = rootOf(source, each);
        const proof = inclusionProof(source, each - 1, each);
        expect(isIncluded(alike[0]!, each - 1, each, proof, root)).toBe(true);
        const grew = consistencyProof(source, size - 1, each);
        expect(isConsistent(size - 1, each, grew, rootOf(source, size - 1), root)).toBe(true);
      }
    }
  });

  it('refuses what is no size and no leaf', () => {
    expect(() => rootOf(subtrees, -1)).toThrow(RangeError);
    expect(() => rootOf(subtrees, 1.5)).toThrow(RangeError);
    expect(() => inclusionProof(subtrees, 5, 5)).toThrow(RangeError);
    expect(() => inclusionProof(subtrees, -1, 5)).toThrow(RangeError);
    expect(() => consistencyProof(subtrees, 6, 5)).toThrow(RangeError);
  });
});

describe('A proof', () => {
  it('of inclusion holds for every leaf of every tree up to 65, and for no other leaf, size or root', () => {
    for (let size = 1; size <= 65; size++) {
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(subtrees, index, size);
        const holds = (at: number, of: number, leaf = leaves[index]!, root = roots[of]!): boolean =>
          isIncluded(leaf, at, of, proof, root);
        expect(holds(index, size)).toBe(true);
        expect(holds(index, size, leaves[(index + 1) % 65])).toBe(false);
        expect(holds(index, size, leaves[index], roots[size - 1])).toBe(false);
        for (const other of [index - 1, index + 1, size, -1])
          expect(holds(other, size)).toBe(false);
        if (size < 65) expect(holds(index, size + 1)).toBe(false);
      }
    }
  });

  it('of growth holds for all m < n up to 65, and not for another size or root', () => {
    for (let second = 2; second <= 65; second++) {
      for (let first = 1; first < second; first++) {
        const proof = consistencyProof(subtrees, first, second);
        const holds = (m: number, n: number, old = roots[m]!, now = roots[n]!): boolean =>
          isConsistent(m, n, proof, old, now);
        expect(holds(first, second)).toBe(true);
        expect(holds(first, second, roots[first - 1])).toBe(false);
        expect(holds(first, second, roots[first], roots[second - 1])).toBe(false);
        expect(holds(first - 1, second)).toBe(false);
        expect(isConsistent(second, first, proof, roots[second]!, roots[first]!)).toBe(false);
      }
    }
  });

  it('of growth from nothing, or to the same size, is no proof of anything', () => {
    expect(isConsistent(0, 5, [], EMPTY_ROOT, roots[5]!)).toBe(false);
    expect(isConsistent(0, 0, [], EMPTY_ROOT, EMPTY_ROOT)).toBe(false);
    expect(isConsistent(5, 5, [], roots[5]!, roots[5]!)).toBe(true);
    expect(isConsistent(5, 5, [roots[5]!], roots[5]!, roots[5]!)).toBe(false);
    expect(isConsistent(5, 5, [], roots[5]!, roots[6]!)).toBe(false);
    expect(isConsistent(4, 8, [], roots[4]!, roots[8]!)).toBe(false);
  });

  it('fails when any single bit of it, of the leaf or of a root is another', () => {
    const size = fc.integer({ min: 1, max: 65 });
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), fc.nat(), (of, leafNumber, which, bit) => {
        const index = leafNumber % of;
        const proof = inclusionProof(subtrees, index, of).map((each) => Uint8Array.from(each));
        const all = [Uint8Array.from(leaves[index]!), Uint8Array.from(roots[of]!), ...proof];
        const altered = all[which % all.length]!;
        altered[(bit >> 3) % 32]! ^= 1 << (bit & 7);
        const [leaf, root, ...path] = all;
        expect(isIncluded(leaf!, index, of, path, root!)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(size, size, fc.nat(), fc.nat(), (one, other, which, bit) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)];
        const proof = consistencyProof(subtrees, first, second).map((each) =>
          Uint8Array.from(each),
        );
        const all = [Uint8Array.from(roots[first]!), Uint8Array.from(roots[second]!), ...proof];
        const altered = all[which % all.length]!;
        altered[(bit >> 3) % 32]! ^= 1 << (bit & 7);
        const [old, now, ...path] = all;
        expect(isConsistent(first, second, path, old!, now!)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('fails with a hash too many, one too few, two exchanged, or one of another length', () => {
    const proof = inclusionProof(subtrees, 10, 65);
    const holds = (path: readonly Uint8Array[]): boolean =>
      isIncluded(leaves[10]!, 10, 65, path, roots[65]!);
    expect(holds(proof)).toBe(true);
    expect(holds(proof.slice(1))).toBe(false);
    expect(holds(proof.slice(0, -1))).toBe(false);
    expect(holds([...proof, leaves[0]!])).toBe(false);
    expect(holds([leaves[0]!, ...proof])).toBe(false);
    expect(holds(proof.with(0, proof[1]!).with(1, proof[0]!))).toBe(false);
    expect(holds(proof.with(0, proof[0]!.subarray(0, 31)))).toBe(false);
    expect(isIncluded(leaves[0]!.subarray(1), 0, 1, [], roots[1]!)).toBe(false);
  });

  it('takes sizes of 64 bits exactly', () => {
    const leaf = leaves[0]!;
    expect(isIncluded(leaf, 2n ** 64n - 1n, 2n ** 64n - 1n, [], leaf)).toBe(false);
    expect(isIncluded(leaf, 0n, 2n ** 64n, [], leaf)).toBe(false);
    expect(isIncluded(leaf, 2 ** 60, 2 ** 61, [], leaf)).toBe(false);
    expect(isIncluded(leaf, 0.5, 1, [], leaf)).toBe(false);
    expect(isIncluded(leaf, 0n, 1n, [], leaf)).toBe(true);
  });
});
