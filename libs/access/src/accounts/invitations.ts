import type { StatementSync } from 'node:sqlite';
import type { AccessFile } from '../access-file.js';
import { AccessRefused } from '../access-refused.js';
import { hashOfCode, ONE_TIME_CODE_BYTES, writeCode } from '../one-time-code.js';
import { checkedOwner, type AccountOwner } from './account.js';
import type { Accounts } from './accounts.js';

/** How long an invitation stands: 24 hours (ASVS 5.0 6.4.1). */
export const INVITATION_MS = 24 * 60 * 60_000;

/** How long the first code of an installation stands: one hour. */
export const BOOTSTRAP_MS = 60 * 60_000;

/**
 * What a code is for: a new account, the very first one, the first one of a further zone, an account made anew
 * because its owner lost everything, or a new password with the second factor as it is.
 */
export type InvitationPurpose = 'account' | 'bootstrap' | 'zone' | 'replacement' | 'password';

/** What whoever has the code may do with it. */
export interface Invitation {
  readonly hash: Buffer;
  readonly purpose: InvitationPurpose;
  /** undefined for a first account: whoever has the code says whose it is. */
  readonly owner: AccountOwner | undefined;
  /** The zone that begins with it: the code is good for no other. */
  readonly zone: string | undefined;
}

/** That a code for the first administrator of a further zone was made; which one, nobody can tell from it. */
export interface ZoneCode {
  readonly zone: string;
  /** Stands for the code. */
  readonly hash: Buffer;
  readonly madeMs: number;
}

interface InvitationRow {
  readonly purpose: string;
  readonly person_id: string | null;
  readonly login: string | null;
  readonly zone: string | null;
  readonly begun_ms: number;
  readonly ends_ms: number;
}

/** Codes by which people come to an account: 128 random bits, once, kept as SHA-256. */
export class Invitations {
  readonly #insert: StatementSync;
  readonly #select: StatementSync;
  readonly #delete: StatementSync;
  readonly #deleteOver: StatementSync;
  readonly #deleteOfPerson: StatementSync;
  readonly #deleteOfPurpose: StatementSync;
  readonly #deleteOfZone: StatementSync;
  readonly #ofZones: StatementSync;

  constructor(
    private readonly file: AccessFile,
    private readonly accounts: Accounts,
  ) {
    this.#insert = file.prepare(
      `INSERT INTO invitation (hash, purpose, person_id, login, zone, begun_ms, ends_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#select = file.prepare('SELECT * FROM invitation WHERE hash = ?');
    this.#delete = file.prepare('DELETE FROM invitation WHERE hash = ?');
    this.#deleteOver = file.prepare('DELETE FROM invitation WHERE ends_ms <= ? OR begun_ms > ?');
    this.#deleteOfPerson = file.prepare('DELETE FROM invitation WHERE person_id = ?');
    this.#deleteOfPurpose = file.prepare('DELETE FROM invitation WHERE purpose = ?');
    this.#deleteOfZone = file.prepare('DELETE FROM invitation WHERE zone = ?');
    this.#ofZones = file.prepare(
      `SELECT zone, hash, begun_ms FROM invitation WHERE purpose = 'zone' ORDER BY begun_ms, zone`,
    );
  }

  /**
   * Invites a person to make their account; an earlier invitation of theirs is void. The answer is
   * the only place where the code is ever seen.
   * @throws AccessRefused `person-id-malformed`, `login-malformed` or `account-exists`
   */
  invite(owner: AccountOwner): string {
    const { personId, login } = checkedOwner(owner);
    const isTaken = this.accounts.byPerson(personId) ?? this.accounts.byLogin(login);
    if (isTaken !== undefined) throw new AccessRefused('account-exists');
    return this.make('account', INVITATION_MS, { personId, login });
  }

  /**
   * A code for the very first account, while there is none; undefined when there is one. Every start
   * makes a new code and voids the one before: only its hash is kept, so that an old one could not
   * be shown again, and whoever starts the program reads the one that counts.
   */
  bootstrap(): string | undefined {
    if (!this.accounts.isEmpty()) return undefined;
    this.#deleteOfPurpose.run('bootstrap');
    return this.make('bootstrap', BOOTSTRAP_MS, undefined);
  }

  /**
   * A code for the first administrator of a further zone of this installation, in the place of an earlier one for
   * the same zone. For whoever stands at the console, as the very first one is.
   */
  forZone(zone: string): string {
    return this.#keep({ purpose: 'zone', lastsMs: BOOTSTRAP_MS, owner: undefined, zone });
  }

  /** The codes for further zones that are neither used nor cleared away, oldest first. */
  ofZones(): readonly ZoneCode[] {
    // The table is STRICT and its rows are written by #keep().
    const rows = this.#ofZones.all() as { zone: string; hash: Uint8Array; begun_ms: number }[];
    return rows.map(({ zone, hash, begun_ms: madeMs }) => ({
      zone,
      hash: Buffer.from(hash),
      madeMs,
    }));
  }

  /** A code for this purpose, in the place of any other of the same person. */
  make(purpose: InvitationPurpose, lastsMs: number, owner: AccountOwner | undefined): string {
    return this.#keep({ purpose, lastsMs, owner, zone: undefined });
  }

  #keep({
    purpose,
    lastsMs,
    owner,
    zone,
  }: Omit<Invitation, 'hash'> & { readonly lastsMs: number }): string {
    const code = writeCode(this.file.randomBytes(ONE_TIME_CODE_BYTES));
    const nowMs = this.file.nowMs();
    this.file.atomically(() => {
      this.#deleteOver.run(nowMs, nowMs);
      if (owner !== undefined) this.#deleteOfPerson.run(owner.personId);
      if (zone !== undefined) this.#deleteOfZone.run(zone);
      const { personId = null, login = null } = owner ?? {};
      const [hash, endsMs] = [hashOfCode(code), nowMs + lastsMs];
      this.#insert.run(hash, purpose, personId, login, zone ?? null, nowMs, endsMs);
    });
    return code;
  }

  /** What this code is for; undefined when it was used, is over or never was. Does not use it up. */
  find(code: string): Invitation | undefined {
    return this.findByHash(hashOfCode(code));
  }

  /** The same by what is kept of the code. */
  findByHash(hash: Buffer): Invitation | undefined {
    // The table is STRICT and its rows are written by #keep().
    const row = this.#select.get(hash) as InvitationRow | undefined;
    if (row === undefined) return undefined;
    const nowMs = this.file.nowMs();
    if (row.ends_ms <= nowMs || row.begun_ms > nowMs) {
      this.#deleteOver.run(nowMs, nowMs);
      return undefined;
    }
    const { person_id: personId, login, zone } = row;
    const purpose = row.purpose as InvitationPurpose;
    // The very first account ends the time of first codes, whoever made it.
    if (purpose === 'bootstrap' && !this.accounts.isEmpty()) return undefined;
    const owner = personId === null || login === null ? undefined : { personId, login };
    return { hash, purpose, owner, zone: zone ?? undefined };
  }

  /** Uses a code up. @returns false when somebody else was faster */
  use(hash: Buffer): boolean {
    return this.#delete.run(hash).changes === 1;
  }
}
