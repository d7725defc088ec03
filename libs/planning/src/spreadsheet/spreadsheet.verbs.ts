import type { Verb } from '../command/verb.js';
import { importCoDesignSpreadsheet } from './import-co-design-spreadsheet.js';
import { importSchede } from './import-schede.js';
import { importUnits } from './import-units.js';
import { undoSpreadsheetImport } from './undo-spreadsheet-import.js';

/** The verbs of spreadsheets. */
export const spreadsheetVerbs: readonly Verb[] = [
  importSchede,
  importCoDesignSpreadsheet,
  importUnits,
  undoSpreadsheetImport,
];
