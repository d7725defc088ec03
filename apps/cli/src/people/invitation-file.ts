import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { INVITATION_MS } from '#access';
import { CommandFailed } from '../failure.js';

/** An invitation that was sent. The code is secret. */
interface Invited {
  readonly personId: string;
  readonly login: string;
  readonly code: string;
}

const titles = ['persona', 'accesso', 'codice', 'vale fino a'];
const OTHERS = 0o077;
const { O_APPEND, O_CREAT, O_NOFOLLOW, O_RDWR } = constants;

/**
 * The file into which invitation codes go as they come, for whoever hands them over: only its owner can read it,
 * and who stands in it with a code that is still good is not invited again.
 */
export class InvitationFile {
  readonly #descriptor: number;
  readonly #until = new Map<string, number>();

  /** @throws CommandFailed when others could read it, or it cannot be written */
  constructor(
    file: string,
    private readonly nowMs: () => number = Date.now,
  ) {
    this.#descriptor = opened(file);
    const { mode, size } = fstatSync(this.#descriptor);
    if ((mode & OTHERS) !== 0) {
      closeSync(this.#descriptor);
      throw new CommandFailed(`Il file ${file} lo possono leggere altri: chmod 600 ${file}`);
    }
    if (size === 0) this.#write(titles);
    for (const line of readFileSync(file, 'utf8').split('\n').slice(1)) {
      const [personId = '', , , until = ''] = line.split('\t');
      this.#until.set(personId, Date.parse(until));
    }
  }

  /** Whether somebody has a code of this file that is still good. */
  has(personId: string): boolean {
    return (this.#until.get(personId) ?? 0) > this.nowMs();
  }

  /** Keeps a code, on the disk when it returns: it is seen nowhere else. */
  add({ personId, login, code }: Invited): void {
    const untilMs = this.nowMs() + INVITATION_MS;
    this.#until.set(personId, untilMs);
    this.#write([personId, login, code, new Date(untilMs).toISOString()]);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #write(cells: readonly string[]): void {
    writeSync(this.#descriptor, `${cells.join('\t')}\n`);
    fsyncSync(this.#descriptor);
  }
}

function opened(file: string): number {
  try {
    return openSync(file, O_APPEND | O_CREAT | O_NOFOLLOW | O_RDWR, 0o600);
  } catch (error) {
    throw new CommandFailed(`Il file ${file} non si può scrivere: controlla nome e permessi.`, {
      cause: error,
    });
  }
}
