/** What a counter says when it is read. */
export interface Rate {
  readonly total: number;
  /** Since it was read before. */
  readonly sinceLast: number;
  /** In whole events, since it was read before. */
  readonly perSecond: number;
}

/** Counts events, and says how fast they came between two readings. */
export class Counter {
  #total = 0;
  #lastTotal = 0;
  #lastMs: number;

  constructor(nowMs: number) {
    this.#lastMs = nowMs;
  }

  add(): void {
    this.#total++;
  }

  read(nowMs: number): Rate {
    const sinceLast = this.#total - this.#lastTotal;
    const passedMs = nowMs - this.#lastMs;
    this.#lastTotal = this.#total;
    this.#lastMs = nowMs;
    const perSecond = passedMs > 0 ? Math.floor((sinceLast * 1_000) / passedMs) : 0;
    return { total: this.#total, sinceLast, perSecond };
  }
}
