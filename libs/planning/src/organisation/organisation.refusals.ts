import type { RefusalTexts } from '../refusal-text.js';

/** Units and their heads. */
export const organisationRefusals = {
  'register-exists': {
    kind: 'conflict',
    it: 'La zona tiene già questo registro: {registerId}.',
    en: 'The zone already keeps this register: {registerId}.',
  },
  'unit-not-found': {
    kind: 'absence',
    it: 'L’unità {id} non è nel registro dell’organizzazione.',
    en: 'The unit {id} is not in the register of the organisation.',
  },
  'unit-not-active': {
    kind: 'rule',
    it: 'L’unità {unit} è confluita in un’altra o è chiusa: indica un’unità attiva.',
    en: 'The unit {unit} was merged into another or closed: name an active unit.',
  },
  'unit-not-closed': {
    kind: 'rule',
    it: 'L’unità {unit} non è chiusa: le sue schede restano sue. Togli l’unità dall’elenco.',
    en: 'The unit {unit} is not closed: its schede stay with it. Leave the unit out of the list.',
  },
  'same-unit': {
    kind: 'rule',
    it: 'L’unità {unit} non può confluire in sé stessa.',
    en: 'The unit {unit} cannot be merged into itself.',
  },
  'unit-has-no-head': {
    kind: 'rule',
    it: 'Oggi l’unità {unit} non ha un responsabile da sostituire: nominane uno con un atto.',
    en: 'Today the unit {unit} has no head to stand in for: name one, by act.',
  },
  'closure-not-found': {
    kind: 'absence',
    it: 'La chiusura {id} non è nel calendario dell’ufficio.',
    en: 'The closure {id} is not in the calendar of the office.',
  },
  'closure-too-long': {
    kind: 'rule',
    it: 'Dal {from} al {to} sono più di {days} giorni: controlla gli anni.',
    en: 'From {from} to {to} there are more than {days} days: check the years.',
  },
  'unit-closed': {
    kind: 'authority',
    it: 'L’unità è chiusa: le sue schede vanno riassegnate dall’Ufficio di Piano.',
    en: 'The unit is closed: the planning office has to reassign its schede.',
  },
  'not-head-of-unit': {
    kind: 'authority',
    it: 'Nel registro dell’organizzazione il responsabile di questa unità, oggi, è un’altra persona.',
    en: 'In the register of the organisation the head of this unit, today, is somebody else.',
  },
  'not-head-on-that-day': {
    kind: 'authority',
    it: 'Per il registro dell’organizzazione il {day} il responsabile di questa unità era un’altra persona: lo registra chi lo era, oppure dagli un giorno da quando lo sei tu.',
    en: 'In the register of the organisation the head of this unit was somebody else on {day}: whoever it was records it, or give it a day since when it is you.',
  },
} as const satisfies RefusalTexts;
