import { randomBytes as systemRandomBytes } from 'node:crypto';
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { migrations } from './access.schema.js';

/** Where time and randomness come from. */
export interface AccessSources {
  readonly nowMs?: () => number;
  readonly randomBytes?: (size: number) => Buffer;
}

/** How long a process waits for another one that is writing. */
const BUSY_MS = 2_000;

/**
 * `WAL` lets several processes read while one writes; `FULL` keeps a session that was ended from
 * coming back after a power cut; `secure_delete` overwrites what is deleted, so that a secret which
 * is gone is gone from the file as well.
 */
const pragmas = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA secure_delete = ON;
  PRAGMA trusted_schema = OFF;
  PRAGMA foreign_keys = ON;
`;

/**
 * The file `access.db`: sessions, accounts, second factors and failed attempts. Several processes
 * may hold it open; nobody remembers rows in memory, so that what one process ends is ended for the
 * next request of every other (a row is read in some ten microseconds).
 */
export class AccessFile {
  readonly #database: DatabaseSync;
  readonly nowMs: () => number;
  readonly randomBytes: (size: number) => Buffer;

  private constructor(database: DatabaseSync, sources: AccessSources) {
    this.#database = database;
    this.nowMs = sources.nowMs ?? Date.now;
    this.randomBytes = sources.randomBytes ?? systemRandomBytes;
  }

  /**
   * Opens the file, or makes it, and brings its tables up to date; its folder must exist.
   * @throws Error when a later version of the program has changed the tables
   */
  static open(file: string, sources: AccessSources = {}): AccessFile {
    const database = new DatabaseSync(file, { timeout: BUSY_MS });
    try {
      database.exec(pragmas);
      const opened = new AccessFile(database, sources);
      opened.atomically(() => {
        opened.#migrate();
      });
      return opened;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** A statement to keep and run many times. */
  prepare(sql: string): StatementSync {
    return this.#database.prepare(sql);
  }

  /** Does the work whole or not at all, while no other process writes. Not to be nested. */
  atomically<Result>(work: () => Result): Result {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite has already rolled back after some errors, a full disk among them.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#database.close();
  }

  #migrate(): void {
    const done = numberIn(this.prepare('PRAGMA user_version').get(), 'user_version');
    if (done > migrations.length) {
      throw new Error(
        `access.db has version ${done} of its tables, this program knows ${migrations.length}: ` +
          'start the newer program',
      );
    }
    for (const migration of migrations.slice(done)) this.#database.exec(migration);
    if (done < migrations.length) this.#database.exec(`PRAGMA user_version = ${migrations.length}`);
  }
}

/** The whole number a row holds under this name. */
export function numberIn(row: Record<string, SQLOutputValue> | undefined, name: string): number {
  const value = row?.[name];
  if (typeof value !== 'number') throw new TypeError(`No number named ${name} in the row`);
  return value;
}
