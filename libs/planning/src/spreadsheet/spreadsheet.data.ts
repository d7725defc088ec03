import type { DataOf } from '../planning-fact.js';

/** What is remembered of what came in by spreadsheets. */
export interface SpreadsheetsData {
  readonly spreadsheetImports: Record<string, DataOf<'SpreadsheetImported'>>;
}

export const beginSpreadsheetsData = (): SpreadsheetsData => ({ spreadsheetImports: {} });
