import { createInterface } from 'node:readline';
import { Writable, type Readable } from 'node:stream';
import { CommandFailed } from '../failure.js';

/** Asks whoever is at the terminal, or reads what a script writes, a line for each question. */
export class Questions {
  readonly #lines: AsyncIterator<string, undefined>;
  readonly #close: () => void;

  /**
   * @param input what is typed
   * @param isTyped a person types: nothing of it is shown, since most answers are secrets
   */
  constructor(
    input: Readable,
    private readonly show: (text: string) => void,
    isTyped: boolean,
  ) {
    const silent = new Writable({
      write: (_chunk, _encoding, done) => {
        done();
      },
    });
    const lines = createInterface({ input, output: silent, terminal: isTyped });
    // Told before anybody listens, a line would be lost: the iterator keeps them.
    this.#lines = lines[Symbol.asyncIterator]() as AsyncIterator<string, undefined>;
    this.#close = () => {
      lines.close();
    };
  }

  /** The answer without spaces at its ends. @throws CommandFailed when nobody answers */
  async secret(question: string): Promise<string> {
    this.show(`${question}: `);
    const { value } = await this.#lines.next();
    this.show('\n');
    if (value === undefined) throw new CommandFailed('Nessuno ha risposto: non è cambiato niente.');
    return value.trim();
  }

  close(): void {
    this.#close();
  }
}

/** The questions of this process. */
export function processQuestions(): Questions {
  return new Questions(
    process.stdin,
    (text) => {
      process.stderr.write(text);
    },
    process.stdin.isTTY,
  );
}
