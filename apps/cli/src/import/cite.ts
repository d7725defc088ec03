import type { DataOf } from '#planning';
import type { Passage, ProgrammeData } from './programme-data.js';

/** Where an imported statement comes from, as its fact keeps it. */
export type Citation = NonNullable<DataOf<'QuestionRaised'>['source']>;

/**
 * The source of a statement: the short title of the document, its lines as first, last, first, last …,
 * and its words.
 * @param raw the words of the document; of a whole section, its heading
 */
export function cite(
  data: Pick<ProgrammeData, 'documents'>,
  { file, lines }: Passage,
  raw: string,
  precision: NonNullable<Citation['precision']>,
): Citation {
  return {
    file: data.documents[file] ?? file,
    lines: lines.flat(),
    raw,
    precision,
  };
}
