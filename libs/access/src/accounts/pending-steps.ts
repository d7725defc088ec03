import { createHash } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import { numberIn, type AccessFile } from '../access-file.js';

/** What somebody has begun and not ended yet. */
export interface PendingStep {
  readonly personId: string | undefined;
  /** What whoever began it wants to find again. */
  readonly content: string;
}

export type PendingKind =
  'second-factor' | 'enrolment' | 'passkey-registration' | 'passkey-sign-in' | 'app-change';

/** How a step begins. */
export interface StepRequest extends Partial<PendingStep> {
  readonly kind: PendingKind;
  readonly lastsMs: number;
  /** How often it may be tried; then it is over. */
  readonly tries: number;
}

/** More of a kind are not kept: the oldest is forgotten, whoever had begun it begins again. */
export const MAX_PENDING_STEPS = 10_000;

const SECRET_BYTES = 32;

interface StepRow {
  readonly person_id: string | null;
  readonly content: string;
  readonly tries_left: number;
  readonly begun_ms: number;
  readonly ends_ms: number;
}

/**
 * Steps of a sign-in that span two requests. A secret of 256 random bits, kept as SHA-256, ties the
 * second to the first (ASVS 5.0 6.6.2); each try counts before it is judged (6.6.3).
 */
export class PendingSteps {
  readonly #insert: StatementSync;
  readonly #try: StatementSync;
  readonly #select: StatementSync;
  readonly #delete: StatementSync;
  readonly #deleteOver: StatementSync;
  readonly #deleteOldest: StatementSync;
  readonly #deleteOfPerson: StatementSync;
  readonly #count: StatementSync;

  constructor(private readonly file: AccessFile) {
    this.#insert = file.prepare(
      `INSERT INTO pending_step (hash, kind, person_id, content, tries_left, begun_ms, ends_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#try = file.prepare(
      `UPDATE pending_step SET tries_left = tries_left - 1
       WHERE hash = ? AND kind = ? AND tries_left > 0 RETURNING *`,
    );
    this.#select = file.prepare('SELECT person_id FROM pending_step WHERE hash = ?');
    this.#delete = file.prepare('DELETE FROM pending_step WHERE hash = ?');
    this.#deleteOver = file.prepare(
      'DELETE FROM pending_step WHERE ends_ms <= ? OR begun_ms > ? OR tries_left <= 0',
    );
    this.#deleteOldest = file.prepare(
      `DELETE FROM pending_step WHERE number IN (
         SELECT number FROM pending_step WHERE kind = ? ORDER BY number DESC LIMIT -1 OFFSET ?)`,
    );
    this.#deleteOfPerson = file.prepare('DELETE FROM pending_step WHERE person_id = ?');
    this.#count = file.prepare('SELECT count(*) AS n FROM pending_step');
  }

  /** Begins a step. @returns its secret, for whoever has to come back */
  begin({ kind, personId, content = '', lastsMs, tries }: StepRequest): string {
    const secret = this.file.randomBytes(SECRET_BYTES).toString('base64url');
    const nowMs = this.file.nowMs();
    this.file.atomically(() => {
      this.#deleteOver.run(nowMs, nowMs);
      const hash = sha256(secret);
      this.#insert.run(hash, kind, personId ?? null, content, tries, nowMs, nowMs + lastsMs);
      this.#deleteOldest.run(kind, MAX_PENDING_STEPS);
    });
    return secret;
  }

  /**
   * Spends a try of a step. Undefined when there is no such step of this kind, it is over, tried too
   * often, or the clock stands before its beginning.
   */
  try(kind: PendingKind, secret: string): PendingStep | undefined {
    // The table is STRICT and its rows are written by begin().
    const row = this.#try.get(sha256(secret), kind) as StepRow | undefined;
    if (row === undefined) return undefined;
    const nowMs = this.file.nowMs();
    if (row.ends_ms > nowMs && row.begun_ms <= nowMs) {
      return { personId: row.person_id ?? undefined, content: row.content };
    }
    this.#deleteOver.run(nowMs, nowMs);
    return undefined;
  }

  /** Who had begun a step, as long as anything of it is kept; spends nothing. For the record of failures alone. */
  ownerOf(secret: string): string | undefined {
    // As in try().
    const row = this.#select.get(sha256(secret)) as Pick<StepRow, 'person_id'> | undefined;
    return row?.person_id ?? undefined;
  }

  /** Ends a step, done or given up. @returns false when somebody else has ended it */
  end(secret: string): boolean {
    return this.#delete.run(sha256(secret)).changes === 1;
  }

  /** Ends all that a person has begun. */
  endAllOf(personId: string): void {
    this.#deleteOfPerson.run(personId);
  }

  /** How many are kept. */
  count(): number {
    return numberIn(this.#count.get(), 'n');
  }
}

/** As for a one-time code: who guesses cannot choose how the hash of a guess begins. */
function sha256(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
