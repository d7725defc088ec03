import { InvalidAccess } from './invalid-access.js';

/**
 * What a token may be used for, of what its role may do at all: `read`, whatever the role reads; `command`,
 * whatever it does that is no decisive act; or the name of one thing, a verb or an operation: `raise-question`,
 * `keep-directory`.
 */
export type TokenScope = string;

const form = /^[a-z][a-z0-9-]{0,62}$/;

/** More names than there are verbs nobody needs. */
const MOST_SCOPES = 200;

/**
 * The scopes of a new token, each once and in order. There is no default: whoever makes a token says what for.
 * @throws InvalidAccess scope-missing, scope-malformed
 */
export function tokenScopes(asked: readonly string[]): readonly TokenScope[] {
  if (asked.length === 0) {
    throw new InvalidAccess(
      'scope-missing',
      'Di’ a che cosa serve il token: read, command, o i nomi dei comandi che può dare.',
      'Say what the token is for: read, command, or the names of the verbs it may use.',
    );
  }
  if (asked.length > MOST_SCOPES || !asked.every((scope) => form.test(scope))) {
    throw new InvalidAccess(
      'scope-malformed',
      `Gli usi di un token sono read, command o nomi di comandi, al massimo ${MOST_SCOPES}.`,
      `The scopes of a token are read, command or names of verbs, ${MOST_SCOPES} at most.`,
    );
  }
  return Object.freeze([...new Set(asked)].toSorted());
}
