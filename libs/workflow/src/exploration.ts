import type { AnyTransitionDefinition } from 'xstate';
import type { Control, ControlState } from './control.js';
import type { Fact } from './fact.js';

/** Where a machine can get to, over all its regions and pasts. */
export interface Exploration {
  readonly states: ReadonlySet<ControlState>;
  /** States in which no fact is accepted and which are not final. */
  readonly deadEnds: readonly ControlState[];
  /** Facts that lead out of a final state. */
  readonly afterTheEnd: readonly { readonly state: ControlState; readonly type: string }[];
  /** False when the machine has more states than were asked for: nothing is known about the rest. */
  readonly complete: boolean;
}

/**
 * Walks every way through a machine. Without context its states are finitely many, but regions multiply:
 * `atMost` bounds the walk. (`xstate/graph` takes two states with different pasts for one, tries refused
 * facts as well and permits again and again; walking over `Control` is exact and no slower.)
 * @param arrivals where one can stand besides the beginning, since a life of another version goes on there
 */
export function explore(
  control: Control,
  atMost: number,
  arrivals: Iterable<ControlState> = [],
): Exploration {
  const states = new Set([control.initial, ...arrivals]);
  const deadEnds: ControlState[] = [];
  const afterTheEnd: { state: ControlState; type: string }[] = [];
  // A set is walked in the order of insertion, additions made on the way included.
  for (const state of states) {
    let moves = 0;
    for (const fact of moving(control, state)) {
      const next = control.step(state, fact);
      if (next === undefined) continue;
      moves += 1;
      if (next !== state && control.isFinal(state)) afterTheEnd.push({ state, type: fact.type });
      states.add(next);
    }
    if (moves === 0 && !control.isFinal(state) && !control.goesOn(state)) {
      deadEnds.push(state);
    }
    if (states.size > atMost) return { states, deadEnds, afterTheEnd, complete: false };
  }
  return { states, deadEnds, afterTheEnd, complete: true };
}

/** The facts that some edge here follows to a target, in every outcome that is told apart and in another. */
function moving(control: Control, state: ControlState): readonly Fact[] {
  const types = new Set<string>();
  for (const node of control.standing(state)) {
    for (const [type, edges] of node.transitions) {
      const targeted = (edges as readonly AnyTransitionDefinition[]).some((edge) => edge.target);
      if (targeted && control.factTypes.has(type)) types.add(type);
    }
  }
  return [...types].flatMap((type) =>
    control.outcomes.has(type)
      ? [...control.variants(type), { type, data: {} }]
      : control.variants(type),
  );
}
