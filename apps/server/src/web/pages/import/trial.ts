import { Injectable } from '@nestjs/common';
import type { CommandEnvelope, Made } from '#planning';
import type { Columns, TableRow } from '#spreadsheet';
import { refusalProblem } from '../../../api/refusal-problem.js';
import { faultsIn, SpreadsheetImports } from '../../../api/spreadsheet-imports.js';
import type { Problem } from '../../../http/problem.js';
import type { KeptFile } from './kept-files.js';

/** Something wrong with a file, with its place as far as it has one. */
export interface FileFault {
  readonly code: string;
  /** As the spreadsheet numbers it. */
  readonly row?: number;
  /** Title of the column. */
  readonly title?: string;
  /** `B7` */
  readonly address?: string;
  readonly problem: { readonly it: string; readonly en: string };
  readonly remedy: { readonly it: string; readonly en: string };
}

/** What importing a file would do. Nothing was written to find out. */
export interface Trial {
  /** What would be made, in the order of the rows; nothing where something is wrong. */
  readonly made: readonly Made[];
  readonly faults: readonly FileFault[];
  /** How many more there are than are told. */
  readonly more: number;
  /** Why it would not be taken although nothing is wrong in it. */
  readonly refused: Problem | undefined;
}

/** What is there already is not changed by a file; such a row is told apart from a mistake. */
const isThere: ReadonlySet<string> = new Set(['id-taken', 'code-taken']);

/** A row of a file with what is wrong in it. */
export interface TriedRow {
  readonly row: TableRow<Columns>;
  readonly faults: readonly FileFault[];
  /** What the row would make; absent where anything in the file is wrong. */
  readonly made: Made | undefined;
  readonly standing: 'fine' | 'there' | 'wrong';
}

/** The rows of a file, each with what is wrong in it, and the faults that are of no row. */
export function rowsOf(
  { file }: KeptFile,
  { faults, made }: Trial,
): { readonly rows: readonly TriedRow[]; readonly ofFile: readonly FileFault[] } {
  // What is of no column, such as cells that are merged, is wrong with the file.
  const inCells = faults.filter(({ title }) => title !== undefined);
  const byRow = Map.groupBy(inCells, ({ row }) => row);
  const rows = (file.table?.rows ?? []).map((row, index): TriedRow => {
    const own = byRow.get(row.row) ?? [];
    const allThere = own.every(({ code }) => isThere.has(code));
    const standing = own.length === 0 ? 'fine' : allThere ? 'there' : 'wrong';
    return { row, faults: own, made: made[index], standing };
  });
  const known = new Set(rows.map(({ row }) => row.row));
  const ofFile = faults.filter(
    ({ row, title }) => title === undefined || row === undefined || !known.has(row),
  );
  return { rows, ofFile };
}

/** Tries files as the API does. */
@Injectable()
export class Trials {
  constructor(private readonly engine: SpreadsheetImports) {}

  /** @throws Problem request-invalid where a field is refused that no column has */
  async of(kept: KeptFile, envelope: CommandEnvelope): Promise<Trial> {
    const { table, file, fileName, lifeId } = kept;
    const answer = await this.engine.rehearsed(table, { fileName, envelope }, file);
    if (!('refusal' in answer)) {
      return { made: table.made(answer.facts), faults: [], more: 0, refused: undefined };
    }
    const { refusal, rule } = answer;
    if (refusal.code === 'spreadsheet-faulty') {
      return { made: [], ...faultsIn(refusal), refused: undefined };
    }
    const refused = refusalProblem(refusal, { rule, cycleId: lifeId });
    return { made: [], faults: [], more: 0, refused };
  }
}
