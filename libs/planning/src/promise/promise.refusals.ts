import type { RefusalTexts } from '../refusal-text.js';

/** Promises. */
export const promiseRefusals = {
  'promise-not-found': {
    kind: 'absence',
    it: 'L’impegno {id} non esiste.',
    en: 'There is no promise {id}.',
  },
} as const satisfies RefusalTexts;
