import { StringText } from './string-text.js';
import { readXml } from './xml-reader.js';
import type { ZipArchive } from './zip-archive.js';

/** The texts that the cells of a workbook point to by number. */
export async function readSharedStrings(
  zip: ZipArchive,
  part: string | undefined,
): Promise<readonly string[]> {
  const strings: string[] = [];
  if (part === undefined) return strings;
  const string = new StringText();
  await readXml(zip.read(part), {
    open: ({ name }) => {
      if (name === 'si') string.begin();
      else string.open(name);
    },
    text: (text) => {
      string.text(text);
    },
    close: (name) => {
      if (name === 'si') strings.push(string.end());
      else string.close(name);
    },
  });
  return strings;
}
