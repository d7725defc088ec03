import { isMembers } from '../check/entry.js';

/** A document that facts name by its hash. */
export interface NamedDocument {
  readonly sha256: string;
  readonly title?: string;
  /** The first fact that names it, by its index. */
  readonly fact: number;
}

const NAMES = ['title', 'name', 'fileName'];

/** Gathers the documents that facts name, each once. */
export class Documents {
  readonly #found = new Map<string, NamedDocument>();

  look(value: unknown, fact: number): void {
    if (Array.isArray(value)) for (const each of value) this.look(each, fact);
    if (!isMembers(value)) return;
    const { sha256 } = value;
    if (typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && !this.#found.has(sha256)) {
      const title = NAMES.map((name) => value[name]).find((each) => typeof each === 'string');
      this.#found.set(sha256, { sha256, ...(title !== undefined && { title }), fact });
    }
    for (const each of Object.values(value)) if (typeof each === 'object') this.look(each, fact);
  }

  /** Sorted by hash. */
  get all(): readonly NamedDocument[] {
    return [...this.#found.values()].sort((one, other) => (one.sha256 < other.sha256 ? -1 : 1));
  }
}
