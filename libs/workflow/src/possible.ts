import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';
import type { Control, ControlState } from './control.js';
import type { StateMeta } from './definition.js';
import type { Fact } from './fact.js';
import { guardOf, type Guard } from './guard.js';
import type { Life } from './life.js';
import { stateOfPart } from './life.js';
import { MIGRATION } from './migration.js';
import { acceptedVariants } from './variants.js';

/** The facts about the whole that could come next. */
export function possible<Data>(life: Readonly<Life<Data>>): readonly Fact[] {
  const { root } = life.workflow;
  return root
    .possible(life.state)
    .filter(({ type }) => life.workflow.route(type)?.kind === undefined);
}

/** The facts about one part that could come next: what its machine and the root machine both accept. */
export function possibleForPart<Data>(
  life: Readonly<Life<Data>>,
  kind: string,
  id: string,
): readonly Fact[] {
  const { workflow } = life;
  const { root } = workflow;
  const part = workflow.part(kind);
  const state = stateOfPart(life, kind, id);
  const step = (fact: Fact) => {
    const next = part.step(state, fact);
    if (next === undefined || !root.factTypes.has(fact.type)) return next;
    const nextOfRoot = root.step(life.state, fact);
    return nextOfRoot === undefined ? undefined : `${next} ${nextOfRoot}`;
  };
  return [...part.factTypes].flatMap((type) => {
    // Either machine may tell outcomes apart that the other does not.
    const outcomes = new Set([
      ...(part.outcomes.get(type) ?? []),
      ...(root.outcomes.get(type) ?? []),
    ]);
    return acceptedVariants(type, outcomes, step);
  });
}

/** Why a fact is or is not accepted now, in words for a person. */
export type Explanation =
  | { readonly accepted: true }
  | {
      readonly accepted: false;
      /** The machine that says no: the definition's id for the root, or the kind of part. */
      readonly machine: string;
      /** Where that machine stands. */
      readonly standing: readonly StateMeta[];
      /** The states in which it would say yes. Empty: never, in this definition. */
      readonly needed: readonly StateMeta[];
    };

/** Explains one type of fact for the whole, or for the part named. */
export function explain<Data>(life: Readonly<Life<Data>>, fact: Fact): Explanation {
  const { workflow } = life;
  const route = workflow.route(fact.type);
  if (!route) {
    return { accepted: false, machine: workflow.reference.id, standing: [], needed: [] };
  }
  if (fact.type === MIGRATION && workflow.root.isFinal(life.state)) {
    const standing = workflow.root.meta(life.state);
    return { accepted: false, machine: workflow.reference.id, standing, needed: [] };
  }
  if (route.root && workflow.root.step(life.state, fact) === undefined) {
    return refusal(workflow.reference.id, workflow.root, life.state, fact.type);
  }
  if (route.kind !== undefined) {
    const part = workflow.part(route.kind);
    const state = stateOfPart(life, route.kind, workflow.partId(route.kind, fact.data));
    if (part.step(state, fact) === undefined) return refusal(route.kind, part, state, fact.type);
  }
  return { accepted: true };
}

function refusal(
  machine: string,
  control: Control,
  state: ControlState,
  type: string,
): Explanation {
  const naming = control.naming(type);
  const standing = new Set(control.standing(state));
  // Where an edge is at hand its guard says no: what is needed is what the guard asks for.
  const asked = naming
    .filter((node) => standing.has(node))
    .flatMap((node) => edgesOf(node, type))
    .flatMap((edge) => missing(guardOf(control.machine, edge), standing));
  const needed = new Set(asked.length > 0 ? asked : naming);
  return {
    accepted: false,
    machine,
    standing: control.meta(state),
    needed: [...needed].flatMap((node) => (node.meta as StateMeta | undefined) ?? []),
  };
}

function edgesOf(node: AnyStateNode, type: string): readonly AnyTransitionDefinition[] {
  return node.transitions.get(type) ?? [];
}

/** The states a guard asks for that are not active. */
function missing(
  guard: Guard | undefined,
  standing: ReadonlySet<AnyStateNode>,
): readonly AnyStateNode[] {
  switch (guard?.asks) {
    case 'stateIn':
      return guard.nodes.filter((node) => !standing.has(node));
    case 'and':
      return guard.of.flatMap((part) => missing(part, standing));
    case 'or': {
      const parts = guard.of.map((part) => missing(part, standing));
      return parts.some((part) => part.length === 0) ? [] : parts.flat();
    }
    case 'not':
    case 'outcome':
    case 'something else':
    case undefined:
      return [];
  }
}
