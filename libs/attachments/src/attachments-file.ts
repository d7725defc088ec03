import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { pathToFileURL } from 'node:url';

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA trusted_schema = OFF;
  PRAGMA busy_timeout = 5000;
  CREATE TABLE IF NOT EXISTS file (
    zone TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    antivirus TEXT NOT NULL,
    is_named INTEGER NOT NULL DEFAULT 0, -- whether some fact was seen to name it
    PRIMARY KEY (zone, sha256)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS brought ( -- who brought it, to which cycle or register, and when they last did
    zone TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (zone, sha256, cycle_id, person_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS deleted ( -- what somebody decided to delete, although facts may name it
    zone TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    reason TEXT NOT NULL, -- holds no personal data
    PRIMARY KEY (zone, sha256)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS store ( -- one row: a folder and its copies have the same, a folder begun anew another
    id TEXT NOT NULL
  ) STRICT;
`;

/** What it is called, in the folder of the files. */
export const ATTACHMENTS_FILE = 'attachments.db';

/** Whether an antivirus has looked at a file: it found nothing, or there is none. */
export type AntivirusState = 'clean' | 'not-looked-at';

/** Which file of which zone. */
export interface FileKey {
  readonly zone: string;
  /** SHA-256 of its bytes, 64 hexadecimal digits. */
  readonly sha256: string;
}

/** A file that is kept. */
export interface KeptRow extends FileKey {
  readonly bytes: number;
  readonly mediaType: string;
  readonly antivirus: AntivirusState;
}

/** That somebody decided to delete a file. */
export interface Deletion {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** Why, without personal data. */
  readonly reason: string;
}

/** Who brings a file, and to which cycle or register. */
export interface Bringing {
  readonly zone: string;
  readonly cycleId: string;
  readonly personId: string;
}

type Row = Readonly<Record<string, SQLOutputValue>>;

/** What is known of the files on disk (`attachments.db`). Instances on one machine share it. */
export class AttachmentsFile {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec(schema);
  }

  /** What tells the folder of a copy from every other, which nothing is written into; undefined where nobody can say. */
  static idOf(file: string): string | undefined {
    // Immutable: nobody works with a copy, and whoever looks at it leaves nothing beside it (SQLite, URI Filenames).
    const address = pathToFileURL(file);
    address.searchParams.set('immutable', '1');
    try {
      const database = new DatabaseSync(address, { readOnly: true });
      try {
        const row = database.prepare('SELECT id FROM store').get();
        return row && String(row['id']);
      } finally {
        database.close();
      }
    } catch {
      // It is not there, is damaged, or is of a time when folders had none.
      return undefined;
    }
  }

  /** What tells a folder and its copies from every other; undefined where it was never given any. */
  get id(): string | undefined {
    const row = this.#database.prepare('SELECT id FROM store').get();
    return row && String(row['id']);
  }

  /** Gives a folder that has none what tells it from every other. */
  begin(id: string): void {
    this.#database
      .prepare('INSERT INTO store SELECT ? WHERE NOT EXISTS (SELECT 1 FROM store)')
      .run(id);
  }

  /** Whether a file is known of that may be in use, which nothing is written into. */
  static knows(file: string, { zone, sha256 }: FileKey): boolean {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
    try {
      const found = database.prepare('SELECT 1 FROM file WHERE zone = ? AND sha256 = ?');
      return found.get(zone, sha256) !== undefined;
    } finally {
      database.close();
    }
  }

  close(): void {
    this.#database.close();
  }

  /** What is known of a file; undefined for nothing. */
  of({ zone, sha256 }: FileKey): KeptRow | undefined {
    const row = this.#database
      .prepare('SELECT * FROM file WHERE zone = ? AND sha256 = ?')
      .get(zone, sha256);
    return row && rowOf(row);
  }

  /** Every file of every zone. */
  all(): readonly FileKey[] {
    return this.#database
      .prepare('SELECT zone, sha256 FROM file ORDER BY zone, sha256')
      .all()
      .map(keyOf);
  }

  /** When and why a file was deleted; undefined where nobody decided that. */
  deletionOf({ zone, sha256 }: FileKey): Deletion | undefined {
    const row = this.#database
      .prepare('SELECT at_ms, reason FROM deleted WHERE zone = ? AND sha256 = ?')
      .get(zone, sha256);
    return row && { atMs: Number(row['at_ms']), reason: String(row['reason']) };
  }

  /** Whether somebody has brought a file to a cycle themselves. */
  isBroughtBy(sha256: string, { zone, cycleId, personId }: Bringing): boolean {
    const found = this.#database
      .prepare(
        `SELECT 1 FROM brought WHERE zone = ? AND sha256 = ? AND cycle_id = ? AND person_id = ?`,
      )
      .get(zone, sha256, cycleId, personId);
    return found !== undefined;
  }

  /** How many bytes somebody has brought that no fact was seen to name. */
  bytesWaiting(zone: string, personId: string): number {
    const row = this.#database
      .prepare(
        `SELECT coalesce(sum(bytes), 0) AS bytes FROM file WHERE zone = :zone AND is_named = 0
         AND sha256 IN (SELECT sha256 FROM brought WHERE zone = :zone AND person_id = :person)`,
      )
      .get({ zone, person: personId });
    return Number(row?.['bytes']);
  }

  /** The files somebody has brought that no fact was seen to name. */
  waitingOf(zone: string, personId: string): readonly FileKey[] {
    return this.#database
      .prepare(
        `SELECT zone, sha256 FROM file JOIN brought USING (zone, sha256)
         WHERE zone = ? AND person_id = ? AND is_named = 0 GROUP BY zone, sha256`,
      )
      .all(zone, personId)
      .map(keyOf);
  }

  /**
   * Writes a file down, and who brought it.
   * @param put gives the file its name; nothing is written where it throws, and nobody sweeps meanwhile
   */
  add(kept: KeptRow, { cycleId, personId }: Bringing, atMs: number, put: () => void): void {
    const { zone, sha256, bytes, mediaType, antivirus } = kept;
    this.#together(() => {
      put();
      this.#database
        .prepare(
          `INSERT INTO file (zone, sha256, bytes, media_type, antivirus) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET antivirus = excluded.antivirus`,
        )
        .run(zone, sha256, bytes, mediaType, antivirus);
      this.#database
        .prepare('INSERT OR REPLACE INTO brought VALUES (?, ?, ?, ?, ?)')
        .run(zone, sha256, cycleId, personId, atMs);
    });
  }

  /** Files that nobody brought since an instant and no fact was seen to name, the oldest first. */
  waitingSince(untilMs: number, most: number): readonly FileKey[] {
    return this.#database
      .prepare(
        `SELECT zone, sha256, max(at_ms) AS last FROM file JOIN brought USING (zone, sha256)
         WHERE is_named = 0 GROUP BY zone, sha256 HAVING last <= ? ORDER BY last LIMIT ?`,
      )
      .all(untilMs, most)
      .map(keyOf);
  }

  /** Some fact names it: from now on it stays. */
  markNamed({ zone, sha256 }: FileKey): void {
    this.#database
      .prepare('UPDATE file SET is_named = 1 WHERE zone = ? AND sha256 = ?')
      .run(zone, sha256);
  }

  /** Forgets a file, unless somebody has brought it again since. @param remove takes the file itself away */
  forget({ zone, sha256 }: FileKey, untilMs: number, remove: () => void): void {
    this.#together(() => {
      const again = this.#database
        .prepare('SELECT 1 FROM brought WHERE zone = ? AND sha256 = ? AND at_ms > ?')
        .get(zone, sha256, untilMs);
      if (again !== undefined) return;
      this.#database.prepare('DELETE FROM file WHERE zone = ? AND sha256 = ?').run(zone, sha256);
      this.#database.prepare('DELETE FROM brought WHERE zone = ? AND sha256 = ?').run(zone, sha256);
      remove();
    });
  }

  /**
   * Forgets a file for good, with who brought it, and writes down that it was deleted.
   * @param remove takes the file itself away; returns whether it was there
   * @returns whether there was anything of it; where there was not, nothing is written down
   */
  delete({ zone, sha256 }: FileKey, { atMs, reason }: Deletion, remove: () => boolean): boolean {
    let wasThere = false;
    this.#together(() => {
      const of = [zone, sha256] as const;
      const { changes } = this.#database
        .prepare('DELETE FROM file WHERE zone = ? AND sha256 = ?')
        .run(...of);
      this.#database.prepare('DELETE FROM brought WHERE zone = ? AND sha256 = ?').run(...of);
      wasThere = remove() || changes > 0;
      if (!wasThere) return;
      this.#database
        .prepare('INSERT OR REPLACE INTO deleted VALUES (?, ?, ?, ?)')
        .run(...of, atMs, reason);
    });
    return wasThere;
  }

  /** Lets a file that was deleted be brought again. @returns whether it was one */
  allow({ zone, sha256 }: FileKey): boolean {
    const { changes } = this.#database
      .prepare('DELETE FROM deleted WHERE zone = ? AND sha256 = ?')
      .run(zone, sha256);
    return changes > 0;
  }

  /** Takes away a file that nothing is known of; nobody writes it down meanwhile. */
  dropUnknown(key: FileKey, remove: () => void): void {
    this.#together(() => {
      if (this.of(key) === undefined) remove();
    });
  }

  /** Forgets what a copy knows of a file that is kept no more. */
  drop({ zone, sha256 }: FileKey): void {
    this.#database.prepare('DELETE FROM file WHERE zone = ? AND sha256 = ?').run(zone, sha256);
    this.#database.prepare('DELETE FROM brought WHERE zone = ? AND sha256 = ?').run(zone, sha256);
  }

  #together(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      // A disk that is full has ended it already (SQLite, “Response To Errors Within A Transaction”).
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}

const keyOf = (row: Row): FileKey => ({
  zone: String(row['zone']),
  sha256: String(row['sha256']),
});

function rowOf(row: Row): KeptRow {
  return {
    zone: String(row['zone']),
    sha256: String(row['sha256']),
    bytes: Number(row['bytes']),
    mediaType: String(row['media_type']),
    antivirus: row['antivirus'] === 'clean' ? 'clean' : 'not-looked-at',
  };
}
