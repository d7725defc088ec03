const REMEMBERED = 1_000;

/** How long a consumer took for its last answers, in milliseconds. */
export class AnswerTimes {
  readonly #timesMs: number[] = [];
  #next = 0;

  add(timeMs: number): void {
    this.#timesMs[this.#next] = timeMs;
    this.#next = (this.#next + 1) % REMEMBERED;
  }

  /** The measures of the server, by the names it gives them. */
  measures(): readonly (readonly [name: string, valueMs: number])[] {
    const sorted = this.#timesMs.toSorted((one, other) => one - other);
    if (sorted.length === 0) sorted.push(0);
    const at = (part: number) => sorted[Math.ceil(part * sorted.length) - 1] ?? sorted[0] ?? 0;
    const mean = sorted.reduce((sum, timeMs) => sum + timeMs, 0) / sorted.length;
    const measures: [string, number][] = [
      ['Mean', mean],
      ['Median', at(0.5)],
      ['Fastest', at(0)],
      ['Quintile 1', at(0.2)],
      ['Quintile 2', at(0.4)],
      ['Quintile 3', at(0.6)],
      ['Quintile 4', at(0.8)],
      ['Quintile 5', at(1)],
      ['90%', at(0.9)],
      ['95%', at(0.95)],
      ['99%', at(0.99)],
      ['99.5%', at(0.995)],
      ['99.9%', at(0.999)],
    ];
    return measures.map(([name, valueMs]) => [name, Math.round(valueMs)] as const);
  }
}
