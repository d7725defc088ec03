import cliProgress from 'cli-progress';
import type { Terminal } from '../terminal.js';

/** Shows a person how far a rehearsal is; a file is told nothing, since the result follows. */
export class RehearsalProgress {
  #bar: cliProgress.SingleBar | undefined;

  constructor(private readonly terminal: Terminal) {}

  /** So many facts of so many are read. */
  moved(read: number, total: number): void {
    if (!this.terminal.interactive) return;
    if (!this.#bar) {
      this.#bar = new cliProgress.SingleBar({
        format: '   Prova [{bar}] {percentage}% {value}/{total} fatti',
        stream: process.stderr,
        hideCursor: true,
      });
      this.#bar.start(total, read);
    }
    if (read % 256 === 0) this.#bar.update(read);
  }

  /** Gives the cursor back. */
  stop(): void {
    this.#bar?.stop();
  }
}
