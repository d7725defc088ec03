import type { AccessFile } from '../access-file.js';
import { AccessRefused } from '../access-refused.js';
import type { Passkeys } from '../passkeys/passkeys.js';
import type { Sessions } from '../sessions/sessions.js';
import type { SignedIn } from '../signed-in.js';
import type { Accounts, KeptAccount } from './accounts.js';
import type { Attempt, Attempts } from './attempts.js';
import type { Passwords, PasswordTried } from './passwords.js';
import type { PendingSteps } from './pending-steps.js';
import type { RecoveryCodes } from './recovery-codes.js';
import type { ProposedTotp, Totp } from './totp.js';

/** How long the second factor may take: 10 minutes. */
export const SECOND_FACTOR_MS = 10 * 60_000;

/** How many codes may be tried before the sign-in begins anew (ASVS 5.0 6.6.3). */
export const SECOND_FACTOR_TRIES = 5;

/** Not let in: the same whatever was wrong, and nothing to learn from it. */
export interface NotLetIn {
  readonly outcome: 'refused';
}

/** Too many failures: come back in so many seconds. Nothing was judged. */
export interface ToWait {
  readonly outcome: 'wait';
  readonly seconds: number;
}

/** The password was right; the second factor is missing. */
export interface SecondFactorNeeded {
  readonly outcome: 'second-factor';
  /** Ties the code to this sign-in. Secret. */
  readonly step: string;
  readonly endsMs: number;
}

/** All was proved. */
export interface LetIn {
  readonly outcome: 'signed-in';
  readonly signedIn: SignedIn;
}

/** The password is another one from now on; the other sessions of its owner are over. */
export interface PasswordChanged {
  readonly outcome: 'changed';
}

/** Who takes part in a sign-in. */
export interface LocalAccountsParts {
  readonly file: AccessFile;
  readonly accounts: Accounts;
  readonly passwords: Passwords;
  readonly totp: Totp;
  readonly recoveryCodes: RecoveryCodes;
  readonly passkeys: Passkeys;
  readonly attempts: Attempts;
  readonly steps: PendingSteps;
  readonly sessions: Sessions;
}

/** People signing in with an account of this installation, and looking after it. */
export class LocalAccounts {
  constructor(private readonly parts: LocalAccountsParts) {}

  /**
   * The first step. An unknown login, a wrong password, a disabled account: the answer is the same
   * and so is the work done for it (ASVS 5.0 6.3.8).
   * @param by network: as networkOf says it
   * @throws AccessRefused `too-busy`; the attempt does not count
   */
  async begin(by: {
    readonly login: string;
    readonly password: string;
    readonly network: string;
  }): Promise<SecondFactorNeeded | NotLetIn | ToWait> {
    const { file, accounts, totp, attempts, steps } = this.parts;
    const attempt: Attempt = { account: by.login.trim(), network: by.network };
    const seconds = attempts.admit(attempt);
    if (seconds > 0) return { outcome: 'wait', seconds };
    const account = accounts.byLogin(by.login);
    const { isRight } = await this.#try(attempt, by.password, account);
    if (!isRight || !account?.isEnabled || !totp.has(account.personId)) {
      return { outcome: 'refused' };
    }
    // Not yet forgiven to the account: whoever knows a password could go on trying codes for ever.
    attempts.giveBack(attempt, ['network']);
    const step = steps.begin({
      kind: 'second-factor',
      personId: account.personId,
      lastsMs: SECOND_FACTOR_MS,
      tries: SECOND_FACTOR_TRIES,
    });
    return { outcome: 'second-factor', step, endsMs: file.nowMs() + SECOND_FACTOR_MS };
  }

  /**
   * At whose account an attempt was aimed, by the login or the step that came with it; undefined for an account
   * nobody has. For the record of failures: whoever attempts is told nothing of it.
   */
  aimedAt(attempt: { readonly login: string; readonly step: string }): string | undefined {
    const { accounts, steps } = this.parts;
    // Both are looked up whatever the first one finds: it takes as long for a login nobody has.
    const ofStep = steps.ownerOf(attempt.step);
    return accounts.byLogin(attempt.login)?.personId ?? ofStep;
  }

