import { CycleCommand } from '../command/cycle-command.js';
import { addDays, daysBetween } from '../command/days.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { PlanningFact } from '../planning-fact.js';
import { deadlinesToMove } from './deadlines-to-move.js';

/** Takes a suspended cycle up where it stood. Deadlines that had stopped get back the days they stood still. */
export class ResumeCycle extends CycleCommand {}

export const resumeCycle = verb<ResumeCycle>({
  name: 'resume-cycle',
  command: ResumeCycle,
  title: { it: 'Riprendi il ciclo', en: 'Resume the cycle' },
  who: roles('DIR'),
  reason: 'required',
  facts: ['CycleResumed', 'DeadlineExtended'],
  decide(life, _wish, { occurredOn }) {
    const suspension = life.data.suspensions.at(-1);
    const { from = occurredOn, act } = suspension ?? {};
    if (occurredOn < from) return refuse('dates-reversed', { from, to: occurredOn });
    const days = daysBetween(from, occurredOn);
    const stopped = suspension?.deadlines === 'stop' && days > 0 ? deadlinesToMove(life, from) : [];
    return [
      { type: 'CycleResumed', data: { days } },
      ...stopped.map(({ deadlineId, due, unitId }): PlanningFact => ({
        type: 'DeadlineExtended',
        data: { deadlineId, from: due, to: addDays(due, days), ...present({ act, unitId }) },
      })),
    ];
  },
});
