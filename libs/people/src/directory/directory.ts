import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { DecidedErasure } from './decided-erasure.js';

/** What the office knows of a person besides what they do: all of it can be corrected and erased. */
export interface DirectoryEntry {
  /** As the person is called on the pages. */
  readonly name: string;
  readonly email?: string;
  /** Certified mail (PEC). */
  readonly pec?: string;
  readonly note?: string;
}

/** An entry, and whose it is. */
export interface ListedPerson extends DirectoryEntry {
  readonly personId: string;
}

/*
 * As the keys of the subjects: what is deleted or written over is nowhere in the file afterwards. No earlier
 * entries are kept, that is the point of it.
 */
const schema = `
  PRAGMA journal_mode = DELETE;
  PRAGMA synchronous = EXTRA;
  PRAGMA secure_delete = ON;
  PRAGMA trusted_schema = OFF;
  CREATE TABLE IF NOT EXISTS person (
    zone TEXT NOT NULL,
    person_id TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    pec TEXT,
    note TEXT,
    PRIMARY KEY (zone, person_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS carried_out (
    event_id TEXT PRIMARY KEY
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS owed (
    event_id TEXT PRIMARY KEY,
    erasure TEXT NOT NULL -- JSON: no name is in it
  ) STRICT, WITHOUT ROWID;
`;

/**
 * Names and addresses of the persons of each zone, which knows its own alone. Facts hold ids; who they are is
 * said here and nowhere else. Several processes may hold the file open.
 */
export class Directory {
  private constructor(private readonly database: DatabaseSync) {}

  /** Opens the file (`people.db`), or makes it, for its owner alone to read; its folder must exist. */
  static open(file: string): Directory {
    const database = new DatabaseSync(file, { timeout: 5_000 });
    try {
      chmodSync(file, 0o600);
      database.exec(schema);
      return new Directory(database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** The entry of a person; undefined where the zone has none. */
  get(zone: string, personId: string): ListedPerson | undefined {
    return this.many(zone, [personId]).get(personId);
  }

  /** The entries of some persons by id, for a page that names them; those without one are not in it. */
  many(zone: string, personIds: readonly string[]): ReadonlyMap<string, ListedPerson> {
    const rows = this.database
      .prepare(
        `SELECT * FROM person
         WHERE zone = ? AND person_id IN (SELECT value FROM json_each(?))`,
      )
      .all(zone, JSON.stringify(personIds));
    return new Map(rows.map((row) => [row['person_id'] as string, entryIn(row)]));
  }

  /** Everybody of a zone, by id. */
  ofZone(zone: string): readonly ListedPerson[] {
    return this.database
      .prepare('SELECT * FROM person WHERE zone = ? ORDER BY person_id')
      .all(zone)
      .map(entryIn);
  }

  /** Writes an entry, in the place of the one there was. */
  put(zone: string, personId: string, { name, email, pec, note }: DirectoryEntry): void {
    this.database
      .prepare('INSERT OR REPLACE INTO person VALUES (?, ?, ?, ?, ?, ?)')
      .run(zone, personId, name, email ?? null, pec ?? null, note ?? null);
  }

  /** Deletes an entry and leaves no trace of it. False where there was none. */
  erase(zone: string, personId: string): boolean {
    return (
      this.database
        .prepare('DELETE FROM person WHERE zone = ? AND person_id = ?')
        .run(zone, personId).changes === 1
    );
  }

  /** Whether an erasure that was recorded has been carried out on these files. */
  isCarriedOut(eventId: string): boolean {
    return (
      this.database.prepare('SELECT 1 FROM carried_out WHERE event_id = ?').get(eventId) !==
      undefined
    );
  }

  /** Notes that it has: whoever is entered again later is not erased again by it. */
  noteCarriedOut(eventId: string): void {
    this.database.prepare('INSERT OR IGNORE INTO carried_out VALUES (?)').run(eventId);
  }

  /** Keeps an erasure whose fact is in no log any more, since an older copy of the log was put in its place. */
  owe(erasure: DecidedErasure): void {
    this.database
      .prepare('INSERT OR IGNORE INTO owed VALUES (?, ?)')
      .run(erasure.eventId, JSON.stringify(erasure));
  }

  /** Every erasure that was kept like this, to be carried out on whatever comes back from a copy. */
  owed(): readonly DecidedErasure[] {
    return (
      this.database
        .prepare('SELECT erasure FROM owed ORDER BY event_id')
        .all()
        // Written by `owe` alone.
        .map((row) => JSON.parse(row['erasure'] as string) as DecidedErasure)
    );
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }
}

function entryIn(row: Readonly<Record<string, unknown>>): ListedPerson {
  // The columns are those of the table, which is STRICT.
  const { person_id, name, email, pec, note } = row as Readonly<Record<string, string | null>>;
  return {
    personId: person_id ?? '',
    name: name ?? '',
    ...(typeof email === 'string' && { email }),
    ...(typeof pec === 'string' && { pec }),
    ...(typeof note === 'string' && { note }),
  };
}
