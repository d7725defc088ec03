import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { lookAtOrganisation } from '../organisation/organisation.js';
import { reporterMayNotAct } from './reporter-may-not-act.js';

/** Accepts the report of a unit on a scheda. */
export class AcceptReport extends CycleCommand {
  @IsId()
  readonly schedaId!: string;
}

export const acceptReport = verb<AcceptReport>({
  name: 'accept-report',
  command: AcceptReport,
  title: { it: 'Accetta il rendiconto della scheda', en: 'Accept the report on the scheda' },
  who: roles('UPo', 'UPc', 'DIR'),
  decisive: true,
  reason: 'optional',
  facts: ['ReportAccepted'],
  about: 'scheda',
  looksAt: lookAtOrganisation,
  decide({ data }, { schedaId }, context) {
    const scheda = data.schede[schedaId];
    if (!scheda) return refuse('scheda-not-found', { id: schedaId });
    return (
      reporterMayNotAct(data, scheda, context) ?? [{ type: 'ReportAccepted', data: { schedaId } }]
    );
  },
});
