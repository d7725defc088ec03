/** How spreadsheets name columns and cells. Columns are counted from 0 here, rows from 1 as on the screen. */

/** `A` for 0, `Z` for 25, `AA` for 26. */
export function columnLetter(index: number): string {
  const before = Math.floor(index / 26);
  return (before > 0 ? columnLetter(before - 1) : '') + String.fromCharCode(65 + (index % 26));
}

export function addressOf(index: number, row: number): string {
  return `${columnLetter(index)}${row}`;
}

/** The place that `B7` names; undefined when it names none a spreadsheet can have (XFD1048576 is the last). */
export function placeOf(
  address: string,
): { readonly index: number; readonly row: number } | undefined {
  const [, letters, digits] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(address) ?? [];
  if (letters === undefined) return undefined;
  const row = Number(digits);
  let index = -1;
  for (const letter of letters) index = (index + 1) * 26 + letter.charCodeAt(0) - 65;
  return index < MOST_COLUMNS && row <= MOST_ROWS ? { index, row } : undefined;
}

/** What fits in one sheet of an XLSX workbook. */
export const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** What fits in one cell, in UTF-16 units. */
export const MOST_CELL_CHARACTERS = 32_767;
