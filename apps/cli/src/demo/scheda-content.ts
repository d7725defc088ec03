import { addDays, addMonths, isDay } from '#calendar';
import { valueSets } from '#planning';
import type { FundedProject, PeriodData, RegisterRow } from './activities.js';
import { demonstration } from './story-days.js';

/** The fields of a scheda, as the schema of the definition names them. */
export type Content = Readonly<Record<string, unknown>>;

/** Titles have at most this many characters. */
const TITLE_LENGTH = 200;

/** What the documents do not say about a row, and a scheda cannot be submitted without. */
const choices = demonstration(
  'Programma, settore e tipo sono scelti a rotazione: il documento non lega le attività ai programmi.',
);

/** A scheda out of a row of the co-design register: its words, and nothing made of them. */
export function contentOfRow(row: RegisterRow, sectorTurn: number): Content {
  const { id, attivita_leggibile: activity, stato_testo: state, periodo_testo: period } = row;
  return {
    title: cut(activity),
    description: `${activity}\n\nStato nel prospetto: ${state}. Periodo: ${period}.\n\n${choices}`,
    sector: turn(Object.keys(valueSets.sectors), sectorTurn),
    holder: holderOf(row.soggetto_titolare),
    kind: ['planned', 'award_started'].includes(row.stato_normalizzato) ? 'NEW' : 'CONSOLIDATED',
    partners: row.soggetti_coinvolti,
    coDesignIds: [id],
    ...periodOf(row.periodo),
    ...unsaid,
  };
}

/** A scheda out of a funded project that the documents name, with its amount to the cent. */
export function contentOfProject(
  project: FundedProject,
  name: string,
  sectorTurn: number,
): Content {
  const { id, what, service, period_text: period, amount_text: amount, funder } = project;
  return {
    title: cut(name),
    description: `${what}\n\n${service}\n\nPeriodo: ${period}.\n\n${choices}`,
    sector: turn(Object.keys(valueSets.sectors), sectorTurn),
    holder: 'AUSL',
    kind: 'NEW',
    resources: [
      {
        source: funder?.includes('FSE') ? 'UE' : 'ALTRO',
        ...(funder !== null && { fund: funder }),
        amount: euro(amount),
        note: funder === null ? 'Il documento non dice chi finanzia.' : `Nel documento: ${amount}`,
      },
    ],
    fundedProjectIds: [id],
    ...periodOf(project.period),
    ...unsaid,
  };
}

/** A scheda whose text is made up, since the documents name no further activity. */
export function madeUpContent(
  number: string,
  count: number,
  needId: string,
  turns: number,
): Content {
  return {
    title: `Scheda dimostrativa n. ${number}`,
    description: demonstration(
      `Il documento dà il numero delle attività (${count}) e non le nomina: questo testo è inventato.`,
    ),
    sector: turn(Object.keys(valueSets.sectors), turns),
    holder: turn(Object.keys(valueSets.holders), turns),
    kind: turn(Object.keys(valueSets.schedaKinds), turns),
    needIds: [needId],
    indicators: [inventedIndicator],
    start: '2024-01-01',
    end: '2024-12-31',
    periodPrecision: 'year',
  };
}

export const inventedIndicator = {
  name: 'Indicatore dimostrativo',
  target: '100',
  source: 'inventato per la dimostrazione',
};

/** What a scheda may leave out if it says why. */
const unsaid = {
  noNeedReason: 'Il documento non lega l’attività a un bisogno del Profilo di salute.',
  noIndicatorReason: 'Il documento non riporta indicatori.',
};

/** `€ 356.240,00` as the schema writes it, `356240.00`; digits only, never a float. */
export function euro(text: string): string {
  return text.replace(/[^\d,]/g, '').replace(',', '.');
}

function cut(text: string): string {
  return text.length <= TITLE_LENGTH ? text : `${text.slice(0, TITLE_LENGTH - 1)}…`;
}

function turn(list: readonly string[], turns: number): string | undefined {
  return list[turns % list.length];
}

function holderOf(words: string): string {
  if (words.startsWith('AUSL')) return 'AUSL';
  return words.startsWith('Comuni') ? 'COMUNI_DELLA_ZONA' : 'COMUNE';
}

/** Days out of days, months or years; the precision says which. Where there is none, the year of the plan. */
function periodOf({ from, to, precision }: PeriodData): Content {
  if (from === null || to === null || precision === null) {
    return { start: '2024-01-01', end: '2024-12-31', periodPrecision: 'year' };
  }
  return { start: firstDay(from), end: lastDay(to), periodPrecision: precision };
}

const firstDay = (date: string): string => `${date}-01-01`.slice(0, 10);

function lastDay(date: string): string {
  if (isDay(date)) return date;
  return addDays(addMonths(firstDay(date), date.includes('-') ? 1 : 12), -1);
}
