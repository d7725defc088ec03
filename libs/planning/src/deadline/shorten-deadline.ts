import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import type { DeadlinesData } from './deadline.data.js';
import { mayTouchDeadline } from './may-touch-deadline.js';

/** Moves a deadline to an earlier day; the old one stays visible. */
export class ShortenDeadline extends CycleCommand {
  @IsId()
  readonly deadlineId!: string;

  /** The new last day. */
  @IsDay()
  readonly to!: string;

  /** The act that allows it. Asked when the deadline comes from a law or a regional act. */
  @IsOptional()
  @IsText(300)
  readonly act?: string;
}

export const shortenDeadline = verb<ShortenDeadline, DeadlinesData & LifeData>({
  name: 'shorten-deadline',
  command: ShortenDeadline,
  title: { it: 'Anticipa la scadenza', en: 'Shorten the deadline' },
  who: roles('UPc', 'DIR'),
  reason: 'required',
  facts: ['DeadlineShortened'],
  about: 'deadline',
  decide(life, { deadlineId, to, act }, { person, occurredOn }) {
    const deadline = life.data.deadlines[deadlineId];
    if (!deadline) return refuse('deadline-not-found', { id: deadlineId });
    const { due: from, basis } = deadline;
    const stopped = mayTouchDeadline(basis, act, person);
    if (stopped) return stopped;
    if (to === from) return refuse('same-date', { date: to });
    if (to > from) return refuse('deadline-would-be-later', { from, to });
    // It leaves at least the day on which it was shortened: nobody is made late by it at once.
    if (to < occurredOn) return refuse('dates-reversed', { from: occurredOn, to });
    return [{ type: 'DeadlineShortened', data: { deadlineId, from, to, ...present({ act }) } }];
  },
});
