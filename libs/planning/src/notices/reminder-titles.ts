import { dayInWords, daysBetween } from '#calendar';

type Language = 'it' | 'en';

/**
 * What a reminder of a deadline is called: how long there is until its last day, or since. Counted from the day it
 * was sent, since a reminder that falls on a holiday is not sent on the day its rule names.
 * @param task what is to be done by then
 * @param due the last day
 * @param sentOn the day, Europe/Rome
 */
export function reminderTitle(
  task: string,
  { due, sentOn }: { readonly due: string; readonly sentOn: string },
  language: Language,
): string {
  const day = dayInWords(due, language, 'weekday');
  const days = daysBetween(sentOn, due);
  return `${days < 0 ? past[language](-days, day) : ahead[language](days, day)}: ${task}`;
}

const ahead = {
  it: (days: number, day: string) =>
    `${days === 0 ? 'Oggi' : days === 1 ? 'Domani' : `Fra ${days} giorni`} (${day})`,
  en: (days: number, day: string) =>
    `${days === 0 ? 'Today' : days === 1 ? 'Tomorrow' : `In ${days} days`} (${day})`,
};

const past = {
  it: (days: number, day: string) =>
    `Scaduta ${days === 1 ? 'ieri' : `da ${days} giorni`} (${day}), non conclusa`,
  en: (days: number, day: string) =>
    `Due ${days === 1 ? 'yesterday' : `${days} days ago`} (${day}), not done`,
};
