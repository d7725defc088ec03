import type { StatementSync } from 'node:sqlite';
import { numberIn, type AccessFile } from '../access-file.js';
import type { NewPasskey, Passkey } from './passkey.js';

/** A passkey with its owner and what its next use is checked against. */
export interface KeptPasskey extends Passkey, NewPasskey {
  readonly personId: string;
}

interface PasskeyRow {
  readonly credential_id: string;
  readonly person_id: string;
  readonly user_handle: string;
  readonly public_key: Uint8Array;
  readonly counter: number;
  readonly transports: string;
  readonly name: string;
  readonly created_ms: number;
  readonly last_used_ms: number | null;
}

/** The table of passkeys. */
export class PasskeyRows {
  readonly #insert: StatementSync;
  readonly #select: StatementSync;
  readonly #selectOfPerson: StatementSync;
  readonly #use: StatementSync;
  readonly #rename: StatementSync;
  readonly #delete: StatementSync;
  readonly #deleteOfPerson: StatementSync;
  readonly #count: StatementSync;

  constructor(private readonly file: AccessFile) {
    this.#insert = file.prepare(
      `INSERT INTO passkey (credential_id, person_id, user_handle, public_key, counter, transports,
                            name, created_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    );
    this.#select = file.prepare('SELECT * FROM passkey WHERE credential_id = ?');
    this.#selectOfPerson = file.prepare(
      'SELECT * FROM passkey WHERE person_id = ? ORDER BY created_ms, credential_id',
    );
    // Authenticators that do not count always say 0 (Web Authentication, 6.1.1).
    this.#use = file.prepare(
      `UPDATE passkey SET counter = :counter, last_used_ms = :now
       WHERE credential_id = :id AND (counter < :counter OR (counter = 0 AND :counter = 0))`,
    );
    this.#rename = file.prepare(
      'UPDATE passkey SET name = ? WHERE person_id = ? AND credential_id = ?',
    );
    this.#delete = file.prepare('DELETE FROM passkey WHERE person_id = ? AND credential_id = ?');
    this.#deleteOfPerson = file.prepare('DELETE FROM passkey WHERE person_id = ?');
    this.#count = file.prepare('SELECT count(*) AS n FROM passkey WHERE person_id = ?');
  }

  /** @returns false when somebody has this passkey already */
  add(personId: string, passkey: NewPasskey, name: string): boolean {
    const { id, userHandle, publicKey, counter } = passkey;
    const nowMs = this.file.nowMs();
    const transports = JSON.stringify(passkey.transports);
    const proof = [userHandle, publicKey, counter, transports] as const;
    return this.#insert.run(id, personId, ...proof, name, nowMs).changes === 1;
  }

  find(id: string): KeptPasskey | undefined {
    // The table is STRICT and its rows are written by add().
    const row = this.#select.get(id) as PasskeyRow | undefined;
    return row === undefined ? undefined : fromRow(row);
  }

  ofPerson(personId: string): readonly KeptPasskey[] {
    // As in find().
    return (this.#selectOfPerson.all(personId) as unknown as PasskeyRow[]).map(fromRow);
  }

  count(personId: string): number {
    return numberIn(this.#count.get(personId), 'n');
  }

  /** Notes a use. @returns false when the counter went back: somebody may have a copy of the key */
  use(id: string, counter: number): boolean {
    return this.#use.run({ id, counter, now: this.file.nowMs() }).changes === 1;
  }

  rename(personId: string, id: string, name: string): boolean {
    return this.#rename.run(name, personId, id).changes === 1;
  }

  remove(personId: string, id: string): boolean {
    return this.#delete.run(personId, id).changes === 1;
  }

  removeAllOf(personId: string): void {
    this.#deleteOfPerson.run(personId);
  }
}

function fromRow(row: PasskeyRow): KeptPasskey {
  return {
    id: row.credential_id,
    personId: row.person_id,
    userHandle: row.user_handle,
    publicKey: row.public_key,
    counter: row.counter,
    // Written by add().
    transports: JSON.parse(row.transports) as string[],
    name: row.name,
    createdMs: row.created_ms,
    lastUsedMs: row.last_used_ms ?? undefined,
  };
}
