import { IsOptional } from 'class-validator';
import { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import { projectIn } from './funded-project.decisions.js';

/** Says what a funder wants to see by when. To move the day of one that is set, say why. */
export class SetReportingDeadline extends CycleCommand {
  @IsId()
  readonly fundedProjectId!: string;

  /** Default: a new id. That of one that is set moves it. */
  @IsOptional()
  @IsId()
  readonly reportingId?: string;

  /** What has to be handed in. */
  @IsText(500)
  readonly text!: string;

  @IsDay()
  readonly due!: string;
}

export const setReportingDeadline = verb<SetReportingDeadline, ZoneRegisterData>({
  name: 'set-reporting-deadline',
  command: SetReportingDeadline,
  title: { it: 'Fissa una rendicontazione', en: 'Set a reporting deadline' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['ReportingDeadlineSet'],
  about: 'fundedProject',
  decide({ data }, wish, { newId }) {
    const { fundedProjectId, reportingId = newId('reporting'), text, due, reason = '' } = wish;
    const project = projectIn(data, fundedProjectId);
    if (project instanceof Refusal) return project;
    const known = project.reportings[reportingId];
    if (known?.done) return refuse('reporting-already-recorded', { id: reportingId });
    if (known?.due === due && known.text === text) return refuse('nothing-changed');
    if (known && reason.trim() === '') return refuse('reason-needed');
    const before = known && known.due !== due ? known.due : undefined;
    return [
      {
        type: 'ReportingDeadlineSet',
        data: { fundedProjectId, reportingId, text, due, ...present({ before }) },
      },
    ];
  },
});
