import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { isUnreachable } from './bounded-fetch.js';
import { TokenRefused } from './id-token.js';
import { OidcRefused, type OidcRefusedCode } from './oidc-refused.js';

/** The errors a provider sends the browser back with (RFC 6749, 4.1.2.1; OIDC Core 1.0, 3.1.2.6). */
const authorizationErrors: Readonly<Record<string, OidcRefusedCode>> = {
  access_denied: 'oidc-access-denied',
  login_required: 'oidc-login-required',
  interaction_required: 'oidc-login-required',
  consent_required: 'oidc-login-required',
  account_selection_required: 'oidc-login-required',
  temporarily_unavailable: 'oidc-provider-unavailable',
  server_error: 'oidc-provider-unavailable',
  unmet_authentication_requirements: 'oidc-assurance-too-low',
};

/** What a failure of the code flow means to the person: a code of ours, never words of the provider. */
export function refusalFor(cause: unknown): OidcRefused {
  if (cause instanceof OidcRefused) return cause;
  return new OidcRefused(codeFor(cause), { cause });
}

function codeFor(error: unknown): OidcRefusedCode {
  if (error instanceof AuthorizationResponseError) {
    return authorizationErrors[error.error] ?? 'oidc-provider-error';
  }
  if (isUnreachable(error)) return 'oidc-provider-unavailable';
  if (error instanceof ResponseBodyError) {
    // The code is used up, expired or somebody else's; any other error is about us as a client.
    return error.error === 'invalid_grant' ? 'oidc-response-refused' : 'oidc-provider-error';
  }
  if (failedClaim(error) === 'auth_time') return 'oidc-authentication-too-old';
  if (error instanceof ClientError || error instanceof TokenRefused) return 'oidc-response-refused';
  // WWWAuthenticateChallengeError: the provider does not accept how we prove who we are.
  if (error instanceof Error && error.name === 'WWWAuthenticateChallengeError') {
    return 'oidc-provider-error';
  }
  throw error;
}

/** The claim openid-client found wrong, which it says in the cause of the cause. */
function failedClaim(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (hasClaim(error.cause)) return error.cause.claim;
  return failedClaim(error.cause);
}

function hasClaim(cause: unknown): cause is { readonly claim: string } {
  return (
    typeof cause === 'object' &&
    cause !== null &&
    'claim' in cause &&
    typeof cause.claim === 'string'
  );
}

/** For the log: the chain of messages, which hold no token, no code and no claim. */
export function explained(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const claim = hasClaim(error.cause) ? ` (${error.cause.claim})` : '';
  const code = error instanceof ResponseBodyError || error instanceof AuthorizationResponseError;
  const told = code ? ` (${error.error.slice(0, 60).replace(/[^\w.-]/gu, '?')})` : '';
  const under = explained(error.cause);
  return `${error.name}: ${error.message}${claim}${told}${under === '' ? '' : ` < ${under}`}`;
}
