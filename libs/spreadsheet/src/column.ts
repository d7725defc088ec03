import { folded } from './folded.js';

/** A value of a closed set: stored by its code, shown to people by its label. Both are understood. */
export interface Option {
  readonly code: string;
  readonly label: string;
}

interface AnyColumn {
  /** What stands in the header row, in Italian. Read without regard to case, accents and spaces. */
  readonly title: string;
  /** Whether every row must fill it. The column itself must always be there. */
  readonly required?: boolean;
  /** What a person should know when filling it, in Italian: shown in the template. */
  readonly note?: string;
  /** What a filled cell may look like: shown in the template. */
  readonly example?: string;
}

/** Words as they stand in the cell: kept exactly, spaces and line breaks too. */
export interface TextColumn extends AnyColumn {
  readonly kind: 'text';
  /** Most characters (UTF-16 units) of a cell. */
  readonly maxLength?: number;
  /** A name or a code: spaces around it are dropped and a line break within it is a fault. */
  readonly oneLine?: boolean;
}

export interface ChoiceColumn extends AnyColumn {
  readonly kind: 'choice';
  readonly options: readonly Option[];
}

export interface WholeNumberColumn extends AnyColumn {
  readonly kind: 'whole-number';
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Money and the like: a decimal text with a fixed number of decimals (`1234.50`), never a float. */
export interface AmountColumn extends AnyColumn {
  readonly kind: 'amount';
  /** Decimals of the canonical text; 2 if not said. More than these is a fault, nothing is rounded. */
  readonly decimals?: number;
  readonly mayBeNegative?: boolean;
}

/** A day of the calendar, `2027-12-31`, without time or zone. */
export interface DayColumn extends AnyColumn {
  readonly kind: 'day';
}

export interface YesNoColumn extends AnyColumn {
  readonly kind: 'yes-no';
}

/** Several values in one cell, separated by `;` or `|`. */
export interface ListColumn extends AnyColumn {
  readonly kind: 'list';
  /** If given, each item is one of these. */
  readonly options?: readonly Option[];
  readonly maxItems?: number;
}

export type Column =
  | TextColumn
  | ChoiceColumn
  | WholeNumberColumn
  | AmountColumn
  | DayColumn
  | YesNoColumn
  | ListColumn;

/**
 * The columns of a table by their keys, in the order in which they are written. Declare them
 * `as const satisfies Columns`, and the rows are typed after them.
 */
export type Columns = Readonly<Record<string, Column>>;

/** Any value a filled cell can have. */
export type CellValue = string | number | boolean | readonly string[];

type CodeOf<Options> = Options extends readonly { readonly code: infer Code }[] ? Code : string;

/** The value of a filled cell of this column. */
export type ValueOf<C extends Column> = C extends ChoiceColumn
  ? CodeOf<C['options']>
  : C extends WholeNumberColumn
    ? number
    : C extends YesNoColumn
      ? boolean
      : C extends ListColumn
        ? readonly CodeOf<C['options']>[]
        : string;

type RequiredKey<C extends Columns> = {
  [K in keyof C]: C[K] extends { readonly required: true } ? K : never;
}[keyof C];

/** The values of one row; an empty cell has none. */
export type RowValues<C extends Columns> = {
  readonly [K in RequiredKey<C>]: ValueOf<C[K]>;
} & {
  readonly [K in Exclude<keyof C, RequiredKey<C>>]?: ValueOf<C[K]> | undefined;
};

/**
 * Refuses columns that could not be told apart, or whose options could not.
 * @throws {TypeError} a fault of the program, not of a file
 */
export function checkColumns(columns: Columns): void {
  const all = Object.entries(columns);
  if (all.length === 0) throw new TypeError('a table needs a column');
  for (const [key] of all) {
    // Keys that look like numbers would lose their place in the order.
    if (!/^[a-z][A-Za-z0-9]*$/.test(key)) throw new TypeError(`no key of a column: ${key}`);
  }
  distinct(all.map(([, { title }]) => title));
  for (const [key, column] of all) {
    if (column.kind === 'amount' && !isIn(column.decimals ?? 0, 0, MOST_DECIMALS)) {
      throw new TypeError(`${key}: at most ${MOST_DECIMALS} decimals`);
    }
    if (!('options' in column)) continue;
    if (column.options.length === 0) throw new TypeError(`${key}: no option to choose`);
    const { options } = column;
    distinct(options.map(({ label }) => label));
    distinct(options.map(({ code }) => code));
    for (const { code, label } of options) {
      const other = options.find((one) => folded(one.label) === folded(code));
      if (other && other.code !== code) {
        throw new TypeError(`“${code}” is one option and the label of another: ${label}`);
      }
    }
  }
}

/** A spreadsheet keeps fifteen digits: one is left before the point. */
export const MOST_DECIMALS = 14;

function isIn(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function distinct(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    const form = folded(name);
    if (form === '') throw new TypeError('a title, label or code is empty');
    if (seen.has(form)) throw new TypeError(`two columns or options would read alike: ${name}`);
    seen.add(form);
  }
}
