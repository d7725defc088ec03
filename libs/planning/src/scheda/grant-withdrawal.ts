import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { secondLook } from '../four-eyes/second-look.js';

/** Takes a scheda out of the programme, as its unit asked. It stays readable for ever. */
export class GrantWithdrawal extends CycleCommand {
  @IsId()
  readonly schedaId!: string;
}

export const grantWithdrawal = verb<GrantWithdrawal>({
  name: 'grant-withdrawal',
  command: GrantWithdrawal,
  title: { it: 'Concedi il ritiro', en: 'Grant the withdrawal' },
  who: roles('UPc'),
  reason: 'required',
  facts: ['SchedaWithdrawn'],
  about: 'scheda',
  decide({ data }, { schedaId }, context) {
    const scheda = data.schede[schedaId];
    if (!scheda) return refuse('scheda-not-found', { id: schedaId });
    if (scheda.approved) return refuse('only-by-revision', { code: scheda.code });
    if (scheda.withdrawalRequestedBy === undefined) return refuse('withdrawal-not-requested');
    return (
      secondLook(data, 'withdrawal', schedaId, context) ?? [
        { type: 'SchedaWithdrawn', data: { schedaId } },
      ]
    );
  },
});
