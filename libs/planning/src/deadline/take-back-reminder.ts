import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import type { DeadlinesData } from './deadline.data.js';
import { UNDO_MS, undoLeftMs } from './undo-window.js';

/**
 * Takes back a reminder that somebody of the office has just sent, before it leaves. Whoever of the office sees the slip
 * may: a reminder speaks for all of them.
 */
export class TakeBackReminder extends CycleCommand {
  @IsId()
  readonly reminderId!: string;
}

export const takeBackReminder = verb<TakeBackReminder, DeadlinesData & LifeData>({
  name: 'take-back-reminder',
  command: TakeBackReminder,
  title: { it: 'Annulla il sollecito', en: 'Take back the reminder' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['ReminderTakenBack'],
  decide({ data }, { reminderId }, { recordedAt }) {
    const sent = data.sentReminders[reminderId];
    if (!sent) return refuse('reminder-not-found', { id: reminderId });
    const { deadlineId, unitId, at } = sent;
    if (sent.isTakenBack) return refuse('reminder-taken-back');
    if (undoLeftMs(at, Date.parse(recordedAt)) === 0) {
      return refuse('reminder-has-left', { seconds: UNDO_MS / 1_000 });
    }
    return [{ type: 'ReminderTakenBack', data: { reminderId, deadlineId, unitId } }];
  },
});
