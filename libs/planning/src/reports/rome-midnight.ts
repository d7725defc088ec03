import { romeDay } from '../command/days.js';

const HOUR_MS = 3_600_000;

/** The instant at which a day begins in Europe/Rome, in milliseconds since 1970 (UTC). */
export function romeMidnightMs(day: string): number {
  const utcMs = Date.parse(`${day}T00:00:00Z`);
  // Rome is two hours ahead of UTC in summer, one in winter.
  const summerMs = utcMs - 2 * HOUR_MS;
  return romeDay(summerMs) === day ? summerMs : utcMs - HOUR_MS;
}
