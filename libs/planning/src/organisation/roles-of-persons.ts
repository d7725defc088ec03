import { addDays } from '#calendar';
import type { Person, Role } from '#people';
import type { OrganisationData, RoleGrant, Unit } from './organisation.data.js';
import { currentUnit, headOf, type OrganisationOn } from './organisation.js';

/** A role a person has, on which days, and why: it was granted, or it comes with heading a unit. */
export interface RoleOfPerson {
  readonly personId: string;
  readonly role: Role;
  readonly unitId?: string;
  /** The first and the last day, both whole, Europe/Rome; without a last one until something changes. */
  readonly from: string;
  readonly to?: string;
  readonly why: { readonly roleGrantId: string } | { readonly headOf: string };
}

/** The roles the register can give: everybody's there is. */
export const grantableRoles = [
  ...(['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD', 'ETS', 'ADM'] as const),
] as const satisfies readonly Role[];

/** The roles that are those of a unit: nobody has them without one, and no other role has one. */
export const rolesOfUnits: ReadonlySet<Role> = new Set(['UH', 'RF']);

/** The roles that prepare and decide: whoever runs the system has none of them. */
const rolesOfTheOffice: ReadonlySet<Role> = new Set(['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG']);

/** Whether one person must not have both roles in a zone on the same day. */
export function areIncompatible(one: Role, other: Role): boolean {
  if (one === other) return false;
  const [both, office] = [[one, other], rolesOfTheOffice];
  return both.includes('AUD') || (both.includes('ADM') && both.some((role) => office.has(role)));
}

type Registered = Readonly<Pick<OrganisationData, 'units' | 'roleGrants'>>;

/** Whether the register has ever given anybody a role: from then on it decides who has which. */
export function keepsRoles({ roleGrants }: Pick<Registered, 'roleGrants'>): boolean {
  return Object.keys(roleGrants).length > 0;
}

/** Every role that some persons ever had or will have, or one person alone. */
export function everyRole(data: Registered, personId?: string): readonly RoleOfPerson[] {
  const isAsked = (each: { readonly personId: string }): boolean =>
    personId === undefined || each.personId === personId;
  return [
    ...Object.values(data.roleGrants).filter(isAsked).map(granted),
    ...Object.values(data.units).flatMap((unit) => headships(unit, isAsked)),
  ].filter(({ from, to }) => to === undefined || from <= to);
}

/** The roles of a person on a day; none while they are deactivated. */
export function rolesOn(organisation: OrganisationOn, personId: string): readonly RoleOfPerson[] {
  const { data, day } = organisation;
  if (isDeactivated(organisation, personId)) return [];
  return everyRole(data, personId).filter(
    (each) => isOn(each, day) && !isOutdone(each, organisation),
  );
}

/** Everybody who has a role on a day, each with the unit they have it for; nobody who is deactivated. */
export function holdersOf(organisation: OrganisationOn, role: Role): readonly RoleOfPerson[] {
  return everyRole(organisation.data).filter(
    (each) =>
      each.role === role &&
      isOn(each, organisation.day) &&
      !isOutdone(each, organisation) &&
      !isDeactivated(organisation, each.personId),
  );
}

/**
 * Whether the register knows somebody: by a role they have, had or will have, also one that was revoked, by heading
 * a unit, or as deactivated.
 */
export function knowsPerson({ data }: OrganisationOn, personId: string): boolean {
  const isThem = (each: { readonly personId: string }): boolean => each.personId === personId;
  return (
    Object.hasOwn(data.deactivated, personId) ||
    Object.values(data.roleGrants).some(isThem) ||
    Object.values(data.units).some(({ heads }) => heads.some(isThem))
  );
}

/** Whether a person is suspended or has left, as the register stands: from its instant, not from its day. */
export function isDeactivated({ data }: OrganisationOn, personId: string): boolean {
  return Object.hasOwn(data.deactivated, personId);
}

/**
 * Somebody in the role they come in, as the register has it today: without the unit their token names where
 * they only head others. Undefined when the register says that they have no such role. Where the zone keeps
 * no roles, what they come with holds.
 */
export function asHeld<
  Comer extends Pick<Person, 'personId' | 'role' | 'unitId'> & Partial<Pick<Person, 'authMethod'>>,
