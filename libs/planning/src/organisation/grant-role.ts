import { IsIn, IsOptional } from 'class-validator';
import type { Role } from '#people';
import type { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsDirectoryId, IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb, type DecisionContext } from '../command/verb.js';
import { unitIn } from './organisation.js';
import type { OrganisationData } from './organisation.data.js';
import { refuseIncompatible } from './refuse-incompatible.js';
import { grantableRoles, keepsRoles, overlap, rolesOfUnits } from './roles-of-persons.js';
import { unfitUnit } from './unfit-unit.js';

/**
 * Gives a person a role in the zone. With the first one the register begins to decide who has which: it is
 * that of the administrator.
 */
export class GrantRole extends CycleCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly roleGrantId?: string;

  @IsDirectoryId()
  readonly personId!: string;

  @IsIn(grantableRoles)
  readonly role!: Role;

  /** Of the contact person of a unit, and of the head of one that is not in the register. */
  @IsOptional()
  @IsDirectoryId()
  readonly unitId?: string;

  /** The first day, from midnight, Europe/Rome. */
  @IsDay()
  readonly from!: string;

  /** The last day, to midnight. Left out: until it is revoked. */
  @IsOptional()
  @IsDay()
  readonly to?: string;

  @IsOptional()
  @IsText(300)
  readonly act?: string;
}

export const grantRole = verb<GrantRole, OrganisationData>({
  name: 'grant-role',
  command: GrantRole,
  title: { it: 'Dai un ruolo', en: 'Grant a role' },
  who: roles('ADM', 'UPc'),
  decisive: true,
  reason: 'optional',
  facts: ['RoleGranted'],
  decide({ data }, wish, context) {
    const { roleGrantId = context.newId('roleGrant'), personId, role } = wish;
    const { unitId, from, to, act } = wish;
    const isFirst = !keepsRoles(data);
    const denied = whyNotTheirsToGrant(wish, context, isFirst);
    if (denied) return denied;
    if (Object.hasOwn(data.roleGrants, roleGrantId)) return refuse('id-taken', { id: roleGrantId });
    if (to !== undefined && to < from) return refuse('dates-reversed', { from, to });
    if (isFirst && (role !== 'ADM' || from > context.today || to !== undefined)) {
      return refuse('administrator-first');
    }
    const unfit = unfitUnitOfRole(data, wish, context);
    if (unfit) return unfit;
    const wanted = { personId, role, from, ...present({ to }) };
    const same = Object.values(data.roleGrants).find(
      (each) =>
        each.revoked === undefined &&
        each.personId === personId &&
        each.role === role &&
        each.unitId === unitId &&
        overlap(each, wanted),
    );
    if (same) return refuse('role-already-held', { personId, from: same.from, to: same.to ?? '…' });
    const incompatible = refuseIncompatible(data, wanted);
    if (incompatible) return incompatible;
    return [
      {
        type: 'RoleGranted',
        data: { roleGrantId, personId, role, from, ...present({ unitId, to, act }) },
      },
    ];
  },
});

/** Nobody gives a role to themselves, but for the very first: that of whoever sets the register up. */
function whyNotTheirsToGrant(
  { personId, role }: GrantRole,
  { person, hands }: DecisionContext,
  isFirst: boolean,
): Refusal | undefined {
  const isOwn = hands.includes(personId);
  if (person.authMethod === 'bootstrap' && !(isFirst && isOwn)) return refuse('bootstrap-only');
  if (person.role === 'UPc' && role !== 'RF') return refuse('only-contact-persons');
  return isOwn && !isFirst ? refuse('own-role') : undefined;
}

/** Why a role cannot be that of a unit, or of this one. */
function unfitUnitOfRole(
  data: OrganisationData,
  { role, unitId }: GrantRole,
  { organisation }: DecisionContext,
): Refusal | undefined {
  if (!rolesOfUnits.has(role))
    return unitId === undefined ? undefined : refuse('role-without-unit');
  if (unitId === undefined) return refuse('role-needs-unit');
  if (role === 'RF') return unfitUnit(organisation, unitId);
  // The head of a unit that is registered is named there, and nowhere else.
  return unitIn(data, unitId) ? refuse('head-is-named', { unit: unitId }) : undefined;
}
