import type { ActorInFact } from '../envelope.js';

/** Everybody who answers for what was recorded: the real hand, and whom it was done for. */
export function handsOf({ personId, onBehalfOf }: ActorInFact): readonly string[] {
  return onBehalfOf === undefined ? [personId] : [personId, onBehalfOf];
}
