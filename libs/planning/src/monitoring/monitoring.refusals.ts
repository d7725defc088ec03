import type { RefusalTexts } from '../refusal-text.js';

/** How the plan is going. */
export const monitoringRefusals = {
  'status-unexplained': {
    kind: 'rule',
    it: 'Per lo stato «{status}» serve un testo che dica perché.',
    en: 'The status “{statusEn}” needs a text that says why.',
  },
  'indicator-unknown': {
    kind: 'rule',
    it: 'La scheda {code} non ha un indicatore che si chiama «{indicator}».',
    en: 'The scheda {code} has no indicator called “{indicator}”.',
  },
  'measured-twice': {
    kind: 'rule',
    it: 'Per l’indicatore «{indicator}» ci sono due valori dello stesso giorno ({date}): lascia quello giusto.',
    en: 'There are two values of the same day ({date}) for the indicator “{indicator}”: keep the right one.',
  },
} as const satisfies RefusalTexts;
