import { AccessRefused } from '../access-refused.js';

/** Lets so many works be done at once and so many wait; whoever comes then is told it is too busy. */
export class Turns {
  #working = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly mayWait: number,
  ) {}

  /** @throws AccessRefused `too-busy`, before any work was done */
  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#working < this.atOnce) this.#working += 1;
    else if (this.#waiting.length >= this.mayWait) throw new AccessRefused('too-busy');
    // Whoever ends hands its place over: nobody who comes later slips in between.
    else await new Promise<void>((begin) => this.#waiting.push(begin));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#working -= 1;
      else next();
    }
  }
}
