import type { Holiday } from './holiday.js';

/** The feast of the saint of a municipality, on which its offices are closed. */
export interface PatronSaint extends Holiday {
  /** How data name the municipality: `livorno`. For ever, like an id. */
  readonly municipality: string;
  readonly name: string;
}

/**
 * Only those for which there is a source. An office of another municipality says the feast of its saint as a
 * closure.
 */
export const patronSaints: readonly PatronSaint[] = [
  {
    ...{ municipality: 'livorno', name: 'Livorno', rule: { on: '05-22' }, from: 1949 },
    ...{ it: 'Santa Giulia, patrona di Livorno', en: 'Saint Julia, patron of Livorno' },
    law: 'CCNL Funzioni locali 16 novembre 2022, art. 38',
  },
];
