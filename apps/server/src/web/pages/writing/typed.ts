import { canonicalJson, type Json } from '#event-store';
import {
  amountToType,
  amountTyped,
  dayToType,
  dayTyped,
  wholeNumberToType,
  wholeNumberTyped,
} from './italian-forms.js';
import type { SchedaField } from './scheda-field.js';

/** A row of a table as it stands in a form: texts by column. */
export type TypedRow = Readonly<Record<string, string>>;

/** What stands in the form for a field: one text, the texts of a list, or rows. */
export type TypedField = string | readonly string[] | readonly TypedRow[];

/** What stands in a form, by field. */
export type Typed = Readonly<Record<string, TypedField>>;

/** What somebody cannot have meant, by the id of what they typed it into. */
export interface TypingProblem {
  readonly id: string;
  readonly what: 'day' | 'amount' | 'number';
}

/** What was typed, as the scheda keeps it; null for an empty field. */
export type Read = { readonly value: Json } | { readonly problems: readonly TypingProblem[] };

/** The content of a scheda as it is typed over. */
export function typedOf(
  content: Readonly<Record<string, unknown>>,
  field: SchedaField,
): TypedField {
  const value = content[field.name];
  if (field.kind === 'rows') {
    const rows = (value ?? []) as readonly Readonly<Record<string, unknown>>[];
    return rows.map((row) =>
      Object.fromEntries(
        field.columns.map((column) => [column.name, scalarToType(row[column.name], column)]),
      ),
    );
  }
  if (field.kind === 'list') return ((value ?? []) as readonly string[]).map(inOneLine);
  return scalarToType(value, field);
}

/**
 * What a form brings for a field. Rows and items in which nothing stands are not there, so that each is where a
 * problem with it will be said to be.
 */
export function typedFrom(form: URLSearchParams, field: SchedaField): TypedField {
  const { name, kind, columns } = field;
  if (kind === 'list') return withoutEmpty(form.getAll(name).map(clean));
  if (kind !== 'rows') return clean(form.get(name) ?? '');
  const texts = columns.map((column) => form.getAll(`${name}.${column.name}`).map(clean));
  const count = Math.max(0, ...texts.map(({ length }) => length));
  const rows = Array.from({ length: count }, (_, index) =>
    Object.fromEntries(columns.map((column, at) => [column.name, texts[at]?.[index] ?? ''])),
  );
  return rows.filter((row) => Object.values(row).some((text) => text !== ''));
}

const withoutEmpty = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => text !== '');

/** Those of other systems, and the vertical tab and page break of word processors. */
const lineEnds = /\r\n?|[\v\f\u2028\u2029]/;

/** Lines end in one way, and what word processors put between them is a line as well. Ends that are blank go. */
function clean(text: string): string {
  return text.split(lineEnds).join('\n').trim();
}

/** Whether the same stands in both. */
export function sameTyped(one: TypedField, other: TypedField): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

/** What was typed, read as the field is written. */
export function readTyped(typed: TypedField, field: SchedaField): Read {
  if (field.kind === 'list') {
    const items = typed as readonly string[];
    return { value: items.length === 0 ? null : [...items] };
  }
  if (field.kind !== 'rows') return readScalar(typed as string, field, field.name);
  const problems: TypingProblem[] = [];
  const rows = (typed as readonly TypedRow[]).map((row, index) =>
    Object.fromEntries(
      field.columns.flatMap((column): [string, Json][] => {
        const id = `${field.name}.${index}.${column.name}`;
        const read = readScalar(row[column.name] ?? '', column, id);
        if ('problems' in read) problems.push(...read.problems);
        else if (read.value !== null) return [[column.name, read.value]];
        return [];
      }),
    ),
  );
  if (problems.length > 0) return { problems };
  return { value: rows.length === 0 ? null : rows };
}

function readScalar(text: string, { kind }: SchedaField, id: string): Read {
  if (text === '') return { value: null };
  const typed = { day: dayTyped, amount: amountTyped, number: wholeNumberTyped } as const;
  if (kind === 'flag') return { value: text === 'true' };
  if (kind !== 'day' && kind !== 'amount' && kind !== 'number') return { value: text };
  const value = typed[kind](text);
  return value === undefined ? { problems: [{ id, what: kind }] } : { value };
}

function scalarToType(value: unknown, { kind }: SchedaField): string {
  if (typeof value === 'number') return wholeNumberToType(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value !== 'string') return '';
  if (kind === 'day') return dayToType(value);
  if (kind === 'amount') return amountToType(value);
  return kind === 'text' ? clean(value) : inOneLine(value);
}

/** A browser keeps no ends of lines in a field of one line: what it sends back is not another text for that. */
function inOneLine(text: string): string {
  const lines = clean(text).split('\n');
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}
