import type { RefusalTexts } from '../refusal-text.js';

/** A second person has to look. */
export const fourEyesRefusals = {
  'same-hands': {
    kind: 'rule',
    it: 'Qui serve un secondo sguardo: decide una persona che non abbia già chiesto, proposto o preparato questo atto, né agito per chi l’ha fatto.',
    en: 'This needs a second look: somebody must decide who has not asked for it, proposed it or prepared it, nor acted for whoever did.',
  },
} as const satisfies RefusalTexts;
