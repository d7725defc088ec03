import type { AccessFile } from '../access-file.js';
import { AccessRefused } from '../access-refused.js';
import type { BegunPasskey, Passkeys } from '../passkeys/passkeys.js';
import type { Sessions } from '../sessions/sessions.js';
import type { SignedIn } from '../signed-in.js';
import { checkedOwner, type AccountOwner } from './account.js';
import type { Accounts } from './accounts.js';
import type { Invitation, InvitationPurpose, Invitations } from './invitations.js';
import type { Passwords } from './passwords.js';
import type { PendingSteps } from './pending-steps.js';
import type { RecoveryCodes } from './recovery-codes.js';
import type { ProposedTotp, Totp } from './totp.js';

/** How long somebody may take to make their account once they have opened the invitation. */
export const ENROLMENT_MS = 30 * 60_000;

/** How often they may try: a password is refused more often than a code is mistyped. */
const ENROLMENT_TRIES = 20;

/** An invitation that was opened: what the page shows and asks. */
export interface OpenedEnrolment {
  /** Ties what follows to this browser. Secret. */
  readonly step: string;
  readonly owner: AccountOwner;
  /** For the app on the telephone. Secret. */
  readonly app: Pick<ProposedTotp, 'uri' | 'typed'>;
}

/** The account is made, and its owner has proved all there is to prove. */
export interface Enrolled {
  readonly signedIn: SignedIn;
  /** Shown once, to be printed; none for an account with passkeys only. */
  readonly recoveryCodes: readonly string[];
  /** What the code was for that made it. */
  readonly purpose: InvitationPurpose;
}

/** What is kept while somebody makes their account. */
interface Begun {
  readonly owner: AccountOwner;
  readonly purpose: InvitationPurpose;
  readonly invitation: string;
  readonly sealedSecret: string;
  readonly zone?: string;
}

/** Who takes part in making an account. */
export interface EnrolmentParts {
  readonly file: AccessFile;
  readonly accounts: Accounts;
  readonly invitations: Invitations;
  readonly passwords: Passwords;
  readonly totp: Totp;
  readonly recoveryCodes: RecoveryCodes;
  readonly passkeys: Passkeys;
  readonly steps: PendingSteps;
  readonly sessions: Sessions;
}

/**
 * From an invitation to an account, with a password and an app or with a passkey: never with a
 * password alone. The invitation is used up when the account is made, not before.
 */
export class Enrolment {
  constructor(private readonly parts: EnrolmentParts) {}

  /**
   * Opens an invitation.
   * @param first whose the first account is: counts only with the first code of an installation or of a zone
   * @throws AccessRefused `invitation-not-valid`; `person-id-malformed` or `login-malformed` for first
   */
  open(code: string, first?: AccountOwner): OpenedEnrolment {
    const { invitations, totp, steps } = this.parts;
    const { hash, purpose, owner, zone } = knownBy(invitations.find(code), first);
    const { uri, typed, sealed } = totp.propose(owner.personId, owner.login);
    const begun: Begun = {
      owner,
      purpose,
      invitation: hash.toString('base64'),
      sealedSecret: sealed,
      ...(zone !== undefined && { zone }),
    };
    const step = steps.begin({
      kind: 'enrolment',
      personId: owner.personId,
      content: JSON.stringify(begun),
      lastsMs: ENROLMENT_MS,
      tries: ENROLMENT_TRIES,
    });
    return { step, owner, app: { uri, typed } };
  }

