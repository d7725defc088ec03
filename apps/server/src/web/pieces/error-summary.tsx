import type { JSX } from 'preact';
import type { Words } from '../words/language.js';
import type { FieldError } from './field.js';

/** What is wrong with a form, before it: each leads to its field. Nothing where nothing is wrong. */
export function ErrorSummary({
  words,
  errors,
}: {
  readonly words: Words;
  readonly errors: readonly FieldError[];
}): JSX.Element | null {
  if (errors.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabIndex={-1} autofocus>
      <h2>{words.errors.title}</h2>
      <ul>
        {errors.map(({ field, text }) => (
          <li key={field}>
            <a href={`#${field}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
