import type { RefusalTexts } from '../refusal-text.js';

/** Funded projects and what they have to report. */
export const fundedProjectRefusals = {
  'funded-project-not-found': {
    kind: 'absence',
    it: 'Il progetto finanziato {id} non è nel registro.',
    en: 'The funded project {id} is not in the register.',
  },
  'reporting-not-found': {
    kind: 'absence',
    it: 'La rendicontazione {id} non è fra quelle del progetto.',
    en: 'The reporting {id} is not among those of the project.',
  },
  'reporting-already-recorded': {
    kind: 'rule',
    it: 'La rendicontazione {id} è già registrata.',
    en: 'The reporting {id} is already recorded.',
  },
} as const satisfies RefusalTexts;
