import type { Day } from './day.js';
import { addDays, plainDate } from './day.js';
import { remembering } from './remembering.js';
import { Temporal } from './temporal.js';

/** The zone whose days and hours the office lives by. */
export const ROME = 'Europe/Rome';

const HOUR_MS = 3_600_000;
/** Ten years of them. */
const MOST_HOURS = 100_000;
const daysByHour = new Map<number, Day>();
let lastHour = Number.NaN;
let lastDay: Day = '';

/**
 * The day in Europe/Rome at an instant (milliseconds since 1970, UTC). Rome is whole hours from UTC, in
 * summer and in winter, so a day lasts whole UTC hours: whoever asks for one has learned all of them.
 */
export function romeDay(instantMs: number): Day {
  const hour = Math.floor(instantMs / HOUR_MS);
  if (hour !== lastHour) {
    lastDay = daysByHour.get(hour) ?? learnDayAt(hour);
    lastHour = hour;
  }
  return lastDay;
}

function learnDayAt(hour: number): Day {
  if (daysByHour.size > MOST_HOURS) daysByHour.clear();
  const day = inRome(hour * HOUR_MS)
    .toPlainDate()
    .toString();
  for (let ms = startOfDayMs(day); ms < endOfDayMs(day); ms += HOUR_MS)
    daysByHour.set(ms / HOUR_MS, day);
  return day;
}

/** The hour on the wall in Rome at an instant, `08:05`. */
export function romeTime(instantMs: number): string {
  return inRome(instantMs).toPlainTime().toString({ smallestUnit: 'minute' });
}

/**
 * The instant at which a day begins in Rome, in milliseconds since 1970 (UTC).
 * @throws RangeError if the text is no day.
 */
export const startOfDayMs = remembering(
  (day: Day): number => plainDate(day).toZonedDateTime(ROME).epochMilliseconds,
);

/**
 * The instant at which a day is over in Rome: the first of the next day, so it does not belong to the day
 * any more. What is due on a day is missed from this instant on.
 * @throws RangeError if the text is no day.
 */
export function endOfDayMs(day: Day): number {
  return startOfDayMs(addDays(day, 1));
}

/**
 * The instant at which the wall in Rome shows an hour (`08:00`) on a day. In the night in which the clock
 * goes forward an hour that it skips is taken as the one after; in the night in which it goes back an hour
 * that comes twice is the first of the two.
 * @throws RangeError if they are no day and hour.
 */
export function romeInstantMs(day: Day, time: string): number {
  return onTheWallMs(`${day}T${time}`);
}

const onTheWallMs = remembering((text: string): number => {
  const [day = '', time = ''] = text.split('T');
  if (!/^\d{2}:\d{2}$/.test(time)) throw new RangeError(`'${time}' is not an hour such as 08:00`);
  const date = plainDate(day);
  return date.toZonedDateTime({ timeZone: ROME, plainTime: time }).epochMilliseconds;
});

function inRome(instantMs: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(ROME);
}
