import type { FaultDetails } from './fault.js';
import type { FaultCode } from './fault-texts.js';

/** What one cell holds, whatever file it came from. `raw` is what to show of it. */
export type CellContent =
  | { readonly kind: 'text'; readonly raw: string }
  | { readonly kind: 'number'; readonly raw: string }
  | { readonly kind: 'boolean'; readonly raw: string }
  | DateContent
  | RefusedContent;

/** A number with the format of a date. */
export interface DateContent {
  readonly kind: 'date';
  readonly raw: string;
  /** ISO day; undefined if the number is none of the calendar's. */
  readonly day: string | undefined;
  readonly hasTime: boolean;
}

/** A cell that is wrong in any column. */
export interface RefusedContent {
  readonly kind: 'refused';
  readonly raw: string;
  readonly code: FaultCode;
  readonly details: FaultDetails;
}

/** A row that holds something: its cells by column, counted from 0. Empty cells are not there. */
export interface GridRow {
  readonly row: number;
  readonly cells: ReadonlyMap<number, CellContent>;
}

/** The cells of a file before anybody asks what they mean. */
export interface Grid {
  readonly sheet?: string;
  readonly rows: readonly GridRow[];
  /** Ranges of merged cells, as `B2:B9`. */
  readonly merged: readonly string[];
}
