import type { JSX } from 'preact';
import type { Language } from '../words/language.js';

const formats = {
  it: new Intl.DateTimeFormat('it-IT', { day: 'numeric', month: 'short', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }),
};

/** From one day to another in little space, `15 gen – 9 feb`. Nothing where neither is known. */
export function DaysBetween({
  from,
  to,
  language,
}: {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly language: Language;
}): JSX.Element | null {
  if (from === undefined && to === undefined) return null;
  const inWords = (day: string): string => formats[language].format(Date.parse(day));
  return (
    <span class="days">
      {from !== undefined && <time dateTime={from}>{inWords(from)}</time>} –{' '}
      {to !== undefined && <time dateTime={to}>{inWords(to)}</time>}
    </span>
  );
}
