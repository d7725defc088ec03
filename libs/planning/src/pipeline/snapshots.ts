import { DatabaseSync } from 'node:sqlite';

/** Where a snapshot stands and what it holds. */
export interface StoredSnapshot {
  readonly revision: number;
  /** The life as JSON (see `Snapshot` of the kernel). */
  readonly json: string;
}

/**
 * Snapshots of long streams, in a file of their own. A cache: it may be deleted at any time, and is never
 * believed beyond what the kernel can check (definition, digest, format).
 */
export class Snapshots {
  readonly #database: DatabaseSync;
  readonly #save;
  readonly #latest;
  readonly #before;

  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = OFF; -- a lost snapshot costs a longer replay, nothing else
      CREATE TABLE IF NOT EXISTS snapshot (
        stream TEXT NOT NULL,
        revision INTEGER NOT NULL,
        recorded_at TEXT NOT NULL,
        json TEXT NOT NULL,
        PRIMARY KEY (stream, revision)
      ) STRICT, WITHOUT ROWID;
    `);
    this.#save = this.#database.prepare(
      'INSERT OR REPLACE INTO snapshot (stream, revision, recorded_at, json) VALUES (?, ?, ?, ?)',
    );
    this.#latest = this.#database.prepare(
      'SELECT revision, json FROM snapshot WHERE stream = ? AND revision <= ? ORDER BY revision DESC LIMIT 1',
    );
    this.#before = this.#database.prepare(
      'SELECT revision, json FROM snapshot WHERE stream = ? AND recorded_at <= ? ORDER BY revision DESC LIMIT 1',
    );
  }

  /** Keeps a life as it was after `revision`, whose fact was recorded at this instant (ISO 8601 UTC). */
  save(stream: string, revision: number, recordedAt: string, json: string): void {
    this.#save.run(stream, revision, recordedAt, json);
  }

  /** The newest snapshot at or before a revision. */
  latest(stream: string, revision: number): StoredSnapshot | undefined {
    return this.#latest.get(stream, revision) as StoredSnapshot | undefined;
  }

  /** The newest snapshot whose last fact was recorded at or before an instant. */
  before(stream: string, instant: string): StoredSnapshot | undefined {
    return this.#before.get(stream, instant) as StoredSnapshot | undefined;
  }

  close(): void {
    this.#database.close();
  }
}
