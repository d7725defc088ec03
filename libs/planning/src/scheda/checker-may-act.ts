import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { DecisionContext } from '../command/verb.js';
import { currentUnit, headOf } from '../organisation/organisation.js';
import type { Scheda } from './scheda.data.js';

/**
 * Four eyes: who wrote or submitted a scheda does not check it, and its responsible head does not either.
 * Nor does whoever acts for one of them. Undefined when the person may go on.
 */
export function checkerMayAct(
  scheda: Readonly<Scheda>,
  context: Pick<DecisionContext, 'hands' | 'organisation'>,
): Refusal | undefined {
  if (scheda.authors.some((author) => context.hands.includes(author))) return refuse('own-scheda');
  return headMayNotAct(scheda, context);
}

/**
 * Four eyes: the responsible head of a scheda passes no judgement on it, be it the one it was given to or the
 * one its unit has today. Nor does whoever acts for one of them. Undefined when the person may go on.
 */
export function headMayNotAct(
  { personId, unitId }: Readonly<Scheda>,
  { hands, organisation }: Pick<DecisionContext, 'hands' | 'organisation'>,
): Refusal | undefined {
  const head = headOf(organisation, currentUnit(organisation, unitId));
  if ([personId, head].some((responsible) => hands.some((hand) => hand === responsible))) {
    return refuse('own-unit-head');
  }
  return undefined;
}
