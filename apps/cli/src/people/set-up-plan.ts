import { overlap, type RoleOfPerson } from '#planning';
import type { OrganisationView, RoleGrantView, Self } from '../access/access-views.js';
import type { PersonRow, WholeRow } from './people-file.js';

/** A role that the register has not yet. */
export interface RoleToGrant {
  readonly kind: 'grant';
  readonly row: WholeRow;
  /** The register did not know the person at all. */
  readonly isNewPerson: boolean;
}

/** A role that the register has with other days, or by another act: revoked and granted anew. */
export interface RoleToChange {
  readonly kind: 'change';
  readonly row: WholeRow;
  readonly grants: readonly RoleGrantView[];
}

/** A role that the file does not have. */
export interface RoleToRevoke {
  readonly kind: 'revoke';
  readonly grant: RoleGrantView;
  /** The file does not have the person at all. */
  readonly leaves: boolean;
}

/** What it takes to make the register say what a file says. */
export interface SetUpPlan {
  readonly toGrant: readonly RoleToGrant[];
  readonly toChange: readonly RoleToChange[];
  readonly toRevoke: readonly RoleToRevoke[];
  /** Rows that the register says already. */
  readonly unchanged: number;
}

/**
 * Compares a file with the register. Pure. What was revoked, or is over, is not taken back; who heads a unit of
 * the register is its head without a grant.
 */
export function planSetUp(
  rows: readonly WholeRow[],
  organisation: OrganisationView,
  self: Pick<Self, 'personId' | 'role'>,
): SetUpPlan {
  const grants = Object.values(organisation.roleGrants).filter(({ revoked }) => !revoked);
  const toGrant: RoleToGrant[] = [];
  const toChange: RoleToChange[] = [];
  const kept = new Set<RoleGrantView>();
  let unchanged = 0;
  const rest: WholeRow[] = [];
  // First what is the same to the letter, so that a row does not take what is another one's.
  for (const row of rows) {
    const same = grants.find((grant) => !kept.has(grant) && isSame(grant, row.values));
    if (same) kept.add(same);
    if (same !== undefined || headsIt(row.values, organisation)) unchanged += 1;
    else rest.push(row);
  }
  for (const row of rest) {
    const { values } = row;
    const wrong = grants.filter(
      (grant) => !kept.has(grant) && isSameRole(grant, values) && overlap(grant, daysOf(values)),
    );
    for (const grant of wrong) kept.add(grant);
    if (wrong.length > 0) toChange.push({ kind: 'change', row, grants: wrong });
    else {
      const isNewPerson = !Object.hasOwn(organisation.persons, values.personId);
      toGrant.push({ kind: 'grant', row, isNewPerson });
    }
  }
  const inFile = new Set(rows.map(({ values }) => values.personId));
  const toRevoke = grants
    .filter((grant) => !kept.has(grant) && isStillTheirs(grant, organisation))
    // Whoever runs it would be out before the rest is done.
    .filter(({ personId }) => personId !== self.personId)
    // The coordinator answers for contact persons alone.
    .filter(({ role }) => self.role !== 'UPc' || role === 'RF')
    .map((grant): RoleToRevoke => ({ kind: 'revoke', grant, leaves: !inFile.has(grant.personId) }));
  // Nobody has a role in a register before its administrator has.
  return { toGrant: toGrant.toSorted(administratorsFirst), toChange, toRevoke, unchanged };
}

/** Whether there is nothing to do in the register. */
export function isEmpty({ toGrant, toChange, toRevoke }: SetUpPlan): boolean {
  return toGrant.length + toChange.length + toRevoke.length === 0;
}

/** Whether a row names the head of a unit that the register names, too. */
function headsIt(
  { personId, role, unitId }: PersonRow,
  { units }: Pick<OrganisationView, 'units'>,
): boolean {
  if (role !== 'UH' || unitId === undefined || !Object.hasOwn(units, unitId)) return false;
  return units[unitId]?.headPersonId === personId;
}

function isSame(grant: RoleGrantView, row: PersonRow): boolean {
  const { from, to, act } = row;
  return isSameRole(grant, row) && grant.from === from && grant.to === to && grant.act === act;
}

function isSameRole(grant: RoleGrantView, { personId, role, unitId }: PersonRow): boolean {
  return grant.personId === personId && grant.role === role && grant.unitId === unitId;
}

function isStillTheirs(
  { personId, to }: RoleGrantView,
  { persons, on }: OrganisationView,
): boolean {
  const isDeactivated = Object.hasOwn(persons, personId) && persons[personId]?.deactivated;
  return !isDeactivated && (to === undefined || to >= on);
}

export function daysOf({ from, to }: PersonRow): Pick<RoleOfPerson, 'from' | 'to'> {
  return { from, ...(to !== undefined && { to }) };
}

function administratorsFirst(one: RoleToGrant, other: RoleToGrant): number {
  const rank = ({ row }: RoleToGrant): number => (row.values.role === 'ADM' ? 0 : 1);
  return rank(one) - rank(other);
}
