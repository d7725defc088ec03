export { Access, type AccessSettings } from './access.js';
export { AccessFile, type AccessSources } from './access-file.js';
export { ACCESS_KEY_BYTES } from './access-key.js';
export { forgetPerson, isForgotten } from './forget-person.js';
export { AccessRefused, accessRefusals, type AccessRefusedCode } from './access-refused.js';
export type { Lost, RecoveryRequest } from './accounts/account-recovery.js';
export { Accounts } from './accounts/accounts.js';
export { checkedOwner, loginOf, type Account, type AccountOwner } from './accounts/account.js';
export type { Enrolled, OpenedEnrolment } from './accounts/enrolment.js';
export { INVITATION_MS, Invitations, type ZoneCode } from './accounts/invitations.js';
export type {
  LetIn,
  NotLetIn,
  PasswordChanged,
  SecondFactorNeeded,
  ToWait,
} from './accounts/local-accounts.js';
export type { PasswordCost } from './accounts/password-hash.js';
export {
  EmergencyCodes,
  type EmergencyAccess,
  type EmergencyState,
  type SealedCode,
} from './emergency/emergency-codes.js';
export { networkOf } from './network.js';
export type { Claim, LinkedIdentity } from './oidc/identities.js';
export { localPath } from './oidc/local-path.js';
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
export type { Passkey, RelyingParty } from './passkeys/passkey.js';
export type { BegunPasskey } from './passkeys/passkeys.js';
export type { BrowserFamily, CoarseOrigin, RequestOrigin } from './sessions/origin.js';
export type { Session } from './sessions/session.js';
export {
  SESSION_IDLE_MS,
  Sessions,
  type ActingAs,
  type OpenedSession,
  type SessionRequest,
} from './sessions/sessions.js';
export type { SignedIn } from './signed-in.js';
