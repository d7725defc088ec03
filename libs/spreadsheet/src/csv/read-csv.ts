import type { CellContent, Grid, GridRow } from '../grid.js';
import type { TableLimits } from '../limits.js';
import { textContent } from '../plain-text.js';
import { UnreadableFile } from '../unreadable-file.js';
import { csvRecords, type CsvField, type Separator } from './csv-records.js';
import { csvText } from './csv-text.js';

/**
 * The cells of a CSV.
 * @param countTitles how many of these cells are titles of the table: the separator that finds most is right
 * @throws {UnreadableFile}
 */
export function readCsv(
  bytes: Uint8Array,
  countTitles: (cells: readonly string[]) => number,
  limits: TableLimits,
): Grid {
  const text = csvText(bytes);
  const rows: GridRow[] = [];
  for (const { row, fields } of csvRecords(
    text,
    separatorOf(text, countTitles, limits),
    limits.columns + 1,
  )) {
    if (fields.length > limits.columns) {
      throw new UnreadableFile('too-many-columns', { limit: limits.columns }, { row });
    }
    const unclosed = fields.findIndex(({ quotes }) => quotes === 'unclosed');
    if (unclosed !== -1) throw new UnreadableFile('quote-not-closed', {}, { row, index: unclosed });
    const cells = new Map<number, CellContent>();
    for (const [index, field] of fields.entries()) {
      const content = contentOf(field, limits);
      if (content) cells.set(index, content);
    }
    if (cells.size === 0) continue;
    if (rows.length > limits.rows)
      throw new UnreadableFile('too-many-rows', { limit: limits.rows });
    rows.push({ row, cells });
  }
  return { rows, merged: [] };
}

function contentOf({ text, quotes }: CsvField, limits: TableLimits): CellContent | undefined {
  if (quotes === 'misplaced') {
    return { kind: 'refused', raw: text, code: 'quote-misplaced', details: { value: text } };
  }
  return textContent(text, limits);
}

const separators: readonly Separator[] = [';', ',', '\t'];

/** Italian Excel writes `;`, so it comes first where all do alike. */
function separatorOf(
  text: string,
  countTitles: (cells: readonly string[]) => number,
  limits: TableLimits,
): Separator {
  let best: Separator = ';';
  let most = 0;
  for (const separator of separators) {
    for (const { fields } of csvRecords(text, separator, limits.columns)) {
      const cells = fields.map((field) => field.text);
      if (cells.every((cell) => cell.trim() === '')) continue;
      const count = countTitles(cells);
      if (count > most) [best, most] = [separator, count];
      break;
    }
  }
  return best;
}
