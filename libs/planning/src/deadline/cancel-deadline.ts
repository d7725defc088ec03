import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import type { DeadlinesData } from './deadline.data.js';
import { mayTouchDeadline } from './may-touch-deadline.js';

/**
 * Takes back a deadline that should not be there: set by mistake, or for something that will not happen. To
 * give up one that stands is to waive it.
 */
export class CancelDeadline extends CycleCommand {
  @IsId()
  readonly deadlineId!: string;

  /** The act that allows it. Asked when the deadline comes from a law or a regional act. */
  @IsOptional()
  @IsText(300)
  readonly act?: string;
}

export const cancelDeadline = verb<CancelDeadline, DeadlinesData & LifeData>({
  name: 'cancel-deadline',
  command: CancelDeadline,
  title: { it: 'Annulla la scadenza', en: 'Cancel the deadline' },
  who: roles('UPc', 'DIR'),
  reason: 'required',
  facts: ['DeadlineCancelled'],
  about: 'deadline',
  decide(life, { deadlineId, act }, { person }) {
    const deadline = life.data.deadlines[deadlineId];
    if (!deadline) return refuse('deadline-not-found', { id: deadlineId });
    return (
      mayTouchDeadline(deadline.basis, act, person) ?? [
        { type: 'DeadlineCancelled', data: { deadlineId, ...present({ act }) } },
      ]
    );
  },
});
