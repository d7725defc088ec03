import {
  initialTransition,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyStateNode,
  type AnyTransitionDefinition,
} from 'xstate';
import { getAdjacencyMap, getShortestPaths } from 'xstate/graph';
import type { PlanningFact } from '#planning';
import { Control } from '#workflow';

/** What a machine hears: the type of a fact and, where its edges tell outcomes apart, the outcome. */
export interface Heard {
  readonly type: PlanningFact['type'];
  readonly outcome?: string;
}

/** A way through a machine: what it hears, and where it then stands. */
export type Path = readonly { readonly heard: Heard; readonly after: AnyMachineSnapshot }[];

/** Where a machine begins. */
export function beginning(machine: AnyStateMachine): AnyMachineSnapshot {
  const [snapshot] = initialTransition(machine) as [AnyMachineSnapshot, unknown];
  return snapshot;
}

/** Every state of a machine, the machine itself included. */
export function stateNodesOf(machine: AnyStateMachine): readonly AnyStateNode[] {
  const below = (node: AnyStateNode): readonly AnyStateNode[] => [
    node,
    ...Object.values(node.states as Record<string, AnyStateNode>).flatMap(below),
  ];
  return below(machine.root as AnyStateNode);
}

/** Every edge of every state of a machine, as text: `source --Fact[outcome]--> target`. */
export function edgesOf(machine: AnyStateMachine): readonly string[] {
  return stateNodesOf(machine).flatMap((node) =>
    [...node.transitions.values()].flat().map((edge) => edgeName(edge as AnyTransitionDefinition)),
  );
}

/** The edges a machine takes when it hears this where it stands. */
export function edgesTaken(snapshot: AnyMachineSnapshot, heard: Heard): readonly string[] {
  return snapshot.machine.getTransitionData(snapshot, heard).map(edgeName);
}

/**
 * Where a machine stands, as text: its innermost states, and what a history remembers of states that are
 * not active now. (XState's own text leaves the history out.)
 */
export function standingName({ machine, _nodes, historyValue }: AnyMachineSnapshot): string {
  const active = new Set(_nodes);
  const innermost = _nodes.filter((node) => node.type === 'atomic' || node.type === 'final');
  const past = Object.entries(historyValue)
    .filter(([id]) => !active.has((machine.getStateNodeById(id) as AnyStateNode).parent!))
    .flatMap(([, nodes]) => nodes as AnyStateNode[])
    .filter((node) => node.type === 'atomic' || node.type === 'final');
  const names = (nodes: readonly AnyStateNode[]): string =>
    nodes
      .map(({ id }) => id)
      .sort()
      .join(' + ');
  return past.length > 0 ? `${names(innermost)} (was ${names(past)})` : names(innermost);
}

/**
 * Ways through a machine, from its beginning, that together reach every standing it can have and take
 * every edge of it.
 * @param alongside facts that never come alone: no way is made of them, others bring them about
 */
export function pathsThrough(
  machine: AnyStateMachine,
  alongside: ReadonlySet<string> = new Set(),
): readonly Path[] {
  const options = traversal(machine, alongside);
  const shortest = new Map<string, Path>();
  for (const { state, steps } of getShortestPaths(machine, options)) {
    // The first step is XState's own beginning.
    const path = steps.slice(1).map(({ event, state: after }) => ({ heard: event, after }));
    shortest.set(standingName(state), path);
  }
  const toEveryStanding = withoutBeginnings([...shortest.values()]);
  const taken = new Set(toEveryStanding.flatMap((path) => edgesAlong(machine, path)));
  const further: Path[] = [];
  for (const { state, transitions } of Object.values(getAdjacencyMap(machine, options))) {
    const here = standingName(state);
    const way = shortest.get(here) ?? [];
    const untaken = (Object.values(transitions) as readonly Transition[]).flatMap(
      ({ event: heard, state: after }) => {
        const edges = edgesTaken(state, heard).filter((edge) => !taken.has(edge));
        for (const edge of edges) taken.add(edge);
        return edges.length > 0 ? [{ heard, after }] : [];
      },
    );
    // What leaves the machine where it stands can be heard one after another.
    const staying = untaken.filter(({ after }) => standingName(after) === here);
    if (staying.length > 0) further.push([...way, ...staying]);
    for (const step of untaken) if (!staying.includes(step)) further.push([...way, step]);
  }
  return [...toEveryStanding, ...further];
}

/** No walk is longer than this: one that fails should not have done everything. */
const LONGEST_WALK = 120;

/**
 * Walks through a machine, from its beginning, that together take every edge of it. Regions multiply the
 * standings of a large machine; its edges stay few. Each walk goes on to the nearest edge that was not taken
 * yet, and a new one begins where that is nearer.
 * @param alongside facts that never come alone: no way is made of them, others bring them about
 */
export function walksThrough(
  machine: AnyStateMachine,
  alongside: ReadonlySet<string> = new Set(),
): readonly Path[] {
  const steps = new Map<string, readonly Step[]>();
  for (const { state, transitions } of Object.values(
    getAdjacencyMap(machine, traversal(machine, alongside)),
  )) {
    steps.set(
      standingName(state),
      (Object.values(transitions) as readonly Transition[]).map(
        ({ event: heard, state: after }) => ({
          heard,
          after,
          to: standingName(after),
          edges: edgesTaken(state, heard),
        }),
      ),
    );
  }
  const start = standingName(beginning(machine));
  const taken = new Set<string>();
  const walks: (readonly Step[])[] = [];
  let walk: Step[] = [];
  for (;;) {
    const here = walk.at(-1)?.to ?? start;
    const further = nearestUntaken(steps, here, taken);
    const anew = walk.length > 0 ? nearestUntaken(steps, start, taken) : further;
    if (!further && !anew) break;
    const goesOn =
      further !== undefined &&
      walk.length + further.length <= LONGEST_WALK &&
      further.length <= (anew?.length ?? Infinity);
    if (!goesOn) {
      walks.push(walk);
      walk = [];
    }
    for (const step of (goesOn ? further : anew) ?? []) {
      walk.push(step);
      for (const edge of step.edges) taken.add(edge);
    }
  }
  return [...walks, walk];
}

