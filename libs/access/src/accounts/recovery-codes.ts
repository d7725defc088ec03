import type { StatementSync } from 'node:sqlite';
import { numberIn, type AccessFile } from '../access-file.js';
import { hashOfCode, ONE_TIME_CODE_BYTES, writeCode } from '../one-time-code.js';

/** So many recovery codes are made at once. */
export const RECOVERY_CODES = 10;

/** Codes on paper that stand in for the app, each once: 128 random bits, kept as SHA-256. */
export class RecoveryCodes {
  readonly #insert: StatementSync;
  readonly #use: StatementSync;
  readonly #count: StatementSync;
  readonly #delete: StatementSync;

  constructor(private readonly file: AccessFile) {
    this.#insert = file.prepare('INSERT INTO recovery_code (person_id, hash) VALUES (?, ?)');
    this.#use = file.prepare('DELETE FROM recovery_code WHERE person_id = ? AND hash = ?');
    this.#count = file.prepare('SELECT count(*) AS n FROM recovery_code WHERE person_id = ?');
    this.#delete = file.prepare('DELETE FROM recovery_code WHERE person_id = ?');
  }

  /**
   * Ten new codes in the place of all the others. The answer is the only place where they are ever
   * seen. To be called inside AccessFile.atomically.
   */
  make(personId: string): readonly string[] {
    this.#delete.run(personId);
    const codes = Array.from({ length: RECOVERY_CODES }, () =>
      writeCode(this.file.randomBytes(ONE_TIME_CODE_BYTES)),
    );
    for (const code of codes) this.#insert.run(personId, hashOfCode(code));
    return codes;
  }

  /** Whether the person has such a code; from now on they do not. */
  use(personId: string, code: string): boolean {
    return this.#use.run(personId, hashOfCode(code)).changes === 1;
  }

  /** How many are left. */
  left(personId: string): number {
    return numberIn(this.#count.get(personId), 'n');
  }
}
