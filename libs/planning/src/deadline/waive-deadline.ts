import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import type { DeadlinesData } from './deadline.data.js';
import { mayTouchDeadline } from './may-touch-deadline.js';

/** Gives a deadline up: nobody is reminded of it any more, and it stays on record. */
export class WaiveDeadline extends CycleCommand {
  @IsId()
  readonly deadlineId!: string;

  /** The act that allows it. Asked when the deadline comes from a law or a regional act. */
  @IsOptional()
  @IsText(300)
  readonly act?: string;
}

export const waiveDeadline = verb<WaiveDeadline, DeadlinesData & LifeData>({
  name: 'waive-deadline',
  command: WaiveDeadline,
  title: { it: 'Rinuncia alla scadenza', en: 'Waive the deadline' },
  who: roles('UPc', 'DIR'),
  reason: 'required',
  facts: ['DeadlineWaived'],
  about: 'deadline',
  decide(life, { deadlineId, act }, { person }) {
    const deadline = life.data.deadlines[deadlineId];
    if (!deadline) return refuse('deadline-not-found', { id: deadlineId });
    return (
      mayTouchDeadline(deadline.basis, act, person) ?? [
        { type: 'DeadlineWaived', data: { deadlineId, ...present({ act }) } },
      ]
    );
  },
});
