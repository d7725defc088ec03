const REMEMBERED = 1_000;

/** How long a consumer took for its last answers, in milliseconds. */
export class AnswerTimes {
  readonly #timesMs: number[] = [];
  #next = 0;

  add(timeMs: number): void {
    this.#timesMs[this.#next] = timeMs;
    this.#next = (this.#next + 1) % REMEMBERED;
  }

  /** The measures of the server, by the names it gives them; none before the first answer. */
  measures(): readonly (readonly [name: string, valueMs: number])[] {
    const sorted = this.#timesMs.toSorted((one, other) => one - other);
    if (sorted.length === 0) return [];
    const last = sorted.length - 1;
    // The server takes the first time of each part: its first quintile begins with the fastest.
    const at = (percent: number) =>
      sorted[Math.min(last, Math.floor((percent * sorted.length) / 100))] ?? 0;
    const mean = sorted.reduce((sum, timeMs) => sum + timeMs, 0) / sorted.length;
    const measures: [string, number][] = [
      ['Mean', mean],
      ['Median', at(50)],
      ['Fastest', at(0)],
      ...[1, 2, 3, 4, 5].map((nth): [string, number] => [`Quintile ${nth}`, at(20 * (nth - 1))]),
      ...[90, 95, 99, 99.5, 99.9].map((percent): [string, number] => [`${percent}%`, at(percent)]),
      ['Highest', at(100)],
    ];
    // In begun milliseconds: clients take none for not measured.
    return measures.map(([name, valueMs]) => [name, Math.ceil(valueMs)] as const);
  }
}
