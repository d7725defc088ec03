import { addDays, type WorkingCalendar } from '#calendar';
import { forecastDeadlines, type CycleDates, type ForecastDeadline } from '#deadlines';
import type { Refusal } from '#workflow';
import { lastUsefulDay, type LastUsefulDay } from '../co-programming/last-useful-day.js';
import type { CycleLife } from '../command/lives.js';
import { refuse } from '../command/refuse.js';
import { cycleDates, templatesIn } from './cycle-dates.js';

/** What is supposed: other days, or days later than now; earlier where negative. */
export interface Supposition {
  readonly targetApprovalOn?: string | undefined;
  readonly shiftDays?: number | undefined;
  readonly kickoffOn?: string | undefined;
  readonly kickoffShiftDays?: number | undefined;
}

/** What would be if the dates of a cycle were others. Nothing is written, and nothing follows from it. */
export interface DeadlineForecast {
  readonly now: CycleDates;
  readonly then: CycleDates;
  readonly deadlines: readonly ForecastDeadline[];
  /** The last day on which it is worth deciding on co-programming, now and then. */
  readonly lastUsefulDay: { readonly now?: LastUsefulDay; readonly then?: LastUsefulDay };
}

/** The same pure functions that set the deadlines, on supposed dates. */
export function forecastOf(
  { data, workflow }: Readonly<Pick<CycleLife, 'data' | 'workflow'>>,
  supposed: Supposition,
  calendar: WorkingCalendar,
  today: string,
): DeadlineForecast | Refusal {
  const now = cycleDates(data);
  const { targetApprovalOn, shiftDays, kickoffOn, kickoffShiftDays } = supposed;
  const { 'target-approval': target, kickoff } = now.days;
  if (shiftDays !== undefined && target === undefined) return refuse('target-approval-needed');
  if (kickoffShiftDays !== undefined && kickoff === undefined) return refuse('kickoff-needed');
  const days = {
    ...now.days,
    'target-approval': targetApprovalOn ?? later(target, shiftDays),
    kickoff: kickoffOn ?? later(kickoff, kickoffShiftDays),
  };
  const then: CycleDates = { ...now, days };
  const { documents } = workflow.definition;
  const useful = {
    now: lastUsefulDay(documents, now, calendar),
    then: lastUsefulDay(documents, then, calendar),
  };
  return {
    ...{ now, then },
    deadlines: forecastDeadlines(templatesIn(documents), { now, then }, calendar, today),
    lastUsefulDay: {
      ...(useful.now && { now: useful.now }),
      ...(useful.then && { then: useful.then }),
    },
  };
}

function later(day: string | undefined, days = 0): string | undefined {
  return day === undefined ? undefined : addDays(day, days);
}
