import type { DrawnState, DrawnStep, StateGraph } from '#workflow';

/** A fact that does the same in so many states is told once, and not drawn from each of them. */
const MANY = 4;

/** What a fact does in many states: it leads from each of them to the same one. */
export interface WayOut {
  readonly state: DrawnState;
  /** The types of the facts that lead there. */
  readonly facts: readonly string[];
  /** From how many states. */
  readonly from: number;
}

/** A machine by its main ways, and what can happen in many of its states besides. */
export interface MainWays {
  readonly main: StateGraph;
  readonly waysOut: readonly WayOut[];
}

/**
 * Takes out of a picture what happens nearly anywhere: a dozen arrows to the same box hide those that people look for.
 * The table beside it has them all.
 */
export function mainWays(graph: StateGraph): MainWays {
  const { states, steps, initial } = graph;
  const isCommon = (fact: string, { from, to }: DrawnStep): boolean =>
    howMany(steps, (step) => step.to === to && step.facts.includes(fact)) >= MANY ||
    howMany(steps, (step) => step.from === from && step.facts.includes(fact)) >= MANY;
  const left = steps.flatMap((step): readonly DrawnStep[] => {
    const facts = step.facts.filter((fact) => !isCommon(fact, step));
    return facts.length > 0 || step.facts.length === 0 ? [{ ...step, facts }] : [];
  });
  const drawn = new Set(left.flatMap(({ from, to }) => [from, to]));
  return {
    main: {
      ...{ initial, steps: left },
      states: states.filter(({ key }) => key === initial || drawn.has(key)),
    },
    waysOut: states.flatMap((state) => wayOutTo(state, steps)),
  };
}

function wayOutTo(state: DrawnState, steps: readonly DrawnStep[]): readonly WayOut[] {
  const into = steps.filter(({ to }) => to === state.key);
  const common = [...new Set(into.flatMap(({ facts }) => facts))].filter(
    (fact) => howMany(into, ({ facts }) => facts.includes(fact)) >= MANY,
  );
  const from = howMany(into, ({ facts }) => facts.some((fact) => common.includes(fact)));
  return common.length === 0 ? [] : [{ state, facts: common, from }];
}

const howMany = (steps: readonly DrawnStep[], holds: (step: DrawnStep) => boolean): number =>
  steps.filter(holds).length;
