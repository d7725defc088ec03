import { folded } from '../folded.js';
import { UnreadableFile } from '../unreadable-file.js';
import { contentTypesOf, relationshipsOf, type Relationship } from './part.js';
import type { DateSystem } from './serial-day.js';
import { readXml } from './xml-reader.js';
import type { ZipArchive } from './zip-archive.js';

export interface Workbook {
  readonly dateSystem: DateSystem;
  /** The sheets of cells that a person sees, in their order. */
  readonly visibleSheets: readonly { readonly name: string; readonly part: string }[];
  readonly stylesPart: string | undefined;
  readonly stringsPart: string | undefined;
}

/**
 * What a workbook consists of, if it is one that holds nothing but data.
 * @throws {UnreadableFile}
 */
export async function readWorkbook(zip: ZipArchive): Promise<Workbook> {
  const part = await mainPart(zip);
  refuseMacros(zip.names);
  const relationships = await relationshipsOf(zip, part);
  refuseOtherSources(zip.names, relationships);
  const sheets: { readonly name: string; readonly id: string }[] = [];
  let dateSystem: DateSystem = 1900;
  await readXml(zip.read(part), {
    open: ({ name, attribute }) => {
      if (name === 'workbookPr' && isTrue(attribute('date1904'))) dateSystem = 1904;
      if (name === 'externalReference') throw new UnreadableFile('external-links');
      if (name !== 'sheet' || (attribute('state') ?? 'visible') !== 'visible') return;
      sheets.push({ name: attribute('name') ?? '', id: attribute('id') ?? '' });
    },
  });
  const targetOf = (type: string): string | undefined =>
    relationships.find((one) => one.type === type && !one.isExternal)?.target;
  return {
    dateSystem,
    visibleSheets: sheets.flatMap(({ name, id }) => {
      const to = relationships.find((one) => one.id === id);
      return to?.type === 'worksheet' && !to.isExternal ? [{ name, part: to.target }] : [];
    }),
    stylesPart: targetOf('styles'),
    stringsPart: targetOf('sharedStrings'),
  };
}

/**
 * The sheet of this name; without a name, the only one that is visible.
 * @throws {UnreadableFile} naming the sheets that are there
 */
export function chooseSheet(
  { visibleSheets }: Workbook,
  sheet: string | undefined,
): Workbook['visibleSheets'][number] {
  const [first, ...others] = visibleSheets;
  if (!first) throw new UnreadableFile('no-visible-sheet');
  const found = visibleSheets.map(({ name }) => name).join(', ');
  if (sheet === undefined) {
    if (others.length > 0) throw new UnreadableFile('sheet-not-chosen', { found });
    return first;
  }
  const wanted = visibleSheets.find(({ name }) => folded(name) === folded(sheet));
  if (!wanted) throw new UnreadableFile('sheet-not-found', { sheet, found });
  return wanted;
}

/** `1` and `true`, as XML Schema writes yes. */
function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

async function mainPart(zip: ZipArchive): Promise<string> {
  const types = await contentTypesOf(zip);
  if (types.size === 0) {
    const isOpenDocument = zip.has('mimetype') && zip.has('content.xml');
    throw new UnreadableFile(isOpenDocument ? 'open-document' : 'not-a-table');
  }
  const part = (await relationshipsOf(zip, '')).find(({ type }) => type === 'officeDocument');
  const type = types.get(part?.target.toLowerCase() ?? '') ?? '';
  if (/\.binary\./i.test(type)) throw new UnreadableFile('binary-workbook');
  if (/macroenabled/i.test(type)) throw new UnreadableFile('has-macros');
  if (!part || !/spreadsheetml\.(sheet|template)\.main\+xml$/i.test(type)) {
    throw new UnreadableFile('not-a-table');
  }
  return part.target;
}

function refuseMacros(names: readonly string[]): void {
  if (names.some((name) => name.endsWith('vbaproject.bin') || name.includes('macrosheets/'))) {
    throw new UnreadableFile('has-macros');
  }
}

function refuseOtherSources(
  names: readonly string[],
  relationships: readonly Relationship[],
): void {
  const outside = /(^|\/)(externallinks|querytables|connections\.xml)/;
  if (
    names.some((name) => outside.test(name)) ||
    relationships.some(({ type }) => /^(externalLink|connections)/.test(type))
  ) {
    throw new UnreadableFile('external-links');
  }
}
