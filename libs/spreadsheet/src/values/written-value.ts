import { MOST_CELL_CHARACTERS } from '../address.js';
import type { CellValue, Column, Option } from '../column.js';
import { writableText } from '../plain-text.js';
import { isAmount } from './amount.js';
import { isDay } from './day.js';
import { writeList } from './list-text.js';

/** What to write in a cell. Numbers are decimal texts, days ISO 8601: how they look is up to the file. */
export interface WrittenValue {
  readonly kind: 'text' | 'number' | 'amount' | 'day';
  readonly text: string;
}

/**
 * What a cell of this column holds for this value; undefined for an empty cell.
 * @throws {TypeError} if the value is none of the column's
 */
export function writtenValue(
  value: CellValue | undefined,
  column: Column,
): WrittenValue | undefined {
  if (value === undefined) return undefined;
  switch (column.kind) {
    case 'text':
      return cellText(ensure(typeof value === 'string' && value));
    case 'choice':
      return cellText(labelOf(value, column.options));
    case 'yes-no':
      return cellText(ensure(typeof value === 'boolean' && (value ? 'Sì' : 'No')));
    case 'list': {
      const items = ensure(typeof value === 'object' && value);
      const { options } = column;
      return cellText(writeList(options ? items.map((item) => labelOf(item, options)) : items));
    }
    case 'whole-number':
      return { kind: 'number', text: String(ensure(Number.isSafeInteger(value) && value)) };
    case 'amount':
      return {
        kind: 'amount',
        text: ensure(typeof value === 'string' && isAmount(value, column) && value),
      };
    case 'day':
      return { kind: 'day', text: ensure(typeof value === 'string' && isDay(value) && value) };
  }
}

function labelOf(value: CellValue, options: readonly Option[]): string {
  return ensure(options.find(({ code }) => code === value)?.label);
}

function cellText(value: string): WrittenValue | undefined {
  const text = writableText(value);
  if (text.trim() === '') return undefined;
  // One is left for an apostrophe that marks it as text.
  if (text.length >= MOST_CELL_CHARACTERS) throw new TypeError('too long for a cell');
  return { kind: 'text', text };
}

function ensure<T>(value: T | false | undefined): T {
  if (value === false || value === undefined) throw new TypeError('not a value of this column');
  return value;
}
