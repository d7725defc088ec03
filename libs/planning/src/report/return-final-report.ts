import { CycleCommand } from '../command/cycle-command.js';
import { IsText } from '../command/fields.js';
import { roles, verb } from '../command/verb.js';

/** Records that the organ sent the final report back, in its words. */
export class ReturnFinalReport extends CycleCommand {
  @IsText(10_000)
  readonly text!: string;
}

export const returnFinalReport = verb<ReturnFinalReport>({
  name: 'return-final-report',
  command: ReturnFinalReport,
  title: { it: 'Registra il rinvio del rendiconto', en: 'Record the return of the final report' },
  who: roles('SEG'),
  // The organ's words are the reason, as with a rejected proposal.
  reason: 'optional',
  facts: ['FinalReportReturned'],
  decide: (_life, { text }) => [{ type: 'FinalReportReturned', data: { text } }],
});
