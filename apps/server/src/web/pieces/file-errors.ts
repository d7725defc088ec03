import type { BroughtFile } from '../commands/form-with-files.js';
import type { Language, Words } from '../words/language.js';
import type { FieldError } from './field.js';

/** The id of where the file of a document is chosen. @param fingerprintId of the field for its fingerprint */
export const chooserId = (fingerprintId: string): string => `${fingerprintId}-file`;

/**
 * What became of the files of a form that are not kept, each at where it is chosen.
 * @param idOf the id of a field, by its name
 */
export function fileErrorsIn(
  files: readonly BroughtFile[],
  language: Language,
  words: Words,
  idOf: (name: string) => string,
): readonly (FieldError & { readonly said: string })[] {
  return files.flatMap((file) => {
    const said = fileErrorIn(file, language, words);
    return said === undefined ? [] : [{ field: chooserId(idOf(file.name)), text: said, said }];
  });
}

/** Why a file is not kept, and whether it is named all the same; undefined for one that is kept. */
export function fileErrorIn(
  { problem, isNamed }: BroughtFile,
  language: Language,
  words: Words,
): string | undefined {
  const why = problem?.[language].detail;
  return isNamed && why !== undefined ? `${why} ${words.attachments.onlyNamed}` : why;
}
