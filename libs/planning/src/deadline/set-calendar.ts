import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { cycleName } from '../cycle/cycle-id.js';
import { usualCalendar } from './usual-calendar.js';

/** Sets the usual deadlines of the year in one go, counted from the day of approval. */
export class SetCalendar extends CycleCommand {
  /** The day by which the plan is to be approved. Default: the target day of the cycle. */
  @IsOptional()
  @IsDay()
  readonly approvalOn?: string;
}

/** Deadlines that are over already, and of a kind and day the cycle has, are left out. */
export const setCalendar = verb<SetCalendar>({
  name: 'set-calendar',
  command: SetCalendar,
  title: { it: 'Fissa il calendario consueto', en: 'Set the usual calendar' },
  who: roles('UPc', 'DIR'),
  reason: 'optional',
  facts: ['DeadlineSet'],
  definitions: ['poa-annuale'],
  decide(life, { approvalOn = life.data.targetApproval?.date }, { today, newId }) {
    const year = cycleName(life.data.cycleId)?.year;
    if (approvalOn === undefined || year === undefined) return refuse('target-approval-needed');
    const known = Object.values(life.data.deadlines);
    const missing = usualCalendar(year, approvalOn).filter(
      ({ kind, due }) =>
        due >= today &&
        // Of checkpoints there are two; of everything else one is enough, whatever its day.
        !known.some((each) => each.kind === kind && (kind !== 'CHECKPOINT' || each.due === due)),
    );
    if (missing.length === 0) return refuse('nothing-changed');
    return missing.map(({ kind, due }) => ({
      type: 'DeadlineSet',
      data: { deadlineId: newId(`${kind} ${due}`), kind, due, basis: 'OFFICE' },
    }));
  },
});
