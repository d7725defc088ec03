import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Logger } from '@nestjs/common';
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

  /** A file that cannot be read is begun anew: it is only a cache. */
  constructor(file: string) {
    try {
      this.#database = opened(file);
    } catch (error) {
      new Logger(Snapshots.name).warn(`${file} cannot be read and is begun anew: ${String(error)}`);
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
      this.#database = opened(file);
    }
    this.#save = this.#database.prepare('INSERT OR REPLACE INTO life VALUES (?, ?, ?, ?, ?, ?)');
    this.#latest = this.#database.prepare(
      `SELECT ${COLUMNS} FROM life WHERE stream = ? AND revision <= ? ORDER BY revision DESC`,
    );
    this.#before = this.#database.prepare(
      `SELECT ${COLUMNS} FROM life WHERE stream = ? AND recorded_at <= ? ORDER BY revision DESC`,
    );
  }

  /**
   * Keeps a life as it was after an event. One that cannot be kept is told in the log of the process and
   * no more: the facts themselves are safe.
   */
  save({ stream, revision, eventId, recordedAt, json }: StoredSnapshot): void {
    try {
      this.#save.run(stream, revision, eventId, recordedAt, json, sha256(json));
    } catch (error) {
      new Logger(Snapshots.name).warn(`No snapshot of ${stream} at ${revision}: ${String(error)}`);
    }
  }

  /** The newest whole snapshot at or before a revision. */
  latest(stream: string, revision: number): StoredSnapshot | undefined {
    return firstWhole(() => this.#latest.iterate(stream, revision));
  }

  /** The newest whole snapshot whose last event was recorded at or before an instant. */
  before(stream: string, instant: string): StoredSnapshot | undefined {
    return firstWhole(() => this.#before.iterate(stream, instant));
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }
}

function opened(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec(`
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
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The first row that is what was written. A file that fails to answer is one that has no snapshot. */
function firstWhole(rows: () => Iterable<unknown>): StoredSnapshot | undefined {
  try {
    // The columns are those of the table.
    for (const row of rows() as Iterable<StoredSnapshot & { readonly sha256: string }>) {
      if (sha256(row.json) === row.sha256) return row;
    }
  } catch (error) {
    new Logger(Snapshots.name).warn(`The snapshots cannot be read: ${String(error)}`);
  }
  return undefined;
}
