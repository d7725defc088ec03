import type { RefusalTexts } from '../refusal-text.js';

/** Which plan it is that is published, deposited or closed. */
export const publicationRefusals = {
  'other-plan': {
    kind: 'conflict',
    it: 'L’impronta indicata non è quella del piano in vigore: rileggi il piano.',
    en: 'The fingerprint given is not that of the plan in force: read the plan again.',
  },
} as const satisfies RefusalTexts;
