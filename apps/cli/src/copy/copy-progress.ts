import cliProgress from 'cli-progress';
import type { Terminal } from '../terminal.js';

/** Shows how far a copy is: a bar that moves for a person, a line at every quarter for a file. */
export class CopyProgress {
  #startedMs = 0;
  /** Facts that were there when the copying began. */
  #startedAt = 0;
  #copied = 0;
  #nextLineAt = 0;
  #bar: cliProgress.SingleBar | undefined;

  constructor(private readonly terminal: Terminal) {}

  /** Facts that this copy has brought. */
  get brought(): number {
    return this.#copied - this.#startedAt;
  }

  /** Facts per second so far. */
  get perSecond(): number {
    const seconds = (performance.now() - this.#startedMs) / 1_000;
    return Math.round(this.brought / Math.max(seconds, 0.001));
  }

  /** So many facts of so many are there. */
  moved(copied: number, total: number): void {
    const begins = this.#startedMs === 0;
    if (begins) {
      this.#startedMs = performance.now();
      this.#startedAt = copied;
    }
    this.#copied = copied;
    if (this.terminal.interactive) this.#draw(copied, total);
    else if (!begins) this.#tell(copied, total);
    else this.#nextLineAt = copied + Math.ceil((total - copied) / 4);
  }

  /** Gives the cursor back. */
  stop(): void {
    this.#bar?.stop();
  }

  #draw(copied: number, total: number): void {
    if (this.#bar === undefined) {
      this.#bar = new cliProgress.SingleBar({
        format: '   Copia [{bar}] {percentage}% {value}/{total} fatti, {perSecond}/s',
        stream: process.stderr,
        hideCursor: true,
      });
      this.#bar.start(total, copied, { perSecond: 0 });
    }
    this.#bar.update(copied, { perSecond: this.perSecond });
  }

  #tell(copied: number, total: number): void {
    if (copied < this.#nextLineAt) return;
    const percent = Math.floor((copied / total) * 100);
    this.terminal.note(`   Copia ${percent}% ${copied}/${total} fatti, ${this.perSecond}/s`);
    this.#nextLineAt = Math.min(total, copied + Math.ceil((total - this.#startedAt) / 4));
  }
}
