import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { KeptImport, SpreadsheetsData } from '../spreadsheet/spreadsheet.data.js';
import type { CoDesignData } from './co-design.data.js';

/** A file, as far as it can be told whether it comes again. */
export type ComingFile = Pick<KeptImport, 'fileName' | 'sha256'>;

/**
 * The import that had brought in a row and was undone since; undefined where there never was such a row, and
 * where it is there again. Codes are never given to something else: only the same file may bring the row back,
 * as it was (its fingerprint) or put right (its name).
 */
export function takenBackWith(
  { coDesignRows, importedThings, spreadsheetImports }: Readonly<CoDesignData & SpreadsheetsData>,
  coDesignRowId: string,
  file?: ComingFile,
): KeptImport | undefined {
  if (Object.hasOwn(coDesignRows, coDesignRowId)) return undefined;
  if (!Object.hasOwn(importedThings, coDesignRowId)) return undefined;
  const imported = spreadsheetImports[importedThings[coDesignRowId] ?? ''];
  if (!imported) return undefined;
  const { fileName, sha256 } = imported;
  const isAgain = file !== undefined && (file.sha256 === sha256 || file.fileName === fileName);
  return isAgain ? undefined : imported;
}

/** The refusal of a code that was that of a row which was taken back with its import. */
export function idOfTakenBack(
  data: Readonly<CoDesignData & SpreadsheetsData>,
  coDesignRowId: string,
  file?: ComingFile,
): Refusal | undefined {
  const imported = takenBackWith(data, coDesignRowId, file);
  if (!imported) return undefined;
  return refuse('id-of-taken-back', { id: coDesignRowId, fileName: imported.fileName });
}
