import { marked } from '../formula-marker.js';
import { italianDay } from '../values/day.js';
import type { WrittenValue } from '../values/written-value.js';

const BYTE_ORDER_MARK = '\ufeff';

/**
 * A CSV as Excel in Italian reads and writes it: `;`, comma in numbers, day/month/year, CRLF, and UTF-8
 * with a byte order mark, without which accents come out wrong.
 */
export function writeCsv(titles: readonly string[], rows: CsvRows): Uint8Array {
  return Buffer.concat([csvHead(titles), csvRows(rows)]);
}

/** How such a file begins. */
export function csvHead(titles: readonly string[]): Buffer {
  return Buffer.from(BYTE_ORDER_MARK + lineOf(titles.map((title) => quoted(marked(title)))));
}

/** How it goes on: as many rows at once as there are to hand. */
export function csvRows(rows: CsvRows): Buffer {
  return Buffer.from(
    rows.map((row) => lineOf(row.map((value) => (value ? fieldOf(value) : '')))).join(''),
  );
}

/** What stands in each cell of some rows; undefined for nothing. */
type CsvRows = readonly (readonly (WrittenValue | undefined)[])[];

const lineOf = (fields: readonly string[]): string => `${fields.join(';')}\r\n`;

/** Numbers need no mark: they are digits, and a minus before digits is no formula that does anything. */
function fieldOf({ kind, text }: WrittenValue): string {
  switch (kind) {
    case 'text':
      return quoted(marked(text));
    case 'number':
      return text;
    case 'amount':
      return text.replace('.', ',');
    case 'day':
      return italianDay(text);
  }
}

/** All three separators need quotes, since the file may be opened where another one is usual. */
function quoted(text: string): string {
  return /[";,\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
