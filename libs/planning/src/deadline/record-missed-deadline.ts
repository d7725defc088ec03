import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { EndingData } from '../ending/ending.data.js';
import type { LifeData } from '../life-data.js';
import type { DeadlinesData } from './deadline.data.js';
import { lastDayOf } from './due-for.js';

/**
 * Records that the last day of a deadline is over, and what it is about is not done. The program does so by
 * itself, when the day is over in Europe/Rome; nobody can ask it to. It marks, and moves the cycle nowhere.
 */
export class RecordMissedDeadline extends CycleCommand {
  @IsId()
  readonly deadlineId!: string;
}

type Data = DeadlinesData & Partial<EndingData> & LifeData;

export const recordMissedDeadline = verb<RecordMissedDeadline, Data>({
  name: 'record-missed-deadline',
  command: RecordMissedDeadline,
  title: { it: 'Registra la scadenza mancata', en: 'Record the missed deadline' },
  who: roles('SYS'),
  reason: 'optional',
  facts: ['DeadlineMissed'],
  about: 'deadline',
  decide(life, { deadlineId }, { today }) {
    const deadline = life.data.deadlines[deadlineId];
    if (!deadline) return refuse('deadline-not-found', { id: deadlineId });
    const due = lastDayOf(deadline);
    if (due >= today) return refuse('deadline-not-over', { due });
    if (standsStill(life.data, due)) return refuse('deadline-stands-still', { due });
    return [{ type: 'DeadlineMissed', data: { deadlineId, due } }];
  },
});

/** Whether time had stopped by that day, and has not gone on: the deadline then gets its days back. */
function standsStill({ suspensions = [] }: Partial<EndingData>, due: string): boolean {
  return suspensions.some(
    ({ deadlines, from, to }) => deadlines === 'stop' && to === undefined && from <= due,
  );
}
