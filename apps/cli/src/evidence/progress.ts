import cliProgress from 'cli-progress';
import type { Terminal } from '../terminal.js';

/** Shows how far a work is whose end is known: a bar for a person, a line at every quarter for a file. */
export class Progress {
  #bar: cliProgress.SingleBar | undefined;
  #told = 0;

  /** @param unit what is counted: `fatti` */
  constructor(
    private readonly terminal: Terminal,
    private readonly title: string,
    private readonly unit: string,
  ) {}

  /** So many of so many are done. */
  moved(done: number, total: number): void {
    if (this.terminal.interactive) this.#draw(done, total);
    else this.#tell(done, total);
  }

  /** Gives the cursor back. */
  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  #draw(done: number, total: number): void {
    if (this.#bar === undefined) {
      this.#bar = new cliProgress.SingleBar({
        format: `   ${this.title} [{bar}] {percentage}% {value}/{total} ${this.unit}`,
        ...{ stream: process.stderr, hideCursor: true, clearOnComplete: true },
      });
      this.#bar.start(total, done);
    }
    this.#bar.update(done);
  }

  #tell(done: number, total: number): void {
    const quarter = total === 0 ? 4 : Math.floor((done / total) * 4);
    if (quarter <= this.#told) return;
    this.#told = quarter;
    this.terminal.note(`   ${this.title} ${quarter * 25}% ${done}/${total} ${this.unit}`);
  }
}
