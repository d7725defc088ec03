import {
  reads,
  currentUnit,
  headOf,
  holdsOn,
  isClosed,
  isStillTheirs,
  nameOf,
  organisationOn,
  type OrganisationLife,
  type OrganisationOn,
} from '#planning';
import type { Person } from '#people';

type Delegation = OrganisationLife['data']['delegations'][string];

/** The organisation of a zone on a day, as a person may see it: who granted or got a delegation sees that. */
export function organisationView(
  life: Readonly<OrganisationLife>,
  person: Person,
  day: string,
): object {
  const { data, workflow, state, revision, parts } = life;
  const { cycleId: registerId, zone, title, lastRecordedAt } = data;
  const shown = Object.values(data.delegations).filter((each) => mayBeShown(each, person));
  const ids = new Set(shown.map(({ delegationId }) => delegationId));
  const states = Object.entries(parts['delegation'] ?? {}).filter(([id]) => ids.has(id));
  const organisation = organisationOn(life, day);
  return {
    ...{ registerId, zone, title, revision, lastRecordedAt, on: day },
    definition: workflow.reference,
    state: workflow.root.value(state),
    labels: workflow.root.meta(state).map(({ it, en }) => ({ it, en })),
    states: {
      unit: parts['unit'] ?? {},
      delegation: Object.fromEntries(states),
      spreadsheetImport: parts['spreadsheetImport'] ?? {},
    },
    spreadsheetImports: data.spreadsheetImports,
    units: organisation ? byId(Object.values(data.units), 'unitId', unitOn(organisation)) : {},
    delegations: organisation ? byId(shown, 'delegationId', delegationOn(organisation)) : {},
  };
}

function mayBeShown({ fromPersonId, toPersonId, grantedBy }: Delegation, person: Person): boolean {
  if (reads(person.role, 'delegations')) return true;
  const own = [fromPersonId, toPersonId, grantedBy].includes(person.personId);
  return own && reads(person.role, 'own-delegations');
}

/** A unit with its whole past, and what it is on the day: its name, its head, the unit in which it goes on. */
const unitOn =
  (organisation: OrganisationOn) =>
  (unit: OrganisationLife['data']['units'][string]): object => ({
    ...unit,
    name: nameOf(organisation, unit.unitId),
    headPersonId: headOf(organisation, unit.unitId),
    currentUnitId: currentUnit(organisation, unit.unitId),
    open:
      unit.from <= organisation.day &&
      !isClosed(organisation, unit.unitId) &&
      currentUnit(organisation, unit.unitId) === unit.unitId,
  });

/** A delegation, and whether somebody may act under it on the day. */
const delegationOn =
  (organisation: OrganisationOn) =>
  (delegation: Delegation): object => ({
    ...delegation,
    standing: standingOf(delegation, organisation),
  });

function standingOf(
  delegation: Delegation,
  organisation: OrganisationOn,
): 'revoked' | 'toCome' | 'ended' | 'lapsed' | 'active' {
  if (delegation.revoked) return 'revoked';
  if (organisation.day < delegation.validFrom) return 'toCome';
  if (!holdsOn(delegation, organisation.day)) return 'ended';
  // Who lent it is not the head any more.
  return isStillTheirs(organisation, delegation) ? 'active' : 'lapsed';
}

function byId<Item extends object>(
  items: readonly Item[],
  id: keyof Item,
  show: (item: Item) => object,
): Readonly<Record<string, object>> {
  return Object.fromEntries(items.map((item) => [String(item[id]), show(item)]));
}
