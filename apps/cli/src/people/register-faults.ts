import { areIncompatible, overlap } from '#planning';
import { roles } from '#people';
import type { OrganisationView, Self } from '../access/access-views.js';
import { refusedAs, type RowFault } from './file-faults.js';
import type { WholeRow } from './people-file.js';
import { daysOf, type SetUpPlan } from './set-up-plan.js';

/**
 * What the register will not take of what is to be granted: told before anything is sent, in the words in which
 * the server would refuse it.
 */
export function registerFaults(
  plan: SetUpPlan,
  organisation: OrganisationView,
  self: Pick<Self, 'personId' | 'role'>,
): readonly RowFault[] {
  const keepsRoles = Object.keys(organisation.roleGrants).length > 0;
  return [...plan.toGrant, ...plan.toChange].flatMap(({ row }) => [
    ...ofPerson(row, organisation),
    ...ofWhoGrants(row, self, keepsRoles),
    ...ofUnit(row, organisation),
    ...ofOtherRoles(row, organisation, plan),
  ]);
}

function ofPerson({ row, values }: WholeRow, { persons }: OrganisationView): readonly RowFault[] {
  const { personId } = values;
  if (!Object.hasOwn(persons, personId) || !persons[personId]?.deactivated) return [];
  const it = `${personId} è fra le persone disattivate: prima va riattivata, nel registro.`;
  const en = `${personId} is deactivated: reactivate them in the register first.`;
  return [{ row, member: 'personId', it, en }];
}

function ofWhoGrants(
  { row, values }: WholeRow,
  self: Pick<Self, 'personId' | 'role'>,
  keepsRoles: boolean,
): readonly RowFault[] {
  const isOnlyContacts = self.role === 'UPc' && values.role !== 'RF';
  if (isOnlyContacts) return [refusedAs(row, 'role', 'only-contact-persons')];
  const isOwn = values.personId === self.personId && keepsRoles;
  return isOwn ? [refusedAs(row, 'personId', 'own-role')] : [];
}

function ofUnit({ row, values }: WholeRow, { units }: OrganisationView): readonly RowFault[] {
  const { role, unitId: unit } = values;
  if (unit === undefined) return [];
  const isRegistered = Object.hasOwn(units, unit);
  if (role === 'UH')
    return isRegistered ? [refusedAs(row, 'unitId', 'head-is-named', { unit })] : [];
  if (Object.keys(units).length === 0) return [];
  if (!isRegistered) return [refusedAs(row, 'unitId', 'unit-not-found', { id: unit })];
  return units[unit]?.open === true ? [] : [refusedAs(row, 'unitId', 'unit-not-active', { unit })];
}

/** Roles that the person keeps in the register and must not have beside the one of the row. */
function ofOtherRoles(
  { row, values }: WholeRow,
  { roleGrants, persons }: OrganisationView,
  { toChange }: SetUpPlan,
): readonly RowFault[] {
  const { personId, role } = values;
  const going = new Set(toChange.flatMap(({ grants }) => grants.map((each) => each.roleGrantId)));
  const granted = Object.values(roleGrants).filter(
    (each) => each.personId === personId && !each.revoked && !going.has(each.roleGrantId),
  );
  const known = Object.hasOwn(persons, personId) ? (persons[personId]?.roles ?? []) : [];
  const headed = known.filter(({ why }) => 'headOf' in why);
  const other = [...granted, ...headed].find(
    (each) => areIncompatible(each.role, role) && overlap(each, daysOf(values)),
  );
  if (other === undefined) return [];
  const [wanted, held] = [roles[role], roles[other.role as keyof typeof roles]];
  return [
    refusedAs(row, 'role', 'roles-incompatible', {
      ...{ personId, role: wanted.it, roleEn: wanted.en, other: held.it, otherEn: held.en },
      ...{ from: other.from, to: other.to ?? '…' },
    }),
  ];
}