>(
  comer: Comer,
  organisation: OrganisationOn | undefined,
): (Omit<Comer, 'unitId'> & Pick<Person, 'unitId'>) | undefined {
  const { personId, role, unitId } = comer;
  // The program is nobody of the register: no token and no session comes as it.
  if (!organisation || role === 'SYS') return comer;
  // Nor is whoever two sealed codes let in for an hour, when those who hold the roles cannot be reached.
  if (comer.authMethod === 'emergency') return comer;
  if (isDeactivated(organisation, personId)) return undefined;
  if (!keepsRoles(organisation.data)) return comer;
  const held = rolesOn(organisation, personId).filter((each) => each.role === role);
  if (!rolesOfUnits.has(role)) return held.length > 0 ? comer : undefined;
  if (unitId !== undefined && held.some((each) => isOfUnit(each, unitId, organisation))) {
    return comer;
  }
  if (!held.some(({ why }) => 'headOf' in why)) return undefined;
  const { unitId: _named, ...rest } = comer;
  return rest;
}

/** Those who decide, and must have had their role on the day they say it happened. */
const deciding: ReadonlySet<Role> = new Set(['UH', 'DIR']);

/**
 * Whether somebody who decides had the role on a day past as well. Whoever records what others did need not
 * have been there; and of days on which the register knew nobody in the role yet it has nothing to say.
 */
export function heldThen(
  { personId, role, unitId }: Pick<Person, 'personId' | 'role' | 'unitId'>,
  organisation: OrganisationOn,
  day: string,
): boolean {
  if (!deciding.has(role) || !keepsRoles(organisation.data)) return true;
  // Whether a head headed the unit on that day is asked of the unit itself.
  if (role === 'UH' && (unitId === undefined || headsIt(personId, unitId, organisation))) {
    return true;
  }
  const known = everyRole(organisation.data).filter(
    (each) =>
      each.role === role &&
      each.from <= day &&
      (unitId === undefined || role !== 'UH' || isOfUnit(each, unitId, organisation)),
  );
  return known.length === 0 || known.some((each) => each.personId === personId && isOn(each, day));
}

/** What a person already has, for some of the days, that a role is incompatible with. */
export function incompatibleWith(
  data: Registered,
  wanted: Pick<RoleOfPerson, 'personId' | 'role' | 'from' | 'to'>,
): RoleOfPerson | undefined {
  return everyRole(data, wanted.personId).find(
    (each) => areIncompatible(each.role, wanted.role) && overlap(each, wanted),
  );
}

type Days = Pick<RoleOfPerson, 'from' | 'to'>;

/** Whether there is a day that both have. */
export function overlap(one: Days, other: Days): boolean {
  return (
    (one.to === undefined || other.from <= one.to) &&
    (other.to === undefined || one.from <= other.to)
  );
}

function isOn({ from, to }: Days, day: string): boolean {
  return from <= day && (to === undefined || day <= to);
}

/** A role of head that was granted for a unit is worth nothing once the register names a head of that unit. */
function isOutdone({ role, unitId, why }: RoleOfPerson, organisation: OrganisationOn): boolean {
  return (
    role === 'UH' &&
    unitId !== undefined &&
    'roleGrantId' in why &&
    headOf(organisation, currentUnit(organisation, unitId)) !== undefined
  );
}

function headsIt(personId: string, unitId: string, organisation: OrganisationOn): boolean {
  return headOf(organisation, currentUnit(organisation, unitId)) === personId;
}

function isOfUnit({ unitId }: RoleOfPerson, other: string, organisation: OrganisationOn): boolean {
  return (
    unitId !== undefined && currentUnit(organisation, unitId) === currentUnit(organisation, other)
  );
}

function granted(grant: RoleGrant): RoleOfPerson {
  const { roleGrantId, personId, role, unitId, from, revoked } = grant;
  const to = earliest(grant.to, revoked && dayBefore(revoked.on));
  return {
    ...{ personId, role, from, why: { roleGrantId } },
    ...(unitId !== undefined && { unitId }),
    ...(to !== undefined && { to }),
  };
}

/** Who headed a unit from which day to which: until the next head, or until the unit came to its end. */
function headships(
  { unitId, heads, mergedInto, closed }: Readonly<Unit>,
  isAsked: (head: Readonly<Unit>['heads'][number]) => boolean,
): readonly RoleOfPerson[] {
  return heads.flatMap((head, index): readonly RoleOfPerson[] => {
    if (!isAsked(head)) return [];
    const { personId, from } = head;
    const next = earliest(heads[index + 1]?.from, mergedInto?.from, closed?.from);
    return [
      {
        ...{ personId, role: 'UH', unitId, from, why: { headOf: unitId } },
        ...(next !== undefined && { to: dayBefore(next) }),
      },
    ];
  });
}

const dayBefore = (day: string): string => addDays(day, -1);

function earliest(...days: readonly (string | undefined)[]): string | undefined {
  return days.filter((day) => day !== undefined).toSorted()[0];
}
