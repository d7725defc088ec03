/** The days of a workbook: counted from 1900, with a 29 February 1900 that never was, or from 1904. */
export type DateSystem = 1900 | 1904;

const DAY_MS = 86_400_000;
const LAST_DAY = '9999-12-31';
/** The day that Lotus 1-2-3 invented, and Excel kept. */
const NO_DAY = 60;

/** The day of a serial number; undefined if the calendar has none for it. A fraction is the time of day. */
export function dayOfSerial(serial: number, system: DateSystem): string | undefined {
  const count = Math.floor(serial);
  if (system === 1904) return dayAfter(Date.UTC(1904, 0, 1), count);
  if (count < 1 || count === NO_DAY) return undefined;
  return dayAfter(Date.UTC(1899, 11, count < NO_DAY ? 31 : 30), count);
}

/** The serial number of a day in the system of 1900; undefined for a day before it begins. */
export function serialOfDay(day: string): number | undefined {
  const since = (startMs: number): number => Math.round((Date.parse(day) - startMs) / DAY_MS);
  const early = since(Date.UTC(1899, 11, 31));
  if (early < 1) return undefined;
  return early < NO_DAY ? early : since(Date.UTC(1899, 11, 30));
}

function dayAfter(startMs: number, days: number): string | undefined {
  if (days < 0 || days > 3_000_000) return undefined;
  const day = new Date(startMs + days * DAY_MS).toISOString().slice(0, 10);
  return day.startsWith('+') || day > LAST_DAY ? undefined : day;
}
