import type { RefusalTexts } from '../refusal-text.js';

/** Questions. */
export const questionRefusals = {
  'question-not-found': {
    kind: 'absence',
    it: 'La domanda {id} non esiste.',
    en: 'There is no question {id}.',
  },
} as const satisfies RefusalTexts;
