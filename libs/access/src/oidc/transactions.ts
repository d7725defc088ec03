import { createHash, createHmac } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import type { AccessFile } from '../access-file.js';

/** Somebody has this long to identify themselves at the provider. */
export const TRANSACTION_MS = 10 * 60_000;

const SECRET_BYTES = 32;

/** What is remembered between leaving for a provider and coming back. */
export interface Transaction {
  readonly issuerId: string;
  /** A local path. */
  readonly returnTo: string;
  /** How long ago, at most, the person may have identified themselves, in seconds. */
  readonly maxAgeS: number;
  /** Somebody at work who is to prove again that it is them. */
  readonly stepUpOf?: string;
  /** SHA-256 of the invitation code they brought. */
  readonly invitation?: Uint8Array;
}

/** What a transaction shows the provider, and must get back. */
export interface TransactionProofs {
  /** RFC 6749, 10.12: the answer belongs to this browser. */
  readonly state: string;
  /** OpenID Connect Core 1.0, 3.1.2.1: the ID token belongs to this transaction. */
  readonly nonce: string;
  /** RFC 7636, 4.1: the code is worth nothing to anybody else. */
  readonly codeVerifier: string;
}

interface TransactionRow {
  readonly issuer_id: string;
  readonly return_to: string;
  readonly max_age_s: number;
  readonly step_up_of: string | null;
  readonly invitation: Uint8Array | null;
  readonly expires_ms: number;
}

/**
 * The sign-ins under way. The browser holds a secret in a cookie, the file holds its SHA-256; state,
 * nonce and code verifier are made from the secret, so that who reads the file can complete none.
 */
export class Transactions {
  readonly #insert: StatementSync;
  readonly #take: StatementSync;
  readonly #deleteOver: StatementSync;

  constructor(private readonly file: AccessFile) {
    this.#insert = file.prepare(
      `INSERT INTO oidc_transaction (secret_hash, issuer_id, return_to, max_age_s, step_up_of,
                                     invitation, expires_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#take = file.prepare('DELETE FROM oidc_transaction WHERE secret_hash = ? RETURNING *');
    this.#deleteOver = file.prepare('DELETE FROM oidc_transaction WHERE expires_ms <= ?');
  }

  /** Remembers a transaction. @returns the secret for the cookie, seen nowhere else */
  begin(transaction: Transaction): string {
    const secret = this.file.randomBytes(SECRET_BYTES).toString('base64url');
    const { issuerId, returnTo, maxAgeS, stepUpOf, invitation } = transaction;
    const nowMs = this.file.nowMs();
    this.#deleteOver.run(nowMs);
    this.#insert.run(
      sha256(secret),
      issuerId,
      returnTo,
      maxAgeS,
      stepUpOf ?? null,
      invitation ?? null,
      nowMs + TRANSACTION_MS,
    );
    return secret;
  }

  /**
   * The transaction of this secret, which is then over, whatever comes of it: also for other
   * processes. Undefined when it is unknown, expired or was taken before.
   */
  take(secret: string): Transaction | undefined {
    // The table is STRICT and its rows are written by begin().
    const row = this.#take.get(sha256(secret)) as TransactionRow | undefined;
    if (row === undefined || row.expires_ms <= this.file.nowMs()) return undefined;
    return {
      issuerId: row.issuer_id,
      returnTo: row.return_to,
      maxAgeS: row.max_age_s,
      ...(row.step_up_of === null ? {} : { stepUpOf: row.step_up_of }),
      ...(row.invitation === null ? {} : { invitation: row.invitation }),
    };
  }
}

/** The proofs of the transaction with this secret: three independent values of 256 bits. */
export function proofsOf(secret: string): TransactionProofs {
  const derived = (purpose: string) =>
    createHmac('sha256', secret).update(`traccia/oidc/${purpose}`).digest('base64url');
  return {
    state: derived('state'),
    nonce: derived('nonce'),
    codeVerifier: derived('code-verifier'),
  };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
