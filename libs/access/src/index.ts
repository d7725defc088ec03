export { AccessFile, type AccessSources } from './access-file.js';
export { AccessRefused, accessRefusals, type AccessRefusedCode } from './access-refused.js';
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
export { localPath } from './oidc/local-path.js';
export { readProviders, UnusableProviders } from './oidc/provider-file.js';
export type { ProviderSettings } from './oidc/provider-settings.js';
export { TRANSACTION_MS } from './oidc/transactions.js';
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
