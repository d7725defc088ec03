import { checkColumns, type CellValue, type Columns, type RowValues } from './column.js';
import { csvHead, csvRows, writeCsv } from './csv/write-csv.js';
import { writableText } from './plain-text.js';
import type { TableFormat } from './table.js';
import { UnwritableValue } from './unwritable-value.js';
import { writtenValue } from './values/written-value.js';
import { writeXlsx, type NotesSheet } from './xlsx/write-xlsx.js';

export interface TableToWrite<C extends Columns> {
  readonly columns: C;
  readonly rows: readonly RowValues<C>[];
  /** Name of the sheet in a workbook; `Dati` if not said. */
  readonly sheet?: string;
  /**
   * What stands on further sheets of a workbook: where the first comes from, or what its rows name. A CSV has no
   * room for it.
   */
  readonly notes?: NotesSheet | readonly NotesSheet[];
}

export const USUAL_SHEET = 'Dati';

/**
 * A file that `readTable` reads with the same values, and in which nothing that a person once wrote can
 * become a formula. Text of spaces only is an empty cell, and so is an empty list; characters that no
 * spreadsheet takes (controls, half surrogates) become U+FFFD. The same table is the same bytes.
 * @throws {UnwritableValue} if a value is none of its column's, or too long for a cell
 * @throws {RangeError} if the rows are more than a sheet holds, or the sheet cannot have its name
 */
export function writeTable<const C extends Columns>(
  format: TableFormat,
  { columns, rows, sheet = USUAL_SHEET, notes = [] }: TableToWrite<C>,
): Uint8Array {
  checkColumns(columns);
  const written = rows.map((row, item) => cellsOf(columns, row, item));
  const declared = Object.values(columns);
  return format === 'csv'
    ? writeCsv(
        declared.map(({ title }) => title),
        written,
      )
    : writeXlsx(sheet, declared, written, [notes].flat().map(writableNotes));
}

const writableNotes = ({ rows, ...notes }: NotesSheet): NotesSheet => ({
  ...notes,
  rows: rows.map((row) => row.map(writableText)),
});

/**
 * The same CSV piece by piece, for a table that is longer than what one wants to hold at once: its head, then
 * each page of rows as it comes.
 * @throws {UnwritableValue} as `writeTable` does; what was given before is gone by then
 */
export async function* writeCsvPages<const C extends Columns>(
  columns: C,
  pages: AsyncIterable<readonly RowValues<C>[]>,
): AsyncGenerator<Uint8Array, void, undefined> {
  checkColumns(columns);
  yield csvHead(Object.values(columns).map(({ title }) => title));
  let item = 0;
  for await (const rows of pages) {
    if (rows.length > 0) yield csvRows(rows.map((row) => cellsOf(columns, row, item++)));
  }
}

/** What stands in the cells of a row. @throws {UnwritableValue} */
function cellsOf<const C extends Columns>(columns: C, row: RowValues<C>, item: number) {
  return Object.entries(columns).map(([key, column]) => {
    // RowValues<C> has a value of the column, or none, under each key of C.
    const value = (row as Readonly<Record<string, CellValue | undefined>>)[key];
    try {
      return writtenValue(value, column);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new UnwritableValue(key, item, error.message);
    }
  });
}
