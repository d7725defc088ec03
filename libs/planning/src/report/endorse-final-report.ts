import { CycleCommand } from '../command/cycle-command.js';
import { IsFingerprint } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { notReportedYet, reportedSchede } from './reported-schede.js';

/** The director makes the final report their own, naming exactly what was read by its fingerprint. */
export class EndorseFinalReport extends CycleCommand {
  /** Of the report as it was read (`GET …/final-report`). */
  @IsFingerprint()
  readonly reportHash!: string;
}

export const endorseFinalReport = verb<EndorseFinalReport>({
  name: 'endorse-final-report',
  command: EndorseFinalReport,
  title: { it: 'Fai proprio il rendiconto', en: 'Endorse the final report' },
  who: roles('DIR'),
  decisive: true,
  reason: 'optional',
  facts: ['FinalReportEndorsed'],
  decide(life, { reportHash: read }, { fingerprint }) {
    const waiting = notReportedYet(life);
    const [first] = waiting;
    if (first) return refuse('schede-not-reported', { count: waiting.length, first: first.code });
    const schede = reportedSchede(life, fingerprint);
    const reportHash = fingerprint(schede);
    // What is endorsed already, or not collected yet, the machine says.
    const { finalReport } = life.data;
    if (finalReport && !finalReport.endorsed && read !== reportHash) return refuse('other-report');
    return [{ type: 'FinalReportEndorsed', data: { schede, reportHash } }];
  },
});
