/**
 * What takes long to work out of the log, worked out once for all who ask while the log stands as it does. What was
 * asked for longest ago makes way; what failed is tried again.
 */
export class WorkedOutOnce<T> {
  readonly #kept = new Map<string, Promise<T>>();

  /** @param most how many are kept at once */
  constructor(private readonly most: number) {}

  /** @param standing everything it depends on, as JSON: the revision of a cycle, how far views have come, the day */
  of(standing: readonly unknown[], workOut: () => Promise<T>): Promise<T> {
    const key = JSON.stringify(standing);
    const known = this.#kept.get(key) ?? workOut();
    // The last one asked for stands last.
    this.#kept.delete(key);
    this.#kept.set(key, known);
    known.catch(() => this.#kept.delete(key));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.most) break;
      this.#kept.delete(oldest);
    }
    return known;
  }
}
