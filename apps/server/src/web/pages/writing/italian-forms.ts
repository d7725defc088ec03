import { isDay } from '#calendar';

const months = [
  ...['gennaio', 'febbraio', 'marzo', 'aprile', 'maggio', 'giugno', 'luglio', 'agosto'],
  ...['settembre', 'ottobre', 'novembre', 'dicembre'],
];

/**
 * A day as people write it, as `2024-03-20`: `20/3/24`, `20-03-2024`, `20.3.2024`, `20 marzo 2024`, `2024-03-20`.
 * A year of two digits is of this century. Undefined for what is no day.
 */
export function dayTyped(text: string): string | undefined {
  const typed = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (isDay(typed)) return typed;
  const [, day = '', month = '', year = ''] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(typed) ??
    /^(\d{1,2})[°º]? ([a-z]{3,9})\.? (\d{4}|\d{2})$/.exec(typed) ??
    [];
  const number = /^\d/.test(month)
    ? month
    : String(months.findIndex((name) => month !== '' && name.startsWith(month)) + 1);
  const written = [year.padStart(4, '20'), number.padStart(2, '0'), day.padStart(2, '0')].join('-');
  return isDay(written) ? written : undefined;
}

/** `2024-03-20` as it is typed: `20/03/2024`. */
export function dayToType(day: string): string {
  return day.split('-').toReversed().join('/');
}

/**
 * An amount of euro as people write it, as the decimal text that is kept (`1461245.92`): `1.461.245,92`,
 * `1461245,92`, `1461245.92`, `€ 1.461.245`. A single point before three digits groups thousands, as in Italy.
 * Undefined for what is none.
 */
export function amountTyped(text: string): string | undefined {
  const typed = text.replace(/euro|€|\s/gi, '');
  const [, whole, cents = ''] =
    /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(typed) ??
    /^(\d+)\.(\d{1,2})$/.exec(typed) ??
    [];
  if (whole === undefined) return undefined;
  const digits = whole.replaceAll('.', '').replace(/^0+(?=\d)/, '');
  return `${digits}.${cents.padEnd(2, '0')}`;
}

/** `1461245.92` as it is typed: `1.461.245,92`. */
export function amountToType(amount: string): string {
  const [whole = '', cents = ''] = amount.split('.');
  return `${grouped(whole)},${cents}`;
}

/** A whole number as people write it: `1842`, `1.842`. Undefined for what is none. */
export function wholeNumberTyped(text: string): number | undefined {
  const typed = text.replace(/\s/g, '');
  if (!/^(\d{1,3}(\.\d{3})+|\d{1,15})$/.test(typed)) return undefined;
  return Number(typed.replaceAll('.', ''));
}

/** `1842` as it is typed: `1.842`. */
export function wholeNumberToType(number: number): string {
  return grouped(String(number));
}

function grouped(digits: string): string {
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3)
    groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return groups.join('.');
}
