import cliProgress from 'cli-progress';
import type { Terminal } from '../terminal.js';
import type { TracciaProblem } from '../traccia-problem.js';

/** A work of many steps whose progress is shown. */
export interface Progress {
  step(): void;
  end(): void;
}

/** Tells the story of the demonstration as it goes on, in Italian. */
export class Narrator {
  /** Refusals told so far. */
  #refusals = 0;

  constructor(private readonly terminal: Terminal) {}

  get refusals(): number {
    return this.#refusals;
  }

  phase(title: string): void {
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

  /** Shows how far a work of so many steps is: a bar for a person, some lines for a file. */
  progress(title: string, total: number): Progress {
    return this.terminal.interactive ? bar(title, total) : lines(title, total, this.terminal);
  }
}

function bar(title: string, total: number): Progress {
  const shown = new cliProgress.SingleBar({
    format: `   ${title} [{bar}] {value}/{total}`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  shown.start(total, 0);
  return {
    step: () => {
      shown.increment();
    },
    end: () => {
      shown.stop();
    },
  };
}

/** A line at every quarter of the way. */
function lines(title: string, total: number, terminal: Terminal): Progress {
  let done = 0;
  const quarter = Math.ceil(total / 4);
  return {
    step: () => {
      done += 1;
      if (done % quarter === 0 || done === total) terminal.note(`   ${title} ${done}/${total}`);
    },
    end: () => undefined,
  };
}
