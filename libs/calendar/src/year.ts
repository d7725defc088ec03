import type { Day } from './day.js';
import { dayOf } from './holiday.js';
import { nationalHolidays, sundaysLaw } from './national-holidays.js';
import type { NonWorkingDay } from './office-days.js';
import { remembering } from './remembering.js';
import { Temporal } from './temporal.js';

/** A day, and why nobody in Italy works on it. */
export interface DayOfYear {
  readonly day: Day;
  readonly reason: NonWorkingDay | undefined;
}

/** The days of a year in order, with what closes every office: national holidays and weekends. */
export const daysOfYear = remembering((year: number): readonly DayOfYear[] => {
  const national = new Map<Day, NonWorkingDay>();
  for (const holiday of nationalHolidays) {
    const day = dayOf(holiday, year);
    const { it, en, law } = holiday;
    // Two may fall on the same day, as 25 April and Easter Monday in 2011: the first of the table is named.
    if (day !== undefined && !national.has(day))
      national.set(day, { day, kind: 'national', it, en, law });
  }
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  return Array.from({ length: first.daysInYear }, (_, index) => {
    const date = first.add({ days: index });
    const day = date.toString();
    return { day, reason: national.get(day) ?? weekend(day, date.dayOfWeek) };
  });
}, 200);

/** Whose offices work five days a week does not work on Saturdays; all Sundays are holidays. */
function weekend(day: Day, dayOfWeek: number): NonWorkingDay | undefined {
  if (dayOfWeek === 7)
    return { day, kind: 'sunday', it: 'domenica', en: 'Sunday', law: sundaysLaw };
  if (dayOfWeek === 6) {
    const law = 'L. 23 dicembre 1994, n. 724, art. 22, c. 1';
    return { day, kind: 'saturday', it: 'sabato', en: 'Saturday', law };
  }
  return undefined;
}
