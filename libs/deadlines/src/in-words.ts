import { type Day, dayInWords as wordsOfDay } from '#calendar';
import type { DeadlineTemplate, TemplateStep, Words } from './deadline-template.js';
import type { Derivation, SkippedDay } from './derivation.js';

type Language = keyof Words;

/**
 * How a day was found, for a person to read: `20 giorni di avviso + 15 giorni per la relazione prima del 28
 * febbraio 2025 (data obiettivo di approvazione); saltati il 25 aprile e il 1 maggio.`
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

/** Up to a day: `al 20 aprile 2027`, `all’8 maggio 2027`, `to 8 May 2027`. */
export function upToInWords(day: Day, language: Language): string {
  const words = dayInWords(day, language);
  return language === 'it' ? articled(day, words, 'al ') : `to ${words}`;
}

/** A day as it stands in a sentence: `il 1 maggio`, `l’8 marzo 2025`; in English without an article. */
export function dayWithArticle(day: Day, language: Language, beside?: Day): string {
  const words = dayInWords(day, language, beside);
  return language === 'it' ? articled(day, words, 'il ') : words;
}

export function bothLanguages(write: (language: Language) => string): Words {
  return { it: write('it'), en: write('en') };
}

/** `uno, due e tre`. */
export function listInWords(items: readonly string[], language: Language): string {
  return lists[language].format(items);
}

function counted(template: DeadlineTemplate, { anchor, steps }: Derivation, language: Language) {
  const name = [template.anchor[language], ...(anchor.act === undefined ? [] : [anchor.act])];
  const from = `${dayInWords(anchor.day, language)} (${name.join(', ')})`;
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
  const day = dayWithArticle(from, language, due);
  if (language === 'en') {
    return `${day} is no working day, so the ${to < from ? 'one before it' : 'next one'}`;
  }
  return `${day} non si lavora, quindi il giorno lavorativo ${
    to < from ? 'precedente' : 'seguente'
  }`;
}

/**
 * In the order of the days: Saturdays and Sundays by their number, where the first of them is, and everything
 * else by its day.
 */
function skippedInWords(skipped: readonly SkippedDay[], due: Day, language: Language): string {
  const weekends = skipped.filter(({ kind }) => isWeekend(kind));
  const items = skipped
    .filter((each) => !isWeekend(each.kind) || each === weekends[0])
    .map(({ day, kind }) =>
      isWeekend(kind) ? weekendsInWords(weekends, language) : dayWithArticle(day, language, due),
    );
  const list = listInWords(items, language);
  if (language === 'en') return `skipped ${list}`;
  if (skipped.length > 1) return `saltati ${list}`;
  return `${skipped[0]?.kind === 'sunday' ? 'saltata' : 'saltato'} ${list}`;
}

/** `un sabato`, `una domenica`, `4 giorni di fine settimana`. */
function weekendsInWords(weekends: readonly SkippedDay[], language: Language): string {
  const [first] = weekends;
  if (weekends.length === 1)
    return single[first?.kind === 'sunday' ? 'sunday' : 'saturday'][language];
  const days = weekends.length;
  return language === 'it' ? `${days} giorni di fine settimana` : `${days} days of weekends`;
}

const isWeekend = (kind: string): boolean => kind === 'saturday' || kind === 'sunday';

const single: Readonly<Record<'saturday' | 'sunday', Words>> = {
  saturday: { it: 'un sabato', en: 'a Saturday' },
  sunday: { it: 'una domenica', en: 'a Sunday' },
};

const relations = {
  before: { it: (day: Day) => articled(day, '', 'prima del '), en: 'before ' },
  after: { it: (day: Day) => articled(day, '', 'dopo il '), en: 'after ' },
} as const;

const nameless: Readonly<Record<TemplateStep['count'], Words>> = {
  calendar: { it: 'giorni', en: 'days' },
  working: { it: 'giorni lavorativi', en: 'working days' },
};

type Article = 'il ' | 'prima del ' | 'dopo il ' | 'al ';

/** The article that a day takes in Italian: `l’8 marzo`, `l’11 aprile`, and otherwise `il`. */
function articled(day: Day, words: string, otherwise: Article): string {
  const number = Number(day.slice(8));
  if (number !== 8 && number !== 11) return `${otherwise}${words}`;
  return `${otherwise.replace(/([ae])l $/, '$1ll’').replace(/il $/, 'l’')}${words}`;
}

const lists = {
  it: new Intl.ListFormat('it-IT', { type: 'conjunction' }),
  en: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
};
