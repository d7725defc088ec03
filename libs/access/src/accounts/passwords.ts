import { randomBytes as systemRandomBytes } from 'node:crypto';
import {
  costOf,
  hashPassword,
  isPassword,
  PASSWORD_SALT_BYTES,
  type PasswordCost,
} from './password-hash.js';
import { checkNewPassword, mayBePassword } from './password-rules.js';
import { Turns } from './turns.js';

/** 64 MiB, three passes, one lane: the second recommendation of RFC 9106 (4), on one core. */
export const PASSWORD_COST: PasswordCost = { memoryKibibytes: 65_536, passes: 3, lanes: 1 };

/** So many hashes are computed at once: 128 MiB and half of node's threads at most. */
export const PASSWORDS_AT_ONCE = 2;

/** So many more may wait; whoever comes then is told to come again. */
export const PASSWORDS_WAITING = 20;

/** How passwords are kept. */
export interface PasswordSettings {
  readonly randomBytes?: (size: number) => Buffer;
  /** Only a test makes guesses cheaper. */
  readonly cost?: PasswordCost;
  /** Words everybody in this office knows: its name, its zones (ASVS 5.0 6.1.2). */
  readonly words?: readonly string[];
}

/** What trying a password brought. */
export interface PasswordTried {
  readonly isRight: boolean;
  /** The PHC string to keep from now on, where the one kept is from a cheaper time. */
  readonly renewed?: string;
}

/** Passwords: kept as argon2id, compared at the same cost whether there is one or not. */
export class Passwords {
  readonly #turns = new Turns(PASSWORDS_AT_ONCE, PASSWORDS_WAITING);
  readonly #randomBytes: (size: number) => Buffer;
  readonly #cost: PasswordCost;
  readonly #words: readonly string[];

  constructor({
    randomBytes = systemRandomBytes,
    cost = PASSWORD_COST,
    words = [],
  }: PasswordSettings = {}) {
    this.#randomBytes = randomBytes;
    this.#cost = cost;
    this.#words = words;
  }

  /**
   * Lets pass what may become somebody's password.
   * @param about what others know of them: id, login, unit
   * @throws AccessRefused as in checkNewPassword
   */
  check(password: string, about: readonly string[]): void {
    checkNewPassword(password, [...this.#words, ...about]);
  }

  /** The PHC string to keep. @throws AccessRefused `too-busy` */
  hash(password: string): Promise<string> {
    return this.#turns.take(() => this.#hash(password));
  }

  /**
   * Whether this is the password kept as this PHC string. Where there is none, because there is no
   * such account or it has no password, as much work is done and the answer is no.
   * @throws AccessRefused `too-busy`
   */
  verify(password: string, phc: string | undefined): Promise<PasswordTried> {
    return this.#turns.take(async () => {
      if (phc === undefined || !mayBePassword(password)) {
        await this.#hash('');
        return { isRight: false };
      }
      if (!(await isPassword(password, phc))) return { isRight: false };
      if (!this.#isCheap(phc)) return { isRight: true };
      return { isRight: true, renewed: await this.#hash(password) };
    });
  }

  #hash(password: string): Promise<string> {
    return hashPassword(password, this.#randomBytes(PASSWORD_SALT_BYTES), this.#cost);
  }

  #isCheap(phc: string): boolean {
    const { memoryKibibytes, passes } = costOf(phc);
    return memoryKibibytes < this.#cost.memoryKibibytes || passes < this.#cost.passes;
  }
}
