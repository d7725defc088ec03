import { IsIn } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDirectoryId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { codes } from '../value-sets.js';
import { isLastAdministrator } from './last-administrator.js';
import type { OrganisationData } from './organisation.data.js';
import { deactivationKinds, type DeactivationKind } from './organisation.value-sets.js';

/**
 * Says that a person has left or is suspended. From this instant none of their roles counts, and nothing
 * that was lent by them or to them is worth anything; what they leave open, the register shows.
 */
export class DeactivatePerson extends CycleCommand {
  @IsDirectoryId()
  readonly personId!: string;

  @IsIn(codes(deactivationKinds))
  readonly kind!: DeactivationKind;
}

export const deactivatePerson = verb<DeactivatePerson, OrganisationData>({
  name: 'deactivate-person',
  command: DeactivatePerson,
  title: { it: 'Disattiva la persona', en: 'Deactivate the person' },
  who: roles('ADM'),
  reason: 'required',
  facts: ['PersonDeactivated'],
  decide({ data }, { personId, kind }, { today }) {
    if (isLastAdministrator(data, personId, today)) return refuse('last-administrator');
    return [{ type: 'PersonDeactivated', data: { personId, kind } }];
  },
});
