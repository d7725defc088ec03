import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { edgesOf } from './edges.js';
import { fullLabelOf, labelOf } from './label.js';
import { stateNodes } from './state-nodes.js';

/** A state as somebody draws it. */
export interface DrawnState {
  /** Unique in its machine: the names of the states it lies within and its own. */
  readonly key: string;
  readonly it: string;
  readonly en: string;
  /** Nothing leads on from it. */
  readonly isFinal: boolean;
}

/** A way from one state to another. */
export interface DrawnStep {
  readonly from: string;
  readonly to: string;
  /** The types of the facts that lead there, each once; none where it follows by itself. */
  readonly facts: readonly string[];
}

/** A machine as boxes and arrows. */
export interface StateGraph {
  readonly states: readonly DrawnState[];
  readonly steps: readonly DrawnStep[];
  /** The state in which it begins. */
  readonly initial: string | undefined;
}

/**
 * A machine as boxes and arrows, with its own words, and without what a state only permits.
 * @param options.depth how deep states are told apart: 1 for the outermost alone, into which whatever lies within them
 * is drawn together
 */
export function graphOf(
  machine: AnyStateMachine,
  { depth = Infinity }: { readonly depth?: number } = {},
): StateGraph {
  const drawn = stateNodes(machine).filter((node) => isDrawn(node, depth));
  const keys = new Set(drawn.map(keyOf));
  const facts = new Map<string, { readonly from: string; readonly to: string; facts: string[] }>();
  for (const { from, fact, to } of edgesOf(machine)) {
    const [one, other] = [within(from, depth), within(to, depth)].map(keyOf);
    // What can happen in any state is drawn from none.
    if (one === undefined || other === undefined || one === other) continue;
    if (!keys.has(one) || !keys.has(other)) continue;
    const way = `${one} ${other}`;
    const step = facts.get(way) ?? { from: one, to: other, facts: [] };
    facts.set(way, step);
    if (fact !== undefined && !step.facts.includes(fact)) step.facts.push(fact);
  }
  const root = machine.root as AnyStateNode;
  const [initial] = (root.type === 'compound' ? root.initial.target : undefined) ?? [];
  return {
    states: drawn.map((node) => ({
      key: keyOf(node),
      ...wordsOf(node, depth),
      isFinal: node.type === 'final',
    })),
    steps: [...facts.values()],
    initial: initial && keyOf(within(initial as AnyStateNode, depth)),
  };
}

/** States that are made of others are drawn as these, unless they are as deep as one looks. */
function isDrawn(node: AnyStateNode, depth: number): boolean {
  const isLeaf = Object.keys(node.states as object).length === 0;
  return (
    node.path.length > 0 && node.path.length <= depth && (isLeaf || node.path.length === depth)
  );
}

/** The state itself, or the one it lies within that is as deep as one looks. */
function within(node: AnyStateNode, depth: number): AnyStateNode {
  return node.path.length > depth && node.parent ? within(node.parent, depth) : node;
}

const keyOf = (node: AnyStateNode): string => node.path.join('.');

function wordsOf(node: AnyStateNode, depth: number): { readonly it: string; readonly en: string } {
  const label = depth === 1 ? labelOf : fullLabelOf;
  return { it: label(node, 'it'), en: label(node, 'en') };
}
