import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessFile } from './access-file.js';
import { AccessKey } from './access-key.js';

/** An access.db of a test, with a clock and dice in its hands; `another()` is another process. */
export class AccessFileFixture {
  readonly folder = mkdtempSync(join(tmpdir(), 'access-'));
  readonly path = join(this.folder, 'access.db');
  nowMs = Date.UTC(2027, 0, 4, 8);
  #drawn = 0;
  #opened: AccessFile[] = [];
  readonly file = this.another();
  readonly key = new AccessKey(Buffer.alloc(32, 7));

  another(): AccessFile {
    const randomBytes = (size: number) => {
      this.#drawn += 1;
      return createHash('shake256', { outputLength: size }).update(`draw ${this.#drawn}`).digest();
    };
    const another = AccessFile.open(this.path, { nowMs: () => this.nowMs, randomBytes });
    this.#opened.push(another);
    return another;
  }

  /** An account that nobody can sign in to, for the tests of what hangs on one. */
  addAccount(personId: string): void {
    this.file
      .prepare(
        `INSERT INTO account (person_id, login, password, is_enabled, created_ms)
         VALUES (?, ?, NULL, 1, ?)`,
      )
      .run(personId, personId, this.nowMs);
  }

  /** Everything that stands on the disk, to look for what must not. */
  written(): string {
    return readdirSync(this.folder)
      .map((name) => readFileSync(join(this.folder, name), 'latin1'))
      .join('');
  }

  restart(): AccessFile {
    this.#close();
    return this.another();
  }

  remove(): void {
    this.#close();
    rmSync(this.folder, { recursive: true });
  }

  #close(): void {
    for (const each of this.#opened) each.close();
    this.#opened = [];
  }
}
