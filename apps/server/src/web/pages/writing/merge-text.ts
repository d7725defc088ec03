import { diff3Merge } from 'node-diff3';

const sentences = new Intl.Segmenter('it', { granularity: 'sentence' });

/**
 * What two people have made of the same text, in one: each sentence as whoever changed it left it. Undefined where
 * both touched the same sentence, or one beside the other: then a person has to say what holds.
 */
export function mergedText(base: string, mine: string, theirs: string): string | undefined {
  return mergedList(...([base, mine, theirs].map(sentencesOf) as Three))?.join('');
}

type Three = [readonly string[], readonly string[], readonly string[]];

/** The same for a list, whose items are told apart by what they say. */
export function mergedList(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): readonly string[] | undefined {
  const merged: string[] = [];
  for (const { ok } of diff3Merge([...mine], [...base], [...theirs])) {
    if (ok === undefined) return undefined;
    merged.push(...ok);
  }
  return merged;
}

/** Nothing is lost between them: put together again they are the text. */
function sentencesOf(text: string): readonly string[] {
  return Array.from(sentences.segment(text), ({ segment }) => segment);
}
