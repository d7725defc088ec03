import { CycleCommand } from '../command/cycle-command.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { notReportedYet, reportedSchede } from './reported-schede.js';

/** The director makes the final report their own: from now on it has a fingerprint. */
export class EndorseFinalReport extends CycleCommand {}

export const endorseFinalReport = verb<EndorseFinalReport>({
  name: 'endorse-final-report',
  command: EndorseFinalReport,
  title: { it: 'Fai proprio il rendiconto', en: 'Endorse the final report' },
  who: roles('DIR'),
  reason: 'optional',
  facts: ['FinalReportEndorsed'],
  decide(life, _wish, { fingerprint }) {
    const waiting = notReportedYet(life);
    const [first] = waiting;
    if (first) return refuse('schede-not-reported', { count: waiting.length, first: first.code });
    const schede = reportedSchede(life, fingerprint);
    return [{ type: 'FinalReportEndorsed', data: { schede, reportHash: fingerprint(schede) } }];
  },
});
