import type { RefusalTexts } from '../refusal-text.js';

/** What the organ asked for when it approved. */
export const prescriptionRefusals = {
  'prescription-of-whole-plan': {
    kind: 'authority',
    it: 'La prescrizione riguarda l’intero piano, non le schede di un’unità: vi adempie l’Ufficio di Piano.',
    en: 'The prescription is about the whole plan, not about schede of a unit: the planning office meets it.',
  },
  'prescription-not-found': {
    kind: 'absence',
    it: 'La prescrizione {id} non esiste.',
    en: 'There is no prescription {id}.',
  },
} as const satisfies RefusalTexts;
