import { addDays } from '#calendar';
import { endOf, firstDay, type CoDesignListRow } from '#planning';
import type { CoDesignPageQuery } from './co-design-query.js';

/** So many days before its end a row is told apart: what comes after it takes that long to prepare. */
export const EXPIRING_DAYS = 60;

/** A stretch of days; undefined at an end that nobody knows. */
export interface Span {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** The first and the last day of the period of a row, as far as they can be told; undefined where neither can. */
export function spanOf({ period }: Pick<CoDesignListRow, 'period'>): Span | undefined {
  if (!period) return undefined;
  const from = period.from === undefined ? undefined : firstDay(period.from);
  const to = endOf(period);
  return from === undefined && to === undefined ? undefined : { from, to };
}

/** Whether a row is ongoing and ends from today on within so many days. */
export function isExpiring(
  { state, endsOn }: Pick<CoDesignListRow, 'state' | 'endsOn'>,
  today: string,
  days = EXPIRING_DAYS,
): boolean {
  return (
    state === 'ongoing' && endsOn !== null && endsOn >= today && endsOn <= addDays(today, days)
  );
}

/**
 * The rows in which what was looked for is found: words in the holder, in the activity or in a body, whatever their accents and
 * letters look like; a CIG or a scheda, whole; days that the period meets. A row of which the days are not known meets none.
 */
export function narrowedRows(
  rows: readonly CoDesignListRow[],
  { titolare, ente, cig, scheda, dal, al }: Readonly<CoDesignPageQuery>,
): readonly CoDesignListRow[] {
  return rows.filter((row) => {
    if (titolare !== undefined && !has(row.holder.text, titolare)) return false;
    if (ente !== undefined && ![...row.subjects, row.holder].some(({ text }) => has(text, ente))) {
      return false;
    }
    if (cig !== undefined && !row.codes.cig.some((code) => isSame(code, cig))) return false;
    if (scheda !== undefined && !row.schede.some(({ schedaId }) => isSame(schedaId, scheda))) {
      return false;
    }
    return meets(spanOf(row), dal, al);
  });
}

function meets(span: Span | undefined, from: string | undefined, to: string | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  if (span === undefined) return false;
  const begins = span.from ?? '';
  const ends = span.to ?? '9999';
  return (to === undefined || begins <= to) && (from === undefined || ends >= from);
}

const has = (text: string, words: string): boolean => folded(text).includes(folded(words));

const isSame = (one: string, other: string): boolean => folded(one) === folded(other);

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[’']/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
