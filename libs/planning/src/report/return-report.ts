import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { lookAtOrganisation } from '../organisation/organisation.js';
import { reporterMayNotAct } from './reporter-may-not-act.js';

/** Sends the report on a scheda back to its unit, also one that had been accepted. */
export class ReturnReport extends CycleCommand {
  @IsId()
  readonly schedaId!: string;

  /** What to mend, in words. */
  @IsText(4000)
  readonly text!: string;
}

export const returnReport = verb<ReturnReport>({
  name: 'return-report',
  command: ReturnReport,
  title: { it: 'Restituisci il rendiconto della scheda', en: 'Return the report on the scheda' },
  who: roles('UPo', 'UPc', 'DIR'),
  // Its text is the reason, as with the other returns.
  reason: 'optional',
  facts: ['ReportReturned'],
  about: 'scheda',
  looksAt: lookAtOrganisation,
  decide({ data }, { schedaId, text }, context) {
    const scheda = data.schede[schedaId];
    if (!scheda) return refuse('scheda-not-found', { id: schedaId });
    return (
      reporterMayNotAct(data, scheda, context) ?? [
        { type: 'ReportReturned', data: { schedaId, text } },
      ]
    );
  },
});
