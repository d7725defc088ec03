import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { stateNodes, statesWithin } from './state-nodes.js';

/**
 * The states out of which a machine can get into `goal`, in one step or in many. Rather one too many than
 * one too few: guards are taken to say yes, and a state that is entered to stand in any way within.
 */
export function leadingTo(machine: AnyStateMachine, goal: AnyStateNode): readonly AnyStateNode[] {
  const entered = new Map(stateNodes(machine).map((node) => [node, enteredFrom(node)]));
  const leading = new Set<AnyStateNode>();
  let known: number;
  do {
    known = leading.size;
    for (const [node, next] of entered) {
      if (next.some((each) => each === goal || leading.has(each))) leading.add(node);
    }
  } while (leading.size > known);
  return [...leading];
}

/** Every state in which the machine may stand once it took an edge that is written on this one. */
function enteredFrom(node: AnyStateNode): readonly AnyStateNode[] {
  const edges = [...node.transitions.values()].flat() as readonly AnyTransitionDefinition[];
  return edges.flatMap(({ target = [] }) => (target as readonly AnyStateNode[]).flatMap(around));
}

/** The state with all that it lies within and is made of; beside a region the other regions are entered too. */
function around(target: AnyStateNode): readonly AnyStateNode[] {
  const states: AnyStateNode[] = [];
  let at: AnyStateNode | undefined = target.type === 'history' ? target.parent : target;
  for (let inner = true; at; at = at.parent, inner = false) {
    states.push(...(inner || at.type === 'parallel' ? statesWithin(at) : [at]));
  }
  return states;
}
