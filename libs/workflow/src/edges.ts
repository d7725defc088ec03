import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { guardOf, type Guard } from './guard.js';
import { stateNodes } from './state-nodes.js';

/** One way a fact can be taken, as a machine writes it. */
export interface Edge {
  readonly from: AnyStateNode;
  /** Undefined for the way out of a state whose last sub-state is reached. */
  readonly fact: string | undefined;
  readonly guard: Guard | undefined;
  /** The state itself where the fact is only permitted. */
  readonly to: AnyStateNode;
}

/** Every edge of a machine, state by state in document order. */
export function edgesOf(machine: AnyStateMachine): readonly Edge[] {
  return stateNodes(machine).flatMap((from) =>
    [...from.transitions].flatMap(([type, edges]) =>
      (edges as readonly AnyTransitionDefinition[]).flatMap((edge) =>
        ((edge.target ?? [from]) as readonly AnyStateNode[]).map((to) => ({
          from,
          fact: type.startsWith('xstate.') ? undefined : type,
          guard: guardOf(machine, edge),
          to,
        })),
      ),
    ),
  );
}
