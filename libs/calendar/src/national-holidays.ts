import type { Holiday } from './holiday.js';

const festivities = 'L. 27 maggio 1949, n. 260, art. 2';
const since = { from: 1949, law: festivities };

/** What the law itself says about all Sundays. */
export const sundaysLaw = festivities;

/** The holidays that were over before this day are not in the tables: nothing happened so long ago. */
export const FIRST_DAY = '2000-01-01';

/**
 * The national holidays, each row with the one law that makes it what it is in those years. To add one:
 * docs/decisions/calendar.md.
 */
export const nationalHolidays: readonly Holiday[] = [
  { ...since, rule: { on: '01-01' }, it: 'Capodanno', en: 'New Year’s Day' },
  {
    ...{ rule: { on: '01-06' }, it: 'Epifania', en: 'Epiphany', from: 1986 },
    law: 'D.P.R. 28 dicembre 1985, n. 792, art. 1',
  },
  {
    ...{ rule: { once: '2011-03-17' }, it: '150° dell’Unità d’Italia', from: 2011, until: 2011 },
    en: '150 years of the unity of Italy',
    law: 'D.L. 22 febbraio 2011, n. 5, art. 1, conv. L. 21 aprile 2011, n. 47',
  },
  { ...since, rule: { daysAfterEaster: 1 }, it: 'Lunedì dell’Angelo', en: 'Easter Monday' },
  { ...since, rule: { on: '04-25' }, it: 'Liberazione', en: 'Liberation Day' },
  { ...since, rule: { on: '05-01' }, it: 'Festa del lavoro', en: 'Labour Day' },
  {
    ...{ rule: { firstSundayOf: 6 }, it: 'Festa della Repubblica (prima domenica di giugno)' },
    ...{ en: 'Republic Day (first Sunday of June)', from: 1977, until: 2000 },
    law: 'L. 5 marzo 1977, n. 54, art. 1',
  },
  {
    ...{ rule: { on: '06-02' }, it: 'Festa della Repubblica', en: 'Republic Day', from: 2001 },
    law: 'L. 20 novembre 2000, n. 336, art. 1',
  },
  { ...since, rule: { on: '08-15' }, it: 'Assunzione', en: 'Assumption' },
  {
    ...{ rule: { on: '10-04' }, it: 'San Francesco d’Assisi', en: 'Saint Francis of Assisi' },
    ...{ from: 2026, law: 'L. 8 ottobre 2025, n. 151, art. 1' },
  },
  { ...since, rule: { on: '11-01' }, it: 'Ognissanti', en: 'All Saints’ Day' },
  {
    ...{ rule: { firstSundayOf: 11 }, it: 'Unità nazionale (prima domenica di novembre)' },
    ...{ en: 'National Unity Day (first Sunday of November)', from: 1977 },
    law: 'L. 5 marzo 1977, n. 54, art. 1',
  },
  { ...since, rule: { on: '12-08' }, it: 'Immacolata Concezione', en: 'Immaculate Conception' },
  { ...since, rule: { on: '12-25' }, it: 'Natale', en: 'Christmas Day' },
  { ...since, rule: { on: '12-26' }, it: 'Santo Stefano', en: 'Saint Stephen’s Day' },
];
