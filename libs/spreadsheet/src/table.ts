import type { Columns, RowValues } from './column.js';
import type { TableFault } from './fault.js';

export type TableFormat = 'csv' | 'xlsx';

/** Where a value came from, so that whoever finds fault with it later can still say where. */
export interface Cell {
  /** `B7`. */
  readonly address: string;
  /** What the file holds: the text, or a number or date as text; empty if there is nothing. */
  readonly raw: string;
}

export interface TableRow<C extends Columns> {
  /** As the spreadsheet numbers it. */
  readonly row: number;
  readonly values: RowValues<C>;
  readonly cells: { readonly [K in keyof C]: Cell };
}

export interface Table<C extends Columns> {
  readonly format: TableFormat;
  /** Name of the sheet that was read; a CSV has none. */
  readonly sheet?: string;
  /** The titles as they stand in the file. */
  readonly header: { readonly [K in keyof C]: Cell };
  readonly rows: readonly TableRow<C>[];
}

/** The whole table, or what is wrong with it. */
export type TableReading<C extends Columns> =
  | { readonly outcome: 'read'; readonly table: Table<C> }
  | {
      readonly outcome: 'refused';
      /** Never empty. */
      readonly faults: readonly TableFault[];
      /** How many more there are than are told. */
      readonly more: number;
      /**
       * What could be read in spite of it, for whoever looks for everything that is wrong; values that could
       * not are absent, also where they are required. Undefined where the titles were not found.
       */
      readonly readable?: Table<C>;
    };
