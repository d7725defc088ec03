import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { secondLook } from '../four-eyes/second-look.js';

/** Says no to a withdrawal; the scheda goes on. */
export class DenyWithdrawal extends CycleCommand {
  @IsId()
  readonly schedaId!: string;
}

export const denyWithdrawal = verb<DenyWithdrawal>({
  name: 'deny-withdrawal',
  command: DenyWithdrawal,
  title: { it: 'Nega il ritiro', en: 'Deny the withdrawal' },
  who: roles('UPc'),
  reason: 'required',
  facts: ['SchedaWithdrawalDenied'],
  about: 'scheda',
  decide({ data }, { schedaId }, context) {
    const scheda = data.schede[schedaId];
    if (!scheda) return refuse('scheda-not-found', { id: schedaId });
    if (scheda.approved) return refuse('only-by-revision', { code: scheda.code });
    if (scheda.withdrawalRequestedBy === undefined) return refuse('withdrawal-not-requested');
    return (
      secondLook(data, 'withdrawal', schedaId, context) ?? [
        { type: 'SchedaWithdrawalDenied', data: { schedaId } },
      ]
    );
  },
});
