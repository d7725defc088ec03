import type { RequestProblem } from '../command/invalid-command.js';
import { rowFault, type RowFault } from './row-fault.js';
import type { SpreadsheetTable } from './spreadsheet-tables.js';

/** Where a problem is: `/rows/3/title` is in the fourth row of those wished for, at `/title` of it. */
function placeOf({ field }: RequestProblem): { readonly index: number; readonly pointer: string } {
  const [, index, pointer = ''] = /^\/rows\/(\d+)(\/.*)?$/.exec(field) ?? [];
  return { index: index === undefined ? -1 : Number(index), pointer };
}

/** What the fields of a row are refused for, in the words of the row. */
export function faultsOfRequest(
  { columns, columnOf }: Pick<SpreadsheetTable, 'columns' | 'columnOf'>,
  problems: readonly RequestProblem[],
  rows: readonly { readonly row: number }[],
): readonly RowFault[] {
  return problems.flatMap((problem) => {
    const { index, pointer } = placeOf(problem);
    const row = rows[index]?.row;
    if (row === undefined) return [];
    const key = columnOf(pointer);
    const title = columns[key]?.title ?? key;
    const { it, en } = problem;
    return [rowFault('value-refused', { row, title }, { it, en })];
  });
}

/** The rows without the fields that were refused; what must be there has what stands for it. */
export function withoutRefused<Row extends object>(
  { placeholders }: Pick<SpreadsheetTable, 'placeholders'>,
  problems: readonly RequestProblem[],
  rows: readonly Row[],
): readonly Row[] {
  const refused = problems.map((problem) => {
    const { index, pointer } = placeOf(problem);
    return { index, field: pointer.split('/')[1] ?? '' };
  });
  return rows.map((row, index) => {
    const fields = new Set(refused.filter((of) => of.index === index).map(({ field }) => field));
    const without = (all: object, keep: boolean) =>
      Object.entries(all).filter(([field]) => fields.has(field) === keep);
    if (fields.size === 0) return row;
    // The same row, but for what nobody can use.
    return Object.fromEntries([...without(row, false), ...without(placeholders, true)]) as Row;
  });
}
