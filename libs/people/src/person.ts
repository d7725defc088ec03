import { InvalidAccess } from './invalid-access.js';
import { isRole, roles, type Role } from './role.js';
import type { TokenScope } from './token-scope.js';

/** Who is acting: the real hand behind a request, as the guard recognised it. */
export interface Person {
  readonly personId: string;
  readonly role: Role;
  readonly zone: string;
  /** The functional unit or service they belong to, where the role has one. */
  readonly unitId?: string;
  /** How we know it is them. */
  readonly authMethod: AuthMethod;
  /** When they last proved it; undefined for a token, which proves nothing about who holds it now. */
  readonly authenticatedAtMs?: number;
  /** True for who proved it to a provider, below the level it takes to decide: no fresh proof, however young. */
  readonly isWeakProof?: true;
  /** What the token they came with is for; without any it is for nothing. Undefined for who came otherwise. */
  readonly scopes?: readonly TokenScope[];
}

/**
 * How somebody proved who they are: another program by its token, a person by one of the others; `program` is
 * this one, which needs no proof.
 */
export type AuthMethod =
  | 'program'
  | 'api-token'
  | 'password-totp'
  | 'recovery-code'
  | 'passkey'
  | 'oidc'
  | 'emergency'
  | 'bootstrap';

/** A person as somebody types them, before anything was checked. */
export interface PersonDescription {
  readonly personId: string;
  readonly role: string;
  readonly zone: string;
  readonly unitId?: string | undefined;
}

const id = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Without hyphens: the names of streams are split on them. */
const zoneName = /^[a-z0-9]{1,40}$/;

/**
 * The described person, known by an API token.
 * @param scopes what the token is for
 * @throws InvalidAccess
 */
export function personByToken(described: PersonDescription, scopes: readonly TokenScope[]): Person {
  const { personId, role, zone, unitId } = described;
  if (!id.test(personId)) throw malformedId('person-id-malformed', 'della persona', "person's");
  if (!isRole(role)) {
    const every = Object.keys(roles).join(', ');
    throw new InvalidAccess(
      'role-unknown',
      `Il ruolo non esiste: scegline uno tra ${every}.`,
      `There is no such role: choose one of ${every}.`,
    );
  }
  if (!zoneName.test(zone)) {
    throw new InvalidAccess(
      'zone-malformed',
      'Il codice della zona ha da 1 a 40 lettere minuscole o cifre, senza trattini.',
      'A zone code has 1 to 40 lower-case letters or digits, no hyphens.',
    );
  }
  const known = { personId, role, zone, authMethod: 'api-token', scopes } as const;
  if (unitId === undefined) return Object.freeze(known);
  if (!id.test(unitId)) throw malformedId('unit-id-malformed', "dell'unità", "unit's");
  return Object.freeze({ ...known, unitId });
}

/** The program itself, in a zone: whoever holds it in hand is inside, since no token opens as it. */
export function theProgram(zone: string): Person {
  return Object.freeze({ personId: 'traccia', role: 'SYS', zone, authMethod: 'program' });
}

function malformedId(
  code: 'person-id-malformed' | 'unit-id-malformed',
  it: string,
  en: string,
): InvalidAccess {
  return new InvalidAccess(
    code,
    `L'identificativo ${it} ha da 1 a 63 lettere minuscole, cifre o trattini, e non comincia con un trattino.`,
    `The ${en} id has 1 to 63 lower-case letters, digits or hyphens and does not begin with a hyphen.`,
  );
}
