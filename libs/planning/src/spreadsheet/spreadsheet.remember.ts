import type { Remembers } from '../remember.js';
import type { SpreadsheetsData } from './spreadsheet.data.js';

export const rememberSpreadsheets: Remembers<SpreadsheetsData> = {
  SpreadsheetImported: (life, imported) => {
    life.spreadsheetImports[imported.importId] = imported;
  },
};
