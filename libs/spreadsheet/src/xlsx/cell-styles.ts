import { MOST_DECIMALS, type Column } from '../column.js';
import { decimalsOf } from '../values/amount.js';

/** The looks of cells, by their place in `cellXfs`. Amounts follow, one style for each number of decimals. */
export const style = { plain: 0, title: 1, text: 2, textNotFormula: 3, number: 4, day: 5 } as const;
const FIRST_AMOUNT = 6;
/** Formats of numbers that a workbook writes down itself begin here. */
const FIRST_OWN_FORMAT = 164;
/** Built-in formats (ECMA-376, 18.8.30): a short date in the manner of the reader's country; text. */
const WHOLE = 1;
const SHORT_DATE = 14;
const AS_TEXT = 49;

export function styleOf(column: Column): number {
  switch (column.kind) {
    case 'amount':
      return FIRST_AMOUNT + decimalsOf(column);
    case 'whole-number':
      return style.number;
    case 'day':
      return style.day;
    case 'text':
    case 'choice':
    case 'list':
    case 'yes-no':
      return style.text;
  }
}

const amountFormats = Array.from({ length: MOST_DECIMALS + 1 }, (_, decimals) => ({
  id: FIRST_OWN_FORMAT + decimals,
  code: decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`,
}));

const topWrapped = '<alignment vertical="top" wrapText="1"/>';
const xf = (format: number, more = '', inside = ''): string =>
  `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"${more}>${inside}</xf>`;

/**
 * Text has the format of text, so that a code keeps its zeros and what a person types is no formula.
 * `quotePrefix` is the apostrophe that Excel itself puts before such text: without it, opening and closing
 * the cell would turn “=1+1” into a formula.
 */
export const stylesXml =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  `<numFmts count="${amountFormats.length}">${amountFormats
    .map(({ id, code }) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`)
    .join('')}</numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="${FIRST_AMOUNT + amountFormats.length}">` +
  xf(0) +
  xf(AS_TEXT, ' applyFont="1" applyAlignment="1"', topWrapped).replace('fontId="0"', 'fontId="1"') +
  xf(AS_TEXT, ' applyAlignment="1"', topWrapped) +
  xf(AS_TEXT, ' quotePrefix="1" applyAlignment="1"', topWrapped) +
  [WHOLE, SHORT_DATE, ...amountFormats.map(({ id }) => id)]
    .map((id) => xf(id, ' applyAlignment="1"', '<alignment vertical="top"/>'))
    .join('') +
  '</cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
  '</styleSheet>';
