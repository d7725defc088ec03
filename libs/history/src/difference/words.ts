/**
 * What is never cut in two when texts are compared: whoever reads that an amount or a day has changed wants the whole of
 * it before their eyes. Of those that begin with a digit, the first that fits at a place is taken.
 */
const figures = [
  // 2024-03-28, also with a time: 2024-03-28T10:15:00Z
  /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?)?(?![\p{L}\d])/uy,
  // 28/03/2024, 28.3.24, 28-03-2024
  /\d{1,2}(?:\/\d{1,2}\/|\.\d{1,2}\.|-\d{1,2}-)(?:\d{4}|\d{2})(?![\p{L}\d])/uy,
  // 1.234,56 and 1.234,56 €
  /\d{1,3}(?:[.\u00a0\u202f]\d{3}){1,5}(?:,\d{1,4})?(?:[ \u00a0\u202f]?(?:€|EUR|euro|%|‰))?(?![\p{L}\d])/uy,
  // 1234,56 € and 12,5 %
  /\d{1,18}(?:[.,]\d{1,4})?[ \u00a0\u202f]?(?:€|EUR|euro|%|‰)(?![\p{L}\d])/uy,
  // 12,5
  /\d{1,18},\d{1,4}(?![\p{L}\d])/uy,
];

const others = [
  // Personal data as it is sealed: it is opened as a whole, or not at all.
  /\u2066pii [^\u2066\u2069]*\u2069/uy,
  // € 1.234,56 and EUR 1234,56
  /(?:€|EUR|euro)[ \u00a0\u202f]?-?\d{1,3}(?:[.\u00a0\u202f]\d{3}){1,5}(?:,\d{1,4})?(?![\p{L}\d])/uy,
  /(?:€|EUR|euro)[ \u00a0\u202f]?-?\d{1,18}(?:[.,]\d{1,4})?(?![\p{L}\d])/uy,
  /https?:\/\/[^\s<>"«»]{1,500}/uy,
];

const anywhere = [
  // An address of mail.
  /[\p{L}\d._%+-]{1,64}@[\p{L}\d.-]{1,200}/uy,
  // Words, and codes: CUP, CIG, protocols, acts (328/2000, POA-12.3).
  /[\p{L}\p{M}\d]+(?:[/._:-][\p{L}\p{M}\d]+)*/uy,
  /\s+/uy,
  /[^]/uy,
];

const startsWithDigit = /\d/y;
const startsWithLetter = /\p{L}/uy;

/** What a place in a text may begin, by its first sign: most words need not be tried for an amount. */
const withDigit = [...figures, ...anywhere];
const withLetter = [...others.slice(1), ...anywhere];
const withSign = [...others, ...anywhere.slice(1)];

/**
 * A text in words, spaces and signs, in which dates, amounts, percentages, codes and addresses stand whole. Put
 * together again they are the text, to the last character.
 */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  let at = 0;
  while (at < text.length) {
    const word = wordAt(text, at);
    words.push(word);
    at += word.length;
  }
  return words;
}

function wordAt(text: string, at: number): string {
  const kinds = fits(startsWithDigit, text, at)
    ? withDigit
    : fits(startsWithLetter, text, at)
      ? withLetter
      : withSign;
  for (const kind of kinds) {
    kind.lastIndex = at;
    const [word] = kind.exec(text) ?? [];
    if (word !== undefined) return word;
  }
  return text.charAt(at);
}

function fits(kind: RegExp, text: string, at: number): boolean {
  kind.lastIndex = at;
  return kind.test(text);
}
