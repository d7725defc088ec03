import type { RefusalTexts } from '../refusal-text.js';

/** Spreadsheets that come in and are taken back. */
export const spreadsheetRefusals = {
  'spreadsheet-faulty': {
    kind: 'rule',
    it: 'Nel foglio ci sono punti da correggere: {count}. Il primo: {first}. Nulla è stato registrato.',
    en: 'There are points to correct in the spreadsheet: {count}. The first: {firstEn}. Nothing was recorded.',
  },
  'spreadsheet-empty': {
    kind: 'rule',
    it: 'Sotto i titoli il foglio non ha righe: compilalo e caricalo di nuovo.',
    en: 'Below its titles the spreadsheet has no rows: fill it in and upload it again.',
  },
  'spreadsheet-already-imported': {
    kind: 'conflict',
    it: 'Questo stesso file è già stato importato il {on} (si chiamava {fileName}). Per ripeterlo, annulla prima quell’importazione.',
    en: 'This very file was imported on {on} already (it was called {fileName}). To repeat it, undo that import first.',
  },
  'spreadsheet-import-not-found': {
    kind: 'absence',
    it: 'L’importazione {id} non esiste.',
    en: 'There is no import {id}.',
  },
  'spreadsheet-import-worked-on': {
    kind: 'conflict',
    it: 'L’importazione non si può più annullare: su {thing} ha già lavorato {by}, il {at} ({what}).',
    en: 'The import cannot be undone any more: {by} has worked on {thing} already, at {at} ({what}).',
  },
  'spreadsheet-import-in-use': {
    kind: 'conflict',
    it: 'L’importazione non si può più annullare: a {thing} rimanda {user}, che non viene dallo stesso file.',
    en: 'The import cannot be undone any more: {user}, which is not of the same file, points to {thing}.',
  },
} as const satisfies RefusalTexts;
