import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** Texts put aside in sections, on disk, for formats that tell what belongs together in one place. */
export class Spool {
  readonly #database: DatabaseSync;
  readonly #put: StatementSync;
  readonly #sections: StatementSync;
  readonly #texts: StatementSync;

  /** Makes the file, which must not be there. */
  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    this.#database.exec(`
      PRAGMA journal_mode = OFF;
      PRAGMA synchronous = OFF;
      CREATE TABLE text (
        place INTEGER PRIMARY KEY,
        section TEXT NOT NULL,
        name TEXT NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (section, name)
      ) STRICT;
      BEGIN`);
    this.#put = this.#database.prepare(
      'INSERT OR IGNORE INTO text (section, name, text) VALUES (?, ?, ?)',
    );
    this.#sections = this.#database.prepare(
      'SELECT section FROM text GROUP BY section ORDER BY min(place)',
    );
    this.#texts = this.#database.prepare(
      'SELECT name, text FROM text WHERE section = ? ORDER BY place',
    );
  }

  /** Puts a text aside; one of that name that is in the section already stays. */
  put(section: string, name: string, text: string): void {
    this.#put.run(section, name, text);
  }

  /** In the order in which each got its first text. */
  sections(): readonly string[] {
    return this.#sections.all().map((row) => row['section'] as string);
  }

  /** The texts of a section in the order in which they came. */
  *texts(section: string): Generator<{ readonly name: string; readonly text: string }> {
    for (const row of this.#texts.iterate(section)) {
      yield { name: row['name'] as string, text: row['text'] as string };
    }
  }

  close(): void {
    this.#database.close();
  }
}
