import type { JSX } from 'preact';
import { dayInWords, daysBetween } from '#calendar';
import type { Language } from '../words/language.js';

const relative = {
  it: new Intl.RelativeTimeFormat('it-IT', { numeric: 'auto' }),
  en: new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' }),
};

/** How far away a day is: `tra 11 giorni`, `ieri`. Calendar days. */
export function distanceInWords(day: string, today: string, language: Language): string {
  return relative[language].format(daysBetween(today, day), 'day');
}

/** A day, and how far away it is: `mercoledì 20 marzo 2024 (tra 11 giorni)`. Calendar days. */
export function DayFromToday({
  day,
  today,
  language,
}: {
  readonly day: string;
  readonly today: string;
  readonly language: Language;
}): JSX.Element {
  return (
    <time dateTime={day}>
      {dayInWords(day, language, 'full')} ({distanceInWords(day, today, language)})
    </time>
  );
}
