import { SingleBar } from 'cli-progress';

/** Tells the person who waits what is being done: a bar on a terminal, lines elsewhere. On stderr. */
export class Progress {
  readonly #bar: SingleBar | undefined;
  readonly #start = performance.now();

  private constructor(
    private readonly task: string,
    total: number,
  ) {
    if (process.stderr.isTTY) {
      this.#bar = new SingleBar({
        format: '{bar} {percentage}% {task}',
        stream: process.stderr,
        clearOnComplete: true,
        hideCursor: true,
      });
      this.#bar.start(total, 0, { task });
    } else {
      process.stderr.write(`${task} …\n`);
    }
  }

  /** Shows the task while it is worked on; `step` says how many of `total` are done by now. */
  static async during<Result>(
    task: string,
    total: number,
    work: (step: (done: number) => void) => Promise<Result>,
  ): Promise<Result> {
    const progress = new Progress(task, total);
    try {
      return await work((done) => progress.#bar?.update(done));
    } finally {
      progress.#end();
    }
  }

  #end(): void {
    const seconds = ((performance.now() - this.#start) / 1000).toFixed(1);
    this.#bar?.stop();
    process.stderr.write(`${this.task}: ${seconds} s\n`);
  }
}
