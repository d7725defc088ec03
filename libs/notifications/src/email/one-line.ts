/**
 * A text as it may stand in a header, a title or a table: no end of a line, nothing that is no character, and nothing
 * that turns the direction of writing, by which a line would read other than it is.
 */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

const characters = new Intl.Segmenter('it', { granularity: 'grapheme' });

/** The same, cut off after a whole character where it is longer than this (in UTF-16 code units). */
export function shortLine(text: string, maxLength: number): string {
  const line = oneLine(text);
  if (line.length <= maxLength) return line;
  let short = '';
  for (const { segment } of characters.segment(line)) {
    if (short.length + segment.length >= maxLength) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
}
