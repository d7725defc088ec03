import type { OidcRefused, OidcRefusedCode } from '#access';
import { Problem } from '../../http/problem.js';

/** Which status says what was refused: us (4xx), or the provider (5xx). */
const oidcStatuses: Readonly<Record<OidcRefusedCode, number>> = {
  'oidc-provider-unknown': 404,
  'oidc-provider-unavailable': 503,
  'oidc-provider-misconfigured': 502,
  'oidc-sign-in-expired': 400,
  'oidc-response-refused': 400,
  'oidc-access-denied': 403,
  'oidc-login-required': 403,
  'oidc-provider-error': 502,
  'oidc-assurance-too-low': 403,
  'oidc-authentication-too-old': 403,
  'oidc-identity-unknown': 403,
  'oidc-identity-taken': 409,
  'oidc-invitation-invalid': 400,
  'oidc-other-person': 403,
  'oidc-logout-token-refused': 400,
};

/**
 * The answer to a sign-in that came to nothing. It has no cause: what was wrong stands in the log already,
 * without what the provider said about the person.
 */
export function oidcProblem({ code, it, en }: OidcRefused): Problem {
  return new Problem({
    code,
    status: oidcStatuses[code],
    it: { title: 'Accesso non riuscito', detail: it },
    en: { title: 'The sign-in did not succeed', detail: en },
  });
}
