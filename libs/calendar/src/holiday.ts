import type { Day } from './day.js';
import { easterSunday } from './easter.js';
import { Temporal } from './temporal.js';

/**
 * When a holiday is: every year on the same `MM-DD`, so many days after Easter Sunday, on the first Sunday of
 * a month (1 to 12), or once only.
 */
export type HolidayRule =
  | { readonly on: string }
  | { readonly daysAfterEaster: number }
  | { readonly firstSundayOf: number }
  | { readonly once: Day };

/** A holiday as one law made it: another law is another row. */
export interface Holiday {
  readonly rule: HolidayRule;
  readonly it: string;
  readonly en: string;
  /** The first year in which it is one, and the last, if it came to an end. */
  readonly from: number;
  readonly until?: number;
  readonly law: string;
}

/** The day of a holiday in a year, if it has one in that year. */
export function dayOf({ rule, from, until }: Holiday, year: number): Day | undefined {
  if (year < from || (until !== undefined && year > until)) return undefined;
  if ('once' in rule) return rule.once;
  if ('on' in rule) return Temporal.PlainMonthDay.from(rule.on).toPlainDate({ year }).toString();
  if ('daysAfterEaster' in rule)
    return easterSunday(year).add({ days: rule.daysAfterEaster }).toString();
  const first = Temporal.PlainDate.from({ year, month: rule.firstSundayOf, day: 1 });
  return first.add({ days: 7 - first.dayOfWeek }).toString();
}
