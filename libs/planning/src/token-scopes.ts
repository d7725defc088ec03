import type { Person } from '#people';

/** Why a token is not good for something: it was made for other things. */
export const OUT_OF_SCOPE = 'token-out-of-scope';

/** The rule by which a token is refused what it was not made for. */
export const outOfScopeRule = (use: string): string => `deny/scope/${use}`;

/**
 * Whether whoever asks may use for this what they came with: a token is for what it was made for, of what its role
 * may do at all; everybody else comes for whatever they may do.
 * @param use `read`, or the name of a verb or an operation
 */
export function isInScope(
  { authMethod, scopes = [] }: Pick<Person, 'authMethod' | 'scopes'>,
  use: string,
): boolean {
  if (authMethod !== 'api-token') return true;
  return scopes.includes(use) || (use !== 'read' && scopes.includes('command'));
}

/** The scopes of a token as a refusal tells them. */
export function scopesInWords({ scopes = [] }: Pick<Person, 'scopes'>): string {
  return scopes.length === 0 ? '–' : scopes.join(', ');
}
