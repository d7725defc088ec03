import type { StatementSync } from 'node:sqlite';
import { numberIn, type AccessFile } from '../access-file.js';
import type { AccessKey } from '../access-key.js';

/** So many failures of one account cost nothing. */
export const FREE_FAILURES_OF_ACCOUNT = 5;

/** So many of one network: a whole office may stand behind one address. */
export const FREE_FAILURES_OF_NETWORK = 50;

/** Nobody ever waits longer than this: 15 minutes. */
export const MAX_WAIT_SECONDS = 900;

/** Failures of which there was no further one for so long are forgotten. */
export const FAILURES_REMEMBERED_MS = 24 * 60 * 60_000;

/** More accounts and networks are not remembered: those with the fewest failures go first. */
export const MAX_REMEMBERED = 10_000;

/** Whose attempt it is: both have to be free to try. */
export interface Attempt {
  /** The login as it was typed: it need not exist. */
  readonly account: string;
  /** As networkOf says it. */
  readonly network: string;
}

interface AttemptRow {
  readonly failures: number;
  readonly last_ms: number;
}

/**
 * How long to wait after so many failures: 1, 2, 4 … 900 seconds, for ever. There is no lock:
 * somebody could use it to keep a colleague out (ASVS 5.0 6.1.1, 6.3.1).
 */
export function waitSeconds(failures: number, free: number): number {
  return failures < free ? 0 : Math.min(2 ** (failures - free), MAX_WAIT_SECONDS);
}

/**
 * Failed attempts to sign in with a password, in the file so that a restart forgets none. An attempt
 * counts as failed from the moment it is let in until it has succeeded: a thousand at once are a
 * thousand attempts. One that has to wait is not judged, does no work and writes nothing.
 */
export class Attempts {
  readonly #select: StatementSync;
  readonly #count: StatementSync;
  readonly #setBack: StatementSync;
  readonly #giveBack: StatementSync;
  readonly #delete: StatementSync;
  readonly #deleteOld: StatementSync;
  readonly #deleteFewest: StatementSync;
  readonly #rows: StatementSync;

  constructor(
    private readonly file: AccessFile,
    private readonly key: AccessKey,
  ) {
    this.#select = file.prepare('SELECT failures, last_ms FROM attempt WHERE key = ?');
    this.#count = file.prepare(
      `INSERT INTO attempt (key, failures, last_ms) VALUES (?, 1, ?)
       ON CONFLICT DO UPDATE SET failures = failures + 1, last_ms = excluded.last_ms`,
    );
    this.#setBack = file.prepare('UPDATE attempt SET last_ms = ? WHERE last_ms > ?');
    this.#giveBack = file.prepare(
      'UPDATE attempt SET failures = failures - 1 WHERE key = ? AND failures > 0',
    );
    this.#delete = file.prepare('DELETE FROM attempt WHERE key = ?');
    this.#deleteOld = file.prepare('DELETE FROM attempt WHERE last_ms <= ? OR failures = 0');
    this.#deleteFewest = file.prepare(
      `DELETE FROM attempt WHERE key IN (
         SELECT key FROM attempt ORDER BY failures DESC, last_ms DESC LIMIT -1 OFFSET ?)`,
    );
    this.#rows = file.prepare('SELECT count(*) AS n FROM attempt');
  }

  /**
   * Asks to try.
   * @returns 0 when the attempt may be made, and counts it; else the seconds to wait
   */
  admit(attempt: Attempt): number {
    // Without a lock first: who hammers is turned away at the cost of two reads.
    const seconds = this.#toWait(attempt);
    if (seconds > 0) return seconds;
    return this.file.atomically(() => {
      const stillSeconds = this.#toWait(attempt);
      if (stillSeconds === 0) this.#countFailure(attempt);
      return stillSeconds;
    });
  }

  /** Counts a failure of whoever had been admitted: a wrong code after the right password. */
  failed(attempt: Attempt): void {
    this.file.atomically(() => {
      this.#countFailure(attempt);
    });
  }

  /** The whole sign-in succeeded: the account starts anew, and the attempt is no failure of the network. */
  succeeded(attempt: Attempt): void {
    const [account, network] = this.#keys(attempt);
    this.file.atomically(() => {
      this.#delete.run(account.name);
      this.#giveBack.run(network.name);
    });
  }

  /** The account starts anew; the network was given back what it had counted. */
  forget(attempt: Attempt): void {
    const [account] = this.#keys(attempt);
    this.#delete.run(account.name);
  }

  /** The attempt was not judged after all, or was right so far: it is no failure of these. */
  giveBack(attempt: Attempt, whose: readonly ('account' | 'network')[]): void {
    const [account, network] = this.#keys(attempt);
    this.file.atomically(() => {
      if (whose.includes('account')) this.#giveBack.run(account.name);
      if (whose.includes('network')) this.#giveBack.run(network.name);
    });
  }

  /** How many accounts and networks are remembered. */
  remembered(): number {
    return numberIn(this.#rows.get(), 'n');
  }

  #countFailure(attempt: Attempt): void {
    const nowMs = this.file.nowMs();
    this.#deleteOld.run(nowMs - FAILURES_REMEMBERED_MS);
    for (const { name } of this.#keys(attempt)) this.#count.run(name, nowMs);
    if (this.remembered() > MAX_REMEMBERED) this.#deleteFewest.run(MAX_REMEMBERED);
  }

  #toWait(attempt: Attempt): number {
    const nowMs = this.file.nowMs();
    const waits = this.#keys(attempt).map(({ name, free }) => {
      // The table is STRICT and its rows are written by admit().
      const row = this.#select.get(name) as AttemptRow | undefined;
      if (row === undefined || row.last_ms <= nowMs - FAILURES_REMEMBERED_MS) return 0;
      if (row.last_ms > nowMs) {
        // The clock was set back: wait from now on, not until it is again as late as it was.
        this.#setBack.run(nowMs, nowMs);
        return waitSeconds(row.failures, free);
      }
      const untilMs = row.last_ms + waitSeconds(row.failures, free) * 1_000;
      return Math.max(0, Math.ceil((untilMs - nowMs) / 1_000));
    });
    return Math.max(...waits);
  }

  /** People type a password where the login goes: the name of an account gives no login away. */
  #keys({ account, network }: Attempt) {
    const login = this.key.nameOf(account.slice(0, 1_000).toLowerCase());
    return [
      { name: `account ${login}`, free: FREE_FAILURES_OF_ACCOUNT },
      { name: `network ${network}`, free: FREE_FAILURES_OF_NETWORK },
    ] as const;
  }
}
