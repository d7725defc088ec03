import cliProgress from 'cli-progress';
import type { Terminal } from '../terminal.js';
import type { TracciaProblem } from '../traccia-problem.js';

/** Tells the story of the demonstration as it goes on, in Italian. */
export class Narrator {
  /** Refusals told so far. */
  #refusals = 0;
  readonly #phases: { readonly title: string; readonly sinceMs: number }[] = [];

  /** @param nowMs the clock of the story, milliseconds since 1970 */
  constructor(
    private readonly terminal: Terminal,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** The phases told so far, in order. */
  get phases(): readonly string[] {
    return this.#phases.map(({ title }) => title);
  }

  /** The phase that was told at an instant, in milliseconds since 1970 (UTC); before all of them the first. */
  phaseAt(instantMs: number): string {
    const begun = this.#phases.findLast(({ sinceMs }) => sinceMs <= instantMs);
    return (begun ?? this.#phases[0])?.title ?? '';
  }

  get refusals(): number {
    return this.#refusals;
  }

  phase(title: string): void {
    this.#phases.push({ title, sinceMs: this.nowMs() });
    this.terminal.print(`\n== ${title}`);
  }

  tell(line: string): void {
    this.terminal.print(`   ${line}`);
  }

  /** Tells who was refused what, in the words that person reads. */
  refusal(who: string, wish: string, { it, code, law }: TracciaProblem): void {
    this.#refusals += 1;
    const reference = law === undefined ? code : `${code}; ${law}`;
    this.tell(`✗ ${who} prova «${wish}» → ${it} [${reference}]`);
  }

  /** Does a work of so many steps and shows how far it is: a bar for a person, some lines for a file. */
  async progress(
    title: string,
    total: number,
    work: (step: () => void) => Promise<void>,
  ): Promise<void> {
    if (!this.terminal.interactive) {
      await work(quarters(title, total, this.terminal));
      return;
    }
    const bar = new cliProgress.SingleBar({
      format: `   ${title} [{bar}] {value}/{total}`,
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: true,
    });
    bar.start(total, 0);
    try {
      await work(() => {
        bar.increment();
      });
    } finally {
      bar.stop(); // gives the cursor back
    }
  }
}

/** A line at every quarter of the way. */
function quarters(title: string, total: number, terminal: Terminal): () => void {
  const quarter = Math.ceil(total / 4);
  let done = 0;
  return () => {
    done += 1;
    if (done % quarter === 0 || done === total) terminal.note(`   ${title} ${done}/${total}`);
  };
}
