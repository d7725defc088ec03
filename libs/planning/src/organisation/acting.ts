import type { Person, Role } from '#people';
import type { Refusal } from '#workflow';
import type { CommandEnvelope } from '../command/cycle-command.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { rolesInWords } from '../roles-in-words.js';
import type { Delegation } from './organisation.data.js';
import {
  currentUnit,
  headOf,
  holdsFrom,
  holdsOn,
  isClosed,
  type OrganisationOn,
} from './organisation.js';
import { asHeld } from './roles-of-persons.js';

/** Whose act a command is. */
export interface Acting {
  /** Whom the policy asks about: who acts, or the delegator in the role that was lent. */
  readonly person: Person;
  /** Everybody who answers for it: the real hand first, then whom it is done for. */
  readonly hands: readonly [string, ...string[]];
  readonly delegationId?: string;
}

/** What somebody wants to do, as far as a delegation looks at it. */
export interface Attempted {
  readonly verb: string;
  /** The units it is about. */
  readonly units: readonly string[];
  /** The day it happened. */
  readonly occurredOn: string;
}

/** Invariant: the auditor and the administrator issue no command of the domain, a stakeholder no office act. */
const whoStandsIn: readonly Role[] = ['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG'];

/**
 * Whose act a command is: of whoever asks or, on behalf of somebody, of the delegator as well, by a
 * delegation that holds today and held on the day it happened.
 */
export function actingIn(
  { person, onBehalfOf, cycleId }: Pick<CommandEnvelope, 'person' | 'onBehalfOf' | 'cycleId'>,
  { verb, units, occurredOn }: Attempted,
  organisation: OrganisationOn | undefined,
): Acting | Refusal {
  if (onBehalfOf === undefined) return { person, hands: [person.personId] };
  if (!whoStandsIn.includes(person.role)) {
    return refuse('may-not-stand-in', rolesInWords(person.role, whoStandsIn));
  }
  const from = onBehalfOf;
  const theirs = delegationsTo(organisation, person.personId).filter(
    ({ fromPersonId }) => fromPersonId === from,
  );
  const last = theirs.at(-1);
  if (!organisation || !last) return refuse('no-delegation', { from });
  const days = [organisation.day, occurredOn];
  const holding = theirs.filter((each) => days.every((day) => holdsOn(each, day)));
  if (holding.length === 0) {
    const day = days.find((each) => !holdsOn(last, each)) ?? occurredOn;
    const { validTo } = last;
    return refuse('delegation-not-valid', { from, validFrom: holdsFrom(last), validTo, day });
  }
  const covering = holding.filter((each) => covers(each, verb, cycleId));
  // Who heads two units may have lent both.
  const delegation =
    covering.find(({ scope }) =>
      units.some(
        (unit) =>
          scope.unitId !== undefined &&
          currentUnit(organisation, scope.unitId) === currentUnit(organisation, unit),
      ),
    ) ?? covering[0];
  if (!delegation) return refuse('delegation-out-of-scope', { from });
  return {
    person: delegator(delegation, person),
    hands: [person.personId, from],
    delegationId: delegation.delegationId,
  };
}

/** The delegations to a person that nobody has revoked, in the order they were granted. */
function delegationsTo(
  organisation: OrganisationOn | undefined,
  personId: string,
): readonly Delegation[] {
  return Object.values(organisation?.data.delegations ?? {}).filter(
    ({ toPersonId, revoked }) => toPersonId === personId && revoked === undefined,
  );
}

/** The delegations under which a person may act today. */
export function standingInFor(
  organisation: OrganisationOn,
  personId: string,
): readonly Delegation[] {
  return delegationsTo(organisation, personId).filter(
    (each) => holdsOn(each, organisation.day) && isStillTheirs(organisation, each),
  );
}

/**
 * Whether who lent a role has it still: what a former head or director has lent, or somebody who is
 * deactivated, lends nothing.
 */
export function isStillTheirs(
  organisation: OrganisationOn,
  { fromRole, fromPersonId, scope }: Pick<Delegation, 'fromRole' | 'fromPersonId' | 'scope'>,
): boolean {
  const lender = { personId: fromPersonId, role: fromRole, ...present({ unitId: scope.unitId }) };
  if (!asHeld(lender, organisation)) return false;
  if (fromRole !== 'UH' || scope.unitId === undefined) return true;
  const unitId = currentUnit(organisation, scope.unitId);
  return (
    !isClosed(organisation, unitId) &&
    (headOf(organisation, unitId) ?? fromPersonId) === fromPersonId
  );
}

function covers({ scope }: Delegation, verb: string, cycleId: string): boolean {
  return (
    (scope.cycleId ?? cycleId) === cycleId &&
    (scope.verbs === undefined || scope.verbs.includes(verb))
  );
}

/** The delegator in the role that was lent, as the policy asks about them. */
export function delegator(
  { fromPersonId, fromRole, scope }: Delegation,
  { zone, authMethod }: Person,
): Person {
  return {
    ...{ personId: fromPersonId, role: fromRole, zone },
    ...(scope.unitId !== undefined && { unitId: scope.unitId }),
    authMethod,
  };
}
