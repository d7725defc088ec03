import { dayTyped, wholeNumberTyped } from '../writing/italian-forms.js';
import type { FormField } from './form-field.js';

/** What stands in a form, by the names of its inputs: `attendance.0.unitId`. */
export type Typed = ReadonlyMap<string, readonly string[]>;

/** Reads a form, or the query that fills it in. */
export function typedIn(form: URLSearchParams): Typed {
  return new Map([...new Set(form.keys())].map((name) => [name, form.getAll(name)]));
}

/** What is asked for, of the types the verb wants, and the same as it was typed, without the rows left empty. */
export interface Read {
  readonly wish: Readonly<Record<string, unknown>>;
  readonly typed: Typed;
}

/**
 * Reads the fields of a form. A field left empty is not said; a row of which every field is empty does not count.
 * What is no number or no amount stays as it was written, so that the verb can say what is wrong with it.
 */
export function readFields(fields: readonly FormField[], typed: Typed): Read {
  const kept = new Map<string, readonly string[]>();
  const wish = objectOf(fields, { typed, kept, from: '', to: '' }) ?? {};
  return { wish, typed: kept };
}

/** Where a group of fields stands in what was typed, and where in what is kept of it. */
interface Place {
  readonly typed: Typed;
  readonly kept: Map<string, readonly string[]>;
  readonly from: string;
  readonly to: string;
}

/** Undefined where nothing was typed in any of the fields. */
function objectOf(
  fields: readonly FormField[],
  place: Place,
): Readonly<Record<string, unknown>> | undefined {
  const entries = fields.flatMap((field) => {
    const value = valueOf(field, place);
    return value === undefined ? [] : [[field, value] as const];
  });
  const isTyped = entries.some(([, value]) => !isBlank(value));
  if (!isTyped && place.from !== '') return undefined;
  return Object.fromEntries(entries.map(([{ name }, value]) => [name, value]));
}

/** What a required list or group is when nothing was typed in it, which alone says nothing. */
function isBlank(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(isBlank);
}

function valueOf({ name, asked, isRequired }: FormField, place: Place): unknown {
  const [from, to] = [place.from + name, place.to + name];
  if (asked.kind === 'group') {
    const inner = objectOf(asked.fields, { ...place, from: `${from}.`, to: `${to}.` });
    return inner ?? (isRequired ? {} : undefined);
  }
  if (asked.kind === 'groups') {
    const rows: object[] = [];
    for (let row = 0; row < rowsIn(place.typed, from); row++) {
      const [inTyped, inKept] = [`${from}.${row}.`, `${to}.${rows.length}.`];
      const inner = objectOf(asked.fields, { ...place, from: inTyped, to: inKept });
      if (inner) rows.push(inner);
    }
    return rows.length > 0 || isRequired ? rows : undefined;
  }
  const typed = (place.typed.get(from) ?? []).map((text) => text.replaceAll('\r\n', '\n'));
  const said = typed.filter((text) => text.trim() !== '');
  if (said.length > 0) place.kept.set(to, typed);
  return plainValue(asked.kind, said, isRequired);
}

function plainValue(
  kind: FormField['asked']['kind'],
  said: readonly string[],
  isRequired: boolean,
): unknown {
  const list = lists[kind]?.(said);
  if (list !== undefined) return list.length > 0 || isRequired ? list : undefined;
  const first = said[0]?.trim();
  return first === undefined ? undefined : (texts[kind]?.(first) ?? first);
}

type ByKind<Result> = Readonly<Partial<Record<FormField['asked']['kind'], Result>>>;

const lists: ByKind<(said: readonly string[]) => readonly unknown[]> = {
  choices: (said) => said,
  references: (said) => said,
  lines: ([text]) => linesOf(text),
  numbers: ([text]) => (text?.match(/\S+/g) ?? []).map(numberOf),
};

/** Of what is no text for the verb. */
const texts: ByKind<(text: string) => unknown> = {
  number: (text) => numberOf(text),
  yesNo: (text) => text === 'true',
  tick: () => true,
  day: (text) => dayTyped(text) ?? text,
  amount: (text) => amountOf(text),
  decimal: (text) => text.replace(',', '.'),
};

const linesOf = (text = ''): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** `1842`, `1.842` and `-3`. */
const numberOf = (text: string): number | string =>
  /^-\d{1,15}$/.test(text) ? Number(text) : (wholeNumberTyped(text) ?? text);

/** `1.461.245,92`, `1461245,9` and `1461245.92` are the same amount. What is none stays as it is. */
function amountOf(text: string): string {
  const bare = text.replace(/^€\s*|\s*€$/g, '').replaceAll(/\s/g, '');
  const isItalian = bare.includes(',') || /^\d{1,3}(\.\d{3})+$/.test(bare);
  const plain = isItalian ? bare.replaceAll('.', '').replace(',', '.') : bare;
  const [, whole, cents = ''] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(plain) ?? [];
  if (whole === undefined) return text;
  return `${whole.replace(/^0+(?=\d)/, '')}.${cents.padEnd(2, '0')}`;
}

/** How many rows of a list were typed, empty ones included. */
export function rowsIn(typed: Typed, name: string): number {
  const rows = [...typed.keys()]
    .filter((key) => key.startsWith(`${name}.`))
    .map((key) => Number.parseInt(key.slice(name.length + 1), 10))
    .filter((row) => row >= 0 && row < MOST_ROWS);
  return rows.length === 0 ? 0 : Math.max(...rows) + 1;
}

/** No verb takes more. */
const MOST_ROWS = 500;
