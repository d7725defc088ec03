import type { JSX } from 'preact';
import { dayInWords, daysBetween } from '#calendar';
import type { Language } from '../words/language.js';

const relative = {
  it: new Intl.RelativeTimeFormat('it-IT', { numeric: 'auto' }),
  en: new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' }),
};

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
  const distance = relative[language].format(daysBetween(today, day), 'day');
  return (
    <time dateTime={day}>
      {dayInWords(day, language, 'full')} ({distance})
    </time>
  );
}
