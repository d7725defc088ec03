import type { Holiday } from './holiday.js';

/** The feast of the saint of a municipality, on which its offices are closed. */
export interface PatronSaint extends Holiday {
  /** How data name the municipality: `livorno`. For ever, like an id. */
  readonly municipality: string;
  readonly name: string;
}

const contract = {
  from: 1995,
  law: 'CCNL Regioni e autonomie locali 6 luglio 1995, art. 18, c. 6',
};

/**
 * Only those for which there is a source (docs/decisions/calendar.md names it). An office elsewhere says the
 * feast of its saint as a closure. What makes it a day off is the contract of work, not a law.
 */
export const patronSaints: readonly PatronSaint[] = [
  {
    ...{ municipality: 'livorno', name: 'Livorno', rule: { on: '05-22' }, ...contract },
    ...{ it: 'Santa Giulia, patrona di Livorno', en: 'Saint Julia, patron of Livorno' },
  },
  {
    ...{ municipality: 'collesalvetti', name: 'Collesalvetti', rule: { on: '06-16' }, ...contract },
    it: 'Santi Quirico e Giulitta, patroni di Collesalvetti',
    en: 'Saints Quiricus and Julietta, patrons of Collesalvetti',
  },
  {
    ...{ municipality: 'capraia-isola', name: 'Capraia Isola', rule: { on: '12-06' }, ...contract },
    ...{ it: 'San Nicola, patrono di Capraia Isola', en: 'Saint Nicholas, patron of Capraia' },
  },
];
