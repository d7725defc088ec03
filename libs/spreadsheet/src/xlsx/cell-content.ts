import { isDay } from '../values/day.js';
import type { CellContent, DateContent } from '../grid.js';
import type { TableLimits } from '../limits.js';
import { textContent } from '../plain-text.js';
import { UnreadableFile } from '../unreadable-file.js';
import type { DateFormat } from './date-format.js';
import { unescaped } from './escaped-text.js';
import { dayOfSerial, type DateSystem } from './serial-day.js';

/** A cell as the XML has it (ECMA-376, 18.3.1.4). */
export interface CellSource {
  /** `s` shared string, `str` string, `inlineStr`, `n` number, `b` boolean, `e` error, `d` ISO date. */
  readonly type: string;
  readonly style: number;
  readonly hasFormula: boolean;
  readonly value: string;
  readonly inline: string;
}

/** What the rest of the workbook says about its cells. */
export interface CellSurroundings {
  readonly strings: readonly string[];
  readonly formats: readonly DateFormat[];
  readonly dateSystem: DateSystem;
  readonly limits: TableLimits;
}

/** What the cell holds; undefined if nothing. What a formula once gave is not what it holds. */
export function contentOf(
  { type, style, hasFormula, value, inline }: CellSource,
  { strings, formats, dateSystem, limits }: CellSurroundings,
): CellContent | undefined {
  if (hasFormula) return { kind: 'refused', raw: '', code: 'formula', details: {} };
  if (type === 'inlineStr') return textContent(inline, limits);
  if (value === '') return undefined;
  switch (type) {
    case 's': {
      const text = /^\d+$/.test(value) ? strings[Number(value)] : undefined;
      if (text === undefined) throw new UnreadableFile('damaged-file');
      return textContent(text, limits);
    }
    case 'str':
      return textContent(unescaped(value), limits);
    case 'b':
      return { kind: 'boolean', raw: value === '1' || value === 'true' ? 'TRUE' : 'FALSE' };
    case 'e':
      return { kind: 'refused', raw: value, code: 'error-cell', details: { value } };
    case 'd':
      return isoDate(value);
    case 'n': {
      if (!/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(value)) {
        throw new UnreadableFile('damaged-file');
      }
      const format = formats[style];
      return format ? serialDate(value, format, dateSystem) : { kind: 'number', raw: value };
    }
    default:
      throw new UnreadableFile('damaged-file');
  }
}

function serialDate(value: string, format: 'date' | 'time', system: DateSystem): DateContent {
  const serial = Number(value);
  const day = format === 'date' ? dayOfSerial(serial, system) : undefined;
  return {
    kind: 'date',
    raw: day ?? value,
    day,
    hasTime: format === 'time' || !Number.isInteger(serial),
  };
}

/** Strict workbooks may write dates in words. */
function isoDate(value: string): DateContent {
  const [day = '', time = ''] = value.split('T');
  return {
    kind: 'date',
    raw: value,
    day: isDay(day) ? day : undefined,
    hasTime: /[1-9]/.test(time),
  };
}
