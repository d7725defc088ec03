import type { Grid } from '../grid.js';
import type { TableLimits } from '../limits.js';
import { readCellFormats } from './cell-formats.js';
import { readSharedStrings } from './shared-strings.js';
import { SheetReader } from './sheet.js';
import { chooseSheet, readWorkbook } from './workbook.js';
import { readXml } from './xml-reader.js';
import { ZipArchive } from './zip-archive.js';

/**
 * The cells of one sheet of a workbook. Whatever else is in it (pictures, comments, charts, other sheets)
 * is not unpacked.
 * @throws {UnreadableFile}
 */
export async function readXlsx(
  bytes: Uint8Array,
  sheet: string | undefined,
  limits: TableLimits,
): Promise<Grid> {
  const zip = await ZipArchive.open(bytes, limits);
  const workbook = await readWorkbook(zip);
  const { name, part } = chooseSheet(workbook, sheet);
  const formats = await readCellFormats(zip, workbook.stylesPart);
  const strings = await readSharedStrings(zip, workbook.stringsPart);
  const reader = new SheetReader({ strings, formats, dateSystem: workbook.dateSystem, limits });
  await readXml(zip.read(part), reader);
  return { ...reader.grid, sheet: name };
}
