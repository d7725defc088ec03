import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** Every state of a machine, the machine itself first, in document order. */
export function stateNodes(machine: AnyStateMachine): readonly AnyStateNode[] {
  return statesWithin(machine.root as AnyStateNode);
}

/** A state and every state it is made of, in document order. */
export function statesWithin(node: AnyStateNode): readonly AnyStateNode[] {
  return [
    node,
    ...Object.values(node.states as Record<string, AnyStateNode>).flatMap(statesWithin),
  ];
}
