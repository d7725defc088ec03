import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import type { Language } from '../words/language.js';

const short = {
  it: new Intl.DateTimeFormat('it-IT', { day: 'numeric', month: 'short', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }),
};
const shortWithYear = {
  it: new Intl.DateTimeFormat('it-IT', { dateStyle: 'medium', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }),
};

/** A day for a column of a table, `20 mar`; with its year where that is another one. The whole of it is its title. */
export function ShortDay({
  day,
  today,
  language,
}: {
  readonly day: string;
  readonly today: string;
  readonly language: Language;
}): JSX.Element {
  const format = day.slice(0, 4) === today.slice(0, 4) ? short : shortWithYear;
  return (
    <time dateTime={day} title={dayInWords(day, language, 'full')} class="day">
      {format[language].format(Date.parse(day))}
    </time>
  );
}
