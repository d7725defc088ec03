import {
  reads,
  rolesOn,
  currentUnit,
  everyRole,
  headOf,
  holdsOn,
  isClosed,
  isDeactivated,
  isStillTheirs,
  leftOpen,
  nameOf,
  organisationOn,
  workingCalendarOf,
  type LeftOpen,
  type OrganisationLife,
  type OrganisationOn,
} from '#planning';
import type { Person } from '#people';
import type { DefinitionReference } from '#workflow';

type Delegation = OrganisationLife['data']['delegations'][string];
type RoleGrant = OrganisationLife['data']['roleGrants'][string];
type Unit = OrganisationLife['data']['units'][string];
type Closures = OrganisationLife['data']['officeClosures'];
type ById<Item> = Readonly<Record<string, Item>>;

/** A unit with its whole past, and what it is on the day. */
export interface ShownUnit extends Unit {
  readonly name: string | undefined;
  readonly headPersonId: string | undefined;
  /** The unit in which it goes on: itself, or the one it was merged into. */
  readonly currentUnitId: string;
  readonly open: boolean;
}

/** A delegation, and whether somebody may act under it on the day. */
export interface ShownDelegation extends Delegation {
  readonly standing: 'revoked' | 'toCome' | 'ended' | 'lapsed' | 'active';
}

/** A grant of a role, and whether the person has it on the day. */
export interface ShownRoleGrant extends RoleGrant {
  readonly standing: 'revoked' | 'toCome' | 'ended' | 'suspended' | 'active';
}

/** A person with the roles of the day; one who is deactivated, with what they leave open. */
export interface ShownPerson {
  readonly personId: string;
  readonly roles: readonly Omit<ReturnType<typeof rolesOn>[number], 'personId'>[];
  readonly deactivated?: OrganisationLife['data']['deactivated'][string];
  readonly leavesOpen?: LeftOpen;
}

/** The organisation of a zone on a day. */
export interface OrganisationView {
  readonly registerId: string;
  readonly zone: string;
  readonly title: string;
  readonly revision: number;
  readonly lastRecordedAt: string;
  readonly on: string;
  readonly definition: DefinitionReference;
  readonly state: unknown;
  readonly labels: readonly { readonly it: string; readonly en: string }[];
  readonly states: object;
  readonly spreadsheetImports: OrganisationLife['data']['spreadsheetImports'];
  readonly officeCalendar: OfficeCalendar;
  readonly units: ById<ShownUnit>;
  readonly delegations: ById<ShownDelegation>;
  readonly roleGrants: ById<ShownRoleGrant>;
  readonly persons: ById<ShownPerson>;
}

/** When the office works: where it sits, its closures, and the version that derivations cite. */
interface OfficeCalendar {
  readonly municipality?: string;
  readonly closures: Closures;
  readonly version: string;
}

/** The organisation of a zone on a day, as a person may see it: who granted or got a delegation sees that. */
export function organisationView(
  life: Readonly<OrganisationLife>,
  person: Person,
  day: string,
): OrganisationView {
  const { data, workflow, state, revision, parts } = life;
  const { cycleId: registerId, zone, title, lastRecordedAt } = data;
  const shown = Object.values(data.delegations).filter((each) => mayBeShown(each, person));
  const ids = new Set(shown.map(({ delegationId }) => delegationId));
  const states = Object.entries(parts['delegation'] ?? {}).filter(([id]) => ids.has(id));
  const organisation = organisationOn(life, day);
  const isShown = (personId: string): boolean => rolesMayBeShown(personId, person);
  const grants = Object.values(data.roleGrants).filter((each) => isShown(each.personId));
  const grantIds = new Set(grants.map(({ roleGrantId }) => roleGrantId));
  const personIds = new Set([
    ...everyRole(data).map(({ personId }) => personId),
    ...Object.keys(data.deactivated),
  ]);
  return {
    ...{ registerId, zone, title, revision, lastRecordedAt, on: day },
    definition: workflow.reference,
    state: workflow.root.value(state),
    labels: workflow.root.meta(state).map(({ it, en }) => ({ it, en })),
    states: {
      unit: parts['unit'] ?? {},
      delegation: Object.fromEntries(states),
      roleGrant: filtered(parts['roleGrant'], (id) => grantIds.has(id)),
      person: filtered(parts['person'], isShown),
      spreadsheetImport: parts['spreadsheetImport'] ?? {},
    },
    spreadsheetImports: data.spreadsheetImports,
    officeCalendar: officeCalendarOf(data),
    units: organisation ? byId(Object.values(data.units), 'unitId', unitOn(organisation)) : {},
    delegations: organisation ? byId(shown, 'delegationId', delegationOn(organisation)) : {},
    roleGrants: organisation ? byId(grants, 'roleGrantId', roleGrantOn(organisation)) : {},
    persons: organisation
      ? Object.fromEntries(
          [...personIds].filter(isShown).map((id) => [id, personOn(organisation, id)]),
        )
      : {},
  };
}

