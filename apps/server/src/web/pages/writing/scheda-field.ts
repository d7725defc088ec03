import { valueSets } from '#planning';
import type { FieldSchema } from '../scheda/field-value.js';

/** What the schema of a scheda says of a field besides how it is read: how it may be written. */
interface WritableSchema extends FieldSchema {
  readonly enum?: readonly string[];
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, WritableSchema>>;
  readonly items?: WritableSchema;
}

/** How a field is written: each is another way to type, and to read what was typed. */
export type FieldKind =
  'line' | 'text' | 'choice' | 'flag' | 'day' | 'amount' | 'number' | 'list' | 'rows';

/** A field of a scheda, as it is written. */
export interface SchedaField {
  /** As the schema names it; of a column, within its row. */
  readonly name: string;
  /** As the sheet calls it; undefined where only our words do. */
  readonly title: string | undefined;
  readonly kind: FieldKind;
  /** So many signs a text may have. */
  readonly maxLength?: number;
  /** Of a list: so many items it may have. */
  readonly maxItems?: number;
  /** Of a choice: the codes. */
  readonly codes: readonly string[];
  /** Of rows. */
  readonly columns: readonly SchedaField[];
  /** Of a column: whether no row does without. */
  readonly isRequired: boolean;
}

/** Longer texts get a field of several lines. */
const LINE = 300;

/** The fields of a schema, in its order. */
export function fieldsOf({
  properties = {},
  required = [],
}: WritableSchema): readonly SchedaField[] {
  return Object.entries(properties).map(([name, schema]) => {
    const { title, maxLength, maxItems, items } = schema;
    const text = maxLength ?? items?.maxLength;
    return {
      ...{ name, title, kind: kindOf(schema), codes: schema.enum ?? [] },
      ...(text !== undefined && { maxLength: text }),
      ...(maxItems !== undefined && { maxItems }),
      columns: items?.properties === undefined ? [] : fieldsOf(items),
      isRequired: required.includes(name),
    };
  });
}

function kindOf({
  type,
  format,
  pattern,
  maxLength = 0,
  items,
  ...rest
}: WritableSchema): FieldKind {
  if (rest.enum) return 'choice';
  if (type === 'array') return items?.properties ? 'rows' : 'list';
  if (type === 'boolean') return 'flag';
  if (type === 'integer') return 'number';
  if (format === 'date') return 'day';
  if (pattern?.includes('\\.[0-9]{2}') === true) return 'amount';
  return maxLength > LINE ? 'text' : 'line';
}

const sets = Object.values(valueSets) as readonly Readonly<Record<string, string>>[];

/** What each code of a choice is called, out of the one list that has them all; a code that no list has, by `words`. */
export function choiceLabels(
  { codes }: Pick<SchedaField, 'codes'>,
  words: Readonly<Record<string, string>>,
): readonly (readonly [code: string, label: string])[] {
  const set = sets.find((each) => codes.every((code) => Object.hasOwn(each, code)));
  return codes.map((code) => [code, set?.[code] ?? words[code] ?? code]);
}
