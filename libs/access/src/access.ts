import type { AccessFile } from './access-file.js';
import { AccessKey } from './access-key.js';
import { AccountRecovery } from './accounts/account-recovery.js';
import { Accounts } from './accounts/accounts.js';
import { Attempts } from './accounts/attempts.js';
import { Enrolment } from './accounts/enrolment.js';
import { Invitations } from './accounts/invitations.js';
import { LocalAccounts } from './accounts/local-accounts.js';
import type { PasswordCost } from './accounts/password-hash.js';
import { Passwords } from './accounts/passwords.js';
import { PendingSteps } from './accounts/pending-steps.js';
import { RecoveryCodes } from './accounts/recovery-codes.js';
import { Totp } from './accounts/totp.js';
import { EmergencyCodes } from './emergency/emergency-codes.js';
import type { RelyingParty } from './passkeys/passkey.js';
import { Passkeys } from './passkeys/passkeys.js';
import { Sessions } from './sessions/sessions.js';

/** How this installation lets people in. */
export interface AccessSettings {
  /** The 32 bytes of the key, kept in a file of their own: see AccessKey. */
  readonly key: Uint8Array;
  readonly relyingParty: RelyingParty;
  /** Words everybody in this office knows: no password is made of them. */
  readonly officeWords?: readonly string[];
  /** Only a test makes guesses cheaper. */
  readonly passwordCost?: PasswordCost;
}

/** All that stands on one access.db, put together once for a process; whoever opened the file closes it. */
export class Access {
  readonly sessions: Sessions;
  readonly accounts: Accounts;
  readonly invitations: Invitations;
  readonly enrolment: Enrolment;
  readonly localAccounts: LocalAccounts;
  readonly recovery: AccountRecovery;
  readonly passkeys: Passkeys;
  readonly totp: Totp;
  readonly recoveryCodes: RecoveryCodes;
  readonly emergency: EmergencyCodes;

  constructor(file: AccessFile, settings: AccessSettings) {
    const { relyingParty, officeWords = [], passwordCost } = settings;
    const key = new AccessKey(settings.key);
    const steps = new PendingSteps(file);
    const passwords = new Passwords({
      randomBytes: file.randomBytes,
      words: officeWords,
      ...(passwordCost === undefined ? {} : { cost: passwordCost }),
    });
    const attempts = new Attempts(file, key);
    this.sessions = new Sessions(file);
    this.accounts = new Accounts(file);
    this.invitations = new Invitations(file, this.accounts);
    this.totp = new Totp(file, key, relyingParty.name);
    this.recoveryCodes = new RecoveryCodes(file);
    this.passkeys = new Passkeys(file, steps, relyingParty);
    this.emergency = new EmergencyCodes(file);
    const { sessions, accounts, invitations, totp, recoveryCodes, passkeys } = this;
    const parts = {
      ...{ file, steps, passwords, attempts },
      ...{ sessions, accounts, invitations, totp, recoveryCodes, passkeys },
    };
    this.enrolment = new Enrolment(parts);
    this.localAccounts = new LocalAccounts(parts);
    this.recovery = new AccountRecovery(parts);
  }
}
