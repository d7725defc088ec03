import { createHash } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import type { AccessFile } from '../access-file.js';
import { SESSION_ABSOLUTE_MS } from '../sessions/sessions.js';
import type { ProviderSession } from './oidc-sign-in.js';

/** Which sessions of ours began with which session at a provider. */
export class ProviderSessions {
  readonly #insert: StatementSync;
  readonly #deleteOver: StatementSync;
  readonly #issuerOf: StatementSync;
  readonly #named: StatementSync;
  readonly #delete: StatementSync;

  constructor(private readonly file: AccessFile) {
    this.#insert = file.prepare(
      `INSERT OR REPLACE INTO oidc_session (session_id, issuer_id, identity, sid_hash, begun_ms)
       VALUES (?, ?, ?, ?, ?)`,
    );
    this.#deleteOver = file.prepare('DELETE FROM oidc_session WHERE begun_ms <= ?');
    this.#issuerOf = file.prepare('SELECT issuer_id FROM oidc_session WHERE session_id = ?');
    this.#named = file.prepare(
      `SELECT session_id FROM oidc_session
       WHERE issuer_id = ? AND (? IS NULL OR identity = ?) AND (? IS NULL OR sid_hash = ?)`,
    );
    this.#delete = file.prepare('DELETE FROM oidc_session WHERE session_id = ?');
  }

  /** Remembers it for as long as a session can last. */
  keep(sessionId: string, { issuerId, identity, sid }: ProviderSession): void {
    const nowMs = this.file.nowMs();
    this.#deleteOver.run(nowMs - SESSION_ABSOLUTE_MS);
    this.#insert.run(sessionId, issuerId, identity, sid === undefined ? null : sha256(sid), nowMs);
  }

  /** The provider with which a session of ours began; undefined when it began in another way. */
  issuerOf(sessionId: string): string | undefined {
    return this.#issuerOf.get(sessionId)?.['issuer_id'] as string | undefined; // TEXT NOT NULL
  }

  /** Ids of our sessions of this identity, of this session at the provider, or of both. */
  named({ issuerId, identity, sid }: Partial<ProviderSession>): readonly string[] {
    const sidHash = sid === undefined ? null : sha256(sid);
    const subject = identity ?? null;
    return this.#named
      .all(issuerId ?? '', subject, subject, sidHash, sidHash)
      .map((row) => row['session_id'] as string); // TEXT NOT NULL
  }

  forget(sessionId: string): void {
    this.#delete.run(sessionId);
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
