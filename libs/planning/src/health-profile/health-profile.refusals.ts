import type { RefusalTexts } from '../refusal-text.js';

/** The health profile, its themes, needs, indicators and editions. */
export const healthProfileRefusals = {
  'theme-not-found': {
    kind: 'absence',
    it: 'Il tema {id} non è nel profilo.',
    en: 'The theme {id} is not in the profile.',
  },
  'theme-reviewed': {
    kind: 'rule',
    it: 'Il tema «{name}» è già riletto: per cambiare ciò che contiene, riscrivine prima il testo.',
    en: 'The theme “{name}” is already reviewed: to change what is in it, write its text anew first.',
  },
  'theme-in-use': {
    kind: 'rule',
    it: 'Nel tema «{name}» ci sono ancora nodi, aspetti o indicatori ({count}): ritirali o spostali prima.',
    en: 'There are still needs or indicators in the theme “{name}” ({count}): withdraw or move them first.',
  },
  'own-theme': {
    kind: 'rule',
    it: 'Chi ha scritto il tema non lo rilegge: serve un’altra persona.',
    en: 'Who wrote the theme does not review it: another person is needed.',
  },
  'need-not-found': {
    kind: 'absence',
    it: 'Il nodo o aspetto {id} non è nel profilo.',
    en: 'The need {id} is not in the profile.',
  },
  'profile-indicator-not-found': {
    kind: 'absence',
    it: 'L’indicatore {id} non è nel profilo.',
    en: 'The indicator {id} is not in the profile.',
  },
  'data-source-not-found': {
    kind: 'absence',
    it: 'La fonte {id} non è nel profilo: aggiungila prima.',
    en: 'The source {id} is not in the profile: add it first.',
  },
  'document-already-attached': {
    kind: 'rule',
    it: 'Il documento «{title}» è già allegato, con la stessa impronta.',
    en: 'The document “{title}” is already attached, with the same fingerprint.',
  },
  'profile-empty': {
    kind: 'rule',
    it: 'Il profilo non ha ancora temi: non c’è un’edizione da proporre.',
    en: 'The profile has no themes yet: there is no edition to propose.',
  },
  'themes-not-reviewed': {
    kind: 'rule',
    it: 'Temi non ancora riletti: {count} (il primo: {first}). Un’edizione si propone quando lo sono tutti.',
    en: 'Themes not reviewed yet: {count} (the first: {first}). An edition is proposed once all of them are.',
  },
  'other-edition': {
    kind: 'conflict',
    it: 'L’impronta indicata non è quella dell’edizione proposta: rileggi l’edizione.',
    en: 'The fingerprint given is not that of the proposed edition: read the edition again.',
  },
  'edition-proposed': {
    kind: 'moment',
    it: 'L’edizione è proposta: ciò che l’organo ha davanti non si corregge. Restituiscila, o correggi quando è congelata.',
    en: 'The edition is proposed: what the organ has before it is not corrected. Return it, or correct once it is frozen.',
  },
  'edition-not-later': {
    kind: 'rule',
    it: 'L’edizione {cycleId} non è di un anno successivo: non può superare questa.',
    en: 'The edition {cycleId} is not of a later year: it cannot supersede this one.',
  },
} as const satisfies RefusalTexts;
