import type { CellValue, Column, ListColumn, TextColumn, WholeNumberColumn } from '../column.js';
import type { CellContent, RefusedContent } from '../grid.js';
import { readAmount, readNumericAmount, shownNumber } from './amount.js';
import { readChoice, readYesNo } from './choice.js';
import { readDay } from './day.js';
import { readList } from './list-text.js';
import { Trouble } from './trouble.js';

/** What a filled cell says, in the terms of its column. */
export function readValue(
  content: Exclude<CellContent, RefusedContent>,
  column: Column,
): CellValue | Trouble {
  if (column.kind === 'day') return dayIn(content);
  if (content.kind === 'date') return new Trouble('date-not-expected', { value: content.raw });
  if (column.kind === 'yes-no') return readYesNo(content.raw);
  if (content.kind === 'boolean') {
    return new Trouble('boolean-not-expected', { value: content.raw });
  }
  if (content.kind === 'number') {
    if (column.kind === 'amount') return readNumericAmount(content.raw, column);
    const digits = digitsOf(content.raw);
    return digits instanceof Trouble ? digits : fromText(digits, column);
  }
  return fromText(content.raw, column);
}

function dayIn(content: Exclude<CellContent, RefusedContent>): string | Trouble {
  switch (content.kind) {
    case 'text':
      return readDay(content.raw);
    case 'number':
      return new Trouble('number-not-a-date', { value: content.raw });
    case 'boolean':
      return new Trouble('boolean-not-expected', { value: content.raw });
    case 'date':
      if (content.hasTime) return new Trouble('time-in-day');
      return content.day ?? new Trouble('no-such-day', { value: content.raw });
  }
}

function fromText(
  text: string,
  column: Exclude<Column, { readonly kind: 'day' | 'yes-no' }>,
): CellValue | Trouble {
  switch (column.kind) {
    case 'text':
      return textIn(text, column);
    case 'choice':
      return readChoice(text, column.options);
    case 'list':
      return listIn(text, column);
    case 'whole-number':
      return wholeNumberIn(text, column);
    case 'amount':
      return readAmount(text, column);
  }
}

function textIn(raw: string, { oneLine, maxLength }: TextColumn): string | Trouble {
  const text = oneLine ? raw.trim() : raw;
  if (oneLine && /[\r\n]/.test(text)) return new Trouble('line-break');
  if (maxLength !== undefined && text.length > maxLength) {
    return new Trouble('text-too-long', { length: text.length, limit: maxLength });
  }
  return text;
}

function listIn(text: string, { options, maxItems }: ListColumn): readonly string[] | Trouble {
  const items = readList(text);
  if (maxItems !== undefined && items.length > maxItems) {
    return new Trouble('too-many-items', { count: items.length, limit: maxItems });
  }
  if (!options) return items;
  const codes: string[] = [];
  for (const item of items) {
    const code = readChoice(item, options);
    if (code instanceof Trouble) return code;
    codes.push(code);
  }
  return codes;
}

function wholeNumberIn(
  text: string,
  { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER }: WholeNumberColumn,
): number | Trouble {
  const value = text.trim().replace(/^[−–]/, '-');
  if (!/^-?\d+$/.test(value)) return new Trouble('not-a-whole-number', { value });
  const number = Number(value) + 0;
  if (number < minimum) return new Trouble('number-too-small', { value, limit: minimum });
  return number > maximum ? new Trouble('number-too-large', { value, limit: maximum }) : number;
}

/** A numeric cell as text, as long as the cell kept all its digits. */
function digitsOf(raw: string): string | Trouble {
  const shown = shownNumber(raw);
  const text = String(shown);
  return Math.abs(shown) < 1e15 && !text.includes('e')
    ? text
    : new Trouble('number-lost-digits', { value: raw });
}
