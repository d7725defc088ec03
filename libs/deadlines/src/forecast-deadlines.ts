import { daysBetween, type Day, type WorkingCalendar } from '#calendar';
import { computeDeadlines, type ComputedDeadline } from './compute-deadlines.js';
import type { CycleDates, DeadlineTemplate } from './deadline-template.js';

/** What would become of a deadline under other dates. */
export interface ForecastDeadline {
  /** As the templates have it now; absent while the cycle does not know the date it is counted from. */
  readonly now?: Day;
  readonly then: ComputedDeadline;
  /** Calendar days by which it would be later; earlier where negative, absent where it has no day now. */
  readonly shiftDays?: number;
}

/** When everything would be due if the dates were others. Nothing but the dates is different. */
export function forecastDeadlines(
  templates: readonly DeadlineTemplate[],
  { now, then }: { readonly now: CycleDates; readonly then: CycleDates },
  calendar: WorkingCalendar,
  today: Day,
): readonly ForecastDeadline[] {
  const before = new Map(
    computeDeadlines(templates, now, calendar).map(({ key, due }) => [key, due]),
  );
  return computeDeadlines(templates, then, calendar, today).map((computed) => {
    const due = before.get(computed.key);
    return {
      ...(due !== undefined && { now: due, shiftDays: daysBetween(due, computed.due) }),
      then: computed,
    };
  });
}
