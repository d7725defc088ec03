import { remembering } from './remembering.js';
import { Temporal } from './temporal.js';

/**
 * A day of the calendar, `2024-02-20`: no hour, no zone. Days sort as their texts do. What is counted beyond
 * the year 9999 is a day, too, but written with a sign and six digits, and sorts nowhere.
 */
export type Day = string;

const form = /^\d{4}-\d{2}-\d{2}$/;
const longForm = /^[+-]\d{6}-\d{2}-\d{2}$/;
const epoch = Temporal.PlainDate.from('1970-01-01');

/** How many days after 1970-01-01 a day is, as Temporal counts them, and which day is so many after it. */
const numberOf = remembering(
  (day: Day) => epoch.until(plainDate(day), { largestUnit: 'day' }).days,
);
const dayNumbered = remembering((days: number): Day => epoch.add({ days }).toString());

/** Whether a text is a day that exists: `2024-02-29` is one, `2023-02-29` and `2024-2-9` are not. */
export function isDay(text: string): boolean {
  if (!form.test(text)) return false;
  try {
    numberOf(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** @throws RangeError if the text is no day. */
export function plainDate(day: Day): Temporal.PlainDate {
  // Temporal alone would take `20240220` and a day with an hour, too.
  if (!form.test(day) && !longForm.test(day))
    throw new RangeError(`'${day}' is not a day such as 2024-02-20`);
  return Temporal.PlainDate.from(day);
}

/**
 * The day so many calendar days later, or earlier when negative.
 * @throws RangeError if the text is no day.
 */
export function addDays(day: Day, days: number): Day {
  return dayNumbered(numberOf(day) + days);
}

/**
 * Calendar days from one day to another, the first not counted and the last counted: `2024-02-20` to
 * `2024-02-22` is 2, and back it is -2.
 * @throws RangeError if a text is no day.
 */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

/**
 * The same day so many months later, or earlier when negative; the last of a month that is too short to have
 * it: a month after 31 January is 29 February in a leap year.
 * @throws RangeError if the text is no day.
 */
export function addMonths(day: Day, months: number): Day {
  return plainDate(day).add({ months }).toString();
}

/** The day of the week, as ISO 8601 numbers them: 1 is Monday, 7 Sunday. */
export function weekday(day: Day): number {
  return plainDate(day).dayOfWeek;
}
