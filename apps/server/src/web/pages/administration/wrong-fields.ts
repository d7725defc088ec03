import type { RequestProblem } from '#planning';
import { Problem } from '../../../http/problem.js';
import type { FieldError } from '../../pieces/field.js';
import type { Language } from '../../words/language.js';

/**
 * What is wrong with the fields of a form, where that is what an error says.
 * @throws whatever else it was
 */
export function wrongFields(error: unknown, language: Language): readonly FieldError[] {
  if (!(error instanceof Problem) || error.code !== 'request-invalid') throw error;
  // As `invalidRequest` puts them there.
  const { problems } = error.extensions as { readonly problems: readonly RequestProblem[] };
  return problems.map(({ field, it, en }) => ({
    field: field.replace(/^\//, ''),
    text: language === 'it' ? it : en,
  }));
}
