import type { ComputedDeadline, DeadlineMove } from '#deadlines';
import { present } from '../command/present.js';
import type { PlanningFact } from '../planning-fact.js';
import type { DeadlineBasis, DeadlineKind } from '../value-sets.js';

/** That a deadline was set as a template says, and how its day was found. */
export function deadlineSet(computed: ComputedDeadline, deadlineId: string): PlanningFact {
  const { due, act, derivation } = computed;
  return {
    type: 'DeadlineSet',
    data: {
      ...{ deadlineId, kind: kindOf(computed), due, basis: basisOf(computed), derivation },
      ...present({ act }),
    },
  };
}

/** That a deadline was moved as its template says now. `act` is the one that allows it, where one must. */
export function deadlineMoved(
  { deadlineId, from, to, computed: { derivation }, rests }: DeadlineMove,
  act: string | undefined,
): PlanningFact {
  const data = {
    ...{ deadlineId, from, to, derivation },
    ...present({ act, rests: rests && { basis: basisOf(rests), ...present({ act: rests.act }) } }),
  };
  return to > from ? { type: 'DeadlineExtended', data } : { type: 'DeadlineShortened', data };
}

// The library of templates knows no value sets; poa-annuale.v1.deadlines.spec.ts holds the templates to them.
const kindOf = ({ kind }: Pick<ComputedDeadline, 'kind'>): DeadlineKind => kind as DeadlineKind;
const basisOf = ({ basis }: Pick<ComputedDeadline, 'basis'>): DeadlineBasis =>
  basis as DeadlineBasis;
