import fc from 'fast-check';
import type { Day } from './day.js';

const years = {
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2060-12-31T23:59:59Z'),
  noInvalidDate: true,
};

/** Every instant of the years the calendar is for, in milliseconds. */
export const anInstantMs = fc.date(years).map((date) => date.getTime());

/** Every day of them: counted by `Date`, which knows nothing of what is tested. */
export const aDay: fc.Arbitrary<Day> = fc
  .date(years)
  .map((date) => date.toISOString().slice(0, 10));

/** All days of them, in order. */
export const allDays: readonly Day[] = Array.from({ length: 22_281 }, (_, index) =>
  new Date(years.min.getTime() + index * 86_400_000).toISOString().slice(0, 10),
);
