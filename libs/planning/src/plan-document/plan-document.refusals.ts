import type { RefusalTexts } from '../refusal-text.js';

/** Documents and their protocol. */
export const planDocumentRefusals = {
  'document-not-found': {
    kind: 'absence',
    it: 'Il documento {id} non è nel registro.',
    en: 'The document {id} is not in the register.',
  },
  'protocol-already-set': {
    kind: 'rule',
    it: 'Il documento ha già il protocollo {number}: un numero si dà una volta sola.',
    en: 'The document already has the protocol number {number}: a number is given once.',
    law: 'DPR 445/2000 art. 57',
  },
  'protocol-year-wrong': {
    kind: 'rule',
    it: 'Il protocollo {number} è dell’anno {year}, ma la sua data è {date}.',
    en: 'The protocol number {number} is of {year}, but its date is {date}.',
    law: 'DPR 445/2000 art. 57',
  },
} as const satisfies RefusalTexts;
