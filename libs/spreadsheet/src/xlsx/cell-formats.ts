import { builtInDateFormat, dateFormatOf, type DateFormat } from './date-format.js';
import { readXml } from './xml-reader.js';
import type { ZipArchive } from './zip-archive.js';

/** For each style that a cell can have, by its number, whether it shows a number as a date. */
export async function readCellFormats(
  zip: ZipArchive,
  part: string | undefined,
): Promise<readonly DateFormat[]> {
  const own = new Map<number, DateFormat>();
  const formats: DateFormat[] = [];
  if (part === undefined) return formats;
  let inCellFormats = false;
  await readXml(zip.read(part), {
    open: ({ name, attribute }) => {
      if (name === 'cellXfs') inCellFormats = true;
      const id = Number(attribute('numFmtId') ?? 0);
      if (name === 'numFmt') own.set(id, dateFormatOf(attribute('formatCode') ?? ''));
      if (name === 'xf' && inCellFormats) {
        formats.push(own.has(id) ? own.get(id) : builtInDateFormat(id));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return formats;
}
