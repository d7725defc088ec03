import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { DecisionContext } from '../command/verb.js';
import type { PlanningFact } from '../planning-fact.js';
import { firstNotFitting } from './batch-size.js';
import { rowFault, spreadsheetFaulty, type RowFault } from './row-fault.js';
import type { SpreadsheetCommand } from './spreadsheet-command.js';
import type { SpreadsheetsData } from './spreadsheet.data.js';
import type { SpreadsheetKind } from './spreadsheet.facts.js';

/** A table that comes in: what it is of, and what its first column is called. */
interface Incoming {
  readonly what: SpreadsheetKind;
  readonly firstColumn: string;
}

/** What the rows become: for each row its facts, and the ids of what they make. */
export interface Groups {
  readonly groups: readonly (readonly PlanningFact[])[];
  readonly ids: readonly string[];
}

/**
 * One file as one batch: what each of its rows makes and, last of all, that it was imported. Refuses a file
 * without rows, one that is already in, one with faults, and one too long to be written at once.
 * @param read what the rows become, or everything that is wrong with them
 */
export function batchOf(
  { spreadsheetImports }: Readonly<SpreadsheetsData>,
  wish: SpreadsheetCommand & { readonly rows: readonly { readonly row: number }[] },
  { what, firstColumn }: Incoming,
  { newId }: Pick<DecisionContext, 'newId'>,
  read: () => Groups | { readonly faults: readonly RowFault[] },
): readonly PlanningFact[] | Refusal {
  const { spreadsheetImportId = newId('spreadsheet-import'), fileName, sha256, rows } = wish;
  if (spreadsheetImports[spreadsheetImportId])
    return refuse('id-taken', { id: spreadsheetImportId });
  if (rows.length === 0) return refuse('spreadsheet-empty');
  const before = Object.values(spreadsheetImports).find(
    (each) => each.sha256 === sha256 && each.what === what && !each.undone,
  );
  if (before) {
    return refuse('spreadsheet-already-imported', { fileName: before.fileName, on: before.on });
  }
  const outcome = read();
  if ('faults' in outcome) {
    const inOrder = [...outcome.faults].sort((one, other) => one.row - other.row);
    return spreadsheetFaulty(inOrder) ?? refuse('spreadsheet-empty');
  }
  const { groups, ids } = outcome;
  const tooLong = firstNotFitting(groups, wish);
  if (tooLong !== undefined) {
    // Beyond the rows come the questions about them.
    const { row = 1 } = rows[tooLong] ?? rows.at(-1) ?? {};
    const place = { row, title: firstColumn };
    const faulty = spreadsheetFaulty([rowFault('batch-too-long', place)]);
    if (faulty) return faulty;
  }
  return [
    ...groups.flat(),
    {
      type: 'SpreadsheetImported',
      data: { spreadsheetImportId, what, fileName, sha256, rows: rows.length, ids },
    },
  ];
}
