import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { revisionUnderWay } from './revision.data.js';

/** Takes one scheda out of the revision: it stays in the plan as it was approved. */
export class DropAmendment extends CycleCommand {
  @IsId()
  readonly schedaId!: string;
}

export const dropAmendment = verb<DropAmendment>({
  name: 'drop-amendment',
  command: DropAmendment,
  title: { it: 'Togli la scheda dalla revisione', en: 'Take the scheda out of the revision' },
  who: roles('UPc'),
  reason: 'required',
  facts: ['AmendmentDropped'],
  about: 'scheda',
  decide({ data }, { schedaId }) {
    const scheda = data.schede[schedaId];
    if (!scheda) return refuse('scheda-not-found', { id: schedaId });
    const inScope = revisionUnderWay(data)?.scope.some((one) => one.schedaId === schedaId);
    if (inScope !== true) return refuse('not-in-revision', { code: scheda.code });
    return [{ type: 'AmendmentDropped', data: { schedaId } }];
  },
});
