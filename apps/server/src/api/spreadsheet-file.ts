import { createHash } from 'node:crypto';
import {
  faultsOfRequest,
  MOST_ROWS,
  spreadsheetFaulty,
  type RequestProblem,
  type RowFault,
  type SpreadsheetTable,
} from '#planning';
import { readTable, type Columns, type Table, type TableFault } from '#spreadsheet';
import type { Refusal } from '#workflow';

/** A row of a file as the verb of its table is asked for it. */
type WishedRow = { readonly row: number } & object;

/** A file that was read: what it holds, or what is wrong with it. */
export interface SpreadsheetFile {
  readonly sha256: string;
  /** Absent where there are faults. */
  readonly rows: readonly WishedRow[];
  readonly faulty: Refusal | undefined;
  /** What the domain found wrong in the rows, with the cells where it is. */
  readonly placed: (faults: readonly RowFault[], more: number) => Refusal | undefined;
  /** The same for what the fields of the rows were refused for. */
  readonly refused: (problems: readonly RequestProblem[]) => Refusal | undefined;
}

/** Reads a file of a table: whole or not at all. */
export async function spreadsheetFile(
  bytes: Buffer,
  table: SpreadsheetTable,
): Promise<SpreadsheetFile> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { columns, sheet } = table;
  const reading = await readTable(bytes, { columns, sheet, limits: { rows: MOST_ROWS } });
  if (reading.outcome === 'refused') {
    const faulty = spreadsheetFaulty(reading.faults, reading.more);
    return { sha256, rows: [], faulty, placed: () => faulty, refused: () => faulty };
  }
  const rows = reading.table.rows.map(({ row, values }) => ({ row, ...table.wished(values) }));
  const placed: SpreadsheetFile['placed'] = (faults, more) =>
    spreadsheetFaulty(faults.map(placedIn(reading.table, columns)), more);
  return {
    ...{ sha256, rows, faulty: undefined, placed },
    refused: (problems) => placed(faultsOfRequest(table, problems, rows), 0),
  };
}

/** A fault of a row with its cell, as the faults of the file itself have theirs. */
const placedIn =
  ({ header }: Table<Columns>, columns: Columns) =>
  (fault: RowFault): RowFault & Pick<TableFault, 'column' | 'address'> => {
    const [key = ''] = Object.entries(columns).find(([, { title }]) => title === fault.title) ?? [];
    const column = header[key]?.address.replace(/\d+$/, '');
    return column === undefined ? fault : { ...fault, column, address: `${column}${fault.row}` };
  };
