import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsDirectoryId, IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import type { SchedeData } from '../scheda/scheda.data.js';
import type { DeadlinesData } from './deadline.data.js';
import { dueFor } from './due-for.js';
import { mayTouchDeadline } from './may-touch-deadline.js';

/** Moves a deadline to a later day, for all or for one unit; also one that was missed. The old day stays visible. */
export class ExtendDeadline extends CycleCommand {
  @IsId()
  readonly deadlineId!: string;

  /** The new last day. */
  @IsDay()
  readonly to!: string;

  /** The act that allows it. Asked when the deadline comes from a law or a regional act. */
  @IsOptional()
  @IsText(300)
  readonly act?: string;

  /** The unit it is extended for; nobody else gets more time. Default: all. */
  @IsOptional()
  @IsDirectoryId()
  readonly unitId?: string;
}

export const extendDeadline = verb<ExtendDeadline, DeadlinesData & Partial<SchedeData> & LifeData>({
  name: 'extend-deadline',
  command: ExtendDeadline,
  title: { it: 'Proroga la scadenza', en: 'Extend the deadline' },
  who: roles('UPc', 'DIR'),
  reason: 'required',
  facts: ['DeadlineExtended'],
  about: 'deadline',
  decide(life, { deadlineId, to, act, unitId }, { person }) {
    const deadline = life.data.deadlines[deadlineId];
    if (!deadline) return refuse('deadline-not-found', { id: deadlineId });
    const stopped = mayTouchDeadline(deadline.basis, act, person);
    if (stopped) return stopped;
    const hasSchede = Object.values(life.data.schede ?? {}).some(
      (scheda) => scheda.unitId === unitId,
    );
    if (unitId !== undefined && !hasSchede) return refuse('unit-without-schede', { unitId });
    const from = dueFor(deadline, unitId);
    if (to === from) return refuse('same-date', { date: to });
    if (to < from) return refuse('deadline-would-be-sooner', { from, to });
    return [
      { type: 'DeadlineExtended', data: { deadlineId, from, to, ...present({ act, unitId }) } },
    ];
  },
});
