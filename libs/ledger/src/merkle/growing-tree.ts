import { EMPTY_ROOT, nodeHash } from './hash.js';

/** A subtree that became whole. */
export interface WholeSubtree {
  readonly level: number;
  readonly index: number;
  readonly hash: Uint8Array;
}

/** A tree that only grows. It keeps what the next root needs: the whole subtrees along its right edge. */
export class GrowingTree {
  /** By level; where a size has no such bit, there is none. */
  readonly #edge: (Uint8Array | undefined)[];
  #size: number;

  private constructor(size: number, edge: (Uint8Array | undefined)[]) {
    this.#size = size;
    this.#edge = edge;
  }

  static empty(): GrowingTree {
    return new GrowingTree(0, []);
  }

  /**
   * A tree that has grown before.
   * @param subtree gives the hash of a whole subtree that the tree has
   */
  static of(size: number, subtree: (level: number, index: number) => Uint8Array): GrowingTree {
    const edge: (Uint8Array | undefined)[] = [];
    for (let level = 0; 2 ** level <= size; level++) {
      const count = Math.floor(size / 2 ** level);
      edge.push(count % 2 === 1 ? subtree(level, count - 1) : undefined);
    }
    return new GrowingTree(size, edge);
  }

  /** Leaves. */
  get size(): number {
    return this.#size;
  }

  /**
   * Adds a leaf by its hash.
   * @returns the subtrees that are whole now, the leaf itself first
   */
  push(leaf: Uint8Array): readonly WholeSubtree[] {
    let index = this.#size++;
    const whole: WholeSubtree[] = [{ level: 0, index, hash: leaf }];
    let carried = leaf;
    let level = 0;
    for (let left = this.#edge[0]; left !== undefined; left = this.#edge[level]) {
      carried = nodeHash(left, carried);
      this.#edge[level++] = undefined;
      index = (index - 1) / 2;
      whole.push({ level, index, hash: carried });
    }
    this.#edge[level] = carried;
    return whole;
  }

  /** The root as it is now (RFC 6962, 2.1). */
  root(): Uint8Array {
    let root: Uint8Array | undefined;
    for (const subtree of this.#edge) {
      if (subtree === undefined) continue;
      root = root === undefined ? subtree : nodeHash(subtree, root);
    }
    return root ?? EMPTY_ROOT;
  }
}
