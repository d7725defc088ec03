import { zipOf } from './xlsx/zip-file.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

interface SheetToMake {
  readonly name: string;
  readonly state?: 'hidden' | 'veryHidden';
  /** What stands in the `worksheet` element. */
  readonly xml: string;
}

export interface WorkbookToMake {
  readonly sheets?: readonly SheetToMake[];
  /** One visible sheet with these rows, instead of `sheets`. */
  readonly rows?: string;
  /** What follows the rows of that sheet. */
  readonly afterRows?: string;
  readonly strings?: string;
  /** `numFmtId` of each cell style. */
  readonly formats?: readonly number[];
  /** Formats that the workbook writes down, by id. */
  readonly ownFormats?: Readonly<Record<number, string>>;
  readonly workbookXml?: string;
  readonly mainType?: string;
  readonly more?: Readonly<Record<string, string>>;
  readonly moreRelations?: string;
}

/** The parts of a workbook as another program might have written it, by hand, so that they can be spoilt. */
export function partsOf(make: WorkbookToMake): Record<string, string> {
  const { rows = '', afterRows = '', formats = [0], ownFormats = {} } = make;
  const sheets = make.sheets ?? [
    { name: 'Dati', xml: `<sheetData>${rows}</sheetData>${afterRows}` },
  ];
  const list = sheets
    .map(
      ({ name, state }, at) =>
        `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="r${at}"/>`,
    )
    .join('');
  const relations = sheets
    .map(
      (_, at) =>
        `<Relationship Id="r${at}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at}.xml"/>`,
    )
    .join('');
  const own = Object.entries(ownFormats).map(
    ([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`,
  );
  const part = (name: string): string => `/xl/${name}`;
  return {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="${make.mainType ?? WORKBOOK_TYPE}"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="${part('workbook.xml')}"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${make.workbookXml ?? ''}<sheets>${list}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relations}<Relationship Id="s" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="t" Type="${RELATIONS}/sharedStrings" Target="${part('sharedStrings.xml')}"/>${make.moreRelations ?? ''}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${make.strings ?? ''}</sst>`,
    ...Object.fromEntries(
      sheets.map(({ xml }, at) => [
        `xl/worksheets/sheet${at}.xml`,
        `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="${MAIN}">${xml}</worksheet>`,
      ]),
    ),
    ...make.more,
  };
}

export function zipped(parts: Readonly<Record<string, string>>): Buffer {
  return zipOf(Object.entries(parts).map(([name, text]) => ({ name, text })));
}

export function workbook(make: WorkbookToMake): Buffer {
  return zipped(partsOf(make));
}

/** A row of inline texts. */
export function texts(row: number, ...cells: readonly string[]): string {
  return `<row r="${row}">${cells
    .map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`)
    .join('')}</row>`;
}

/** What the entries of a zip declare, to be told lies. `at` is the place of their central header. */
export function centralHeaders(
  zip: Buffer,
): { readonly name: string; readonly at: number; readonly localAt: number }[] {
  const found = [];
  for (let at = zip.indexOf('PK\x01\x02', 0, 'latin1'); at !== -1;) {
    const length = zip.readUInt16LE(at + 28);
    const name = zip.toString('latin1', at + 46, at + 46 + length);
    found.push({ name, at, localAt: zip.readUInt32LE(at + 42) });
    at = zip.indexOf('PK\x01\x02', at + 46 + length, 'latin1');
  }
  return found;
}
