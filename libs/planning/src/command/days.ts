/** Calendar days from one day to another: `2024-02-20` to `2024-02-22` is 2. Days, not instants. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

/** The calendar day so many days later, or earlier when negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const rome = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' });

const HOUR_MS = 3_600_000;
let lastHour = -1;
let lastDay = '';

/**
 * The day in Europe/Rome at an instant (milliseconds since 1970, UTC). Rome is whole hours from UTC, in
 * summer and in winter, so a day lasts whole UTC hours: the last one asked for is remembered.
 */
export function romeDay(instantMs: number): string {
  const hour = Math.floor(instantMs / HOUR_MS);
  if (hour !== lastHour) {
    lastDay = rome.format(instantMs);
    lastHour = hour;
  }
  return lastDay;
}
