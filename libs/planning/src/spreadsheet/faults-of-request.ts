import type { RequestProblem } from '../command/invalid-command.js';
import { rowFault, type RowFault } from './row-fault.js';
import type { SpreadsheetTable } from './spreadsheet-tables.js';

/** What the fields of a row are refused for, in the words of the row: `/rows/3/title` is in its fourth row. */
export function faultsOfRequest(
  { columns, columnOf }: Pick<SpreadsheetTable, 'columns' | 'columnOf'>,
  problems: readonly RequestProblem[],
  rows: readonly { readonly row: number }[],
): readonly RowFault[] {
  return problems.flatMap(({ field, it, en }) => {
    const [, index, pointer = ''] = /^\/rows\/(\d+)(\/.*)?$/.exec(field) ?? [];
    const row = rows[Number(index)]?.row;
    if (row === undefined) return [];
    const key = columnOf(pointer);
    const title = columns[key]?.title ?? key;
    return [rowFault('value-refused', { row, title }, { it, en })];
  });
}
