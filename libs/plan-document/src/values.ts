import { dayInWords, isDay } from '#calendar';
import type { Json } from '#event-store';
import { valueSets } from '#planning';
import type { Block } from './document.js';
import { codeMeanings, columnTitles } from './column-titles.js';

/** What the schema of a scheda says of a field; more than this no document reads. */
export interface FieldSchema {
  readonly title?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly items?: FieldSchema;
}

/** What is pointed to by an id, by that id. */
export type Names = ReadonlyMap<string, string>;

const labels = new Map<string, string>(
  Object.values(valueSets).flatMap((set) =>
    Object.entries(set as Readonly<Record<string, string>>),
  ),
);

/** A value of a scheda as the document has it. */
export function valueBlocks(
  value: Json,
  schema: FieldSchema,
  { names, caption }: { readonly names: Names; readonly caption: string },
): readonly Block[] {
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    if (items.length > 0 && items.every(isObject)) {
      return [tableOf(items, schema.items ?? {}, { names, caption })];
    }
    const texts = items.map((item) => textOf(item, schema.items ?? {}, names));
    return texts.length > 0 ? [{ kind: 'list', items: texts }] : [paragraphOf('–')];
  }
  if (isObject(value)) return [tableOf([value], schema, { names, caption })];
  // What a person wrote in paragraphs stays in paragraphs.
  return textOf(value, schema, names)
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map(paragraphOf);
}

/** A paragraph of these words. */
export const paragraphOf = (text: string): Block => ({ kind: 'paragraph', text });

type JsonObject = Readonly<Record<string, Json>>;

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function tableOf(
  rows: readonly JsonObject[],
  { properties = {} }: FieldSchema,
  { names, caption }: { readonly names: Names; readonly caption: string },
): Block {
  const titles: Readonly<Record<string, string>> = columnTitles;
  const known = Object.keys(properties);
  const columns = (known.length > 0 ? known : Object.keys(rows[0] ?? {})).filter((column) =>
    rows.some((each) => each[column] !== undefined),
  );
  return {
    kind: 'table',
    caption,
    columns: columns.map((column) => ({
      title: titles[column] ?? column,
      share: wide.has(column) ? 2 : 1,
      isNumber: isAmount(properties[column] ?? {}),
    })),
    rows: rows.map((each) =>
      columns.map((column) =>
        each[column] === undefined ? '–' : textOf(each[column], properties[column] ?? {}, names),
      ),
    ),
  };
}

const wide: ReadonlySet<string> = new Set(['name', 'note', 'fund', 'title', 'sha256']);

function textOf(value: Json, schema: FieldSchema, names: Names): string {
  if (typeof value === 'boolean') return value ? 'Sì' : 'No';
  if (typeof value === 'number') return value.toLocaleString('it-IT');
  if (typeof value !== 'string') return JSON.stringify(value);
  const name = names.get(value);
  if (name !== undefined) return name;
  if (schema.format === 'date') return dayText(value);
  if (isAmount(schema)) return euro(value);
  if (schema.enum === undefined) return value;
  const meanings: Readonly<Record<string, string>> = codeMeanings;
  return labels.get(value) ?? meanings[value] ?? value;
}

/** A day in words; a text that is none stays. */
export const dayText = (day: string): string => (isDay(day) ? dayInWords(day, 'it') : day);

const isAmount = ({ pattern }: FieldSchema): boolean => pattern?.includes('\\.[0-9]{2}') === true;

/** `1461245.92` as `1.461.245,92 €`: the digits are grouped, never computed with. */
export function euro(amount: string): string {
  const [whole = '', cents = '00'] = amount.split('.');
  return `${BigInt(whole).toLocaleString('it-IT')},${cents} €`;
}
