import type { RefusalTexts } from '../refusal-text.js';

const LR40 = 'LR Toscana 40/2005 art. 15';

/** Meetings, contributions, and the categories that have to be heard. */
export const participationRefusals = {
  'meeting-not-found': {
    kind: 'absence',
    it: 'L’incontro {id} non esiste.',
    en: 'There is no meeting {id}.',
  },
  'meeting-in-person-alone': {
    kind: 'rule',
    it: 'L’incontro è in presenza, ma c’è un indirizzo per collegarsi: scegli «Online» o «Mista», oppure togli l’indirizzo.',
    en: 'The meeting is in person, but there is an address to join it at: choose online or mixed, or leave the address out.',
  },
  'delegate-not-present': {
    kind: 'rule',
    it: 'Per delega risulta un ente che non è tra i presenti: segnalo presente, oppure togli la delega.',
    en: 'A body is said to be there by a delegate that is not among those present: name it as present, or leave the delegate out.',
  },
  'material-twice': {
    kind: 'rule',
    it: 'Lo stesso documento è indicato due volte ({title}): basta una.',
    en: 'The same document is named twice ({title}): once is enough.',
  },
  'no-category-heard': {
    kind: 'rule',
    it: 'Indica almeno una categoria ascoltata: senza, l’incontro non vale per la partecipazione.',
    en: 'Name at least one category heard: without one the meeting does not count for participation.',
    law: LR40,
  },
  'observations-too-short': {
    kind: 'rule',
    it: 'Le osservazioni finiscono il {until}, ma il verbale si apre il {from}: indica un giorno successivo, così chi era invitato ha il tempo di leggerlo.',
    en: 'Observations end on {until}, but the minutes are opened on {from}: name a later day, so that whoever was invited has the time to read them.',
  },
  'minutes-under-observation': {
    kind: 'rule',
    it: 'Sul verbale si possono presentare osservazioni fino al {until}: approvalo dal giorno dopo, quando si sa che cosa hanno detto tutti.',
    en: 'Observations on the minutes may be handed in until {until}: approve them from the day after, when it is known what everybody has said.',
  },
  'contribution-not-found': {
    kind: 'absence',
    it: 'Il contributo {id} non esiste.',
    en: 'There is no contribution {id}.',
  },
  'category-already-heard': {
    kind: 'rule',
    it: 'La categoria {category} è già stata ascoltata: non serve un’esenzione.',
    en: 'The category {category} has been heard: no exemption is needed.',
    law: LR40,
  },
  'exemption-not-proposed': {
    kind: 'rule',
    it: 'L’esenzione di {category} va prima proposta dal coordinatore dell’Ufficio di Piano.',
    en: 'The exemption of {category} must first be proposed by the coordinator of the planning office.',
    law: LR40,
  },
  'exemption-already-made': {
    kind: 'rule',
    it: 'L’esenzione di {category} è già stata proposta o decisa.',
    en: 'The exemption of {category} was already proposed or decided.',
    law: LR40,
  },
  'participation-incomplete': {
    kind: 'rule',
    it: 'La partecipazione non è completa: mancano {missing}. Servono incontri tenuti e verbalizzati, o un’esenzione motivata.',
    en: 'Participation is not complete: {missing} missing. Held and minuted meetings are needed, or a reasoned exemption.',
    law: LR40,
  },
} as const satisfies RefusalTexts;
