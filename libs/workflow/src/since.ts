import type { AnyStateNode } from 'xstate';
import type { Control, ControlState } from './control.js';

/**
 * Since when a life stands where it stands, in texts that sort as time does (days): each state of the root
 * machine, and each part as a whole. A state that is left keeps its text, for whoever comes back to it by
 * its history.
 */
export interface Since {
  readonly root: Record<string, string>;
  readonly parts: Record<string, Record<string, string>>;
}

/** The states a machine leaves and enters on its way from one standing to another. */
interface Change {
  readonly left: readonly string[];
  /** Without those it only comes back to, by a history state: they are as old as they were. */
  readonly entered: readonly string[];
}

/** What lies between two standings never changes, and the same ones come again and again. */
const changes = new WeakMap<Control, Map<string, Change>>();

export function changeBetween(control: Control, from: ControlState, to: ControlState): Change {
  let known = changes.get(control);
  if (known === undefined) {
    known = new Map();
    changes.set(control, known);
  }
  const key = `${from}\n${to}`;
  let change = known.get(key);
  if (change === undefined) {
    change = compare(control, from, to);
    known.set(key, change);
  }
  return change;
}

function compare(control: Control, from: ControlState, to: ControlState): Change {
  const before = control.standing(from);
  const after = control.standing(to);
  const past = control.remembered(from);
  const comesBack = (node: AnyStateNode): boolean => past.some((each) => isWithin(each, node));
  return {
    left: before.filter((node) => !after.includes(node)).map(({ id }) => id),
    entered: after.filter((node) => !before.includes(node) && !comesBack(node)).map(({ id }) => id),
  };
}

function isWithin(node: AnyStateNode | undefined, outer: AnyStateNode): boolean {
  return node !== undefined && (node === outer || isWithin(node.parent, outer));
}

/** The latest of the texts, of which some may be missing. */
export function latest(...texts: readonly (string | undefined)[]): string | undefined {
  return texts.reduce(
    (last, text) => (text !== undefined && (last === undefined || text > last) ? text : last),
    undefined,
  );
}
