import { endOf } from '../zone-register/period.js';
import type { KeptRow } from './co-design.data.js';

/**
 * Whether a row needs a look on a day: it is said to be ongoing and its period is over, and whoever looked
 * last did not put it off beyond that day. Nothing moves it but a person (a rule of reading, not a state).
 */
export function needsReview(
  { period, reviews }: Pick<KeptRow, 'period' | 'reviews'>,
  state: string,
  day: string,
): boolean {
  const end = period && endOf(period);
  const again = reviews.at(-1)?.reviewAgainOn;
  return (
    state === 'ongoing' && end !== undefined && end < day && (again === undefined || again <= day)
  );
}
