import type { RefusalTexts } from '../refusal-text.js';

/** What the rows of all registers of the zone have in common: links, periods, amounts. */
export const zoneRegisterRefusals = {
  'links-in-circle': {
    kind: 'rule',
    it: '{id} non può rinviare a {to}, che rinvia già a {id}, da sé o attraverso altre righe.',
    en: '{id} cannot refer to {to}, which refers to {id} already, by itself or through other rows.',
  },
  'not-itself': {
    kind: 'rule',
    it: '{id} non può rinviare a sé: indicane un altro.',
    en: '{id} cannot refer to itself: name another one.',
  },
  'period-unreadable': {
    kind: 'rule',
    it: '«{point}» non è una data con la precisione indicata ({precision}).',
    en: '“{point}” is no date of the precision given ({precision}).',
  },
  'amounts-reversed': {
    kind: 'rule',
    it: 'L’importo massimo ({most} €) è minore del minimo ({least} €).',
    en: 'The most ({most} €) is less than the least ({least} €).',
  },
  'link-not-found': {
    kind: 'absence',
    it: '{from} non è collegato a {to}: non c’è niente da scollegare.',
    en: '{from} is not linked to {to}: there is nothing to unlink.',
  },
} as const satisfies RefusalTexts;
