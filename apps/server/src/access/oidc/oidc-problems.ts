import { oidcRefusals, type OidcRefused, type OidcRefusedCode } from '#access';
import { Problem, type ProblemDescription } from '../../http/problem.js';

/** Which status says what was refused: us (4xx), or the provider (5xx). */
const statuses: Readonly<Record<OidcRefusedCode, number>> = {
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

/** A sign-in that came to nothing, as it is answered. */
function described(code: OidcRefusedCode): ProblemDescription {
  const { it, en } = oidcRefusals[code];
  return {
    code,
    status: statuses[code],
    it: { title: 'Accesso non riuscito', detail: it },
    en: { title: 'The sign-in did not succeed', detail: en },
  };
}

/** Everything a sign-in with an identity provider can be answered no with. The same stand in docs/errors.md. */
export const oidcProblems: Readonly<Record<string, ProblemDescription>> = Object.fromEntries(
  // Object.keys forgets that these are the codes.
  (Object.keys(oidcRefusals) as OidcRefusedCode[]).map((code) => [code, described(code)]),
);

/**
 * The answer to a sign-in that was refused. It has no cause: what was wrong stands in the log already,
 * without what the provider said about the person.
 */
export function oidcProblem({ code }: OidcRefused): Problem {
  return new Problem(described(code));
}
