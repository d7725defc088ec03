import { isISO8601, isURL } from 'class-validator';
import { readable } from '../command/readable.js';
import { forms } from '../command/forms.js';
import { decimalNumber } from '../health-profile/record-indicator.js';
import { firstDay } from '../zone-register/period.js';
import { malformed } from '../zone-register/project-codes.js';

/** What a field holds, and so what may be put in its place. */
export interface FieldKind {
  readonly it: string;
  readonly en: string;
  readonly allows: (value: string, today: string) => boolean;
}

export const text = (max: number): FieldKind => ({
  it: `serve un testo leggibile di al più ${max} caratteri`,
  en: `a readable text of at most ${max} characters is needed`,
  allows: (value) => value.length <= max && readable.test(value),
});
/** Of something that has happened. */
export const pastDay: FieldKind = {
  it: 'serve un giorno (2024-02-20) non nel futuro',
  en: 'a day (2024-02-20) that is not in the future is needed',
  allows: (value, today) =>
    /^\d{4}-\d{2}-\d{2}$/.test(value) && isISO8601(value, { strict: true }) && value <= today,
};
export const url: FieldKind = {
  it: 'serve un indirizzo web',
  en: 'a web address is needed',
  allows: (value) => isURL(value),
};

export const decimal: FieldKind = {
  it: 'serve un numero decimale, come 12.5',
  en: 'a decimal number such as 12.5 is needed',
  allows: (value) => decimalNumber.pattern.test(value),
};

/** Euro as `IsAmount` takes it. */
export const amount: FieldKind = {
  it: 'serve un importo in euro con due decimali, come 356240.00',
  en: 'an amount in euro with two decimals, such as 356240.00, is needed',
  allows: (value) => forms.amount.pattern.test(value),
};
/** What is right has the right form, whatever the form of what was wrong. */
export const cup: FieldKind = {
  it: 'serve un CUP di 15 lettere e cifre',
  en: 'a CUP of 15 letters and digits is needed',
  allows: (value) => malformed({ cup: [value], cig: [] }).length === 0,
};
export const cig: FieldKind = {
  it: 'serve un CIG di 10 lettere e cifre',
  en: 'a CIG of 10 letters and digits is needed',
  allows: (value) => malformed({ cup: [], cig: [value] }).length === 0,
};
/** An end of a period; whether it is as exact as its period, the period says. */
export const point: FieldKind = {
  it: 'serve un giorno, un mese o un anno (2024-02-20, 2024-02, 2024)',
  en: 'a day, a month or a year (2024-02-20, 2024-02, 2024) is needed',
  allows: (value) =>
    /^\d{4}(-\d{2}){0,2}$/.test(value) && isISO8601(firstDay(value), { strict: true }),
};
export const protocolNumber: FieldKind = {
  it: 'serve un numero di protocollo di almeno sette cifre',
  en: 'a protocol number of at least seven digits is needed',
  allows: (value) => /^\d{7,12}$/.test(value),
};
