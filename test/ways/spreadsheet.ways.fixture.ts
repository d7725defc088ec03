import type { RowOfTable } from '#planning';
import type { ImportWish } from '../client.fixture.js';
import { about, send } from '../drivers.fixture.js';
import { UNIT } from '../server.fixture.js';
import { completeContent } from './to-approval.wishes.fixture.js';
import type { Driver, Drivers, Wishes } from '../journey.fixture.js';

/** A file with these rows; one that nobody has imported yet, if a row is new. */
export const fileOf = (
  spreadsheetImportId: string,
  ...rows: readonly RowOfTable[]
): ImportWish => ({
  ...{ spreadsheetImportId, fileName: 'foglio.csv', rows },
});

/** How to ask for the undoing of an import, in whatever life. */
export const wishesToUndoImports: Wishes = {
  'undo-spreadsheet-import': (_, { id: spreadsheetImportId }) => ({
    as: 'UPc',
    body: { spreadsheetImportId, reason: 'Era il file sbagliato' },
  }),
};

/** Imports something for the occasion and takes it back, before anybody works on it. */
export const undoneAtOnce =
  (importing: string): Driver =>
  async (journey, { id }) => {
    const importId = id ?? journey.fresh('import');
    const isThere = journey.partsOf('spreadsheetImport').has(importId);
    if (!isThere) await send(journey, importing, { id: importId });
    await send(journey, 'undo-spreadsheet-import', { id: importId });
  };

/** Takes back what an import brought in, by the id of a thing it made. */
export const takenBackWith: Driver = async (journey, { id = '' }) => {
  const imported = journey.all('SpreadsheetImported').findLast(({ ids }) => ids.includes(id));
  await send(journey, 'undo-spreadsheet-import', {
    id: imported?.spreadsheetImportId ?? 'nessuna',
  });
};

/** How to ask for the verbs of spreadsheets of schede. */
export const wishesSpreadsheet: Wishes = {
  'import-schede': (journey, { id }) => ({
    as: 'UPc',
    body: fileOf(id, {
      ...{ title: journey.fresh('Assistenza domiciliare'), unit: UNIT, person: 'responsabile' },
      programme: journey.all('TreeImported')[0]?.programmes[0]?.programmeId ?? 'nessuno',
      ...completeContent,
    }),
  }),
  ...wishesToUndoImports,
};

/** How their facts are brought about. */
export const driversSpreadsheet: Drivers = {
  SpreadsheetImported: about('SpreadsheetImported', 'import-schede'),
  SpreadsheetImportUndone: undoneAtOnce('import-schede'),
};
