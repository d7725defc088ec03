import { setup } from 'xstate';
import { named, type MachineEvent } from '../definitions/vocabulary.machine.js';

/** What came in by one spreadsheet: it can be taken back as a whole, as long as nobody has worked on it. */
export const spreadsheetImportMachineV1 = setup({
  types: { events: {} as MachineEvent },
}).createMachine({
  id: 'spreadsheetImport',
  version: '1',
  initial: 'absent',
  states: {
    absent: {
      meta: named('non importato', 'not imported'),
      on: { SpreadsheetImported: 'imported' },
    },
    imported: {
      meta: named('importato', 'imported'),
      on: { SpreadsheetImportUndone: 'undone' },
    },
    undone: { type: 'final', meta: named('annullato', 'undone') },
  },
});
