import { IsOptional } from 'class-validator';
import { addDays, daysBetween } from '#calendar';
import { CycleCommand } from '../command/cycle-command.js';
import { IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { PlanningFact } from '../planning-fact.js';
import { isBinding, stoppedAndUntouched } from './deadlines-to-move.js';

/**
 * Takes a suspended cycle up where it stood. Deadlines that had stopped get back the days they stood still,
 * except those that were given a new day meanwhile; those of a law or a regional act only on an act.
 */
export class ResumeCycle extends CycleCommand {
  /** The act on which binding deadlines move. Default: the one that suspended the cycle. */
  @IsOptional()
  @IsText(300)
  readonly act?: string;
}

export const resumeCycle = verb<ResumeCycle>({
  name: 'resume-cycle',
  command: ResumeCycle,
  title: { it: 'Riprendi il ciclo', en: 'Resume the cycle' },
  who: roles('DIR'),
  reason: 'required',
  facts: ['CycleResumed', 'DeadlineExtended'],
  decide(life, { act: resumedBy }, { occurredOn }) {
    const suspension = life.data.suspensions.at(-1);
    const { from = occurredOn, act: suspendedBy } = suspension ?? {};
    if (occurredOn < from) return refuse('dates-reversed', { from, to: occurredOn });
    const act = resumedBy ?? suspendedBy;
    const days = daysBetween(from, occurredOn);
    const stopped = days > 0 ? stoppedAndUntouched(life) : [];
    return [
      { type: 'CycleResumed', data: { days, ...present({ act: resumedBy }) } },
      ...stopped
        .filter((deadline) => act !== undefined || !isBinding(deadline))
        .map(({ deadlineId, due, unitId }): PlanningFact => ({
          type: 'DeadlineExtended',
          data: {
            ...{ deadlineId, from: due, to: addDays(due, days), stoppedDays: days },
            ...present({ act, unitId }),
          },
        })),
    ];
  },
});
