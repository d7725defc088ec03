import { createHash } from 'node:crypto';
import {
  faultsOfRequest,
  MOST_ROWS,
  spreadsheetFaulty,
  withoutRefused,
  type RequestProblem,
  type RowFault,
  type SpreadsheetTable,
} from '#planning';
import {
  readTable,
  type Columns,
  type Table,
  type TableFault,
  type TableFormat,
} from '#spreadsheet';
import type { Refusal } from '#workflow';

/** What a file of a table is, for whoever gets it. */
export const tableMediaTypes: Readonly<Record<TableFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** The title of the column in which a file that is given back says what is wrong: it may stay when the file comes again. */
export const FAULTS_TITLE = 'Errori';

/** A row of a file as the verb of its table is asked for it. */
type WishedRow = { readonly row: number } & object;

/** What the domain found wrong in the rows of a file, and how many more faults there are. */
export interface FoundInRows {
  /** What fields were refused for. */
  readonly problems?: readonly RequestProblem[];
  readonly faults?: readonly RowFault[];
  readonly more?: number;
}

/** A file that was read: what it holds, and what is wrong with it. */
export interface SpreadsheetFile {
  readonly sha256: string;
  /** Its titles and cells as they stand in the file; undefined where no titles were found. */
  readonly table: Table<Columns> | undefined;
  /** As far as they could be read: what is wrong in a cell is absent. */
  readonly rows: readonly WishedRow[];
  /** Whether something is wrong with the file itself. */
  readonly isFaulty: boolean;
  /** Whether there are rows to look at, in spite of what is wrong. */
  readonly isReadable: boolean;
  /** Everything that is wrong, each with its cell: in the file itself and in its rows. Undefined for nothing. */
  readonly refusal: (found?: FoundInRows) => Refusal | undefined;
  /** The rows without the fields that were refused, so that the rest of them can be looked at. */
  readonly without: (problems: readonly RequestProblem[]) => readonly WishedRow[];
}

type PlacedFault = RowFault & Pick<TableFault, 'column' | 'address'>;

/** Reads a file of a table, and whatever can be read of one that is faulty. */
export async function spreadsheetFile(
  bytes: Buffer,
  table: SpreadsheetTable,
): Promise<SpreadsheetFile> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { columns, sheet } = table;
  const reading = await readTable(bytes, {
    ...{ columns, sheet },
    limits: { rows: MOST_ROWS },
    ignored: [FAULTS_TITLE],
  });
  const isFaulty = reading.outcome === 'refused';
  const read = isFaulty ? reading.readable : reading.table;
  const inFile = isFaulty ? reading : { faults: [], more: 0 };
  const rows = (read?.rows ?? []).map(({ row, values }) => ({ row, ...table.wished(values) }));
  const refusal: SpreadsheetFile['refusal'] = ({ problems = [], faults = [], more = 0 } = {}) => {
    const told: (TableFault | PlacedFault)[] = [...inFile.faults];
    for (const found of [faultsOfRequest(table, problems, rows), faults]) {
      // Of a cell whose value is not there, nothing else can be said.
      const cells = new Set(told.map(cellOf));
      const placed = read ? found.map(placedIn(read, columns)) : [];
      told.push(...placed.filter((fault) => !cells.has(cellOf(fault))));
    }
    return spreadsheetFaulty(told.toSorted(byCell), inFile.more + more);
  };
  return {
    ...{ sha256, table: read, rows, isFaulty, isReadable: read !== undefined, refusal },
    without: (problems) => withoutRefused(table, problems, rows),
  };
}

const cellOf = ({ row, title }: Pick<TableFault, 'row' | 'title'>): string => `${row} ${title}`;

/** Row by row, and within a row from the left; first what is of no row. */
function byCell(one: TableFault | PlacedFault, other: TableFault | PlacedFault): number {
  const [from, to] = [one.column ?? '', other.column ?? ''];
  return (
    (one.row ?? 0) - (other.row ?? 0) || from.length - to.length || (from < to ? -1 : +(from > to))
  );
}

/** A fault of a row with its cell, as the faults of the file itself have theirs. */
const placedIn =
  ({ header }: Table<Columns>, columns: Columns) =>
  (fault: RowFault): PlacedFault => {
    const [key = ''] = Object.entries(columns).find(([, { title }]) => title === fault.title) ?? [];
    const column = header[key]?.address.replace(/\d+$/, '');
    return column === undefined ? fault : { ...fault, column, address: `${column}${fault.row}` };
  };
