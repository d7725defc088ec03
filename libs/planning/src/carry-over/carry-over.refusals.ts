import type { RefusalTexts } from '../refusal-text.js';

/** What is brought over from an earlier year. */
export const carryOverRefusals = {
  'not-an-earlier-cycle': {
    kind: 'rule',
    it: 'Si riparte da un ciclo della stessa programmazione e di un anno precedente: {fromCycleId} non lo è.',
    en: 'A new year starts from a cycle of the same kind and of an earlier year: {fromCycleId} is not one.',
  },
  'earlier-cycle-undone': {
    kind: 'rule',
    it: 'Il ciclo {fromCycleId} è {state}: le sue schede non si ripropongono.',
    en: 'The cycle {fromCycleId} is {stateEn}: its schede are not carried over.',
  },
  'nothing-to-carry-over': {
    kind: 'rule',
    it: 'Nel ciclo {fromCycleId} nessun rendiconto di scheda è ancora accettato: non c’è nulla da riproporre. Accetta prima i rendiconti, o imposta il ciclo senza partire da quello.',
    en: 'No report on a scheda of {fromCycleId} has been accepted yet: there is nothing to carry over. Accept the reports first, or draft the cycle without starting from that one.',
  },
  'scheda-not-carried': {
    kind: 'rule',
    it: 'La scheda {code} non si ripropone. {why}.',
    en: 'The scheda {code} is not carried over. In Italian: {why}.',
  },
  'scheda-already-carried': {
    kind: 'conflict',
    it: 'La scheda {code} è già riproposta in questo ciclo, come {newCode}.',
    en: 'The scheda {code} has already been carried over into this cycle, as {newCode}.',
  },
} as const satisfies RefusalTexts;
