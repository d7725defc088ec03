import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { lookAtOrganisation } from '../organisation/organisation.js';
import { checkerMayAct } from './checker-may-act.js';

/** Begins the check of a submitted scheda. */
export class TakeSchedaInCharge extends CycleCommand {
  @IsId()
  readonly schedaId!: string;
}

export const takeSchedaInCharge = verb<TakeSchedaInCharge>({
  name: 'take-scheda-in-charge',
  command: TakeSchedaInCharge,
  title: { it: 'Prendi in carico la scheda', en: 'Take the scheda in charge' },
  who: roles('UPo', 'UPc'),
  reason: 'optional',
  facts: ['SchedaTakenInCharge'],
  about: 'scheda',
  looksAt: lookAtOrganisation,
  decide({ data }, { schedaId }, context) {
    const scheda = data.schede[schedaId];
    if (!scheda) return refuse('scheda-not-found', { id: schedaId });
    return checkerMayAct(scheda, context) ?? [{ type: 'SchedaTakenInCharge', data: { schedaId } }];
  },
});
