import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { DecisionContext } from '../command/verb.js';
import { cycleName } from '../cycle/cycle-id.js';

/** The refusal of a cycle in which a promise is said to have ended: there is none of the zone. */
export function noSuchCycle(
  inCycleId: string | undefined,
  zone: string,
  { elsewhere }: Pick<DecisionContext, 'elsewhere'>,
): Refusal | undefined {
  if (inCycleId === undefined) return undefined;
  const isThere = cycleName(inCycleId)?.zone === zone && elsewhere.life(inCycleId) !== undefined;
  return isThere ? undefined : refuse('cycle-not-found', { cycleId: inCycleId });
}
