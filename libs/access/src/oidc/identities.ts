import { scrypt } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import { promisify } from 'node:util';
import type { AccessFile } from '../access-file.js';
import { hashOfCode, ONE_TIME_CODE_BYTES, writeCode } from '../one-time-code.js';
import { OidcRefused } from './oidc-refused.js';

/** How long an invitation stands: 24 hours, as for an account (ASVS 5.0 6.4.1). */
export const LINK_INVITATION_MS = 24 * 60 * 60_000;

const SALT_BYTES = 32;
const HASH_BYTES = 32;

/** About 60 ms and 32 MiB: a fiscal code has so few forms that a fast hash would hide nothing. */
const slowness = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

const slowly = promisify<
  string,
  Uint8Array,
  number,
  { N: number; r: number; p: number; maxmem: number },
  Buffer
>(scrypt);

/** Somebody, as a provider names them: the pair that is never given to another (OIDC Core 1.0, 5.7). */
export interface Subject {
  readonly issuer: string;
  readonly subject: string;
}

/** What else can tell who somebody is, on first sight. */
export interface Introduction {
  /** SHA-256 of an invitation code. */
  readonly invitation?: Uint8Array | undefined;
  /** A claim the settings name, such as `fiscalNumber`, with the value the provider gave. */
  readonly claim?: Claim | undefined;
}

export interface Claim {
  readonly name: string;
  readonly value: string;
}

/** How a person came to be known by a provider; the name they have there is not kept. */
export interface LinkedIdentity {
  /** Names the link in lists. */
  readonly number: number;
  readonly issuer: string;
  readonly personId: string;
  readonly linkedBy: 'invitation' | 'claim';
  readonly linkedMs: number;
  readonly lastUsedMs: number;
}

/** A person found by a provider's name for them. */
export interface KnownIdentity {
  readonly personId: string;
  /** Stands for issuer and subject in our tables. */
  readonly hash: Uint8Array;
}

interface IdentityRow {
  readonly number: number;
  readonly issuer: string;
  readonly person_id: string;
  readonly linked_by: string;
  readonly linked_ms: number;
  readonly last_used_ms: number;
}

/**
 * Which person a provider means. A link is made by an invitation code of the administrator or by a
 * claim the administrator expects, never by e-mail: an address is given to others, and not every
 * provider checks it.
 */
export class Identities {
  readonly #salt: Uint8Array;
  readonly #select: StatementSync;
  readonly #link: StatementSync;
  readonly #noteUse: StatementSync;
  readonly #list: StatementSync;
  readonly #unlink: StatementSync;
  readonly #invite: StatementSync;
  readonly #invitation: StatementSync;
  readonly #useInvitation: StatementSync;
  readonly #deleteInvitationsOver: StatementSync;
  readonly #expect: StatementSync;
  readonly #expected: StatementSync;
  readonly #forget: readonly StatementSync[];