  /**
   * The second step: a code of the app, or one of the recovery codes. It does not wait, since who
   * waited to get here would wait twice; but every wrong code counts for the next first step.
   */
  secondFactor(by: {
    readonly step: string;
    readonly code: string;
    readonly network: string;
  }): LetIn | NotLetIn {
    const { accounts, attempts, steps } = this.parts;
    const { personId = '' } = steps.try('second-factor', by.step) ?? {};
    const account = accounts.byPerson(personId);
    if (!account?.isEnabled) return { outcome: 'refused' };
    const attempt: Attempt = { account: account.login, network: by.network };
    const method = this.#secondFactorIn(personId, by.code);
    if (method === undefined) {
      attempts.failed(attempt);
      return { outcome: 'refused' };
    }
    // Whoever ends the step is in; two right codes at once are one sign-in.
    if (!steps.end(by.step)) return { outcome: 'refused' };
    attempts.forget(attempt);
    return { outcome: 'signed-in', signedIn: this.#signedIn(personId, method) };
  }

  /** A passkey instead of both steps; nobody waits, since nothing can be guessed. */
  beginPasskey(): ReturnType<Passkeys['beginSignIn']> {
    return this.parts.passkeys.beginSignIn();
  }

  /**
   * The answer of the browser to beginPasskey.
   * @throws AccessRefused `passkey-not-valid`, the same for a disabled account
   */
  async finishPasskey(step: string, response: unknown): Promise<SignedIn> {
    const { accounts, passkeys } = this.parts;
    const personId = await passkeys.finishSignIn(step, response);
    if (!accounts.byPerson(personId)?.isEnabled) throw new AccessRefused('passkey-not-valid');
    return this.#signedIn(personId, 'passkey');
  }

  /**
   * A new password for somebody who is signed in and knows the present one (ASVS 5.0 6.2.3).
   * @throws AccessRefused as in checkNewPassword, `too-busy`
   */
  async changePassword(by: {
    readonly personId: string;
    readonly current: string;
    readonly next: string;
    readonly network: string;
    /** The session that asks, which goes on. */
    readonly sessionId?: string;
  }): Promise<PasswordChanged | NotLetIn | ToWait> {
    const { accounts, passwords, attempts, sessions, steps } = this.parts;
    const account = accounts.byPerson(by.personId);
    if (!account?.isEnabled) return { outcome: 'refused' };
    passwords.check(by.next, [account.personId, account.login]);
    const attempt: Attempt = { account: account.login, network: by.network };
    const seconds = attempts.admit(attempt);
    if (seconds > 0) return { outcome: 'wait', seconds };
    const { isRight } = await this.#try(attempt, by.current, account);
    if (!isRight) return { outcome: 'refused' };
    accounts.setPassword(by.personId, await passwords.hash(by.next));
    attempts.succeeded(attempt);
    steps.endAllOf(by.personId);
    sessions.endAllOf(by.personId, by.sessionId);
    return { outcome: 'changed' };
  }

  /** A new app for somebody who is signed in: what it has to learn. @throws AccessRefused `account-unknown` */
  proposeApp(personId: string): Pick<ProposedTotp, 'uri' | 'typed'> & { readonly step: string } {
    const { accounts, totp, steps } = this.parts;
    const account = accounts.byPerson(personId);
    if (account === undefined) throw new AccessRefused('account-unknown');
    const { uri, typed, sealed } = totp.propose(personId, account.login);
    const limits = { lastsMs: SECOND_FACTOR_MS, tries: SECOND_FACTOR_TRIES };
    const step = steps.begin({ kind: 'app-change', personId, content: sealed, ...limits });
    return { uri, typed, step };
  }

  /** The new app in the place of the old, once its first code was seen. @throws AccessRefused `code-wrong` */
  changeApp(personId: string, step: string, code: string): void {
    const { totp, steps } = this.parts;
    const begun = steps.try('app-change', step);
    const isOwn = begun?.personId === personId;
    const confirmedStep = isOwn ? totp.confirmed(personId, begun.content, code) : undefined;
    if (!isOwn || confirmedStep === undefined || !steps.end(step)) {
      throw new AccessRefused('code-wrong');
    }
    totp.keep(personId, begun.content, confirmedStep);
  }

  /** Ten new recovery codes, shown once; the old ones are void. @throws AccessRefused `account-unknown` */
  newRecoveryCodes(personId: string): readonly string[] {
    const { file, accounts, recoveryCodes } = this.parts;
    return file.atomically(() => {
      if (accounts.byPerson(personId) === undefined) throw new AccessRefused('account-unknown');
      return recoveryCodes.make(personId);
    });
  }

  /**
   * Removes a passkey. False when the person has no such one.
   * @throws AccessRefused `last-way-in`
   */
  removePasskey(personId: string, passkeyId: string): boolean {
    const { file, accounts, passkeys } = this.parts;
    return file.atomically(() => {
      const own = passkeys.list(personId);
      if (!own.some(({ id }) => id === passkeyId)) return false;
      if (own.length === 1 && !accounts.byPerson(personId)?.hasPassword) {
        throw new AccessRefused('last-way-in');
      }
      return passkeys.remove(personId, passkeyId);
    });
  }

  /** Nobody signs in with this account any more, and its sessions are over. False if there is none. */
  disable(personId: string): boolean {
    const { accounts, sessions, steps } = this.parts;
    const isKnown = accounts.setEnabled(personId, false);
    steps.endAllOf(personId);
    sessions.endAllOf(personId);
    return isKnown;
  }

  /** Its owner may sign in again, as before. False if there is none. */
  enable(personId: string): boolean {
    return this.parts.accounts.setEnabled(personId, true);
  }

  async #try(
    attempt: Attempt,
    password: string,
    account: KeptAccount | undefined,
  ): Promise<PasswordTried> {
    const { accounts, passwords, attempts } = this.parts;
    try {
      const tried = await passwords.verify(password, account?.password);
      if (tried.renewed !== undefined && account?.password !== undefined) {
        accounts.renewPassword(account.personId, account.password, tried.renewed);
      }
      return tried;
    } catch (error) {
      // It was not judged: the fault is not of whoever tries.
      attempts.giveBack(attempt, ['account', 'network']);
      throw error;
    }
  }

  #secondFactorIn(personId: string, code: string): SignedIn['method'] | undefined {
    const { totp, recoveryCodes } = this.parts;
    if (totp.verify(personId, code)) return 'password-totp';
    return recoveryCodes.use(personId, code) ? 'recovery-code' : undefined;
  }

  #signedIn(personId: string, method: SignedIn['method']): SignedIn {
    return { personId, method, authenticatedAtMs: this.parts.file.nowMs() };
  }
}
