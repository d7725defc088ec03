import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import type { SpreadsheetsData } from './spreadsheet.data.js';
import { lookAtProgrammes, schedaThatLeans } from './schede-that-lean.js';
import { calledIn, takenBack, whatLeansOn } from './taken-back.js';

/** Takes back everything that one spreadsheet brought in, as long as nobody has worked on any of it. */
export class UndoSpreadsheetImport extends CycleCommand {
  @IsId()
  readonly spreadsheetImportId!: string;
}

export const undoSpreadsheetImport = verb<UndoSpreadsheetImport, LifeData & SpreadsheetsData>({
  name: 'undo-spreadsheet-import',
  command: UndoSpreadsheetImport,
  title: { it: "Annulla l'importazione", en: 'Undo the import' },
  who: roles('UPc'),
  reason: 'required',
  facts: [
    'SpreadsheetImportUndone',
    'SchedaWithdrawn',
    'CoDesignRowTakenBack',
    'QuestionAnswered',
    'UnitTakenBack',
  ],
  about: 'spreadsheetImport',
  looksAt: lookAtProgrammes,
  decide({ data }, { spreadsheetImportId, envelope }, context) {
    const imported = data.spreadsheetImports[spreadsheetImportId];
    if (!imported) return refuse('spreadsheet-import-not-found', { id: spreadsheetImportId });
    const undone = { type: 'SpreadsheetImportUndone', data: { spreadsheetImportId } } as const;
    // That it is undone already, the machine says.
    if (imported.undone) return [undone];
    const { firstMove } = imported;
    if (firstMove) {
      const { id, by, at, type: what } = firstMove;
      const thing = calledIn(data, imported, id);
      return refuse('spreadsheet-import-worked-on', { thing, by, at, what });
    }
    const leaning =
      whatLeansOn(data, imported) ?? schedaThatLeans(envelope.cycleId, imported, context);
    if (leaning) return refuse('spreadsheet-import-in-use', leaning);
    return [undone, ...takenBack(data, imported)];
  },
});