  constructor(private readonly file: AccessFile) {
    this.#salt = saltOf(file);
    this.#select = file.prepare('SELECT person_id FROM oidc_identity WHERE hash = ?');
    this.#link = file.prepare(
      `INSERT INTO oidc_identity (hash, issuer, person_id, linked_by, linked_ms, last_used_ms)
       VALUES (?, ?, ?, ?, ?, ?)`,
    );
    this.#noteUse = file.prepare('UPDATE oidc_identity SET last_used_ms = ? WHERE hash = ?');
    this.#list = file.prepare('SELECT * FROM oidc_identity WHERE person_id = ? ORDER BY number');
    this.#unlink = file.prepare('DELETE FROM oidc_identity WHERE number = ?');
    this.#invite = file.prepare(
      'INSERT INTO oidc_invitation (code_hash, person_id, expires_ms) VALUES (?, ?, ?)',
    );
    this.#invitation = file.prepare(
      'SELECT person_id FROM oidc_invitation WHERE code_hash = ? AND expires_ms > ?',
    );
    this.#useInvitation = file.prepare('DELETE FROM oidc_invitation WHERE code_hash = ?');
    this.#deleteInvitationsOver = file.prepare(
      'DELETE FROM oidc_invitation WHERE expires_ms <= ? OR person_id = ?',
    );
    this.#expect = file.prepare(
      `INSERT INTO oidc_expected_claim (hash, person_id) VALUES (?, ?)
       ON CONFLICT (hash) DO UPDATE SET person_id = excluded.person_id`,
    );
    this.#expected = file.prepare('SELECT person_id FROM oidc_expected_claim WHERE hash = ?');
    this.#forget = ['oidc_identity', 'oidc_invitation', 'oidc_expected_claim'].map((table) =>
      file.prepare(`DELETE FROM ${table} WHERE person_id = ?`),
    );
  }

  /**
   * A code with which whoever signs in next, with any provider, becomes known as this person: once,
   * within 24 hours. Only its SHA-256 is kept; hand it over in person. An earlier one is void.
   */
  invite(personId: string): string {
    const code = writeCode(this.file.randomBytes(ONE_TIME_CODE_BYTES));
    const nowMs = this.file.nowMs();
    this.file.atomically(() => {
      this.#deleteInvitationsOver.run(nowMs, personId);
      this.#invite.run(hashOfCode(code), personId, nowMs + LINK_INVITATION_MS);
    });
    return code;
  }

  /**
   * What a transaction keeps of an invitation code.
   * @throws OidcRefused `oidc-invitation-invalid`
   */
  invitationOf(code: string): Uint8Array {
    const hash = hashOfCode(code);
    if (this.#invited(hash) === undefined) throw new OidcRefused('oidc-invitation-invalid');
    return hash;
  }

  /** From now on, whoever an issuer says has this claim is this person. Only a slow hash is kept. */
  async expectClaim(issuer: string, claim: Claim, personId: string): Promise<void> {
    this.#expect.run(await this.#claimHash(issuer, claim), personId);
  }

  /**
   * The person a provider means, who from now on is linked to its subject.
   * @throws OidcRefused `oidc-identity-unknown`, `oidc-identity-taken`, `oidc-invitation-invalid`:
   * nothing was written
   */
  async recognise(who: Subject, { invitation, claim }: Introduction = {}): Promise<KnownIdentity> {
    const hash = await this.subjectHash(who);
    const claimHash = claim === undefined ? undefined : await this.#claimHash(who.issuer, claim);
    const nowMs = this.file.nowMs();
    const personId = this.file.atomically(() => {
      const known = this.#personOf(this.#select.get(hash));
      if (invitation !== undefined) return this.#join(who.issuer, hash, invitation, known);
      if (known !== undefined) {
        this.#noteUse.run(nowMs, hash);
        return known;
      }
      const expected =
        claimHash === undefined ? undefined : this.#personOf(this.#expected.get(claimHash));
      if (expected === undefined) throw new OidcRefused('oidc-identity-unknown');
      this.#link.run(hash, who.issuer, expected, 'claim', nowMs, nowMs);
      return expected;
    });
    return { personId, hash };
  }

  /** The person a provider means, if they are linked already; writes nothing. */
  async find(who: Subject): Promise<KnownIdentity | undefined> {
    const hash = await this.subjectHash(who);
    const personId = this.#personOf(this.#select.get(hash));
    return personId === undefined ? undefined : { personId, hash };
  }

  /** What stands for issuer and subject in our tables. */
  subjectHash({ issuer, subject }: Subject): Promise<Uint8Array> {
    return slowly(JSON.stringify(['subject', issuer, subject]), this.#salt, HASH_BYTES, slowness);
  }

  /** How a person can sign in with providers, oldest link first. */
  list(personId: string): readonly LinkedIdentity[] {
    // The table is STRICT and its rows are written by this class only.
    return (this.#list.all(personId) as unknown as IdentityRow[]).map((row) => ({
      number: row.number,
      issuer: row.issuer,
      personId: row.person_id,
      linkedBy: row.linked_by as LinkedIdentity['linkedBy'],
      linkedMs: row.linked_ms,
      lastUsedMs: row.last_used_ms,
    }));
  }

  /** Ends a link; its sessions go on until somebody ends them. False if unknown. */
  unlink(number: number): boolean {
    return this.#unlink.run(number).changes === 1;
  }

  /** Forgets all links, invitations and expected claims of a person, for their erasure. */
  forget(personId: string): void {
    this.file.atomically(() => {
      for (const each of this.#forget) each.run(personId);
    });
  }

  #join(
    issuer: string,
    hash: Uint8Array,
    invitation: Uint8Array,
    known: string | undefined,
  ): string {
    const invited = this.#invited(invitation);
    if (invited === undefined) throw new OidcRefused('oidc-invitation-invalid');
    if (known !== undefined && known !== invited) throw new OidcRefused('oidc-identity-taken');
    const nowMs = this.file.nowMs();
    this.#useInvitation.run(invitation);
    if (known === undefined) this.#link.run(hash, issuer, invited, 'invitation', nowMs, nowMs);
    return invited;
  }

  #invited(hash: Uint8Array): string | undefined {
    return this.#personOf(this.#invitation.get(hash, this.file.nowMs()));
  }

  #claimHash(issuer: string, { name, value }: Claim): Promise<Uint8Array> {
    const plain = JSON.stringify(['claim', issuer, name, normalised(value)]);
    return slowly(plain, this.#salt, HASH_BYTES, slowness);
  }

  #personOf(row: Readonly<Record<string, unknown>> | undefined): string | undefined {
    return row?.['person_id'] as string | undefined; // TEXT NOT NULL
  }
}

/** One for each installation, made at the first start. */
function saltOf(file: AccessFile): Uint8Array {
  file
    .prepare('INSERT INTO oidc_salt (one, salt) VALUES (1, ?) ON CONFLICT DO NOTHING')
    .run(file.randomBytes(SALT_BYTES));
  // BLOB NOT NULL, inserted just now if it was not there.
  return file.prepare('SELECT salt FROM oidc_salt').get()?.['salt'] as Uint8Array;
}

/** SPID and CIE write a fiscal code as `TINIT-…`; an administrator types it as on the card. */
function normalised(value: string): string {
  return value
    .normalize('NFC')
    .trim()
    .toUpperCase()
    .replace(/^TINIT-/u, '');
}