/** A step of a walk, with the edges it takes. */
interface Step {
  readonly heard: Heard;
  readonly after: AnyMachineSnapshot;
  readonly to: string;
  readonly edges: readonly string[];
}

/** The shortest way from a standing that ends with an edge nobody has taken; undefined if there is none. */
function nearestUntaken(
  steps: ReadonlyMap<string, readonly Step[]>,
  from: string,
  taken: ReadonlySet<string>,
): readonly Step[] | undefined {
  const ways = new Map<string, readonly Step[]>([[from, []]]);
  // A map is walked in the order of insertion, additions made on the way included.
  for (const [name, way] of ways) {
    for (const step of steps.get(name) ?? []) {
      if (step.edges.some((edge) => !taken.has(edge))) return [...way, step];
      if (!ways.has(step.to)) ways.set(step.to, [...way, step]);
    }
  }
  return undefined;
}

/** Every standing a machine can have, by name, and what leads from one to another. */
export interface Graph {
  readonly standings: ReadonlyMap<string, AnyMachineSnapshot>;
  readonly steps: readonly { readonly from: string; readonly type: string; readonly to: string }[];
}

/** The whole graph of a machine. */
export function graphOf(machine: AnyStateMachine): Graph {
  const standings = new Map<string, AnyMachineSnapshot>();
  const found = Object.values(getAdjacencyMap(machine, traversal(machine, new Set())));
  const steps = found.flatMap(({ state, transitions }) => {
    const from = standingName(state);
    standings.set(from, state);
    return (Object.values(transitions) as readonly Transition[]).map(({ event, state: after }) => ({
      from,
      type: event.type,
      to: standingName(after),
    }));
  });
  return { standings, steps };
}

/** The standings from which a machine can still get there, if it never hears the facts of `without`. */
export function leadingTo(
  { standings, steps }: Graph,
  there: (snapshot: AnyMachineSnapshot) => boolean,
  without: readonly string[] = [],
): ReadonlySet<string> {
  const leading = new Set([...standings].flatMap(([name, at]) => (there(at) ? [name] : [])));
  const allowed = steps.filter(({ type }) => !without.includes(type));
  for (let before = -1; before < leading.size;) {
    before = leading.size;
    for (const { from, to } of allowed) if (leading.has(to)) leading.add(from);
  }
  return leading;
}

/** The shortest way from where a machine stands to where `there` says yes; undefined if there is none. */
export function shortestPath(
  from: AnyMachineSnapshot,
  there: (snapshot: AnyMachineSnapshot) => boolean,
  alongside: ReadonlySet<string> = new Set(),
): Path | undefined {
  const [found] = getShortestPaths(from.machine, {
    ...traversal(from.machine, alongside),
    fromState: from,
    toState: there,
  });
  return found?.steps.slice(1).map(({ event, state: after }) => ({ heard: event as Heard, after }));
}

/** What is heard along a path, for a message. */
export function pathName(path: Path): string {
  return path
    .map(({ heard: { type, outcome } }) => (outcome === undefined ? type : `${type}[${outcome}]`))
    .join(' → ');
}

/** What `xstate/graph` keeps of a transition; it does not know the machine's own types here. */
interface Transition {
  readonly event: Heard;
  readonly state: AnyMachineSnapshot;
}

function traversal(machine: AnyStateMachine, alongside: ReadonlySet<string>) {
  const control = new Control(machine);
  const all = [...control.factTypes]
    .filter((type) => !alongside.has(type))
    .flatMap((type) => control.variants(type))
    .map(({ type, data }) => ({ type, ...data }) as Heard);
  return {
    serializeState: standingName,
    events: (snapshot: AnyMachineSnapshot) => all.filter((heard) => snapshot.can(heard)),
  };
}

function edgesAlong(machine: AnyStateMachine, path: Path): readonly string[] {
  let at = beginning(machine);
  return path.flatMap(({ heard, after }) => {
    const edges = edgesTaken(at, heard);
    at = after;
    return edges;
  });
}

/** Only the paths that are not the beginning of another. */
function withoutBeginnings(paths: readonly Path[]): readonly Path[] {
  const ends = new Set(
    paths.flatMap((path) => path.slice(0, -1).map(({ after }) => standingName(after))),
  );
  return paths.filter((path) => {
    const last = path.at(-1);
    return last !== undefined && !ends.has(standingName(last.after));
  });
}

function edgeName({ source, eventType, guard, target }: AnyTransitionDefinition): string {
  const { params } = Object(guard) as { readonly params?: { readonly is?: string } };
  const outcome = params?.is === undefined ? '' : `[${params.is}]`;
  const targets = target as readonly AnyStateNode[] | undefined;
  const to = targets?.map(({ id }) => id).join(', ') ?? '(stays)';
  return `${source.id} --${eventType}${outcome}--> ${to}`;
}
