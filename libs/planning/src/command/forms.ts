import { Matches } from 'class-validator';
import { hidesNothing, readable } from './readable.js';

/** A form that a text must have, and the words for it: sentences that go on after the field's name. */
export interface Form {
  readonly pattern: RegExp;
  readonly it: string;
  readonly en: string;
}

/** The forms that several requests, and the content of a scheda, have in common. */
export const forms = {
  id: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
    it: 'deve avere solo lettere senza accenti, cifre, punti e trattini, al massimo 63, come OB-1',
    en: 'must have only unaccented letters, digits, dots, hyphens and underscores, at most 63, such as OB-1',
  },
  directoryId: {
    pattern: /^[a-z0-9][a-z0-9-]{0,62}$/,
    it: 'deve avere solo lettere minuscole senza accenti, cifre e trattini, al massimo 63, come anziani',
    en: 'must have only small unaccented letters, digits and hyphens, at most 63, such as anziani',
  },
  cycleId: {
    pattern: /^[a-z0-9][a-z0-9-]{0,119}$/,
    it: 'deve essere l’identificativo di un ciclo o di un registro, come livornese-poa-annuale-2024',
    en: 'must be the id of a cycle or of a register, such as livornese-poa-annuale-2024',
  },
  day: {
    pattern: /^\d{4}-\d{2}-\d{2}$/,
    it: 'deve essere un giorno del calendario, come 2024-02-20',
    en: 'must be a day of the calendar, such as 2024-02-20',
  },
  timeOfDay: {
    pattern: /^([01]\d|2[0-3]):[0-5]\d$/,
    it: 'deve essere un’ora del giorno, come 09:30',
    en: 'must be a time of day, such as 09:30',
  },
  text: {
    pattern: readable,
    it: 'deve dire qualcosa: non bastano spazi, e non può avere segni che non si vedono',
    en: 'must say something: blanks are not enough, and signs that cannot be seen are not allowed',
  },
  noHiddenSigns: {
    pattern: hidesNothing,
    it: 'non può avere segni che non si vedono',
    en: 'must not have signs that cannot be seen',
  },
  amount: {
    pattern: /^(0|[1-9][0-9]{0,11})\.[0-9]{2}$/,
    it: 'deve essere un importo in euro con il punto e due decimali, tra virgolette, come "356240.00"',
    en: 'must be an amount in euro with a point and two decimals, in quotes, such as "356240.00"',
  },
  webAddress: {
    pattern: /^https?:\/\/[^\s"'<>\\^`{|}]{1,2000}$/,
    it: 'deve essere un indirizzo che comincia con https:// o http://, di al massimo 2000 caratteri',
    en: 'must be an address that begins with https:// or http://, of at most 2000 characters',
  },
  secureWebAddress: {
    pattern: /^https:\/\/[^\s"'<>\\^`{|}]{1,2000}$/,
    it: 'deve essere un indirizzo che comincia con https://, di al massimo 2000 caratteri',
    en: 'must be an address that begins with https://, of at most 2000 characters',
  },
  fingerprint: {
    pattern: /^[0-9a-f]{64}$/,
    it: 'deve essere un’impronta SHA-256: 64 cifre esadecimali minuscole, come 9f86d081…',
    en: 'must be a SHA-256 fingerprint: 64 small hexadecimal digits, such as 9f86d081…',
  },
} as const satisfies Readonly<Record<string, Form>>;

/** A text of a form; what has another is told what is expected, in both languages, never a regular expression. */
export const HasForm = ({ pattern, it, en }: Form, each = false): PropertyDecorator =>
  Matches(pattern, {
    each,
    message: `${each ? 'each value in ' : ''}$property ${en}`,
    context: { it },
  });
