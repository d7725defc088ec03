import type { Person, Role } from '#people';
import { delegator, standingInFor } from '../organisation/acting.js';
import { currentUnit, type OrganisationOn } from '../organisation/organisation.js';
import { asHeld } from '../organisation/roles-of-persons.js';
import { isOwnUnit } from '../policy.js';
import { verbByName } from '../verbs.js';
import { whyTheirs, type Why } from './why-theirs.js';

/** In whose place a person looks for work: in the own one, or in that of somebody who has delegated to them. */
export interface Standpoint {
  readonly role: Role;
  /** Only the work of these units; null for a role that is bound to none. */
  readonly units: readonly string[] | null;
  /** Only the work of this cycle. */
  readonly cycleId: string | null;
  /** Only the work that one of these types of fact does. */
  readonly doneBy: readonly string[] | null;
  /** For whom; null in the own place. */
  readonly onBehalfOf: string | null;
  readonly why: Why;
}

/** Those who have only the work of their own unit. */
const boundToUnit: ReadonlySet<Role> = new Set(['UH', 'RF']);

/** Every place in which a person finds work today, the own one first. */
export function standpointsOf(
  person: Person,
  organisation: OrganisationOn | undefined,
): readonly Standpoint[] {
  const delegations = organisation ? standingInFor(organisation, person.personId) : [];
  return [
    {
      role: person.role,
      units: unitsOf(person, organisation),
      ...{ cycleId: null, doneBy: null, onBehalfOf: null },
      why: whyTheirs(person.role),
    },
    ...delegations.map((delegation): Standpoint => {
      const { fromPersonId, fromRole, scope, validTo } = delegation;
      const lent = scope.unitId === undefined ? [] : [currentUnit(organisation, scope.unitId)];
      const from = delegator(delegation, person);
      return {
        role: fromRole,
        units: boundToUnit.has(fromRole)
          ? lent.filter((unit) => isOwnUnit(from, unit, organisation))
          : null,
        cycleId: scope.cycleId ?? null,
        doneBy: scope.verbs?.flatMap((name) => verbByName.get(name)?.facts[0] ?? []) ?? null,
        onBehalfOf: fromPersonId,
        why: {
          it: `agisce per conto di ${fromPersonId}, fino al ${validTo}`,
          en: `you act on behalf of ${fromPersonId}, until ${validTo}`,
        },
      };
    }),
  ];
}

function unitsOf(
  person: Person,
  organisation: OrganisationOn | undefined,
): readonly string[] | null {
  if (!boundToUnit.has(person.role)) return null;
  const held = asHeld(person, organisation);
  if (!held) return [];
  const named = held.unitId === undefined ? [] : [currentUnit(organisation, held.unitId)];
  const registered = Object.keys(organisation?.data.units ?? {}).filter(
    (unit) => currentUnit(organisation, unit) === unit,
  );
  return [...new Set([...named, ...registered])].filter((unit) =>
    isOwnUnit(held, unit, organisation),
  );
}
