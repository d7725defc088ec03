import type { Role } from '#people';
import { isStillTheirs } from '../organisation/acting.js';
import { currentUnit, headOf, holdsOn, type OrganisationOn } from '../organisation/organisation.js';
import { holdersOf, isDeactivated } from '../organisation/roles-of-persons.js';
import type { ReminderLevel, RemindedPerson } from './deadline.facts.js';
import type { LifeWithDeadlines } from './life-with-deadlines.js';
import type { Owing } from './who-owes.js';

/** What is known of the zone and of the cycle when it is asked who somebody is. */
export interface Known {
  /** Undefined where the zone keeps no register. */
  readonly organisation: OrganisationOn | undefined;
  readonly life: Readonly<LifeWithDeadlines>;
}

/**
 * The persons to tell that a deadline is near, or over: none where it is theirs to do whom the register does
 * not name. Nobody is told twice for the same unit, nor as the coordinator or the director of what they were
 * told to do themselves the same day. Undefined where there is nothing to be said: it is done, or they know.
 */
export function whoIsTold(
  level: ReminderLevel,
  owing: Owing,
  known: Known,
): readonly RemindedPerson[] | undefined {
  if (owing.units.size + owing.roles.size === 0) return undefined;
  const owners = ownersOf(owing, known);
  if (level === 'owner') return owners;
  const told = new Set(owners.map(({ personId }) => personId));
  const inCharge = inRole(level === 'coordinator' ? 'UPc' : 'DIR', known);
  const others = inCharge.filter(({ personId }) => !told.has(personId));
  return others.length === 0 && inCharge.length > 0 ? undefined : others;
}

function ownersOf({ units, roles }: Owing, known: Known): readonly RemindedPerson[] {
  const { organisation } = known;
  const ofUnits = [...units].toSorted(byId).flatMap(([unitId, given]) => {
    const current = currentUnit(organisation, unitId);
    return [
      ...headsOf(current, given, organisation),
      ...standingInFor({ role: 'UH', unitId: current }, known),
      ...fillersOf(current, organisation),
    ];
  });
  return eachOnce([...ofUnits, ...[...roles].toSorted().flatMap((role) => inRole(role, known))]);
}

/** Who heads a unit; where the register knows nobody, whoever its schede were given to. */
function headsOf(
  unitId: string,
  given: ReadonlySet<string>,
  organisation: OrganisationOn | undefined,
): readonly RemindedPerson[] {
  const head = headOf(organisation, unitId);
  const heads = head === undefined ? holdersOfUnit('UH', unitId, organisation) : [head];
  const known = heads.length > 0 ? heads : [...given].toSorted();
  return known
    .filter((personId) => !organisation || !isDeactivated(organisation, personId))
    .map((personId) => ({ personId, role: 'UH', unitId }));
}

function fillersOf(
  unitId: string,
  organisation: OrganisationOn | undefined,
): readonly RemindedPerson[] {
  return holdersOfUnit('RF', unitId, organisation).map((personId) => ({
    ...{ personId, role: 'RF', unitId },
  }));
}

function holdersOfUnit(
  role: Role,
  unitId: string,
  organisation: OrganisationOn | undefined,
): readonly string[] {
  if (!organisation) return [];
  return holdersOf(organisation, role)
    .filter((each) => each.unitId !== undefined)
    .filter((each) => currentUnit(organisation, each.unitId ?? '') === unitId)
    .map(({ personId }) => personId);
}

/** Who has a role that is of no unit, and who stands in for them. */
function inRole(role: Role, known: Known): readonly RemindedPerson[] {
  const { organisation, life } = known;
  const holders = organisation ? holdersOf(organisation, role) : [];
  const ids = holders.map(({ personId }) => personId);
  // Where the register names no coordinator, whoever answers for the procedure is told.
  const { responsiblePersonId } = life.data;
  if (ids.length === 0 && role === 'UPc' && responsiblePersonId !== undefined)
    ids.push(responsiblePersonId);
  return eachOnce([
    ...ids.map((personId) => ({ personId, role })),
    ...(role === 'DIR' ? standingInFor({ role }, known) : []),
  ]);
}

/** Who may act today in the place of a head, or of the director, in this cycle. */
function standingInFor(
  { role, unitId }: Omit<RemindedPerson, 'personId'>,
  { organisation, life }: Known,
): readonly RemindedPerson[] {
  if (!organisation) return [];
  const { cycleId } = life.data;
  return Object.values(organisation.data.delegations)
    .filter(
      (each) =>
        each.fromRole === role &&
        holdsOn(each, organisation.day) &&
        isStillTheirs(organisation, each) &&
        !isDeactivated(organisation, each.toPersonId) &&
        (each.scope.cycleId ?? cycleId) === cycleId &&
        (unitId === undefined ||
          (each.scope.unitId !== undefined &&
            currentUnit(organisation, each.scope.unitId) === unitId)),
    )
    .map(({ toPersonId }) => ({
      ...{ personId: toPersonId, role },
      ...(unitId !== undefined && { unitId }),
    }));
}

function eachOnce(persons: readonly RemindedPerson[]): readonly RemindedPerson[] {
  const told = new Map<string, RemindedPerson>();
  for (const each of persons) {
    const name = `${each.personId} ${each.unitId ?? ''}`;
    if (!told.has(name)) told.set(name, each);
  }
  return [...told.values()];
}

const byId = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : Number(one > other);
