import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { DecisionContext } from '../command/verb.js';
import type { FourEyesData } from './four-eyes.data.js';

/** What one person asks for, proposes or prepares, and another decides on. */
type Matter =
  'withdrawal' | 'exemption' | 'minutes' | 'proposal' | 'prescription' | 'coProgramming';

/**
 * Four eyes: whoever decides has not had a hand in it, nor acts for somebody who had. It takes two names to
 * get around two roles, and a delegation lends one of them. Undefined when the person may go on.
 */
export function secondLook(
  data: object,
  matter: Matter,
  id: string,
  { hands }: Pick<DecisionContext, 'hands'>,
): Refusal | undefined {
  // Meetings are held in lives of other definitions, too, which do not remember this.
  const before = (data as Partial<FourEyesData>).firstHands?.[`${matter}/${id}`];
  return before?.some((hand) => hands.includes(hand)) === true ? refuse('same-hands') : undefined;
}
