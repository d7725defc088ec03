import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { DecisionContext } from '../command/verb.js';
import { currentUnit, headOf } from '../organisation/organisation.js';
import type { Scheda } from './scheda.data.js';

/**
 * Four eyes: who wrote or submitted a scheda does not check it, and its responsible head does not either,
 * be it the one it was given to or the one its unit has today. Nor does whoever acts for one of them.
 * Undefined when the person may go on.
 */
export function checkerMayAct(
  { authors, personId, unitId }: Readonly<Scheda>,
  { hands, organisation }: Pick<DecisionContext, 'hands' | 'organisation'>,
): Refusal | undefined {
  if (authors.some((author) => hands.includes(author))) return refuse('own-scheda');
  const head = headOf(organisation, currentUnit(organisation, unitId));
  if ([personId, head].some((responsible) => hands.some((hand) => hand === responsible))) {
    return refuse('own-unit-head');
  }
  return undefined;
}
