import { Temporal } from './temporal.js';

/** A day of the calendar, `2024-02-20`: no hour, no zone. Days sort as their texts do. */
export type Day = string;

const form = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day that exists: `2024-02-29` is one, `2023-02-29` and `2024-2-9` are not. */
export function isDay(text: string): text is Day {
  if (!form.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  try {
    Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** @throws RangeError if the text is no day. */
export function plainDate(day: Day): Temporal.PlainDate {
  // Temporal alone would take `20240220` and a day with an hour, too.
  if (!form.test(day)) throw new RangeError(`'${day}' is not a day such as 2024-02-20`);
  return Temporal.PlainDate.from(day);
}

/** The day so many calendar days later, or earlier when negative. */
export function addDays(day: Day, days: number): Day {
  return plainDate(day).add({ days }).toString();
}

/**
 * Calendar days from one day to another, the first not counted and the last counted: `2024-02-20` to
 * `2024-02-22` is 2, and back it is -2.
 */
export function daysBetween(from: Day, to: Day): number {
  return plainDate(from).until(plainDate(to), { largestUnit: 'day' }).days;
}
