import type { StatementSync } from 'node:sqlite';
import type { AccessFile } from '../access-file.js';
import { AccessRefused } from '../access-refused.js';
import type { Sessions } from '../sessions/sessions.js';
import type { Accounts } from './accounts.js';
import type { Attempts } from './attempts.js';
import { INVITATION_MS, type Invitations } from './invitations.js';
import type { NotLetIn, ToWait } from './local-accounts.js';
import type { Passwords } from './passwords.js';
import type { PendingSteps } from './pending-steps.js';
import type { RecoveryCodes } from './recovery-codes.js';
import type { Totp } from './totp.js';

/** How long a request waits for the second administrator: 7 days. */
export const RECOVERY_REQUEST_MS = 7 * 24 * 60 * 60_000;

/** What was lost: only the password, or the second factor as well. */
export type Lost = 'password' | 'everything';

/** One administrator has asked; another one is to approve. */
export interface RecoveryRequest {
  readonly id: string;
  readonly personId: string;
  readonly lost: Lost;
  readonly requestedBy: string;
  readonly endsMs: number;
}

/** The owner has another password from now on; all their sessions are over. */
interface PasswordReset {
  readonly outcome: 'changed';
  readonly personId: string;
}

/** Who takes part in recovering an account. */
export interface AccountRecoveryParts {
  readonly file: AccessFile;
  readonly accounts: Accounts;
  readonly invitations: Invitations;
  readonly passwords: Passwords;
  readonly totp: Totp;
  readonly recoveryCodes: RecoveryCodes;
  readonly attempts: Attempts;
  readonly steps: PendingSteps;
  readonly sessions: Sessions;
}

interface RequestRow {
  readonly id: string;
  readonly person_id: string;
  readonly what: string;
  readonly requested_by: string;
  readonly ends_ms: number;
}

const ID_BYTES = 12;

/**
 * Getting an account back takes two administrators (ASVS 5.0 6.4.4): one alone could become anybody.
 * Neither ever knows the new password, and where the second factor is not lost it is still asked for
 * (6.4.3).
 */
export class AccountRecovery {
  readonly #insert: StatementSync;
  readonly #selectOpen: StatementSync;
  readonly #delete: StatementSync;
  readonly #deleteOver: StatementSync;

  constructor(private readonly parts: AccountRecoveryParts) {
    const { file } = parts;
    this.#insert = file.prepare(
      `INSERT INTO recovery_request (id, person_id, what, requested_by, begun_ms, ends_ms)
       VALUES (?, ?, ?, ?, ?, ?)`,
    );
    this.#selectOpen = file.prepare(
      'SELECT * FROM recovery_request WHERE ends_ms > ? AND begun_ms <= ? ORDER BY ends_ms, id',
    );
    this.#delete = file.prepare('DELETE FROM recovery_request WHERE id = ?');
    this.#deleteOver = file.prepare(
      'DELETE FROM recovery_request WHERE ends_ms <= ? OR begun_ms > ? OR person_id = ?',
    );
  }

  /**
   * An administrator asks that somebody gets their account back; an earlier request is void.
   * @throws AccessRefused `account-unknown`; `recovery-needs-two` for one's own account
   */
  request(wish: {
    readonly personId: string;
    readonly lost: Lost;
    readonly requestedBy: string;
  }): RecoveryRequest {
    const { file, accounts } = this.parts;
    const { personId, requestedBy } = wish;
    const account = accounts.byPerson(personId);
    if (account === undefined) throw new AccessRefused('account-unknown');
    // Where there is no password there is no second factor beside it: the passkey was everything.
    const lost: Lost = account.hasPassword ? wish.lost : 'everything';
    if (requestedBy === personId) throw new AccessRefused('recovery-needs-two');
    const id = file.randomBytes(ID_BYTES).toString('hex');
    const nowMs = file.nowMs();
    const endsMs = nowMs + RECOVERY_REQUEST_MS;
    file.atomically(() => {
      this.#deleteOver.run(nowMs, nowMs, personId);
      this.#insert.run(id, personId, lost, requestedBy, nowMs, endsMs);
    });
    return { id, personId, lost, requestedBy, endsMs };
  }

  /** What waits for a second administrator. */
  requests(): readonly RecoveryRequest[] {
    const nowMs = this.parts.file.nowMs();
    // The table is STRICT and its rows are written by request().
    const rows = this.#selectOpen.all(nowMs, nowMs) as unknown as RequestRow[];
    return rows.map((row) => ({
      id: row.id,
      personId: row.person_id,
      lost: row.what as Lost,
      requestedBy: row.requested_by,
      endsMs: row.ends_ms,
    }));
  }

  /** Withdraws or refuses a request. False if there is none. */
  withdraw(id: string): boolean {
    return this.#delete.run(id).changes === 1;
  }

  /**
   * Another administrator approves.
   * @returns the code for the owner, good for 24 hours: for resetPassword, or, where everything was
   *   lost, for Enrolment.open, which makes the account anew. Shown once.
   * @throws AccessRefused `recovery-not-valid`, `recovery-needs-two`
   */
  approve(id: string, approvedBy: string): string {
    const { accounts, invitations } = this.parts;
    const request = this.requests().find((open) => open.id === id);
    const account = accounts.byPerson(request?.personId ?? '');
    if (request === undefined || account === undefined) {
      throw new AccessRefused('recovery-not-valid');
    }
    if (approvedBy === request.requestedBy || approvedBy === request.personId) {
      throw new AccessRefused('recovery-needs-two');
    }
    if (!this.withdraw(id)) throw new AccessRefused('recovery-not-valid');
    const purpose = request.lost === 'password' ? 'password' : 'replacement';
    return invitations.make(purpose, INVITATION_MS, account);
  }

  /**
   * The owner chooses a new password with the code and the second factor they still have. They sign
   * in afterwards like everybody; all their sessions are over.
   * @throws AccessRefused `invitation-not-valid`, `too-busy`, or as in checkNewPassword
   */
  async resetPassword(by: {
    readonly code: string;
    readonly password: string;
    /** A code of the app, or a recovery code. */
    readonly secondFactor: string;
    readonly network: string;
  }): Promise<PasswordReset | NotLetIn | ToWait> {
    const { file, accounts, invitations, passwords, attempts, steps, sessions } = this.parts;
    const invitation = invitations.find(by.code);
    if (invitation?.purpose !== 'password' || invitation.owner === undefined) {
      throw new AccessRefused('invitation-not-valid');
    }
    const { personId, login } = invitation.owner;
    passwords.check(by.password, [personId, login]);
    const attempt = { account: login, network: by.network };
    const seconds = attempts.admit(attempt);
    if (seconds > 0) return { outcome: 'wait', seconds };
    const phc = await passwords.hash(by.password);
    if (!this.#hasSecondFactor(personId, by.secondFactor)) return { outcome: 'refused' };
    file.atomically(() => {
      if (!invitations.use(invitation.hash)) throw new AccessRefused('invitation-not-valid');
      accounts.setPassword(personId, phc);
      steps.endAllOf(personId);
    });
    sessions.endAllOf(personId);
    attempts.succeeded(attempt);
    return { outcome: 'changed', personId };
  }

  #hasSecondFactor(personId: string, code: string): boolean {
    const { totp, recoveryCodes } = this.parts;
    return totp.verify(personId, code) || recoveryCodes.use(personId, code);
  }
}
