import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { outcome } from './machine-vocabulary.js';
import { stateNodes } from './state-nodes.js';

/** What the guard of an edge asks, its names resolved. */
export type Guard =
  | { readonly asks: 'outcome'; readonly is: string }
  | { readonly asks: 'stateIn'; readonly nodes: readonly AnyStateNode[] }
  | { readonly asks: 'and' | 'or' | 'not'; readonly of: readonly Guard[] }
  | { readonly asks: 'something else'; readonly problem: string };

/** Reads the guard of an edge; undefined for an edge that has none. */
export function guardOf(machine: AnyStateMachine, edge: { guard?: unknown }): Guard | undefined {
  const { guard } = edge;
  if (guard === undefined) return undefined;
  // A function written on the edge is lost in the text of the definition, and so in its digest.
  return typeof guard === 'function'
    ? { asks: 'something else', problem: 'a guard needs a name' }
    : read(machine, guard, []);
}

/** The guard and all that it is made of. */
export function guardsWithin(guard: Guard): readonly Guard[] {
  return 'of' in guard ? [guard, ...guard.of.flatMap(guardsWithin)] : [guard];
}

/** XState's own guards are functions that carry what they were made with. */
interface BuiltInGuard {
  readonly name: string;
  readonly check?: unknown;
  readonly guards?: readonly unknown[];
  readonly stateValue?: unknown;
}

function read(machine: AnyStateMachine, guard: unknown, above: readonly string[]): Guard {
  if (typeof guard === 'function') return readBuiltIn(machine, guard, above);
  const { type: name, params } = (typeof guard === 'string' ? { type: guard } : guard) as {
    readonly type: string;
    readonly params?: { readonly is?: unknown };
  };
  const implementation = (machine.implementations.guards as Record<string, unknown>)[name];
  if (implementation === undefined) {
    return { asks: 'something else', problem: `the guard ${name} is not implemented` };
  }
  if (implementation === outcome) {
    return typeof params?.is === 'string'
      ? { asks: 'outcome', is: params.is }
      : { asks: 'something else', problem: `the guard ${name} needs params: { is }` };
  }
  if (above.includes(name)) {
    return { asks: 'something else', problem: `the guard ${name} asks for itself` };
  }
  return read(machine, implementation, [...above, name]);
}

function readBuiltIn(
  machine: AnyStateMachine,
  { name, check, guards, stateValue }: BuiltInGuard,
  above: readonly string[],
): Guard {
  if (check !== undefined && name === 'stateIn') {
    const nodes = nodesOf(machine, stateValue);
    return nodes
      ? { asks: 'stateIn', nodes }
      : {
          asks: 'something else',
          problem: `a guard asks for ${JSON.stringify(stateValue)}, a state the machine does not have`,
        };
  }
  if (check !== undefined && guards && (name === 'and' || name === 'or' || name === 'not')) {
    return { asks: name, of: guards.map((guard) => read(machine, guard, above)) };
  }
  const which = above.at(-1) ?? name;
  return {
    asks: 'something else',
    problem: `the guard ${which} is not made of stateIn, and, or, not and outcome`,
  };
}

/** The states that a `stateIn` names; undefined when one does not exist. XState would just say no. */
function nodesOf(machine: AnyStateMachine, asked: unknown): readonly AnyStateNode[] | undefined {
  if (typeof asked === 'string' && asked.startsWith('#')) {
    const node = stateNodes(machine).find(({ id }) => id === asked.slice(1));
    return node && [node];
  }
  return nodesBelow(machine.root as AnyStateNode, asked);
}

function nodesBelow(node: AnyStateNode, asked: unknown): readonly AnyStateNode[] | undefined {
  if (typeof asked === 'string') {
    let found: AnyStateNode | undefined = node;
    for (const key of asked.split('.')) found = childOf(found, key);
    return found && [found];
  }
  const nodes: AnyStateNode[] = [];
  for (const [key, below] of Object.entries(asked as object)) {
    const child = childOf(node, key);
    const inside = child && nodesBelow(child, below);
    if (!inside) return undefined;
    nodes.push(...inside);
  }
  return nodes;
}

function childOf(node: AnyStateNode | undefined, key: string): AnyStateNode | undefined {
  return (node?.states as Record<string, AnyStateNode> | undefined)?.[key];
}
