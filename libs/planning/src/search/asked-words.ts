import { plainCode } from './searched-thing.js';

/** Of what is asked no more than so many characters and words count. */
export const LONGEST_QUERY = 200;
const MOST_WORDS = 12;

/** What somebody looks for, as the index is asked. */
export interface AskedWords {
  /** Each word as it was written, without what stands before an apostrophe. */
  readonly words: readonly string[];
  /** Whole codes that may be meant: letters and digits. */
  readonly codes: readonly string[];
  /** The number of a fact that may be meant: `fatto 12`, `n. 12`, `12`. */
  readonly factNumber: number | undefined;
  /** The question in the language of FTS5; undefined where no word is left to ask for. */
  readonly match: string | undefined;
}

/** Articles and prepositions, which stand in every text. */
const small = new Set(
  (
    'a ad al allo alla ai agli alle con col d da dal dallo dalla dai dagli dalle de dei degli del dell della delle ' +
    'dello di e ed gli i il in nel nello nella nei negli nelle l la le lo n o per su sul sullo sulla sui sugli ' +
    'sulle tra fra un una uno the of and to for on at'
  ).split(' '),
);

/**
 * Reads what was typed. Nothing in it is taken for the language of FTS5: only letters and digits are, each word
 * between quotes. Italian words are cut where they change with number and gender, and found by what they begin with:
 * `anziani` finds `anziano`. Accents do not count, in the index either.
 */
export function askedWords(text: string): AskedWords {
  const typed = text.slice(0, LONGEST_QUERY).normalize('NFC');
  const all = typed
    // What is left out before an apostrophe is an article or a preposition: `dell’assistenza`.
    .replace(/\b\p{L}{1,5}['’ʼ](?=\p{L})/gu, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
  const weighty = all.filter((word) => !small.has(word.toLowerCase()));
  const words = weighty.length > 0 ? weighty : all;
  const parts = [typed, ...typed.split(/\s+/)].map(plainCode);
  const codes = [...new Set(parts)].filter((code) => /\d/.test(code) || code.length >= 3);
  const [, number] =
    /^(?:(?:fatto|fact|evento|event)\s*)?(?:n\.?|#)?\s*(\d{1,7})$/i.exec(typed.trim()) ?? [];
  const match = words.map((word) => `"${beginningOf(word)}" *`).join(' AND ');
  return {
    ...{ words, codes },
    factNumber: number === undefined ? undefined : Number(number),
    match: match === '' ? undefined : match,
  };
}

/** What of a word stays the same in its other forms; the whole of a short one, and of what holds a digit. */
export function beginningOf(word: string): string {
  const plain = word
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '');
  if (plain.length < 5 || /\d/.test(plain)) return plain;
  const stem = plain.replace(/(?:he|hi|ie|ii|io|ia|a|e|i|o|u)$/, '');
  return stem.length < 4 ? plain.slice(0, 4) : stem;
}
