import {
  writeTable,
  type CellValue,
  type Column,
  type Columns,
  type RowValues,
  type TableFormat,
} from '#spreadsheet';
import { FAULTS_TITLE } from '../../../api/spreadsheet-file.js';
import type { KeptFile } from './kept-files.js';
import { rowsOf, type FileFault, type Trial, type TriedRow } from './trial.js';

const FAULTS = 'whatIsWrong';

/**
 * The file as it came, with a last column that says in each row what is wrong there. It may come again as it is: that
 * column is not read. A column in which something is wrong holds text, so that what was written stays as it was.
 */
export function faultsFile(format: TableFormat, kept: KeptFile, trial: Trial): Uint8Array {
  const { rows } = rowsOf(kept, trial);
  const { columns, sheet } = kept.table;
  const doubtful = new Set(
    Object.keys(columns).filter((key) =>
      rows.some(({ faults }) => faults.some(({ title }) => title === columns[key]?.title)),
    ),
  );
  const written: Record<string, Column> = {};
  for (const [key, column] of Object.entries(columns)) {
    written[key] = doubtful.has(key) ? { kind: 'text', title: column.title } : column;
  }
  written[FAULTS] = { kind: 'text', title: FAULTS_TITLE };
  return writeTable(format, {
    columns: written,
    sheet,
    rows: rows.map((row) => cellsOf(row, columns, doubtful)),
  });
}

/** Whether there are rows to give back. */
export const hasRows = ({ file: { table } }: KeptFile): boolean => (table?.rows.length ?? 0) > 0;

function cellsOf(
  { row, faults }: TriedRow,
  columns: Columns,
  doubtful: ReadonlySet<string>,
): RowValues<Columns> {
  const values = row.values as Readonly<Record<string, CellValue | undefined>>;
  const cells: Record<string, CellValue | undefined> = {};
  for (const key of Object.keys(columns)) {
    cells[key] = doubtful.has(key) ? row.cells[key]?.raw : values[key];
  }
  cells[FAULTS] = faults.map(inItalian).join('\n');
  return cells;
}

const inItalian = ({ title, problem, remedy }: FileFault): string =>
  `${title === undefined ? '' : `${title}: `}${problem.it} ${remedy.it}`;
