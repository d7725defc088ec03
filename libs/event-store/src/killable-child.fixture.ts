import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process of its own that does a task of killable.fixture.js until it is killed. */
export class Child {
  readonly lines: string[] = [];
  readonly #process;
  readonly #closed: Promise<unknown>;
  #arrived = () => {
    // nobody waits yet
  };

  constructor(task: 'lock' | 'append' | 'copy', ...words: readonly string[]) {
    const script = `${import.meta.dirname}/killable.fixture.js`;
    this.#process = spawn(
      process.execPath,
      ['--no-warnings', '--expose-gc', '--experimental-transform-types', script, task, ...words],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    this.#closed = once(this.#process, 'close');
    createInterface(this.#process.stdout).on('line', (line) => {
      this.lines.push(line);
      this.#arrived();
    });
  }

  /** Resolves when the child has said so many lines. @throws if it ends before. */
  async said(lines: number): Promise<void> {
    const ended = this.#closed.then(() => {
      throw new Error(`The child ended after ${this.lines.length} lines`);
    });
    ended.catch(() => undefined); // being killed later is what it is for
    while (this.lines.length < lines) {
      const arrived = new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
      await Promise.race([arrived, ended]);
    }
  }

  /** Kills it as a power cut would, and waits until everything it said has been read. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#closed;
  }
}
