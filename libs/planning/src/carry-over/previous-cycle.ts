import type { Refusal } from '#workflow';
import { type ControlState } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { CycleLife, DecisionContext } from '../command/verb.js';
import { cycleName } from '../cycle/cycle-id.js';
import { yearlyProgramme } from '../cycle/yearly-programme.js';

/**
 * The cycle of an earlier year that another one takes something over from, or the refusal. A cycle of another
 * zone is not there at all.
 */
export function previousCycle(
  fromCycleId: string,
  cycleId: string,
  { elsewhere }: Pick<DecisionContext, 'elsewhere'>,
): Readonly<CycleLife> | Refusal {
  const [from, to] = [cycleName(fromCycleId), cycleName(cycleId)];
  const previous = yearlyProgramme(elsewhere.life(fromCycleId));
  if (!previous || from?.zone !== to?.zone) {
    return refuse('cycle-not-found', { cycleId: fromCycleId });
  }
  const isEarlier = (from?.year ?? 0) < (to?.year ?? 0);
  if (from?.definitionId !== to?.definitionId || !isEarlier) {
    return refuse('not-an-earlier-cycle', { fromCycleId });
  }
  const { root } = previous.workflow;
  const phase: ControlState = root.phase(previous.state);
  if (phase === 'annulled' || phase === 'revoked') {
    const [label] = root.meta(previous.state);
    const { it, en } = label ?? { it: phase, en: phase };
    return refuse('earlier-cycle-undone', { fromCycleId, state: it, stateEn: en });
  }
  return previous;
}
