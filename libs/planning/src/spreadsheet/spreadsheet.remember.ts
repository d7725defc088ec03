import type { AnyStateMachine } from 'xstate';
import type { RecordedFact } from '#workflow';
import type { Envelope } from '../envelope.js';
import type { Remembers } from '../remember.js';
import type { SpreadsheetsData } from './spreadsheet.data.js';

const rememberImports: Remembers<SpreadsheetsData> = {
  SpreadsheetImported: (life, imported, { actor, occurredOn }) => {
    const { spreadsheetImportId } = imported;
    life.spreadsheetImports[spreadsheetImportId] = {
      ...imported,
      by: actor.personId,
      on: occurredOn,
    };
    for (const id of imported.ids) life.importedThings[id] = spreadsheetImportId;
  },
  SpreadsheetImportUndone: (life, { spreadsheetImportId }, { actor, occurredOn }) => {
    const imported = life.spreadsheetImports[spreadsheetImportId];
    if (imported) imported.undone = { by: actor.personId, on: occurredOn };
  },
};

/**
 * What a definition remembers of its imports: the imports themselves, and who was the first to work on what
 * they made.
 * @param machine that of the things the imports make
 * @param idField how the facts of these things name them
 */
export function rememberSpreadsheets(
  machine: AnyStateMachine,
  idField: string,
): Remembers<SpreadsheetsData> {
  const noteMove = (
    life: SpreadsheetsData,
    data: Readonly<Record<string, unknown>>,
    { actor, recordedAt }: Envelope,
    { type }: RecordedFact,
  ): void => {
    const id = String(data[idField]);
    // An id may be any text, and every object has a `constructor`.
    const of = Object.hasOwn(life.importedThings, id) ? life.importedThings[id] : undefined;
    const imported = of === undefined ? undefined : life.spreadsheetImports[of];
    // What takes the things back is no work on them, nor is what becomes of their ids afterwards.
    if (imported && !imported.undone)
      imported.firstMove ??= { id, type, by: actor.personId, at: recordedAt };
  };
  const moves = (machine.events as readonly string[]).map((type) => [type, noteMove]);
  // Each of these facts is about such a thing, and names it by this field.
  return { ...(Object.fromEntries(moves) as Remembers<SpreadsheetsData>), ...rememberImports };
}
