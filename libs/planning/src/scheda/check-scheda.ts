import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { lookAtOrganisation } from '../organisation/organisation.js';
import { checkerMayAct } from './checker-may-act.js';
import { onlyByRevision } from './only-by-revision.js';

/** Says that a scheda is in order, in the version it has now. */
export class CheckScheda extends CycleCommand {
  @IsId()
  readonly schedaId!: string;
}

export const checkScheda = verb<CheckScheda>({
  name: 'check-scheda',
  command: CheckScheda,
  title: { it: 'Verifica la scheda', en: 'Check the scheda' },
  who: roles('UPo', 'UPc'),
  reason: 'optional',
  facts: ['SchedaChecked'],
  about: 'scheda',
  ifMatch: 'required',
  looksAt: lookAtOrganisation,
  decide(life, { schedaId }, context) {
    const scheda = life.data.schede[schedaId];
    if (!scheda) return refuse('scheda-not-found', { id: schedaId });
    const { version, contentHash } = scheda;
    return (
      onlyByRevision(life, scheda) ??
      checkerMayAct(scheda, context) ?? [
        { type: 'SchedaChecked', data: { schedaId, version, contentHash } },
      ]
    );
  },
});
