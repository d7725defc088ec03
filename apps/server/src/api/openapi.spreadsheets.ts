import type { JsonSchema } from './schema.js';
import {
  bothLanguages,
  byId,
  closed,
  day,
  fingerprint,
  instant,
  integer,
  listOf,
  oneOf,
  orNull,
  ref,
  text,
} from './schema.js';

/** What a cycle or a register shows of its imports. */
export const spreadsheetImports: JsonSchema = byId(ref('SpreadsheetImport'));

/** How spreadsheets are answered. */
export const spreadsheetSchemas: Readonly<Record<string, JsonSchema>> = {
  SpreadsheetImport: closed(
    {
      spreadsheetImportId: text,
      what: oneOf(['SCHEDE', 'CO_DESIGN', 'UNITS']),
      fileName: text,
      sha256: fingerprint,
      rows: integer(1),
      ids: { ...listOf(text), description: 'What it made, in the order of the rows.' },
      by: text,
      on: day,
    },
    {
      firstMove: {
        ...closed({ id: text, type: text, by: text, at: instant }),
        description: 'What was done first with one of its things since: it cannot be undone.',
      },
      undone: closed({ by: text, on: day }),
    },
  ),
  SpreadsheetFault: {
    description:
      'Che cosa non va in una cella, in una riga o nel file, e che cosa fare. / What is wrong with a cell, a row or the file, and what to do.',
    ...closed(
      { code: text, problem: bothLanguages, remedy: bothLanguages },
      {
        row: integer(1),
        column: { ...text, description: 'B' },
        address: { ...text, description: 'B7' },
        title: { ...text, description: 'The title of the column.' },
      },
    ),
  },
  SpreadsheetRehearsal: {
    description:
      'Che cosa farebbe l’importazione; nulla è stato scritto. / What the import would do.',
    ...closed({
      sha256: fingerprint,
      rows: integer(0),
      wouldMake: listOf(closed({ row: integer(1), code: orNull(text), title: text })),
      faults: listOf(ref('SpreadsheetFault')),
      more: { ...integer(0), description: 'How many more faults there are than are told.' },
    }),
  },
};
