import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { verb } from '../command/verb.js';

/** Asks the planning office to take a scheda out of the programme. */
export class RequestWithdrawal extends CycleCommand {
  @IsId()
  readonly schedaId!: string;
}

export const requestWithdrawal = verb<RequestWithdrawal>({
  name: 'request-withdrawal',
  command: RequestWithdrawal,
  title: { it: 'Chiedi il ritiro della scheda', en: 'Ask to withdraw the scheda' },
  who: [{ role: 'UH', when: 'own-unit' }],
  reason: 'required',
  facts: ['SchedaWithdrawalRequested'],
  about: 'scheda',
  decide({ data }, { schedaId }) {
    const scheda = data.schede[schedaId];
    if (!scheda) return refuse('scheda-not-found', { id: schedaId });
    if (scheda.approved) return refuse('only-by-revision', { code: scheda.code });
    if (scheda.withdrawalRequestedBy !== undefined) return refuse('withdrawal-already-requested');
    return [{ type: 'SchedaWithdrawalRequested', data: { schedaId } }];
  },
});
