import type { RefusalTexts } from '../refusal-text.js';

/** The register of co-design. */
export const coDesignRefusals = {
  'co-design-row-not-found': {
    kind: 'absence',
    it: 'La riga di co-progettazione {id} non è nel registro.',
    en: 'The co-design {id} is not in the register.',
  },
  'co-design-step-not-possible': {
    kind: 'rule',
    it: 'La riga è «{from}» e non può diventare «{to}». Da qui può diventare: {possible}.',
    en: 'The row stands at “{from}” and cannot become “{to}”. From here it can become: {possible}.',
  },
  'already-said': {
    kind: 'rule',
    it: 'Il campo {field} ha già un valore: si completa solo ciò che manca.',
    en: 'The field {field} has a value already: only what is missing can be filled in.',
  },
  'already-renewed': {
    kind: 'rule',
    it: 'La riga {id} ha già il suo rinnovo.',
    en: 'The row {id} has its renewal already.',
  },
} as const satisfies RefusalTexts;
