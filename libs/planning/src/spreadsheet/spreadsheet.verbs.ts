import type { Verb } from '../command/verb.js';

/** The verbs of spreadsheet. */
export const spreadsheetVerbs: readonly Verb[] = [];
