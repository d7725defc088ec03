import type { AmountColumn } from '../column.js';
import { Trouble } from './trouble.js';

/** A spreadsheet keeps fifteen digits of a number; beyond that it invents. */
const MOST_DIGITS = 15;
const USUAL_DECIMALS = 2;

export function decimalsOf({ decimals = USUAL_DECIMALS }: AmountColumn): number {
  return decimals;
}

/**
 * The canonical text of an amount that somebody wrote: `1.234,56`, `1234.56`, `€ 1234`. One point before
 * three digits could be either separator, and is not guessed at.
 */
export function readAmount(text: string, column: AmountColumn): string | Trouble {
  const value = text.trim();
  const bare = value
    .replace(/^(?:€|EUR|euro)|(?:€|EUR|euro)$/gi, '')
    .trim()
    .replace(/^[−–]/, '-');
  if (/^-?\d{1,3}\.\d{3}$/.test(bare)) return new Trouble('ambiguous-amount', { value });
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare) ? bare.replaceAll('.', '') : bare;
  const [, sign = '', whole, fraction = ''] = /^(-?)(\d+)(?:[.,](\d+))?$/.exec(plain) ?? [];
  if (whole === undefined) return new Trouble('not-an-amount', { value });
  return canonical({ sign, whole, fraction, value }, column);
}

/** The same of a numeric cell, which holds the binary number nearest to what was written. */
export function readNumericAmount(raw: string, column: AmountColumn): string | Trouble {
  const shown = shownNumber(raw);
  const decimal = Math.abs(shown) < 1e-6 ? shown.toFixed(20).replace(/0+$/, '') : String(shown);
  const [, sign = '', whole, fraction = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(decimal) ?? [];
  if (whole === undefined) return tooLarge(raw);
  return canonical({ sign, whole, fraction, value: decimal }, column);
}

/** The number that a spreadsheet shows: fifteen digits of it, so that 0.1 + 0.2 is 0.3. */
export function shownNumber(raw: string): number {
  return Number(Number(raw).toPrecision(MOST_DIGITS));
}

function canonical(
  {
    sign,
    whole,
    fraction,
    value,
  }: {
    readonly sign: string;
    readonly whole: string;
    readonly fraction: string;
    readonly value: string;
  },
  column: AmountColumn,
): string | Trouble {
  const decimals = decimalsOf(column);
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > decimals) return new Trouble('too-many-decimals', { value, limit: decimals });
  const digits = whole.replace(/^0+(?=\d)/, '');
  if (digits.length + decimals > MOST_DIGITS) return tooLarge(value);
  const amount = decimals === 0 ? digits : `${digits}.${kept.padEnd(decimals, '0')}`;
  if (sign === '' || !/[1-9]/.test(amount)) return amount;
  return column.mayBeNegative ? `-${amount}` : new Trouble('negative-amount', { value });
}

function tooLarge(value: string): Trouble {
  return new Trouble('amount-too-large', { value, limit: MOST_DIGITS });
}

/** Whether this is how an amount of the column is kept. */
export function isAmount(text: string, column: AmountColumn): boolean {
  return /^-?\d+(\.\d+)?$/.test(text) && canonicalOf(text, column) === text;
}

function canonicalOf(text: string, column: AmountColumn): string | Trouble {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(text) ?? [];
  return canonical({ sign, whole, fraction, value: text }, column);
}
