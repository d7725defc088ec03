import type { RefusalTexts } from '../refusal-text.js';

/** Erasing a person. */
export const erasureRefusals = {
  'one-subject': {
    kind: 'rule',
    it: 'Indica la persona, oppure il ciclo con il contributo, la candidatura o la voce di un elenco: una cosa sola.',
    en: 'Name the person, or else the cycle with the contribution, the application or the entry of a list: one of these.',
  },
  'still-in-office': {
    kind: 'rule',
    it: '{personId} ha ancora un ruolo, o ne avrà uno: i dati di chi è in carica restano. Prima revoca i ruoli o registra la cessazione.',
    en: '{personId} still has a role, or will have one: the data of office holders stay. First revoke the roles or record that they left.',
    law: 'Reg. UE 2016/679 art. 17 par. 3',
  },
  'nothing-sealed': {
    kind: 'absence',
    it: 'In {what} non ci sono dati che si possano cancellare così: se è un contributo presentato da una persona con un account, indica la persona.',
    en: 'In {what} there are no data that could be erased like this: if it is a contribution submitted by a person with an account, name the person.',
  },
} as const satisfies RefusalTexts;
