import type { Life } from '#workflow';
import type { CycleCommand } from '../command/cycle-command.js';
import type { AnyLife } from '../command/lives.js';
import type { LooksAt } from '../command/looks-at.js';
import { cycleName, registerId } from '../cycle/cycle-id.js';
import type { Delegation, OrganisationData, Unit } from './organisation.data.js';

/** The life of the organisation of a zone. */
export type OrganisationLife = Life<OrganisationData>;

/** The id of the definition, and with the zone that of the register. */
export const ORGANISATION = 'organizzazione';
export const organisationOf = (zone: string): string => registerId(zone, ORGANISATION);

/** The life as that of an organisation; undefined when it follows another definition, or there is none. */
export function organisationLife(
  life: Readonly<AnyLife> | undefined,
): Readonly<OrganisationLife> | undefined {
  // Every version of this definition remembers `OrganisationData`.
  return life?.workflow.reference.id === ORGANISATION ? (life as OrganisationLife) : undefined;
}

/** For a verb whose decision looks at the organisation of the zone, whoever asks. */
export function lookAtOrganisation({ envelope }: CycleCommand): LooksAt {
  const zone = cycleName(envelope.cycleId)?.zone;
  return { lives: zone === undefined ? [] : [organisationOf(zone)] };
}

/** The organisation of a zone as it is on a day. */
export interface OrganisationOn {
  readonly data: Readonly<
    Pick<OrganisationData, 'units' | 'delegations' | 'roleGrants' | 'deactivated' | 'calendar'>
  >;
  /** `2024-02-20`, Europe/Rome. */
  readonly day: string;
}

/** An organisation on a day; undefined where the zone keeps none. */
export function organisationOn(
  life: Readonly<AnyLife> | undefined,
  day: string,
): OrganisationOn | undefined {
  const organisation = organisationLife(life);
  return organisation && organisation.revision >= 0 ? { data: organisation.data, day } : undefined;
}

/** The unit in which a unit goes on: itself, unless it was merged. */
export function currentUnit(organisation: OrganisationOn | undefined, unitId: string): string {
  const merged = unitIn(organisation?.data, unitId)?.mergedInto;
  return merged && organisation && merged.from <= organisation.day
    ? currentUnit(organisation, merged.unitId)
    : unitId;
}

/** Who heads a unit on that day; undefined where nobody does, or the register does not know the unit. */
export function headOf(
  organisation: OrganisationOn | undefined,
  unitId: string,
): string | undefined {
  return lastOf(unitIn(organisation?.data, unitId)?.heads, organisation)?.personId;
}

/** What a unit is called on that day; before its first day, what it will be called then. */
export function nameOf(organisation: OrganisationOn, unitId: string): string | undefined {
  const names = unitIn(organisation.data, unitId)?.names;
  return (lastOf(names, organisation) ?? names?.[0])?.name;
}

/** Whether a unit is closed on that day. */
export function isClosed(organisation: OrganisationOn | undefined, unitId: string): boolean {
  return closingOf(organisation, unitId) !== undefined;
}

/** How a unit was closed by that day; undefined where it was not. */
export function closingOf(
  organisation: OrganisationOn | undefined,
  unitId: string,
): Readonly<Unit>['closed'] {
  const closed = unitIn(organisation?.data, unitId)?.closed;
  return closed && organisation && closed.from <= organisation.day ? closed : undefined;
}

/** Whether a delegation holds on a day, from its first moment to its last, Europe/Rome. */
export function holdsOn(delegation: Readonly<Delegation>, day: string): boolean {
  return (
    delegation.revoked === undefined && holdsFrom(delegation) <= day && day <= delegation.validTo
  );
}

/** The first day on which a delegation holds: never before it was granted, so that none covers what is past. */
export function holdsFrom({
  validFrom,
  grantedOn,
}: Pick<Delegation, 'validFrom' | 'grantedOn'>): string {
  return validFrom < grantedOn ? grantedOn : validFrom;
}

/** Undefined for what the register does not know: an id may be any text, and every object has a `constructor`. */
export function unitIn(
  data: Readonly<Pick<OrganisationData, 'units'>> | undefined,
  unitId: string,
): Readonly<Unit> | undefined {
  return data && Object.hasOwn(data.units, unitId) ? data.units[unitId] : undefined;
}

/** The last of what is dated, oldest first, that had begun on that day. */
function lastOf<Dated extends { readonly from: string }>(
  list: readonly Dated[] | undefined,
  organisation: OrganisationOn | undefined,
): Dated | undefined {
  return list?.findLast(({ from }) => organisation !== undefined && from <= organisation.day);
}
