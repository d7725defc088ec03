import { CycleCommand } from '../command/cycle-command.js';
import { IsDirectoryId } from '../command/fields.js';
import { roles, verb } from '../command/verb.js';
import type { OrganisationData } from './organisation.data.js';

/** Says that a person is back: the roles and delegations that nobody revoked and whose days last count again. */
export class ReactivatePerson extends CycleCommand {
  @IsDirectoryId()
  readonly personId!: string;
}

export const reactivatePerson = verb<ReactivatePerson, OrganisationData>({
  name: 'reactivate-person',
  command: ReactivatePerson,
  title: { it: 'Riattiva la persona', en: 'Reactivate the person' },
  who: roles('ADM'),
  decisive: true,
  reason: 'required',
  facts: ['PersonReactivated'],
  about: 'person',
  decide: (_register, { personId }) => [{ type: 'PersonReactivated', data: { personId } }],
});
