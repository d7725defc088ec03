/**
 * What is never cut in two when texts are compared: whoever reads that an amount or a day has changed wants the
 * whole of it before their eyes. The first that fits at a place is taken; none of them can back-track over much.
 */
const whole = [
  // 2024-03-28, also with a time: 2024-03-28T10:15:00Z
  String.raw`\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?)?(?![\p{L}\d])`,
  // 28/03/2024, 28.3.24, 28-03-2024
  String.raw`\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.|-\d{1,2}-)(?:\d{4}|\d{2})(?![\p{L}\d])`,
  // € 1.234,56 or EUR 1234,56
  String.raw`(?:€|EUR|euro)[ \u00a0\u202f]?-?\d{1,3}(?:[.\u00a0\u202f]\d{3}){1,5}(?:,\d{1,4})?(?![\p{L}\d])`,
  String.raw`(?:€|EUR|euro)[ \u00a0\u202f]?-?\d{1,18}(?:[.,]\d{1,4})?(?![\p{L}\d])`,
  // 1.234,56 € and 1.234,56, then 1234,56 and 12,5 %
  String.raw`\d{1,3}(?:[.\u00a0\u202f]\d{3}){1,5}(?:,\d{1,4})?(?:[ \u00a0\u202f]?(?:€|EUR\b|euro\b|%|‰))?(?![\p{L}\d])`,
  String.raw`\d{1,18}(?:[.,]\d{1,4})?(?:[ \u00a0\u202f]?(?:€|EUR\b|euro\b|%|‰))(?![\p{L}\d])`,
  // Addresses, of the web and of mail.
  String.raw`https?://[^\s<>"«»]{1,500}`,
  String.raw`[\p{L}\d._%+-]{1,64}@[\p{L}\d.-]{1,200}`,
  // Codes: CUP, CIG, protocols, acts (328/2000, POA-12.3), and every other run of letters and digits.
  String.raw`[\p{L}\p{M}\d]+(?:[/._:-][\p{L}\p{M}\d]+)*`,
  // The article goes with its apostrophe: dell’, l'
  String.raw`\s+`,
  String.raw`[^\p{L}\p{M}\d\s]`,
  String.raw`.`,
];

const pattern = new RegExp(whole.join('|'), 'gsu');

/**
 * A text in words, spaces and signs, in which dates, amounts, percentages, codes and addresses stand whole. Put
 * together again they are the text, to the last character.
 */
export function wordsOf(text: string): readonly string[] {
  return text.match(pattern) ?? [];
}
