import type { Frame } from '../../frame.js';
import type { Words } from '../../words/language.js';
import type { SchedaField } from './scheda-field.js';

/** What a field of the sheet is called. */
export function fieldLabel({ name, title }: SchedaField, words: Words): string {
  return title ?? (words.writing.columns as Readonly<Record<string, string>>)[name] ?? name;
}

/** What a column of a table is called. */
export function columnLabel({ name }: SchedaField, words: Words): string {
  const named: Readonly<Record<string, string>> = {
    ...words.schedaColumns,
    ...words.writing.columns,
  };
  return named[name] ?? name;
}

/** What helps to fill a field in: what it is for, and how it is written. */
export function fieldHint(field: SchedaField, frame: Frame): string | undefined {
  const hints: Readonly<Record<string, string>> = frame.words.writing.hints;
  const both = [hints[field.name], typingHint(field, frame)].filter((each) => each !== undefined);
  return both.length === 0 ? undefined : both.join(' ');
}

/** Why a field is asked for, and by which norm where one is known. */
export function fieldReason(
  { name }: Pick<SchedaField, 'name'>,
  words: Words,
): { readonly text: string; readonly norm?: string } | undefined {
  const reasons: Readonly<Record<string, { readonly text: string; readonly norm?: string }>> =
    words.writing.reasons;
  return Object.hasOwn(reasons, name) ? reasons[name] : undefined;
}

/** How a field is written, where that is not plain. */
export function typingHint({ kind }: SchedaField, { words }: Frame): string | undefined {
  const { day, amount } = words.writing.forms;
  return kind === 'day' ? day : kind === 'amount' ? amount : undefined;
}
