import type { RefusalTexts } from '../refusal-text.js';

/** The health profile as a yearly programme takes it in. */
export const knowledgeRefusals = {
  'profile-cycle-not-found': {
    kind: 'absence',
    it: 'Il profilo di salute {cycleId} non esiste in questa zona.',
    en: 'There is no health profile {cycleId} in this zone.',
  },
  'profile-not-frozen': {
    kind: 'rule',
    it: 'Il profilo {cycleId} non è un’edizione congelata e in vigore. Stato attuale: {state}.',
    en: 'The profile {cycleId} is not a frozen edition in force. It stands at: {stateEn}.',
  },
  'profile-unsaid': {
    kind: 'rule',
    it: 'Indica il ciclo del profilo e nient’altro, oppure edizione, titolo e documento.',
    en: 'Name the cycle of the profile and nothing else, or the edition, the title and the document.',
  },
  'profile-not-attached': {
    kind: 'rule',
    it: 'Nessun profilo di salute è allegato: prima di adottarlo va allegato.',
    en: 'No health profile is attached: it is attached before it is adopted.',
  },
  'profile-already-adopted': {
    kind: 'rule',
    it: 'Il profilo di salute allegato è già adottato.',
    en: 'The attached health profile is already adopted.',
  },
} as const satisfies RefusalTexts;
