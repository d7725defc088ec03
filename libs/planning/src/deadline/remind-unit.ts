import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDirectoryId, IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { EndingData } from '../ending/ending.data.js';
import type { LifeData } from '../life-data.js';
import { lookAtOrganisation } from '../organisation/organisation.js';
import type { DeadlinesData } from './deadline.data.js';
import { dueFor } from './due-for.js';
import { isStopped } from './stands-still.js';
import { owingOfUnit } from './units-to-remind.js';
import { whoIsTold } from './who-is-told.js';

/**
 * Reminds a unit of what it still owes by a deadline, because somebody of the office asks for it and says why. The
 * reminders of the rules are sent all the same.
 */
export class RemindUnit extends CycleCommand {
  @IsId()
  readonly deadlineId!: string;

  /** The unit that has not done yet what the deadline is about. */
  @IsDirectoryId()
  readonly unitId!: string;

  /** Default: a new id. By it the reminder is taken back. */
  @IsOptional()
  @IsId()
  readonly reminderId?: string;
}

export const remindUnit = verb<RemindUnit, DeadlinesData & Partial<EndingData> & LifeData>({
  name: 'remind-unit',
  command: RemindUnit,
  title: { it: 'Sollecita l’unità', en: 'Remind the unit' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['ReminderSent'],
  about: 'deadline',
  looksAt: lookAtOrganisation,
  decide(life, wish, { organisation, newId }) {
    const { deadlineId, unitId, reminderId = newId('reminder') } = wish;
    if (life.data.sentReminders[reminderId]) return refuse('id-taken', { id: reminderId });
    const deadline = life.data.deadlines[deadlineId];
    if (!deadline) return refuse('deadline-not-found', { id: deadlineId });
    const due = dueFor(deadline, unitId);
    if (isStopped(life.data)) return refuse('deadline-stands-still', { due });
    const told = whoIsTold('owner', owingOfUnit(life, deadline, unitId), { organisation, life });
    if (!told) return refuse('nobody-to-remind', { due });
    if (told.length === 0) return refuse('nobody-in-unit-to-remind', { unitId });
    const which = { deadlineId, due, unitId, reminderId } as const;
    return [{ type: 'ReminderSent', data: { ...which, byHand: true, level: 'owner', told } }];
  },
});
