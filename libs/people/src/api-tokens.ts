import { createHash, randomBytes as systemRandomBytes, timingSafeEqual } from 'node:crypto';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { Logger } from '@nestjs/common';
import { InvalidAccess } from './invalid-access.js';
import { personByToken, type Person, type PersonDescription } from './person.js';
import { tokenScopes, type TokenScope } from './token-scope.js';
import { TOKEN_ID_BYTES, TOKEN_SECRET_BYTES, tokenId, writeToken } from './token-text.js';

/** What a new token is for. */
export interface TokenRequest extends PersonDescription {
  /** What it may be used for: at least one. */
  readonly scopes: readonly TokenScope[];
  /** Whole days, 1 to 365. */
  readonly expiresInDays: number;
  /** Why it exists, for whoever reads the list in a year. At most 200 characters. */
  readonly note?: string | undefined;
}

/** A token as the list shows it: never its secret, which nobody but its owner knows. */
export interface ApiToken {
  readonly id: string;
  readonly person: Person;
  readonly scopes: readonly TokenScope[];
  readonly note: string | undefined;
  readonly createdMs: number;
  readonly expiresMs: number;
  readonly revokedMs: number | undefined;
  /** To the minute; undefined when never used. */
  readonly lastUsedMs: number | undefined;
}

/** Where time and randomness come from. */
export interface TokenSources {
  readonly nowMs?: () => number;
  readonly randomBytes?: (size: number) => Buffer;
}

interface TokenRow {
  readonly id: string;
  readonly hash: Uint8Array;
  readonly person_id: string;
  readonly role: string;
  readonly zone: string;
  readonly unit_id: string | null;
  /** The names, with spaces between. */
  readonly scopes: string;
  readonly note: string | null;
  readonly created_ms: number;
  readonly expires_ms: number;
  readonly revoked_ms: number | null;
  readonly last_used_ms: number | null;
}

/** A token whose secret was seen to be right. */
interface VerifiedToken {
  readonly id: string;
  readonly person: Person;
  readonly expiresMs: number;
  lastUsedMs: number;
}

const MAX_EXPIRY_DAYS = 365;
const MAX_NOTE_CHARACTERS = 200;
const DAY_MS = 86_400_000;
const LAST_USED_STEP_MS = 60_000;
/** A revocation made by another process is noticed within this time. */
const NEWS_STEP_MS = 500;
const MAX_VERIFIED = 1_000;

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA secure_delete = ON;
  PRAGMA trusted_schema = OFF;
  CREATE TABLE IF NOT EXISTS api_token (
    id           TEXT PRIMARY KEY,
    hash         BLOB NOT NULL,
    person_id    TEXT NOT NULL,
    role         TEXT NOT NULL,
    zone         TEXT NOT NULL,
    unit_id      TEXT,
    scopes       TEXT NOT NULL,
    note         TEXT,
    created_ms   INTEGER NOT NULL,
    expires_ms   INTEGER NOT NULL,
    revoked_ms   INTEGER,
    last_used_ms INTEGER
  ) STRICT, WITHOUT ROWID;
