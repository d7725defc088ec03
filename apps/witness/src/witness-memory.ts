import { DatabaseSync } from 'node:sqlite';

/** The largest checkpoint of a log that was cosigned. */
export interface Seen {
  readonly size: number;
  readonly root: Uint8Array;
}

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL; -- what was answered must be remembered after a power cut, too
  PRAGMA trusted_schema = OFF;
  CREATE TABLE IF NOT EXISTS seen (
    origin TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    note TEXT NOT NULL -- as the log signed it
  ) STRICT;
  CREATE TABLE IF NOT EXISTS fork ( -- two signed notes that cannot both be true
    origin TEXT NOT NULL,
    size INTEGER NOT NULL,
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    PRIMARY KEY (origin, size)
  ) STRICT;
`;

/** What a witness remembers of each log, in a file. */
export class WitnessMemory {
  readonly #database: DatabaseSync;

  /** Opens the file, or makes it; its folder must exist. */
  constructor(file: string) {
    this.#database = new DatabaseSync(file, { timeout: 5_000 });
    try {
      this.#database.exec(schema);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Undefined when nothing of the log was ever cosigned. */
  seen(origin: string): Seen | undefined {
    const row = this.#database.prepare('SELECT size, root FROM seen WHERE origin = ?').get(origin);
    return row as Seen | undefined;
  }

  /**
   * Looks and remembers as one: of several who ask at once, also of other processes, each sees what the one before
   * it has left. What was remembered is durable when this returns.
   */
  atOnce<Result>(work: () => Result): Result {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  remember(origin: string, { size, root }: Seen, note: string): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?)')
      .run(origin, size, root, note);
  }

  /** Keeps a note that contradicts the one that was cosigned. The first of a size says enough. */
  keepFork(origin: string, note: string): void {
    this.#database
      .prepare('INSERT OR IGNORE INTO fork SELECT origin, size, note, ? FROM seen WHERE origin = ?')
      .run(note, origin);
  }

  /** Pairs of notes of one log that contradict each other: who holds them can show what the log has done. */
  forks(): readonly { readonly origin: string; readonly first: string; readonly second: string }[] {
    const rows = this.#database.prepare('SELECT origin, first, second FROM fork').all();
    return rows as { origin: string; first: string; second: string }[];
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }
}
