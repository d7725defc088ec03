import type { DataOf } from '../planning-fact.js';

/** What is remembered of what came in by spreadsheets. */
export interface SpreadsheetsData {
  readonly spreadsheetImports: Record<string, KeptImport>;
  /** For each thing that an import made the id of the import; of a thing that came twice, of the last. */
  readonly importedThings: Record<string, string>;
}

/** An import with what became of it. */
export interface KeptImport extends DataOf<'SpreadsheetImported'> {
  readonly by: string;
  /** The day it was imported. */
  readonly on: string;
  /** What somebody did first with one of its things since: it cannot be taken back any more. */
  firstMove?: FirstMove;
  undone?: { readonly by: string; readonly on: string };
}

export interface FirstMove {
  readonly id: string;
  /** The type of the fact. */
  readonly type: string;
  readonly by: string;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
}

export const beginSpreadsheetsData = (): SpreadsheetsData => ({
  spreadsheetImports: {},
  importedThings: {},
});
