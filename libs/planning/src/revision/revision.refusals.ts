import type { RefusalTexts } from '../refusal-text.js';

/** Changing a plan that is in force. */
export const revisionRefusals = {
  'only-by-revision': {
    kind: 'moment',
    it: 'La scheda {code} è già stata approvata: si cambia, o esce dal piano, solo con una revisione deliberata.',
    en: 'The scheda {code} was already approved: only a deliberated revision changes it or takes it out of the plan.',
  },
  'scheda-not-in-plan': {
    kind: 'rule',
    it: 'La scheda {code} è «{state}»: una revisione riprende solo schede approvate e in attuazione.',
    en: 'The scheda {code} is “{stateEn}”: a revision takes up only schede that are approved and being carried out.',
  },
  'scheda-not-in-proposal': {
    kind: 'rule',
    it: 'La scheda {code} non è nella proposta su cui l’organo ha deliberato: una prescrizione si rivolge a schede che vi sono.',
    en: 'The scheda {code} is not in the proposal that the organ deliberated: a prescription is addressed to schede that are.',
  },
  'not-in-revision': {
    kind: 'rule',
    it: 'La scheda {code} non è fra quelle che la revisione modifica o toglie.',
    en: 'The scheda {code} is not one of those the revision amends or drops.',
  },
  'amendment-not-left-out': {
    kind: 'rule',
    it: 'La scheda {code} è nel piano in vigore: per lasciarla com’è, toglila dalla revisione.',
    en: 'The scheda {code} is in the plan in force: to leave it as it is, take it out of the revision.',
  },
  'revision-changes-nothing': {
    kind: 'rule',
    it: 'La revisione non cambia nulla del piano in vigore: non c’è nulla da deliberare.',
    en: 'The revision changes nothing in the plan in force: there is nothing to deliberate.',
  },
  'revision-verified': {
    kind: 'rule',
    it: 'La revisione {number} è verificata e comprende tutto il piano: prima va deliberata o restituita.',
    en: 'Revision {number} is verified and holds the whole plan: it must first be deliberated or returned.',
  },
} as const satisfies RefusalTexts;