  /**
   * Makes the account with a password and the app, whose first code proves that it has the secret.
   * @param proofs zone: the one that begins with this account; a code for a zone is good for no other
   * @throws AccessRefused `invitation-not-valid`, `code-wrong`, `account-exists`, `too-busy`, or as
   *   in checkNewPassword
   */
  async withPassword(
    step: string,
    proofs: { readonly password: string; readonly code: string; readonly zone?: string },
  ): Promise<Enrolled> {
    const { passwords, totp, recoveryCodes } = this.parts;
    const { password, code, zone } = proofs;
    const begun = this.#begun(step);
    if (begun.zone !== undefined && begun.zone !== zone) {
      throw new AccessRefused('invitation-not-valid');
    }
    const { personId, login } = begun.owner;
    passwords.check(password, [personId, login]);
    const confirmedStep = totp.confirmed(personId, begun.sealedSecret, code);
    if (confirmedStep === undefined) throw new AccessRefused('code-wrong');
    const phc = await passwords.hash(password);
    return this.#make(step, begun, phc, 'password-totp', () => {
      totp.keep(personId, begun.sealedSecret, confirmedStep);
      return recoveryCodes.make(personId);
    });
  }

  /**
   * Begins to make the account with a passkey; no zone begins with one.
   * @throws AccessRefused `invitation-not-valid`
   */
  beginPasskey(step: string): ReturnType<Passkeys['beginRegistration']> {
    const { owner, zone } = this.#begun(step);
    if (zone !== undefined) throw new AccessRefused('invitation-not-valid');
    const { personId, login } = owner;
    return this.parts.passkeys.beginRegistration(personId, login);
  }

  /**
   * Makes the account with the passkey the browser answered with.
   * @throws AccessRefused `invitation-not-valid`, `passkey-not-valid`, `passkey-name-malformed`,
   *   `account-exists`
   */
  async withPasskey(
    step: string,
    answer: {
      readonly passkeyStep: BegunPasskey<unknown>['step'];
      readonly response: unknown;
      readonly name: string;
    },
  ): Promise<Enrolled> {
    const { passkeys } = this.parts;
    const begun = this.#begun(step);
    if (begun.zone !== undefined) throw new AccessRefused('invitation-not-valid');
    const { personId } = begun.owner;
    const passkey = await passkeys.checkRegistration(personId, answer.passkeyStep, answer.response);
    return this.#make(step, begun, undefined, 'passkey', () => {
      passkeys.keep(personId, passkey, answer.name);
      return [];
    });
  }

  #begun(step: string): Begun {
    const found = this.parts.steps.try('enrolment', step);
    if (found === undefined) throw new AccessRefused('invitation-not-valid');
    // Written by open().
    return JSON.parse(found.content) as Begun;
  }

  #make(
    step: string,
    { owner, purpose, invitation }: Begun,
    password: string | undefined,
    method: SignedIn['method'],
    keepProofs: () => readonly string[],
  ): Enrolled {
    const { file, accounts, invitations, steps } = this.parts;
    const recoveryCodes = file.atomically(() => {
      const hash = Buffer.from(invitation, 'base64');
      const isStillValid = invitations.findByHash(hash) !== undefined;
      if (!isStillValid || !invitations.use(hash)) throw new AccessRefused('invitation-not-valid');
      if (purpose === 'replacement') this.#removeOld(owner.personId);
      accounts.add(owner, password);
      steps.end(step);
      return keepProofs();
    });
    const { personId } = owner;
    const signedIn: SignedIn = {
      personId,
      method: purpose === 'bootstrap' || purpose === 'zone' ? 'bootstrap' : method,
      authenticatedAtMs: file.nowMs(),
    };
    return { signedIn, recoveryCodes, purpose };
  }

  /** All that led into the account that was lost; a disabled account does not come back this way. */
  #removeOld(personId: string): void {
    const { accounts, sessions, steps } = this.parts;
    if (!accounts.byPerson(personId)?.isEnabled) throw new AccessRefused('invitation-not-valid');
    accounts.remove(personId);
    steps.endAllOf(personId);
    sessions.endAllOf(personId);
  }
}

/** The invitation with whoever it is for. A code for a new password makes no account. */
function knownBy(invitation: Invitation | undefined, first: AccountOwner | undefined) {
  if (invitation === undefined || invitation.purpose === 'password') {
    throw new AccessRefused('invitation-not-valid');
  }
  if (invitation.owner !== undefined) return { ...invitation, owner: invitation.owner };
  if (first === undefined) throw new AccessRefused('invitation-not-valid');
  return { ...invitation, owner: checkedOwner(first) };
}
