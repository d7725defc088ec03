import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { openCheckpointOf } from '../monitoring/monitoring.data.js';
import { revisionUnderWay } from '../revision/revision.data.js';

/** Asks every unit to report on its schede for the whole year. */
export class StartFinalReport extends CycleCommand {
  /** The last day on which the units are to report. */
  @IsOptional()
  @IsDay()
  readonly due?: string;
}

export const startFinalReport = verb<StartFinalReport>({
  name: 'start-final-report',
  command: StartFinalReport,
  title: { it: 'Avvia il rendiconto', en: 'Start the final report' },
  who: roles('UPc'),
  reason: 'optional',
  facts: ['FinalReportStarted'],
  decide({ data }, { due }, { occurredOn }) {
    // The machine guards the same; here it is said in words what has to be ended first.
    const checkpoint = openCheckpointOf(data);
    if (checkpoint) return refuse('checkpoint-still-open', { number: checkpoint.number });
    if (revisionUnderWay(data)) return refuse('revision-still-open');
    if (due !== undefined && due < occurredOn) {
      return refuse('dates-reversed', { from: occurredOn, to: due });
    }
    return [{ type: 'FinalReportStarted', data: { ...present({ due }) } }];
  },
});
