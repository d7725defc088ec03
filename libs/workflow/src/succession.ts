import type { Control, ControlState } from './control.js';
import type { DefinitionReference, Follows } from './definition.js';
import { explore } from './exploration.js';
import { fullLabelOf, type Language } from './label.js';
import { mappedState } from './state-mapping.js';
import type { StateNames } from './state-names.js';

/** A state in which a life of the earlier version can be, and in which it could not go on. */
export interface Unmapped {
  /** The kind of part whose machine it is; undefined for the root. */
  readonly kind?: string;
  /** Of the earlier version; where it is `stuck`, that of the later one in which it would be. */
  readonly state: ControlState;
  /** The state has no name in the later version; or it would be over there; or nothing would lead on. */
  readonly why: 'no-state' | 'over' | 'stuck';
  readonly it: string;
  readonly en: string;
}

/** Where lives of earlier versions come to stand in the machines of a later one. */
export interface Arrivals {
  readonly root: readonly ControlState[];
  readonly parts: Readonly<Record<string, readonly ControlState[]>>;
}

/** A version of a definition with its machines, as `Workflow` is one. */
export interface VersionMachines {
  readonly reference: DefinitionReference;
  readonly definition: { readonly follows?: Pick<Follows, 'version' | 'states'> };
  readonly root: Control;
  readonly parts: Readonly<Record<string, Control>>;
  readonly arrivals: Arrivals;
}

/** How the lives of one version of a definition go on under a later one. */
export interface Succession<Version extends VersionMachines = VersionMachines> {
  readonly from: Version;
  readonly to: Version;
  /** Where each standing of the root machine goes on, as long as the life is not over. */
  readonly root: ReadonlyMap<ControlState, ControlState>;
  /** Where each standing of each kind of part goes on; those that are at an end, too: their life is not. */
  readonly parts: Readonly<Record<string, ReadonlyMap<ControlState, ControlState>>>;
  /** Where a life could not go on; none where the mapping is total. */
  readonly unmapped: readonly Unmapped[];
}

/** More than this `lint` does not let a machine have. */
const MOST_STATES = 20_000;

/**
 * Works out where every standing of one version goes on under another: by the mapping of the other if it follows
 * the one, else under the same names.
 */
export function succession<Version extends VersionMachines>(
  from: Version,
  to: Version,
): Succession<Version> {
  const { follows } = to.definition;
  const states = follows?.version === from.reference.version ? follows.states : {};
  const root = mappedMachine(from.root, to.root, from.arrivals.root, states.root, true);
  const parts: Record<string, Mapped> = {};
  for (const [kind, machine] of Object.entries(from.parts)) {
    const arrivals = from.arrivals.parts[kind];
    parts[kind] = mappedMachine(machine, to.parts[kind], arrivals, states.parts?.[kind], false);
  }
  return {
    ...{ from, to, root: root.states },
    parts: Object.fromEntries(Object.entries(parts).map(([kind, each]) => [kind, each.states])),
    unmapped: [
      ...root.unmapped,
      ...Object.entries(parts).flatMap(([kind, each]) =>
        each.unmapped.map((one) => ({ ...one, kind })),
      ),
    ],
  };
}

interface Mapped {
  readonly states: ReadonlyMap<ControlState, ControlState>;
  readonly unmapped: readonly Unmapped[];
}

function mappedMachine(
  from: Control,
  to: Control | undefined,
  arrivals: Iterable<ControlState> = [],
  names: StateNames = {},
  mustGoOn: boolean,
): Mapped {
  const states = new Map<ControlState, ControlState>();
  const unmapped: Unmapped[] = [];
  for (const state of explore(from, MOST_STATES, arrivals).states) {
    // What has not begun, or is over with its life, goes nowhere.
    if (state === from.initial || (mustGoOn && from.isFinal(state))) continue;
    const there = to && mappedState(from, to, state, names);
    if (!to || there === undefined) unmapped.push(without(from, state, 'no-state'));
    else if (mustGoOn && (to.isFinal(there) || there === to.initial))
      unmapped.push(without(from, state, 'over'));
    else states.set(state, there);
  }
  if (to) {
    const usual = new Set(explore(to, MOST_STATES).deadEnds);
    for (const state of explore(to, MOST_STATES, states.values()).deadEnds)
      if (!usual.has(state)) unmapped.push(without(to, state, 'stuck'));
  }
  return { states, unmapped };
}

function without(machine: Control, state: ControlState, why: Unmapped['why']): Unmapped {
  return { state, why, it: inWords(machine, state, 'it'), en: inWords(machine, state, 'en') };
}

/** A standing as people call it: its innermost states, those of several regions side by side. */
export function inWords(machine: Control, state: ControlState, language: Language): string {
  const standing = machine.standing(state);
  return standing
    .filter((node) => node.parent && !standing.some(({ parent }) => parent === node))
    .map((node) => fullLabelOf(node, language))
    .join(' + ');
}
