import { IsIn, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import {
  codes,
  deadlineBases,
  deadlineKinds,
  type DeadlineBasis,
  type DeadlineKind,
} from '../value-sets.js';
import type { LifeData } from '../life-data.js';
import type { DeadlinesData } from './deadline.data.js';
import { mayTouchDeadline } from './may-touch-deadline.js';

/** Sets a deadline of the cycle and says what it rests on. */
export class SetDeadline extends CycleCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly deadlineId?: string;

  @IsIn(codes(deadlineKinds))
  readonly kind!: DeadlineKind;

  /** The last day. */
  @IsDay()
  readonly due!: string;

  @IsIn(codes(deadlineBases))
  readonly basis!: DeadlineBasis;

  /** The law or act that imposes it. */
  @IsOptional()
  @IsText(300)
  readonly act?: string;
}

export const setDeadline = verb<SetDeadline, DeadlinesData & LifeData>({
  name: 'set-deadline',
  command: SetDeadline,
  title: { it: 'Fissa una scadenza', en: 'Set a deadline' },
  who: roles('UPc', 'DIR'),
  reason: 'optional',
  facts: ['DeadlineSet'],
  decide(life, wish, { person, newId }) {
    const { deadlineId = newId('deadline'), kind, due, basis, act } = wish;
    if (life.data.deadlines[deadlineId]) return refuse('id-taken', { id: deadlineId });
    return (
      mayTouchDeadline(basis, act, person) ?? [
        { type: 'DeadlineSet', data: { deadlineId, kind, due, basis, ...present({ act }) } },
      ]
    );
  },
});
