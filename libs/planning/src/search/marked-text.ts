import { beginningOf, type AskedWords } from './asked-words.js';
import { FOUND_FROM, FOUND_TO } from './marks.js';

/**
 * Some texts with every word marked that was looked for, where they have them all between them; undefined where one is
 * missing. For what no index holds: personal data, which is opened for whoever reads it and for nobody else.
 */
export function markedTexts(
  texts: readonly string[],
  { words }: Pick<AskedWords, 'words'>,
): readonly string[] | undefined {
  const missing = new Set(words.map(beginningOf));
  if (missing.size === 0) return undefined;
  const beginnings = [...missing];
  const marked = texts.map((text) =>
    text.normalize('NFC').replace(/[\p{L}\p{N}]+/gu, (word) => {
      const plain = word
        .toLowerCase()
        .normalize('NFD')
        .replace(/\p{Mark}/gu, '');
      const fitting = beginnings.filter((beginning) => plain.startsWith(beginning));
      for (const beginning of fitting) missing.delete(beginning);
      return fitting.length > 0 ? FOUND_FROM + word + FOUND_TO : word;
    }),
  );
  return missing.size === 0 ? marked : undefined;
}
