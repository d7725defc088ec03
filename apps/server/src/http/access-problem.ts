import type { AccessRefused, AccessRefusedCode } from '#access';
import { Problem } from './problem.js';

/** The status of each refusal of sign-in and accounts. */
export const accessStatuses: Readonly<Record<AccessRefusedCode, number>> = {
  'account-exists': 409,
  'account-unknown': 404,
  'another-person': 403,
  'code-wrong': 422,
  'emergency-holders-same': 422,
  'emergency-not-renewed': 403,
  'emergency-reason-missing': 422,
  'emergency-refused': 403,
  'invitation-at-console': 403,
  'invitation-not-valid': 403,
  'last-way-in': 409,
  'login-malformed': 422,
  'passkey-name-malformed': 422,
  'passkey-not-valid': 403,
  'passkeys-too-many': 409,
  'password-malformed': 422,
  'password-most-used': 422,
  'password-of-known-words': 422,
  'password-repeats': 422,
  'password-too-long': 422,
  'password-too-short': 422,
  'person-id-malformed': 422,
  'person-known-already': 409,
  'recovery-needs-two': 403,
  'recovery-not-valid': 404,
  'sign-in-refused': 403,
  'too-busy': 503,
};

/** The answer to whoever was not let in, or cannot change their account like this. */
export function accessProblem(refused: AccessRefused): Problem {
  const { code, it, en } = refused;
  return new Problem(
    {
      code,
      status: accessStatuses[code],
      ...(code === 'too-busy' && { headers: { 'retry-after': '5' } }),
      it: { title: 'Accesso non concesso', detail: it },
      en: { title: 'Access not granted', detail: en },
    },
    { cause: refused },
  );
}
