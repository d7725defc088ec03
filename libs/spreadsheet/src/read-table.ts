import { addressOf, placeOf } from './address.js';
import { checkColumns, type CellValue, type Column, type Columns } from './column.js';
import { readCsv } from './csv/read-csv.js';
import { FaultList } from './fault.js';
import { formatOf } from './file-format.js';
import { unmarked } from './formula-marker.js';
import type { CellContent, Grid, GridRow } from './grid.js';
import { countTitles, matchHeader, type Header } from './header.js';
import { usualLimits, type TableLimits } from './limits.js';
import type { Cell, Table, TableFormat, TableReading, TableRow } from './table.js';
import { UnreadableFile } from './unreadable-file.js';
import { readValue } from './values/read-value.js';
import { Trouble } from './values/trouble.js';
import { readXlsx } from './xlsx/read-xlsx.js';

export interface ReadingOptions<C extends Columns> {
  readonly columns: C;
  /** Name of the sheet of a workbook to read; without it the workbook must have one visible sheet. */
  readonly sheet?: string;
  /** Titles of columns that may stand in the file, and are not read. */
  readonly ignored?: readonly string[];
  /** Instead of some of the usual limits. */
  readonly limits?: Partial<TableLimits>;
}

const MIB = 1024 * 1024;

/**
 * Reads a table out of a CSV or XLSX file that somebody else made: the whole table, or everything that is
 * wrong with it and as much as could be read. What the file is called does not matter. Whatever the bytes are, this answers.
 * @throws {TypeError} if the columns are not told apart, which is a fault of the program
 */
export async function readTable<const C extends Columns>(
  bytes: Uint8Array,
  { columns, sheet, ignored = [], limits: given }: ReadingOptions<C>,
): Promise<TableReading<C>> {
  checkColumns(columns);
  const limits = { ...usualLimits, ...given };
  const faults = new FaultList(limits.faults);
  try {
    const { format, grid } = await gridOf(bytes, columns, sheet, limits);
    const { header, rows } = rowsOf(grid, { columns, ignored }, faults);
    if (header) {
      const name = grid.sheet === undefined ? {} : { sheet: grid.sheet };
      const table = { format, ...name, header, rows } as Table<C>;
      if (faults.told.length === 0) return { outcome: 'read', table };
      return { outcome: 'refused', faults: faults.told, more: faults.more, readable: table };
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    faults.add(error.code, error.details, error.place);
  }
  return { outcome: 'refused', faults: faults.told, more: faults.more };
}

async function gridOf(
  bytes: Uint8Array,
  columns: Columns,
  sheet: string | undefined,
  limits: TableLimits,
): Promise<{ readonly format: TableFormat; readonly grid: Grid }> {
  if (bytes.length > limits.fileBytes) {
    const inMib = (size: number): string => (size / MIB).toFixed(1);
    const details = { size: inMib(bytes.length), limit: inMib(limits.fileBytes) };
    throw new UnreadableFile('file-too-large', details);
  }
  if (bytes.length === 0) throw new UnreadableFile('file-empty');
  const format = formatOf(bytes);
  const grid =
    format === 'xlsx'
      ? await readXlsx(bytes, sheet, limits)
      : readCsv(bytes, (texts) => countTitles(texts, columns), limits);
  return { format, grid };
}

/** A row whose keys and values are known to fit the columns only here, where they were matched. */
type AnyRow = TableRow<Columns>;

function rowsOf(
  { rows: [first, ...others], merged }: Grid,
  { columns, ignored }: { readonly columns: Columns; readonly ignored: readonly string[] },
  faults: FaultList,
): { readonly header?: Readonly<Record<string, Cell>>; readonly rows: readonly AnyRow[] } {
  for (const range of merged)
    faults.add('merged-cells', { range }, placeOf(range.split(':')[0] ?? ''));
  if (first) refusedCells(first, columns, undefined, faults);
  const header = matchHeader(first, { columns, ignored }, faults);
  if (!first || !header) {
    for (const row of others) refusedCells(row, columns, undefined, faults);
    return { rows: [] };
  }
  return {
    header: cellsOf(first, header),
    rows: others.map((row) => rowOf(row, header, columns, faults)),
  };
}

function rowOf(gridRow: GridRow, header: Header, columns: Columns, faults: FaultList): AnyRow {
  const { row, cells } = gridRow;
  refusedCells(gridRow, columns, header, faults);
  const values: Record<string, CellValue | undefined> = {};
  for (const [index, key] of header.keys) {
    const column = columns[key];
    const content = cells.get(index);
    if (!column || content?.kind === 'refused') continue;
    const place = { row, index, title: column.title };
    const value = valueOf(content, column);
    if (value instanceof Trouble) faults.add(value.code, value.details, place);
    else values[key] = value;
  }
  return { row, values, cells: cellsOf(gridRow, header) };
}

function valueOf(
  content: Exclude<CellContent, { readonly kind: 'refused' }> | undefined,
  column: Column,
): CellValue | Trouble | undefined {
  const raw = content?.kind === 'text' ? unmarked(content.raw) : (content?.raw ?? '');
  const value = content && raw.trim() !== '' ? readValue({ ...content, raw }, column) : undefined;
  const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
  if (!isEmpty) return value;
  return column.required ? new Trouble('value-missing', { title: column.title }) : undefined;
}

/** Faults of cells that are wrong in any column, those under no title too. */
function refusedCells(
  { row, cells }: GridRow,
  columns: Columns,
  header: Header | undefined,
  faults: FaultList,
): void {
  for (const [index, content] of cells) {
    const title = columns[header?.keys.get(index) ?? '']?.title;
    const place = title === undefined ? { row, index } : { row, index, title };
    if (content.kind === 'refused') faults.add(content.code, content.details, place);
    else if (header && !header.titled.has(index)) {
      faults.add('cell-outside-columns', { value: content.raw }, place);
    }
  }
}

function cellsOf({ row, cells }: GridRow, { keys }: Header): Readonly<Record<string, Cell>> {
  const found = [...keys].map(([index, key]): [string, Cell] => [
    key,
    { address: addressOf(index, row), raw: cells.get(index)?.raw ?? '' },
  ]);
  return Object.fromEntries(found);
}
