import cliProgress from 'cli-progress';
import type { Terminal } from '../terminal.js';

/** A line is written after so many bytes, where nobody watches a bar. */
const LINE_EVERY = 16 * 1024 * 1024;

/** Shows how much of an export has come: a bar that moves for a person, a line now and then for a file. */
export class ExportProgress {
  #bytes = 0;
  #startedMs = performance.now();
  #bar: cliProgress.SingleBar | undefined;

  /** @param total in bytes; undefined where the server makes it while it sends it */
  constructor(
    private readonly terminal: Terminal,
    private readonly total: number | undefined,
  ) {}

  get kilobytes(): number {
    return Math.ceil(this.#bytes / 1024);
  }

  /** The same pieces, counted. */
  async *watching(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      const before = this.#bytes;
      this.#bytes += piece.length;
      this.#show(before);
      yield piece;
    }
  }

  /** Gives the cursor back. */
  stop(): void {
    this.#bar?.stop();
  }

  #show(before: number): void {
    const seconds = Math.max((performance.now() - this.#startedMs) / 1_000, 0.001);
    const perSecond = Math.round(this.kilobytes / seconds);
    if (this.terminal.interactive) {
      this.#bar ??= this.#drawn();
      // Of what nobody knows the length, the bar shows that it goes on.
      if (this.total === undefined) this.#bar.setTotal(this.kilobytes + 1);
      this.#bar.update(this.kilobytes, { perSecond });
    } else if (Math.floor(before / LINE_EVERY) !== Math.floor(this.#bytes / LINE_EVERY)) {
      this.terminal.note(`   Esportazione: ${this.kilobytes} KiB, ${perSecond} KiB/s`);
    }
  }

  #drawn(): cliProgress.SingleBar {
    const share = this.total === undefined ? '' : ' {percentage}%';
    const bar = new cliProgress.SingleBar({
      format: `   Esportazione [{bar}]${share} {value} KiB, {perSecond} KiB/s`,
      stream: process.stderr,
      hideCursor: true,
    });
    bar.start(Math.ceil((this.total ?? 1024) / 1024), 0, { perSecond: 0 });
    return bar;
  }
}
