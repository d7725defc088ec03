import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { workingCalendarOf } from '../organisation/office-calendar.js';
import { lookAtOrganisation } from '../organisation/organisation.js';
import { cycleDates, onOtherDays } from './cycle-dates.js';
import { diffOfDeadlines } from './deadline-proposal.js';
import { deadlineSet } from './derived-facts.js';

/** Sets the usual deadlines of the year in one go, counted from the day of approval. */
export class SetCalendar extends CycleCommand {
  /** The day by which the plan is to be approved. Default: the target day of the cycle. */
  @IsOptional()
  @IsDay()
  readonly approvalOn?: string;
}

/** Deadlines that could not be met, and those the cycle has, are left out. */
export const setCalendar = verb<SetCalendar>({
  name: 'set-calendar',
  command: SetCalendar,
  title: { it: 'Fissa il calendario consueto', en: 'Set the usual calendar' },
  who: roles('UPc', 'DIR'),
  reason: 'optional',
  facts: ['DeadlineSet'],
  definitions: ['poa-annuale'],
  looksAt: lookAtOrganisation,
  decide(life, { approvalOn }, { today, newId, organisation }) {
    const dates = onOtherDays(cycleDates(life.data), { 'target-approval': approvalOn });
    if (dates.days['target-approval'] === undefined) return refuse('target-approval-needed');
    const calendar = workingCalendarOf(organisation);
    const { added } = diffOfDeadlines(life, dates, calendar, today);
    if (added.length === 0) return refuse('nothing-changed');
    return added.map((each) => deadlineSet(each, newId(each.key)));
  },
});