function officeCalendarOf(data: Readonly<OrganisationLife['data']>): OfficeCalendar {
  const { municipality } = data.calendar;
  const { version } = workingCalendarOf({ data });
  return {
    ...(municipality !== undefined && { municipality }),
    closures: data.officeClosures,
    version,
  };
}

function mayBeShown({ fromPersonId, toPersonId, grantedBy }: Delegation, person: Person): boolean {
  if (reads(person.role, 'delegations')) return true;
  const own = [fromPersonId, toPersonId, grantedBy].includes(person.personId);
  return own && reads(person.role, 'own-delegations');
}

/** Who has which role is for those who answer for it; everybody else sees their own. */
function rolesMayBeShown(personId: string, { personId: self, role }: Person): boolean {
  return reads(role, 'roles') || (personId === self && reads(role, 'own-roles'));
}

function filtered(
  states: Readonly<Record<string, unknown>> | undefined,
  isShown: (id: string) => boolean,
): object {
  return Object.fromEntries(Object.entries(states ?? {}).filter(([id]) => isShown(id)));
}

const roleGrantOn =
  (organisation: OrganisationOn) =>
  (grant: RoleGrant): ShownRoleGrant => ({
    ...grant,
    standing: standingOfGrant(grant, organisation),
  });

function standingOfGrant(
  { personId, roleGrantId, from, revoked }: RoleGrant,
  organisation: OrganisationOn,
): ShownRoleGrant['standing'] {
  if (revoked) return 'revoked';
  if (organisation.day < from) return 'toCome';
  if (isDeactivated(organisation, personId)) return 'suspended';
  const isHeld = rolesOn(organisation, personId).some(
    ({ why }) => 'roleGrantId' in why && why.roleGrantId === roleGrantId,
  );
  return isHeld ? 'active' : 'ended';
}

function personOn(organisation: OrganisationOn, personId: string): ShownPerson {
  const deactivated = organisation.data.deactivated[personId];
  return {
    personId,
    roles: rolesOn(organisation, personId).map(({ personId: _same, ...role }) => role),
    ...(deactivated && { deactivated, leavesOpen: leftOpen(organisation, personId) }),
  };
}

const unitOn =
  (organisation: OrganisationOn) =>
  (unit: Unit): ShownUnit => ({
    ...unit,
    name: nameOf(organisation, unit.unitId),
    headPersonId: headOf(organisation, unit.unitId),
    currentUnitId: currentUnit(organisation, unit.unitId),
    open:
      unit.from <= organisation.day &&
      !isClosed(organisation, unit.unitId) &&
      currentUnit(organisation, unit.unitId) === unit.unitId,
  });

const delegationOn =
  (organisation: OrganisationOn) =>
  (delegation: Delegation): ShownDelegation => ({
    ...delegation,
    standing: standingOf(delegation, organisation),
  });

function standingOf(
  delegation: Delegation,
  organisation: OrganisationOn,
): ShownDelegation['standing'] {
  if (delegation.revoked) return 'revoked';
  if (organisation.day < delegation.validFrom) return 'toCome';
  if (!holdsOn(delegation, organisation.day)) return 'ended';
  // Who lent it is not the head any more.
  return isStillTheirs(organisation, delegation) ? 'active' : 'lapsed';
}

function byId<Item extends object, Shown>(
  items: readonly Item[],
  id: keyof Item,
  show: (item: Item) => Shown,
): ById<Shown> {
  return Object.fromEntries(items.map((item) => [String(item[id]), show(item)]));
}
