import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsFingerprint, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { isOtherReport } from './other-report.js';

/** Records that the organ approved the final report, by which act, naming it by its fingerprint. */
export class ApproveFinalReport extends CycleCommand {
  @IsText(300)
  readonly organ!: string;

  @IsDay()
  readonly sessionOn!: string;

  @IsText(50)
  readonly number!: string;

  @IsDay()
  readonly actDate!: string;

  @IsFingerprint()
  readonly reportHash!: string;
}

export const approveFinalReport = verb<ApproveFinalReport>({
  name: 'approve-final-report',
  command: ApproveFinalReport,
  title: {
    it: "Registra l'approvazione del rendiconto",
    en: 'Record the approval of the final report',
  },
  who: roles('SEG'),
  decisive: true,
  reason: 'optional',
  facts: ['FinalReportApproved'],
  decide({ data }, { organ, sessionOn, number, actDate, reportHash }, { today }) {
    if (isOtherReport(data, reportHash)) return refuse('other-report');
    if (sessionOn > today) return refuse('not-yet-happened', { date: sessionOn });
    const endorsedOn = data.finalReport?.endorsed?.on;
    if (endorsedOn !== undefined && sessionOn < endorsedOn) {
      return refuse('dates-reversed', { from: endorsedOn, to: sessionOn });
    }
    if (actDate < sessionOn || actDate > today) return refuse('act-date-wrong', { actDate });
    return [
      { type: 'FinalReportApproved', data: { organ, sessionOn, number, actDate, reportHash } },
    ];
  },
});
