import type { Day } from './day.js';
import { remembering } from './remembering.js';
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
  return formats[language][form](day);
}

function formatsOf(locale: string): Readonly<Record<DayForm, (day: Day) => string>> {
  const format = (form: DayForm) => {
    const inWords = new Intl.DateTimeFormat(locale, { ...forms[form], timeZone: ROME });
    // A list says the same days again and again.
    return remembering((day: Day) => inWords.format(startOfDayMs(day)), 5_000);
  };
  return {
    short: format('short'),
    weekday: format('weekday'),
    long: format('long'),
    full: format('full'),
  };
}
