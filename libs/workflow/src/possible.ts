import type { Control, ControlState } from './control.js';
import type { StateMeta } from './definition.js';
import type { Fact } from './fact.js';
import type { Life } from './life.js';
import { stateOfPart } from './life.js';
import { stateNodes } from './state-nodes.js';

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
  return workflow
    .part(kind)
    .possible(stateOfPart(life, kind, id))
    .filter(
      (fact) =>
        !workflow.route(fact.type)?.root || workflow.root.step(life.state, fact) !== undefined,
    );
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
  if (route.root && workflow.root.step(life.state, fact) === undefined) {
    return refusal(workflow.root, life.state, fact.type);
  }
  if (route.kind !== undefined) {
    const part = workflow.part(route.kind);
    const state = stateOfPart(life, route.kind, workflow.partId(route.kind, fact.data));
    if (part.step(state, fact) === undefined) return refusal(part, state, fact.type);
  }
  return { accepted: true };
}

function refusal(control: Control, state: ControlState, type: string): Explanation {
  const needed: StateMeta[] = [];
  for (const node of stateNodes(control.machine)) {
    const meta = node.meta as StateMeta | undefined;
    if (meta && node.transitions.has(type)) needed.push(meta);
  }
  return { accepted: false, machine: control.id, standing: control.meta(state), needed };
}
