export { Access, type AccessSettings } from './access.js';
export { AccessFile, type AccessSources } from './access-file.js';
export { ACCESS_KEY_BYTES, AccessKey } from './access-key.js';
export { forgetPerson } from './forget-person.js';
export { AccessRefused, accessRefusals, type AccessRefusedCode } from './access-refused.js';
export {
  AccountRecovery,
  RECOVERY_REQUEST_MS,
  type Lost,
  type RecoveryRequest,
} from './accounts/account-recovery.js';
export { checkedOwner, loginOf, type Account, type AccountOwner } from './accounts/account.js';
export { Accounts } from './accounts/accounts.js';
export {
  FREE_FAILURES_OF_ACCOUNT,
  FREE_FAILURES_OF_NETWORK,
  MAX_WAIT_SECONDS,
} from './accounts/attempts.js';
export { Enrolment, type Enrolled, type OpenedEnrolment } from './accounts/enrolment.js';
export { BOOTSTRAP_MS, INVITATION_MS, Invitations } from './accounts/invitations.js';
export {
  LocalAccounts,
  SECOND_FACTOR_MS,
  SECOND_FACTOR_TRIES,
  type LetIn,
  type NotLetIn,
  type PasswordChanged,
  type SecondFactorNeeded,
  type ToWait,
} from './accounts/local-accounts.js';
export { PASSWORD_MAX_CHARACTERS, PASSWORD_MIN_CHARACTERS } from './accounts/password-rules.js';
export type { PasswordCost } from './accounts/password-hash.js';
export { PASSWORD_COST, Passwords } from './accounts/passwords.js';
export { RecoveryCodes } from './accounts/recovery-codes.js';
export { Totp } from './accounts/totp.js';
export {
  EMERGENCY_PERSON_ID,
  EMERGENCY_REASON_CHARACTERS,
  EmergencyCodes,
  type EmergencyAccess,
  type EmergencyState,
  type SealedCode,
} from './emergency/emergency-codes.js';
export { networkOf } from './network.js';
export type { Claim, LinkedIdentity } from './oidc/identities.js';
export { Oidc, type OidcParts, type WayIn } from './oidc/oidc.js';
export { OidcRefused, oidcRefusals, type OidcRefusedCode } from './oidc/oidc-refused.js';
export type {
  OidcArrival,
  OidcDeparture,
  OidcRequest,
  OidcReturn,
  ProviderSession,
  StepUp,
} from './oidc/oidc-sign-in.js';
export { readProviders, UnusableProviders } from './oidc/provider-file.js';
export type { ProviderSettings } from './oidc/provider-settings.js';
export { TRANSACTION_MS } from './oidc/transactions.js';
export { PASSKEYS_PER_PERSON, type Passkey, type RelyingParty } from './passkeys/passkey.js';
export { Passkeys, type BegunPasskey } from './passkeys/passkeys.js';
export type { BrowserFamily, CoarseOrigin, RequestOrigin } from './sessions/origin.js';
export type { Session } from './sessions/session.js';
export {
  EMERGENCY_SESSION_MS,
  SESSION_ABSOLUTE_MS,
  SESSION_CLOCK_TOLERANCE_MS,
  SESSION_IDLE_MS,
  SESSION_TOUCH_MS,
  SESSIONS_PER_PERSON,
  Sessions,
  type ActingAs,
  type OpenedSession,
  type SessionRequest,
} from './sessions/sessions.js';
export type { SignedIn } from './signed-in.js';
