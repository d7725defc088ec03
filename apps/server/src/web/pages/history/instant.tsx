import type { JSX } from 'preact';
import { dayInWords, romeDay, romeTime } from '#calendar';
import type { Language } from '../../words/language.js';

/** An instant as people say it, in Rome: `lunedì 29 gennaio 2024, ore 11:02`. @param atMs since 1970, UTC */
export function instantInWords(
  atMs: number,
  language: Language,
  form: 'full' | 'long' | 'short' = 'long',
): string {
  const at = language === 'it' ? 'ore' : 'at';
  return `${dayInWords(romeDay(atMs), language, form)}, ${at} ${romeTime(atMs)}`;
}

/** The same, for programs too. */
export function Instant({
  at,
  language,
  form,
}: {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly language: Language;
  readonly form?: 'full' | 'long' | 'short';
}): JSX.Element {
  return <time dateTime={at}>{instantInWords(Date.parse(at), language, form)}</time>;
}
