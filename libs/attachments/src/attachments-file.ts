import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';

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
      .map((row) => ({ zone: String(row['zone']), sha256: String(row['sha256']) }));
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
      .map((row) => ({ zone: String(row['zone']), sha256: String(row['sha256']) }));
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

  #together(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}

function rowOf(row: Row): KeptRow {
  return {
    zone: String(row['zone']),
    sha256: String(row['sha256']),
    bytes: Number(row['bytes']),
    mediaType: String(row['media_type']),
    antivirus: row['antivirus'] === 'clean' ? 'clean' : 'not-looked-at',
  };
}
