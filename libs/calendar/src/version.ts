import { createHash } from 'node:crypto';
import { nationalHolidays } from './national-holidays.js';
import type { OfficeDays } from './office-days.js';
import { patronSaints } from './patron-saints.js';

/** The edition of the tables: year of the change, and how many that year. Raised with every change. */
export const EDITION = '2026.1';

/**
 * What a derivation cites as its calendar: the edition, and 12 hex digits of the SHA-256 of everything the
 * calendar was made from, so that no change goes without a new name. The order of closures says nothing.
 */
export function versionOf({ municipality = '', closures = [] }: OfficeDays): string {
  const closed = closures.map(({ from, to, it }) => [from, to, it].join(' ')).sort();
  const everything = JSON.stringify([nationalHolidays, patronSaints, municipality, closed]);
  return `${EDITION}-${createHash('sha256').update(everything).digest('hex').slice(0, 12)}`;
}