`;

/**
 * The tokens with which programs act for people. They live in a file of their own, so that the
 * command line can mint and revoke them while the server runs. Of a token only its SHA-256 is kept:
 * 32 random bytes need no slow hash.
 */
export class ApiTokens {
  readonly #logger = new Logger(ApiTokens.name);
  readonly #verified = new Map<string, VerifiedToken>();
  readonly #dataVersion: StatementSync;
  readonly #select: StatementSync;
  readonly #touch: StatementSync;
  #seenVersion: unknown;
  #newsAskedMs = -Infinity;

  private constructor(
    private readonly database: DatabaseSync,
    private readonly nowMs: () => number,
    private readonly randomBytes: (size: number) => Buffer,
  ) {
    this.#dataVersion = database.prepare('PRAGMA data_version');
    this.#select = database.prepare('SELECT * FROM api_token WHERE id = ?');
    this.#touch = database.prepare('UPDATE api_token SET last_used_ms = ? WHERE id = ?');
  }

  /** Opens the file, or makes it; its folder must exist. Several processes may hold it open. */
  static open(file: string, sources: TokenSources = {}): ApiTokens {
    const database = new DatabaseSync(file, { timeout: 2_000 });
    database.exec(schema);
    giveScopes(database);
    return new ApiTokens(
      database,
      sources.nowMs ?? Date.now,
      sources.randomBytes ?? systemRandomBytes,
    );
  }

  /**
   * Makes a token. The answer is the only place where its text is ever seen.
   * @throws InvalidAccess
   */
  mint(request: TokenRequest): { readonly id: string; readonly token: string } {
    const scopes = tokenScopes(request.scopes);
    const person = personByToken(request, scopes);
    const { expiresInDays, note } = request;
    if (!Number.isInteger(expiresInDays) || expiresInDays < 1 || expiresInDays > MAX_EXPIRY_DAYS) {
      throw new InvalidAccess(
        'expiry-out-of-range',
        `Un token vale da 1 a ${MAX_EXPIRY_DAYS} giorni interi.`,
        `A token is valid for 1 to ${MAX_EXPIRY_DAYS} whole days.`,
      );
    }
    if (note !== undefined && note.length > MAX_NOTE_CHARACTERS) {
      throw new InvalidAccess(
        'note-too-long',
        `La nota ha al massimo ${MAX_NOTE_CHARACTERS} caratteri.`,
        `A note has at most ${MAX_NOTE_CHARACTERS} characters.`,
      );
    }
    const id = this.randomBytes(TOKEN_ID_BYTES).toString('hex');
    const token = writeToken(id, this.randomBytes(TOKEN_SECRET_BYTES));
    const createdMs = this.nowMs();
    this.database
      .prepare(
        `INSERT INTO api_token
           (id, hash, person_id, role, zone, unit_id, scopes, note, created_ms, expires_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        id,
        sha256(token),
        person.personId,
        person.role,
        person.zone,
        person.unitId ?? null,
        scopes.join(' '),
        note ?? null,
        createdMs,
        createdMs + expiresInDays * DAY_MS,
      );
    return { id, token };
  }

  /** Whose token this is; undefined when it is malformed, unknown, wrong, expired or revoked. */
  identify(token: string): Person | undefined {
    const id = tokenId(token);
    if (id === undefined) return undefined;
    const nowMs = this.nowMs();
    this.#forgetIfOthersWrote(nowMs);
    const hash = sha256(token);
    const key = hash.toString('base64');
    const verified = this.#verified.get(key) ?? this.#verify(id, hash, key);
    if (verified === undefined) return undefined;
    if (verified.expiresMs <= nowMs) return undefined;
    this.#noteUse(verified, nowMs);
    return verified.person;
  }

  /** All tokens, revoked and expired ones included, oldest first. */
  list(): readonly ApiToken[] {
    const rows = this.database.prepare('SELECT * FROM api_token ORDER BY created_ms, id').all();
    // The table is STRICT and made by the schema above.
    return (rows as unknown as TokenRow[]).map(fromRow);
  }

  /** Ends a token for ever, here at once and in other processes within a second. False if unknown. */
  revoke(id: string): boolean {
    this.#verified.clear();
    const { changes } = this.database
      .prepare('UPDATE api_token SET revoked_ms = coalesce(revoked_ms, ?) WHERE id = ?')
      .run(this.nowMs(), id);
    return changes === 1;
  }

  /** Deletes every token of a person, here at once and in other processes within a second. */
  forget(personId: string): void {
    this.#verified.clear();
    this.database.prepare('DELETE FROM api_token WHERE person_id = ?').run(personId);
  }

  close(): void {
    this.database.close();
  }

  #verify(id: string, hash: Buffer, key: string): VerifiedToken | undefined {
    // As in list().
    const row = this.#select.get(id) as TokenRow | undefined;
    if (row === undefined || !timingSafeEqual(hash, row.hash) || row.revoked_ms !== null) {
      return undefined;
    }
    const { person, expiresMs, lastUsedMs = -Infinity } = fromRow(row);
    const verified = { id, person, expiresMs, lastUsedMs };
    if (this.#verified.size >= MAX_VERIFIED) this.#verified.clear();
    this.#verified.set(key, verified);
    return verified;
  }

  /** SQLite changes `data_version` when another connection has written: what we remember may be old. */
  #forgetIfOthersWrote(nowMs: number): void {
    // A clock set back must not keep us from asking.
    if (Math.abs(nowMs - this.#newsAskedMs) < NEWS_STEP_MS) return;
    this.#newsAskedMs = nowMs;
    const version = this.#dataVersion.get()?.['data_version'];
    if (version !== this.#seenVersion) this.#verified.clear();
    this.#seenVersion = version;
  }

  #noteUse(verified: VerifiedToken, nowMs: number): void {
    if (nowMs - verified.lastUsedMs < LAST_USED_STEP_MS) return;
    verified.lastUsedMs = nowMs;
    try {
      this.#touch.run(nowMs, verified.id);
    } catch (error) {
      // Who cannot write (full disk, long lock) can still read: the person is let in all the same.
      this.#logger.warn(`The last use of token ${verified.id} was not noted: ${String(error)}`);
    }
  }
}

/** Tokens of a file from before there were scopes have none, and are for nothing. */
function giveScopes(database: DatabaseSync): void {
  // The command line and the server may open it at the same time.
  database.exec('BEGIN IMMEDIATE');
  const columns = database.prepare("SELECT name FROM pragma_table_info('api_token')").all();
  if (!columns.some(({ name }) => name === 'scopes')) {
    database.exec("ALTER TABLE api_token ADD COLUMN scopes TEXT NOT NULL DEFAULT ''");
  }
  database.exec('COMMIT');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function fromRow(row: TokenRow): ApiToken {
  const scopes = row.scopes.split(' ').filter((scope) => scope !== '');
  const described = {
    ...{ personId: row.person_id, role: row.role, zone: row.zone },
    unitId: row.unit_id ?? undefined,
  };
  return {
    id: row.id,
    person: personByToken(described, scopes),
    scopes,
    note: row.note ?? undefined,
    createdMs: row.created_ms,
    expiresMs: row.expires_ms,
    revokedMs: row.revoked_ms ?? undefined,
    lastUsedMs: row.last_used_ms ?? undefined,
  };
}
