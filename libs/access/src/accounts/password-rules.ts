import { AccessRefused } from '../access-refused.js';
import { isMostUsed } from './most-used-passwords.js';

/** Shortest password in characters (ASVS 5.0 6.2.1 asks for 8, recommends 15). */
export const PASSWORD_MIN_CHARACTERS = 15;

/** Longest password in characters, well over the 64 that ASVS 5.0 6.2.9 asks to permit. */
export const PASSWORD_MAX_CHARACTERS = 256;

/** So many characters must remain once the words everybody here knows are taken out. */
const PASSWORD_OWN_CHARACTERS = 8;

/**
 * Words by which a password of this product is guessed first (ASVS 5.0 6.1.2, 6.2.11). To them come
 * those of the installation (office, zone) and of the person (id, login), given by the caller.
 */
export const PRODUCT_WORDS: readonly string[] = [
  ...['traccia', 'password', 'accesso', 'segreto', 'benvenuto', 'amministratore', 'admin'],
  ...['piano', 'piani', 'zona', 'zonale', 'distretto', 'ufficio', 'unita', 'funzionale'],
  ...['programmazione', 'operativa', 'annuale', 'scheda', 'schede', 'salute', 'profilo'],
  ...['conferenza', 'sindaci', 'sindaco', 'integrata', 'segreteria', 'direttore', 'referente'],
  ...['sociosanitario', 'sociosanitaria', 'sociale', 'sanitaria', 'sanitario', 'societa'],
  ...['comune', 'regione', 'toscana', 'azienda', 'responsabile', 'revisore', 'operatore'],
];

const SHORTEST_WORD = 3;

/** Whether sign-in needs to look at it at all: nobody's password is of this form if not. */
export function mayBePassword(text: string): boolean {
  // A code point has at most two code units: what is longer need not be counted.
  if (text.length > 2 * PASSWORD_MAX_CHARACTERS || !text.isWellFormed()) return false;
  return charactersOf(text) <= PASSWORD_MAX_CHARACTERS;
}

/**
 * Lets pass what may become a password: long enough, and not what others try first. Nothing is
 * trimmed, cut or normalised, no kind of character is demanded, and none ever expires
 * (ASVS 5.0 6.2.5, 6.2.8, 6.2.10).
 * @param words what others know of the person and the office
 * @throws AccessRefused `password-too-long`, `password-malformed`, `password-too-short`,
 *   `password-repeats`, `password-most-used` or `password-of-known-words`
 */
export function checkNewPassword(password: string, words: readonly string[]): void {
  if (!mayBePassword(password)) {
    throw new AccessRefused(password.isWellFormed() ? 'password-too-long' : 'password-malformed');
  }
  if (charactersOf(password) < PASSWORD_MIN_CHARACTERS) {
    throw new AccessRefused('password-too-short');
  }
  if (/^(.{1,7})\1+$/su.test(password)) throw new AccessRefused('password-repeats');
  if (isMostUsed(password)) throw new AccessRefused('password-most-used');
  if (charactersOf(withoutWords(password, words)) < PASSWORD_OWN_CHARACTERS) {
    throw new AccessRefused('password-of-known-words');
  }
}

function charactersOf(text: string): number {
  return Array.from(text).length;
}

/** What a guesser who knows the words still has to guess. */
function withoutWords(password: string, words: readonly string[]): string {
  const known = [...PRODUCT_WORDS, ...words.flatMap((word) => word.split(/[^\p{L}\p{N}]+/u))]
    .map(plainly)
    .filter((word) => word.length >= SHORTEST_WORD)
    // The longest first: "zonale" is not to leave "le" behind.
    .sort((one, other) => other.length - one.length);
  return known.reduce((rest, word) => rest.replaceAll(word, ''), plainly(password));
}

/** Without capitals and accents, only to compare: what is kept is the password as it was typed. */
function plainly(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}
