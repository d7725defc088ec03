import { addressOf, columnLetter } from '../address.js';
import { looksLikeFormula, markedIfMarked } from '../formula-marker.js';
import { italianDay } from '../values/day.js';
import type { WrittenValue } from '../values/written-value.js';
import { style } from './cell-styles.js';
import { escaped } from './escaped-text.js';
import { serialOfDay } from './serial-day.js';
import { xmlText, xmlValue } from './xml-text.js';

export interface SheetColumn {
  readonly title: string;
  /** In characters, as a spreadsheet counts them. */
  readonly width: number;
  readonly style: number;
  /** Where the values stand from which a cell of the column is chosen: `Elenchi!$A$1:$A$9`. */
  readonly chosenFrom?: string | undefined;
}

/** A sheet whose first row holds the titles, bold, and stays in sight. */
export function sheetXml(
  columns: readonly SheetColumn[],
  rows: readonly (readonly (WrittenValue | undefined)[])[],
  lastRow: number,
): string {
  return (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetViews><sheetView workbookViewId="0">' +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
    '</sheetView></sheetViews><cols>' +
    columns.map(columnXml).join('') +
    '</cols><sheetData>' +
    rowXml(
      1,
      columns.map(({ title }, index) => textXml(addressOf(index, 1), title, style.title)),
    ) +
    rows.map((row, at) => rowXml(at + 2, cellsXml(row, at + 2, columns))).join('') +
    '</sheetData>' +
    choicesXml(columns, lastRow) +
    '</worksheet>'
  );
}

function columnXml({ width, style }: SheetColumn, index: number): string {
  return `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${style}" customWidth="1"/>`;
}

function rowXml(row: number, cells: readonly string[]): string {
  return `<row r="${row}">${cells.join('')}</row>`;
}

function cellsXml(
  values: readonly (WrittenValue | undefined)[],
  row: number,
  columns: readonly SheetColumn[],
): string[] {
  return values.map((value, index) =>
    value ? cellXml(addressOf(index, row), value, columns[index]?.style ?? style.plain) : '',
  );
}

function cellXml(address: string, { kind, text }: WrittenValue, look: number): string {
  if (kind === 'text') return textXml(address, text, look);
  const number = kind === 'day' ? serialOfDay(text) : text;
  // A day before 1900 has no number: it is written as people write it.
  if (number === undefined) return textXml(address, italianDay(text), style.text);
  return `<c r="${address}" s="${look}"><v>${number}</v></c>`;
}

/** The type says that this is text, whatever it begins with; the style keeps it so when it is edited. */
function textXml(address: string, text: string, look: number): string {
  const looks = look === style.text && looksLikeFormula(text) ? style.textNotFormula : look;
  const content = xmlText(escaped(markedIfMarked(text)));
  return `<c r="${address}" s="${looks}" t="inlineStr"><is><t xml:space="preserve">${content}</t></is></c>`;
}

function choicesXml(columns: readonly SheetColumn[], lastRow: number): string {
  const choices = columns.flatMap(({ chosenFrom }, index) => {
    if (chosenFrom === undefined) return [];
    const range = `${columnLetter(index)}2:${columnLetter(index)}${lastRow}`;
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="Valore non ammesso" error="Scegli un valore dall’elenco." sqref="${range}"><formula1>${xmlValue(chosenFrom)}</formula1></dataValidation>`,
    ];
  });
  if (choices.length === 0) return '';
  return `<dataValidations count="${choices.length}">${choices.join('')}</dataValidations>`;
}
