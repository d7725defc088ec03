import type { StatementSync } from 'node:sqlite';
import { numberIn, type AccessFile } from '../access-file.js';
import { AccessRefused } from '../access-refused.js';
import { loginOf, type Account, type AccountOwner } from './account.js';

/** An account with what its password is compared to. */
export interface KeptAccount extends Account {
  /** The PHC string; undefined for an account with passkeys only. */
  readonly password: string | undefined;
}

interface AccountRow {
  readonly person_id: string;
  readonly login: string;
  readonly password: string | null;
  readonly is_enabled: number;
  readonly created_ms: number;
  readonly password_changed_ms: number | null;
}

/** The accounts of this installation: none at first, and none that came with the product. */
export class Accounts {
  readonly #insert: StatementSync;
  readonly #byLogin: StatementSync;
  readonly #byPerson: StatementSync;
  readonly #all: StatementSync;
  readonly #count: StatementSync;
  readonly #setPassword: StatementSync;
  readonly #renewPassword: StatementSync;
  readonly #setEnabled: StatementSync;
  readonly #delete: StatementSync;

  constructor(private readonly file: AccessFile) {
    this.#insert = file.prepare(
      `INSERT INTO account (person_id, login, password, is_enabled, created_ms, password_changed_ms)
       VALUES (?, ?, ?, 1, ?, ?) ON CONFLICT DO NOTHING`,
    );
    this.#byLogin = file.prepare('SELECT * FROM account WHERE login = ?');
    this.#byPerson = file.prepare('SELECT * FROM account WHERE person_id = ?');
    this.#all = file.prepare('SELECT * FROM account ORDER BY login');
    this.#count = file.prepare('SELECT count(*) AS n FROM account');
    this.#setPassword = file.prepare(
      'UPDATE account SET password = ?, password_changed_ms = ? WHERE person_id = ?',
    );
    this.#renewPassword = file.prepare(
      'UPDATE account SET password = ? WHERE person_id = ? AND password = ?',
    );
    this.#setEnabled = file.prepare('UPDATE account SET is_enabled = ? WHERE person_id = ?');
    this.#delete = file.prepare('DELETE FROM account WHERE person_id = ?');
  }

  /** @throws AccessRefused `account-exists` */
  add({ personId, login }: AccountOwner, password: string | undefined): void {
    const nowMs = this.file.nowMs();
    const changedMs = password === undefined ? null : nowMs;
    const { changes } = this.#insert.run(personId, login, password ?? null, nowMs, changedMs);
    if (changes !== 1) throw new AccessRefused('account-exists');
  }

  /** @param typed the login as it was typed */
  byLogin(typed: string): KeptAccount | undefined {
    // The table is STRICT and its rows are written by add().
    return fromRow(this.#byLogin.get(loginOf(typed)) as AccountRow | undefined);
  }

  byPerson(personId: string): KeptAccount | undefined {
    // As in byLogin().
    return fromRow(this.#byPerson.get(personId) as AccountRow | undefined);
  }

  /** All accounts by login, without their passwords. */
  list(): readonly Account[] {
    // As in byLogin().
    return (this.#all.all() as unknown as AccountRow[]).map(accountIn);
  }

  isEmpty(): boolean {
    return numberIn(this.#count.get(), 'n') === 0;
  }

  setPassword(personId: string, phc: string): void {
    this.#setPassword.run(phc, this.file.nowMs(), personId);
  }

  /** The same password at a higher cost; nothing happens if it was changed meanwhile. */
  renewPassword(personId: string, from: string, to: string): void {
    this.#renewPassword.run(to, personId, from);
  }

  /** False when the person has no account. */
  setEnabled(personId: string, isEnabled: boolean): boolean {
    return this.#setEnabled.run(isEnabled ? 1 : 0, personId).changes === 1;
  }

  /** Removes an account with its second factor, recovery codes and passkeys. */
  remove(personId: string): boolean {
    return this.#delete.run(personId).changes === 1;
  }
}

function fromRow(row: AccountRow | undefined): KeptAccount | undefined {
  return row && { ...accountIn(row), password: row.password ?? undefined };
}

function accountIn(row: AccountRow): Account {
  return {
    personId: row.person_id,
    login: row.login,
    isEnabled: row.is_enabled === 1,
    hasPassword: row.password !== null,
    createdMs: row.created_ms,
    passwordChangedMs: row.password_changed_ms ?? undefined,
  };
}
