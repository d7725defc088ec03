import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsDirectoryId, IsId } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { EndingData } from '../ending/ending.data.js';
import type { LifeData } from '../life-data.js';
import { workingCalendarOf } from '../organisation/office-calendar.js';
import { lookAtOrganisation } from '../organisation/organisation.js';
import type { DeadlinesData } from './deadline.data.js';
import type { ReminderLevel } from './deadline.facts.js';
import { dueFor } from './due-for.js';
import { dayOfReminder, reminderRulesOf } from './reminder-rules.js';
import { isStopped } from './stands-still.js';
import { whoIsTold } from './who-is-told.js';
import { whoOwes } from './who-owes.js';

const levels: readonly ReminderLevel[] = ['owner', 'coordinator', 'director'];

/**
 * Records that people were reminded of a deadline: those who have not done yet what it is about, or who sees to
 * it that they do. The program does so by itself, on the morning the rules of the definition name; nobody can
 * ask it to. What is done by then is nobody's to be reminded of.
 */
export class RecordReminder extends CycleCommand {
  @IsId()
  readonly deadlineId!: string;

  /** The last day they are reminded of: another one by now is another reminder. */
  @IsDay()
  readonly due!: string;

  /** The unit whose own last day that is; without one it is the day of all. */
  @IsOptional()
  @IsDirectoryId()
  readonly unitId?: string;

  /** Calendar days after the last day, negative before it. */
  @IsInt()
  @Min(-366)
  @Max(366)
  readonly offsetDays!: number;

  @IsIn(levels)
  readonly level!: ReminderLevel;
}

type Data = DeadlinesData & Partial<EndingData> & LifeData;

export const recordReminder = verb<RecordReminder, Data>({
  name: 'record-reminder',
  command: RecordReminder,
  title: { it: 'Registra il promemoria', en: 'Record the reminder' },
  who: roles('SYS'),
  reason: 'optional',
  facts: ['ReminderSent'],
  about: 'deadline',
  looksAt: lookAtOrganisation,
  decide(life, { deadlineId, due, unitId, offsetDays, level }, { today, organisation }) {
    const deadline = life.data.deadlines[deadlineId];
    if (!deadline) return refuse('deadline-not-found', { id: deadlineId });
    const own = dueFor(deadline, unitId);
    const isOwn = unitId === undefined || own !== deadline.due;
    if (own !== due || !isOwn) return refuse('reminder-of-another-day', { due, now: own });
    if (isStopped(life.data)) return refuse('deadline-stands-still', { due });
    const rule = reminderRulesOf(life.workflow.definition.documents)?.reminders.find(
      (each) => each.offsetDays === offsetDays && each.levels.includes(level),
    );
    const day = dayOfReminder(due, offsetDays, workingCalendarOf(organisation));
    const isOver = offsetDays <= 0 && today > due;
    if (!rule || today < day || isOver) return refuse('reminder-not-due', { due, day });
    const told = whoIsTold(level, whoOwes(life, deadline, unitId), { organisation, life });
    if (!told) return refuse('nobody-to-remind', { due });
    const reminder = { deadlineId, due, ...present({ unitId }), offsetDays, level, told };
    return [{ type: 'ReminderSent', data: reminder }];
  },
});
