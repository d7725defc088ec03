import { type Day, dayInWords as wordsOfDay } from '#calendar';
import type { DeadlineTemplate, TemplateStep, Words } from './deadline-template.js';
import type { Derivation, SkippedDay } from './derivation.js';

type Language = keyof Words;

/**
 * How a day was found, for a person to read: `20 giorni di avviso + 15 giorni per la relazione prima del 28
 * febbraio 2025 (data obiettivo di approvazione); saltati 25 aprile e 1 maggio.`
 * @param template that of the key the derivation names, as the definition of the cycle has it
 */
export function derivationInWords(template: DeadlineTemplate, derivation: Derivation): Words {
  return bothLanguages((language) => {
    const parts = [counted(template, derivation, language)];
    const { rolled, skipped, due } = derivation;
    if (rolled) parts.push(rolledInWords(rolled, due, language));
    if (skipped.length > 0) parts.push(skippedInWords(skipped, due, language));
    return `${parts.join('; ')}.`;
  });
}

/** A day with its month and, unless it is that of `beside`, its year: `1 maggio`, `28 febbraio 2025`. */
export function dayInWords(day: Day, language: Language, beside?: Day): string {
  const withYear = beside?.slice(0, 4) !== day.slice(0, 4);
  return wordsOfDay(day, language, withYear ? 'long' : 'short');
}

export function bothLanguages(write: (language: Language) => string): Words {
  return { it: write('it'), en: write('en') };
}

/** `uno, due e tre`. */
export function listInWords(items: readonly string[], language: Language): string {
  return lists[language].format(items);
}

function counted(template: DeadlineTemplate, { anchor, steps }: Derivation, language: Language) {
  const from = `${dayInWords(anchor.day, language)} (${template.anchor[language]})`;
  if (steps.length === 0) return from;
  const byName = new Map(template.steps.map((each) => [each.step, each]));
  const sum = steps
    .map(({ step, days, count }) => `${days} ${named(byName.get(step), count, language)}`)
    .join(' + ');
  const { it, en } = relations[template.direction];
  const relation = language === 'it' ? it(anchor.day) : en;
  return `${sum} ${relation}${from}`;
}

/** What the days of a step are for; of one that the template does not have any more, that they are days. */
function named(
  template: TemplateStep | undefined,
  count: TemplateStep['count'],
  language: Language,
): string {
  return (template ?? nameless[count])[language];
}

function rolledInWords(
  { from, to }: NonNullable<Derivation['rolled']>,
  due: Day,
  language: Language,
): string {
  const day = dayInWords(from, language, due);
  if (language === 'en') {
    return `${day} is no working day, so the ${to < from ? 'one before it' : 'next one'}`;
  }
  return `${articled(from, day, 'il ')} non si lavora, quindi il giorno lavorativo ${
    to < from ? 'precedente' : 'seguente'
  }`;
}

/** Saturdays and Sundays by their number, everything else by its day. */
function skippedInWords(skipped: readonly SkippedDay[], due: Day, language: Language): string {
  const weekend = skipped.filter(({ kind }) => isWeekend(kind)).length;
  const named = skipped
    .filter(({ kind }) => !isWeekend(kind))
    .map(({ day }) => dayInWords(day, language, due));
  const words = weekends[language];
  const all = weekend > 0 ? [words(weekend), ...named] : named;
  const list = listInWords(all, language);
  if (language === 'en') return `skipped ${list}`;
  return skipped.length === 1 ? `saltato ${list}` : `saltati ${list}`;
}

const isWeekend = (kind: string): boolean => kind === 'saturday' || kind === 'sunday';

const weekends: Readonly<Record<Language, (days: number) => string>> = {
  it: (days) => (days === 1 ? '1 giorno di fine settimana' : `${days} giorni di fine settimana`),
  en: (days) => (days === 1 ? '1 day of a weekend' : `${days} days of weekends`),
};

const relations = {
  before: { it: (day: Day) => articled(day, '', 'prima del '), en: 'before ' },
  after: { it: (day: Day) => articled(day, '', 'dopo il '), en: 'after ' },
} as const;

const nameless: Readonly<Record<TemplateStep['count'], Words>> = {
  calendar: { it: 'giorni', en: 'days' },
  working: { it: 'giorni lavorativi', en: 'working days' },
};

/** The article that a day takes in Italian: `l’8 marzo`, `l’11 aprile`, and otherwise `il`. */
function articled(day: Day, words: string, otherwise: 'il ' | 'prima del ' | 'dopo il '): string {
  const number = Number(day.slice(8));
  if (number !== 8 && number !== 11) return `${otherwise}${words}`;
  return `${otherwise.replace(/del $/, 'dell’').replace(/il $/, 'l’')}${words}`;
}

const lists = {
  it: new Intl.ListFormat('it-IT', { type: 'conjunction' }),
  en: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
};
