import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { Control, ControlState } from './control.js';
import type { StateNames } from './state-names.js';

type Path = readonly string[];
type Value = string | { readonly [key: string]: Value };

/** Where a standing goes on in another machine; undefined where nothing says so. */
export function mappedState(
  from: Control,
  to: Control,
  state: ControlState,
  names: StateNames = {},
): ControlState | undefined {
  const whole = names[state];
  if (whole === null) return undefined;
  // What a name of a whole standing leads to is said as that of a state, or as one with its pasts.
  if (whole !== undefined && to.has(whole)) return whole;
  const paths = leavesOf(from.value(state) as Value).map((leaf) => renamed(leaf, names));
  const kept = paths.filter((path) => path !== null);
  const value = kept.length > 0 ? valueOf(to.machine.root as AnyStateNode, kept) : undefined;
  if (value === undefined) return undefined;
  const past = mappedPast(from, to, state, names);
  return past && to.standingOf(value, past);
}

/** What the history states remember, under the names of the other machine; undefined where it has none of them. */
function mappedPast(
  from: Control,
  to: Control,
  state: ControlState,
  names: StateNames,
): Readonly<Record<string, readonly AnyStateNode[]>> | undefined {
  const there = (node: AnyStateNode | undefined): AnyStateNode | undefined => {
    const path = node && renamed(node.path, names);
    return path ? nodeAt(to.machine, path) : undefined;
  };
  const past: Record<string, readonly AnyStateNode[]> = {};
  for (const [id, remembered] of Object.entries(from.past(state))) {
    const history = there(from.everyState.find((node) => node.id === id));
    const nodes = remembered.map(there);
    if (history?.type !== 'history' || nodes.some((node) => node === undefined)) return undefined;
    past[history.id] = nodes as readonly AnyStateNode[];
  }
  return past;
}

/** The innermost states of a value, each by its path. */
function leavesOf(value: Value, within: Path = []): readonly Path[] {
  if (typeof value === 'string') return [[...within, value]];
  const inner = Object.entries(value).flatMap(([key, below]) => leavesOf(below, [...within, key]));
  return inner.length > 0 ? inner : [within];
}

/** A path under its new name: that of the innermost state around it which has one. */
function renamed(path: Path, names: StateNames): Path | null {
  for (let length = path.length; length > 0; length--) {
    const name = names[path.slice(0, length).join('.')];
    if (name === null) return null;
    if (name !== undefined) return [...name.split('.'), ...path.slice(length)];
  }
  return path;
}

function nodeAt(machine: AnyStateMachine, path: Path): AnyStateNode | undefined {
  let node: AnyStateNode | undefined = machine.root;
  for (const key of path) node = (node?.states as Record<string, AnyStateNode> | undefined)?.[key];
  return node;
}

/**
 * The value in which exactly these states are active, less what XState adds by itself (where a state begins);
 * undefined where the machine has no such states, or not all of them at once.
 */
function valueOf(node: AnyStateNode, paths: readonly Path[]): Value | undefined {
  const states = node.states as Readonly<Record<string, AnyStateNode | undefined>>;
  const below = Map.groupBy(
    paths.filter(({ length }) => length > 0),
    ([key = '']) => key,
  );
  if (node.type !== 'parallel' && below.size > 1) return undefined;
  const value: Record<string, Value> = {};
  for (const [key, inner] of below) {
    const child = states[key];
    if (!child || child.type === 'history') return undefined;
    const deeper = valueOf(
      child,
      inner.map(([, ...rest]) => rest),
    );
    if (deeper === undefined) return undefined;
    const isWhole = typeof deeper !== 'string' && Object.keys(deeper).length === 0;
    if (isWhole && node.type !== 'parallel') return key;
    value[key] = deeper;
  }
  return value;
}
