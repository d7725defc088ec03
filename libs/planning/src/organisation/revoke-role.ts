import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { isLastAdministrator } from './last-administrator.js';
import type { OrganisationData } from './organisation.data.js';

/** Takes a role back: from now on it does not count. What was wrong in it is granted anew. */
export class RevokeRole extends CycleCommand {
  @IsId()
  readonly roleGrantId!: string;
}

export const revokeRole = verb<RevokeRole, OrganisationData>({
  name: 'revoke-role',
  command: RevokeRole,
  title: { it: 'Revoca il ruolo', en: 'Revoke the role' },
  who: roles('ADM', 'UPc'),
  decisive: true,
  reason: 'required',
  facts: ['RoleRevoked'],
  about: 'roleGrant',
  decide({ data }, { roleGrantId }, { person, today }) {
    const grant = Object.hasOwn(data.roleGrants, roleGrantId)
      ? data.roleGrants[roleGrantId]
      : undefined;
    if (!grant) return refuse('role-grant-not-found', { id: roleGrantId });
    if (person.role === 'UPc' && grant.role !== 'RF') return refuse('only-contact-persons');
    if (grant.role === 'ADM' && isLastAdministrator(data, grant.personId, today)) {
      return refuse('last-administrator');
    }
    return [{ type: 'RoleRevoked', data: { roleGrantId } }];
  },
});
