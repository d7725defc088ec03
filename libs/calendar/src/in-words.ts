import type { Day } from './day.js';
import { ROME, startOfDayMs } from './rome.js';

/** `1 maggio`, `giovedì 1 maggio`, `1 maggio 2025`, `giovedì 1 maggio 2025`. */
export type DayForm = 'short' | 'weekday' | 'long' | 'full';

const forms = {
  short: { day: 'numeric', month: 'long' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  long: { dateStyle: 'long' },
  full: { dateStyle: 'full' },
} as const satisfies Readonly<Record<DayForm, Intl.DateTimeFormatOptions>>;

const formats = { it: formatsOf('it-IT'), en: formatsOf('en-GB') };

/**
 * A day as a person says it.
 * @throws RangeError if the text is no day
 */
export function dayInWords(day: Day, language: 'it' | 'en', form: DayForm = 'long'): string {
  return formats[language][form].format(startOfDayMs(day));
}

function formatsOf(locale: string): Readonly<Record<DayForm, Intl.DateTimeFormat>> {
  const format = (form: DayForm) =>
    new Intl.DateTimeFormat(locale, { ...forms[form], timeZone: ROME });
  return {
    short: format('short'),
    weekday: format('weekday'),
    long: format('long'),
    full: format('full'),
  };
}
