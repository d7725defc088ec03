import { checkColumns, type CellValue, type Columns, type RowValues } from './column.js';
import { writeCsv } from './csv/write-csv.js';
import type { TableFormat } from './table.js';
import { UnwritableValue } from './unwritable-value.js';
import { writtenValue } from './values/written-value.js';
import { writeXlsx } from './xlsx/write-xlsx.js';

export interface TableToWrite<C extends Columns> {
  readonly columns: C;
  readonly rows: readonly RowValues<C>[];
  /** Name of the sheet in a workbook; `Dati` if not said. */
  readonly sheet?: string;
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
  { columns, rows, sheet = USUAL_SHEET }: TableToWrite<C>,
): Uint8Array {
  checkColumns(columns);
  const all = Object.entries(columns);
  const written = rows.map((row, item) =>
    all.map(([key, column]) => {
      // RowValues<C> has a value of the column, or none, under each key of C.
      const value = (row as Readonly<Record<string, CellValue | undefined>>)[key];
      try {
        return writtenValue(value, column);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        throw new UnwritableValue(key, item, error.message);
      }
    }),
  );
  const declared = Object.values(columns);
  return format === 'csv'
    ? writeCsv(
        declared.map(({ title }) => title),
        written,
      )
    : writeXlsx(sheet, declared, written);
}
