import type { RefusalTexts } from '../refusal-text.js';

/** Writing, checking and withdrawing a scheda. */
export const schedaRefusals = {
  'scheda-not-found': {
    kind: 'absence',
    it: 'La scheda {id} non esiste.',
    en: 'There is no scheda {id}.',
  },
  'scheda-invalid': {
    kind: 'rule',
    it: 'Punti da sistemare nella scheda: {count}. Il primo: {first}.',
    en: 'Points to mend in the scheda: {count}. The first: {firstEn}.',
  },
  'own-scheda': {
    kind: 'rule',
    it: 'Chi ha scritto o trasmesso la scheda non può verificarla: serve un’altra persona.',
    en: 'Who wrote or submitted the scheda may not check it: another person is needed.',
  },
  'own-unit-head': {
    kind: 'rule',
    it: 'Il responsabile della scheda non può verificarla né giudicarne il rendiconto: serve un’altra persona.',
    en: 'The head responsible for the scheda may neither check it nor judge the report on it: another person is needed.',
  },
  'other-needs-text': {
    kind: 'rule',
    it: 'Con il motivo «Altro» serve un testo che lo spieghi.',
    en: 'The reason “other” needs a text that explains it.',
  },
  'same-assignee': {
    kind: 'rule',
    it: 'La scheda è già di questa unità e di questa persona.',
    en: 'The scheda already belongs to this unit and person.',
  },
  'same-programme': {
    kind: 'rule',
    it: 'La scheda è già in questo programma.',
    en: 'The scheda already belongs to this programme.',
  },
  'checker-becomes-head': {
    kind: 'rule',
    it: 'Chi ha verificato la scheda non può diventarne responsabile: scegli un’altra persona.',
    en: 'Who checked the scheda cannot become its responsible head: choose another person.',
  },
  'checked-moves-by-office': {
    kind: 'rule',
    it: 'La scheda {code} è già verificata: può spostarla o riassegnarla solo il coordinamento dell’Ufficio di Piano. Chiedilo a loro.',
    en: 'The scheda {code} is already checked: only the coordinator of the planning office may move or reassign it. Ask there.',
  },
  'withdrawal-not-requested': {
    kind: 'rule',
    it: 'Nessuno ha chiesto di ritirare la scheda.',
    en: 'Nobody has asked to withdraw the scheda.',
  },
  'withdrawal-already-requested': {
    kind: 'rule',
    it: 'Il ritiro della scheda è già stato chiesto.',
    en: 'The withdrawal of the scheda has already been requested.',
  },
} as const satisfies RefusalTexts;
