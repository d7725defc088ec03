import type { RefusalTexts } from '../refusal-text.js';

/** Erasing a person. */
export const erasureRefusals = {
  'one-subject': {
    kind: 'rule',
    it: 'Indica la persona, oppure il contributo con il suo ciclo: una cosa sola.',
    en: 'Name the person, or else the contribution with its cycle: one of the two.',
  },
  'still-in-office': {
    kind: 'rule',
    it: '{personId} ha ancora un ruolo, o ne avrà uno: i dati di chi è in carica restano. Prima revoca i ruoli o registra la cessazione.',
    en: '{personId} still has a role, or will have one: the data of office holders stay. First revoke the roles or record that they left.',
    law: 'Reg. UE 2016/679 art. 17 par. 3',
  },
  'nothing-sealed': {
    kind: 'absence',
    it: 'Nel contributo {contributionId} non ci sono dati che si possano cancellare così: se l’ha presentato una persona con un account, indica la persona.',
    en: 'In the contribution {contributionId} there are no data that could be erased like this: if a person with an account submitted it, name the person.',
  },
} as const satisfies RefusalTexts;
