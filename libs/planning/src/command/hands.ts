import type { Refusal } from '#workflow';
import type { ActorInFact } from '../envelope.js';
import { refuse } from './refuse.js';

/** Everybody who answers for what was recorded: the real hand, and whom it was done for. */
export function handsOf({ personId, onBehalfOf }: ActorInFact): readonly string[] {
  return onBehalfOf === undefined ? [personId] : [personId, onBehalfOf];
}

/** Four eyes: who asked for something, proposed or prepared it is not who decides on it, for neither name. */
export function otherHandsNeeded(
  before: readonly string[] | undefined,
  hands: readonly string[],
): Refusal | undefined {
  return before?.some((hand) => hands.includes(hand)) === true ? refuse('same-hands') : undefined;
}
