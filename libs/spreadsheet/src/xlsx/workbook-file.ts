import { stylesXml } from './cell-styles.js';
import { xmlValue } from './xml-text.js';
import { zipOf } from './zip-file.js';

export interface SheetPart {
  readonly name: string;
  /** A hidden sheet holds what the others point to. */
  readonly isHidden?: boolean;
  /** The `worksheet` element. */
  readonly xml: string;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** An XLSX of these sheets and nothing else: no author, no time, so that the same table is the same file. */
export function workbookFile(sheets: readonly SheetPart[]): Buffer {
  const parts = sheets.map((sheet, at) => ({ ...sheet, id: at + 1 }));
  const file = (name: string, xml: string) => ({ name, text: DECLARATION + xml });
  return zipOf([
    file(
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
        `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
        parts
          .map(
            ({ id }) =>
              `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
          )
          .join('') +
        '</Types>',
    ),
    file(
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">` +
        `<Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/>` +
        '</Relationships>',
    ),
    file(
      'xl/workbook.xml',
      `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${DOCUMENT}">` +
        '<bookViews><workbookView/></bookViews><sheets>' +
        parts
          .map(
            ({ id, name, isHidden }) =>
              `<sheet name="${xmlValue(name)}" sheetId="${id}"${isHidden ? ' state="hidden"' : ''} r:id="rId${id}"/>`,
          )
          .join('') +
        '</sheets></workbook>',
    ),
    file(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">` +
        parts
          .map(
            ({ id }) =>
              `<Relationship Id="rId${id}" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet${id}.xml"/>`,
          )
          .join('') +
        `<Relationship Id="rId${parts.length + 1}" Type="${DOCUMENT}/styles" Target="styles.xml"/>` +
        '</Relationships>',
    ),
    file('xl/styles.xml', stylesXml),
    ...parts.map(({ id, xml }) => file(`xl/worksheets/sheet${id}.xml`, xml)),
  ]);
}
