import { DatabaseSync } from 'node:sqlite';
import { sha256 } from './command-identity.js';

/** A life written down, and where it stands in its stream. */
export interface StoredSnapshot {
  readonly stream: string;
  readonly revision: number;
  /** The event it was taken after: by it a snapshot of another log is known. */
  readonly eventId: string;
  /** When that event was recorded, ISO 8601 UTC. */
  readonly recordedAt: string;
  /** The life as JSON (see `Snapshot` of the kernel). */
  readonly json: string;
}

const COLUMNS = 'stream, revision, event_id AS eventId, recorded_at AS recordedAt, json, sha256';

/**
 * Snapshots of long streams, in a file of their own. A cache: it may be deleted at any time. One that is
 * damaged is passed over, and none is believed beyond what its reader can check against the log.
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
      CREATE TABLE IF NOT EXISTS life (
        stream TEXT NOT NULL,
        revision INTEGER NOT NULL,
        event_id TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        json TEXT NOT NULL,
        sha256 TEXT NOT NULL, -- of json
        PRIMARY KEY (stream, revision)
      ) STRICT, WITHOUT ROWID;
    `);
    this.#save = this.#database.prepare('INSERT OR REPLACE INTO life VALUES (?, ?, ?, ?, ?, ?)');
    this.#latest = this.#database.prepare(
      `SELECT ${COLUMNS} FROM life WHERE stream = ? AND revision <= ? ORDER BY revision DESC`,
    );
    this.#before = this.#database.prepare(
      `SELECT ${COLUMNS} FROM life WHERE stream = ? AND recorded_at <= ? ORDER BY revision DESC`,
    );
  }

  /** Keeps a life as it was after an event. */
  save({ stream, revision, eventId, recordedAt, json }: StoredSnapshot): void {
    this.#save.run(stream, revision, eventId, recordedAt, json, sha256(json));
  }

  /** The newest whole snapshot at or before a revision. */
  latest(stream: string, revision: number): StoredSnapshot | undefined {
    return firstWhole(this.#latest.iterate(stream, revision));
  }

  /** The newest whole snapshot whose last event was recorded at or before an instant. */
  before(stream: string, instant: string): StoredSnapshot | undefined {
    return firstWhole(this.#before.iterate(stream, instant));
  }

  close(): void {
    this.#database.close();
  }
}

function firstWhole(rows: Iterable<unknown>): StoredSnapshot | undefined {
  // The columns are those of the table.
  for (const row of rows as Iterable<StoredSnapshot & { readonly sha256: string }>) {
    if (sha256(row.json) === row.sha256) return row;
  }
  return undefined;
}
