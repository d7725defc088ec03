import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { closureIn } from './office-closures.js';
import type { OrganisationData } from './organisation.data.js';

/** Takes a closure of the office back: it is open on those days after all. */
export class WithdrawOfficeClosure extends CycleCommand {
  @IsId()
  readonly closureId!: string;
}

export const withdrawOfficeClosure = verb<WithdrawOfficeClosure, OrganisationData>({
  name: 'withdraw-office-closure',
  command: WithdrawOfficeClosure,
  title: { it: 'Togli una chiusura dell’ufficio', en: 'Withdraw a closure of the office' },
  who: roles('UPc', 'ADM'),
  reason: 'required',
  facts: ['OfficeClosureWithdrawn'],
  decide({ data }, { closureId }) {
    const closure = closureIn(data, closureId);
    if (!closure) return refuse('closure-not-found', { id: closureId });
    if (closure.withdrawn) return refuse('nothing-changed');
    return [{ type: 'OfficeClosureWithdrawn', data: { closureId } }];
  },
});
