import { joined } from './bytes.js';
import type { Cryptography } from './cryptography.js';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hashes of entries as leaves of the tree (RFC 6962, 2.1). */
export async function leafHashes(
  entries: readonly Uint8Array[],
  cryptography: Cryptography,
): Promise<readonly Uint8Array[]> {
  return cryptography.sha256(entries.map((entry) => joined(LEAF, entry)));
}

/**
 * The tree of RFC 6962 worked out from its leaves, in order and without keeping them: what is believed of it is
 * what was hashed here. It is written apart from the tree of whoever signs, so that one fault is not in both.
 */
export class GrowingRoot {
  readonly #edge: (Uint8Array | undefined)[] = [];
  readonly #wanted: number[];
  #size = 0;

  /** The roots as they were at the wanted sizes. */
  readonly roots = new Map<number, Uint8Array>();

  /**
   * @param wanted sizes at which the root is asked for
   * @param told is given the hashes of each level above the leaves, in order, as they become whole
   */
  constructor(
    private readonly cryptography: Cryptography,
    wanted: Iterable<number> = [],
    private readonly told?: (level: number, hashes: readonly Uint8Array[]) => Promise<void>,
  ) {
    this.#wanted = [...new Set(wanted)].sort((one, other) => one - other);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds leaves by their hashes. */
  async push(leaves: readonly Uint8Array[]): Promise<void> {
    let from = 0;
    while (from < leaves.length) {
      const stop = this.#nextWanted() - this.#size;
      const to = Math.min(leaves.length, from + stop);
      await this.#raise(0, leaves.slice(from, to));
      this.#size += to - from;
      from = to;
      if (this.#wanted[0] === this.#size) {
        this.#wanted.shift();
        this.roots.set(this.#size, await this.root());
      }
    }
  }

  /** The root as it is now. */
  async root(): Promise<Uint8Array> {
    let root: Uint8Array | undefined;
    for (const subtree of this.#edge) {
      if (subtree === undefined) continue;
      root = root === undefined ? subtree : await this.#node(subtree, root);
    }
    return root ?? this.#hash(new Uint8Array());
  }

  #nextWanted(): number {
    while (this.#wanted[0] !== undefined && this.#wanted[0] <= this.#size) this.#wanted.shift();
    return this.#wanted[0] ?? Number.MAX_SAFE_INTEGER;
  }

  /** Pairs subtrees of a level, those left over before first, and takes what becomes whole a level up. */
  async #raise(level: number, hashes: readonly Uint8Array[]): Promise<void> {
    if (level > 0) await this.told?.(level, hashes);
    const left = this.#edge[level];
    const row = left === undefined ? hashes : [left, ...hashes];
    const pairs: Uint8Array[] = [];
    for (let at = 0; at + 1 < row.length; at += 2)
      pairs.push(joined(NODE, ...row.slice(at, at + 2)));
    this.#edge[level] = row.length % 2 === 1 ? row.at(-1) : undefined;
    if (pairs.length > 0) await this.#raise(level + 1, await this.cryptography.sha256(pairs));
  }

  #node(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
    return this.#hash(joined(NODE, left, right));
  }

  async #hash(message: Uint8Array): Promise<Uint8Array> {
    const [hash = new Uint8Array()] = await this.cryptography.sha256([message]);
    return hash;
  }
}
