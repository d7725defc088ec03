import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** Every state of a machine, the machine itself first, in document order. */
export function stateNodes(machine: AnyStateMachine): readonly AnyStateNode[] {
  const below = (node: AnyStateNode): readonly AnyStateNode[] => [
    node,
    ...Object.values(node.states as Record<string, AnyStateNode>).flatMap(below),
  ];
  return below(machine.root as AnyStateNode);
}
