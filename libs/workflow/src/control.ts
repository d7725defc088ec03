import { getNextTransitions } from 'xstate';
import type {
  AnyMachineSnapshot,
  AnyStateMachine,
  AnyStateNode,
  AnyTransitionDefinition,
} from 'xstate';
import type { StateMeta } from './definition.js';
import { fieldOf, type Fact } from './fact.js';
import { guardOf, guardsWithin } from './guard.js';
import { inertScope, type MachineScope } from './inert-scope.js';
import { stateNodes } from './state-nodes.js';
import { acceptedVariants, variantsOf } from './variants.js';
import { leadingTo } from './ways-back.js';

/**
 * Where a machine stands, as a short string: the state's name, or JSON for a state of several regions or
 * with a remembered past. One standing has one string, so it can be kept in a column and compared with
 * `===`.
 */
export type ControlState = string;

/** A state as XState writes it: a name, or nested names by region. */
type Value = string | { readonly [key: string]: Value };

interface Node {
  readonly state: ControlState;
  readonly snapshot: AnyMachineSnapshot;
  /** The states it lies within and is made of; worked out when first asked for. */
  standing?: readonly AnyStateNode[];
  /** Next node by fact key; `null` when the fact is not accepted here. Filled as facts come by. */
  readonly steps: Map<string, Node | null>;
}

/**
 * One machine, with every step computed once by XState and remembered. This is exact because our machines
 * hold no context: what follows depends on the state, the type of the fact and, where an edge asks for
 * it, the `outcome` the fact carries. Replaying a long stream would otherwise cost a transition per fact.
 */
export class Control {
  readonly id: string;
  readonly initial: ControlState;
  /** Every fact type that some edge of the machine names. */
  readonly factTypes: ReadonlySet<string>;
  /** The outcomes that edges tell apart, by fact type. */
  readonly outcomes: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #stateNodes: readonly AnyStateNode[];
  /** Each history state, with the states out of which one can get back into what it remembers. */
  readonly #waysBack: ReadonlyMap<AnyStateNode, readonly AnyStateNode[]>;
  readonly #scope: MachineScope;
  readonly #nodes = new Map<ControlState, Node>();
  readonly #naming = new Map<string, readonly AnyStateNode[]>();

  constructor(readonly machine: AnyStateMachine) {
    this.id = machine.id;
    const types = machine.events as readonly string[];
    this.factTypes = new Set(types.filter((type) => !type.startsWith('xstate.')));
    this.outcomes = outcomesOf(machine);
    this.#stateNodes = stateNodes(machine);
    this.#waysBack = new Map(
      this.#stateNodes
        .filter(({ type }) => type === 'history')
        .map((history) => [history, leadingTo(machine, history.parent as AnyStateNode)]),
    );
    this.#scope = inertScope(machine);
    this.initial = this.#remember(machine.getInitialSnapshot(this.#scope)).state;
  }

  /** Every state of the machine, the machine itself first. */
  get everyState(): readonly AnyStateNode[] {
    return this.#stateNodes;
  }

  /** The state after the fact, or undefined when the machine does not accept it here. */
  step(state: ControlState, fact: Fact): ControlState | undefined {
    const node = this.#node(state);
    const key = this.#key(fact);
    let next = node.steps.get(key);
    if (next === undefined) {
      next = this.#compute(node, fact);
      node.steps.set(key, next);
    }
    return next?.state;
  }

  /** Whether the machine has such a state. */
  has(state: ControlState): boolean {
    try {
      this.#node(state);
      return true;
    } catch (error) {
      if (error instanceof UnknownState) return false;
      throw error;
    }
  }

  /** The state as XState writes it: a name, or nested names by region. */
  value(state: ControlState): unknown {
    return this.#node(state).snapshot.value as unknown;
  }

  /** The outermost name of the state: the phase. */
  phase(state: ControlState): string {
    const value = this.value(state);
    return typeof value === 'string' ? value : (Object.keys(value as object)[0] ?? '');
  }

  isFinal(state: ControlState): boolean {
    return this.#node(state).snapshot.status === 'done';
  }

  /** The state and every state it lies within or is made of, outermost first. */
  standing(state: ControlState): readonly AnyStateNode[] {
    const node = this.#node(state);
    const { value } = node.snapshot as { readonly value: Value };
    node.standing ??= this.#stateNodes
      .filter(({ path }) => isActive(value, path))
      .sort((one, other) => one.path.length - other.path.length);
    return node.standing;
  }

  /** The states that the history states remember where the machine stands. */
  remembered(state: ControlState): readonly AnyStateNode[] {
    const { historyValue } = this.#node(state).snapshot;
    return Object.values(historyValue).flat() as readonly AnyStateNode[];
  }

  /** The same by the id of the history state that remembers them. */
  past(state: ControlState): Readonly<Record<string, readonly AnyStateNode[]>> {
    return this.#node(state).snapshot.historyValue as Record<string, AnyStateNode[]>;
  }

  /**
   * The standing of a value that may leave out where a state begins, with what its history states remember;
   * undefined when the machine has none such.
   */
  standingOf(
    value: unknown,
    past: Readonly<Record<string, readonly AnyStateNode[]>> = {},
  ): ControlState | undefined {
    try {
      const resolved = this.machine.resolveState({
        value: value as Value,
        context: {},
        historyValue: past as Record<string, AnyStateNode[]>,
      });
      return this.#remember(resolved as AnyMachineSnapshot).state;
    } catch {
      // XState throws for a state that the machine does not have.
      return undefined;
    }
  }

  /** The states with an edge for a type of fact. */
  naming(type: string): readonly AnyStateNode[] {
    let naming = this.#naming.get(type);
    if (!naming) {
      naming = this.#stateNodes.filter((node) => node.transitions.has(type));
      this.#naming.set(type, naming);
    }
    return naming;
  }

  /** The labels and awaited work of the state and of every active sub-state, outermost first. */
  meta(state: ControlState): readonly StateMeta[] {
    return this.standing(state).flatMap((node) => (node.meta as StateMeta | undefined) ?? []);
  }

  /** Whether some edge at hand names the fact type, whatever its guard says. */
  hears(state: ControlState, type: string): boolean {
    return this.#typesAtHand(state).has(type);
  }

  /** The facts that could come next, one per type and told-apart outcome. */
  possible(state: ControlState): readonly Fact[] {
    return [...this.#typesAtHand(state)].flatMap((type) => this.#accepted(state, type));
  }

  /** Whether any fact could come next: what `possible` knows, for less where there are many. */
  goesOn(state: ControlState): boolean {
    return [...this.#typesAtHand(state)].some((type) => this.#accepted(state, type).length > 0);
  }

  /** A fact type in each of the outcomes the machine tells apart (or once, if it tells none). */
  variants(type: string): readonly Fact[] {
    return variantsOf(type, this.outcomes.get(type));
  }

  /** The types of fact that some edge at hand names. */
  #typesAtHand(state: ControlState): ReadonlySet<string> {
    const edges: readonly AnyTransitionDefinition[] = getNextTransitions(
      this.#node(state).snapshot,
    );
    return new Set(edges.map((edge) => edge.eventType as string));
  }

  #accepted(state: ControlState, type: string): readonly Fact[] {
    return acceptedVariants(type, this.outcomes.get(type), (fact) => this.step(state, fact));
  }

  #key({ type, data }: Fact): string {
    const told = this.outcomes.get(type);
    if (!told) return type;
    const outcome = fieldOf(data, 'outcome');
    return typeof outcome === 'string' && told.has(outcome) ? `${type}:${outcome}` : `${type}:`;
  }

  #compute(node: Node, { type, data }: Fact): Node | null {
    // XState's own events (a region that is done) are none of ours, even where an edge waits for them.
    if (!this.factTypes.has(type)) return null;
    const event = { type, outcome: fieldOf(data, 'outcome') };
    if (!node.snapshot.can(event)) return null;
    return this.#remember(this.machine.transition(node.snapshot, event, this.#scope));
  }

  #node(state: ControlState): Node {
    return this.#nodes.get(state) ?? this.#restore(state);
  }

  #remember(snapshot: AnyMachineSnapshot): Node {
    const root = this.machine.root as AnyStateNode;
    const value = inDocumentOrder(root, snapshot.value as Value);
    const historyValue = this.#past(value, snapshot);
    const state = nameOf(value, historyValue);
    const known = this.#nodes.get(state);
    if (known) return known;
    // Resolved anew, so that what follows depends on the name alone and not on the way that led here.
    const resolved = this.machine.resolveState({ value, context: {}, historyValue });
    const node = { state, snapshot: resolved as AnyMachineSnapshot, steps: new Map() };
    this.#nodes.set(state, node);
    return node;
  }

  /**
   * What the history states remember, in document order (XState has it in the order of entry). The past of
   * a state that is active now is left out, since it will be written anew before anyone can come back to it;
   * so is that of a state to which no way leads back. Both would only multiply the standings of a machine.
   */
  #past(value: Value, { historyValue }: AnyMachineSnapshot): Record<string, AnyStateNode[]> {
    const past: Record<string, AnyStateNode[]> = {};
    for (const [{ id, parent }, waysBack] of this.#waysBack) {
      const nodes = historyValue[id] as AnyStateNode[] | undefined;
      if (!nodes || !parent || isActive(value, parent.path)) continue;
      if (!waysBack.some(({ path }) => isActive(value, path))) continue;
      past[id] = nodes.toSorted((one, other) => one.order - other.order);
    }
    return past;
  }

  #restore(state: ControlState): Node {
    let snapshot: AnyMachineSnapshot;
    try {
      const { value, past = {} } = (
        state.startsWith('{') ? JSON.parse(state) : { value: state }
      ) as Named;
      const historyValue = Object.fromEntries(
        Object.entries(past).map(([id, ids]) => [id, ids.map((each) => this.#stateNode(each))]),
      );
      snapshot = this.machine.resolveState({
        value: value,
        context: {},
        historyValue,
      }) as AnyMachineSnapshot;
    } catch (cause) {
      throw new UnknownState(this.id, state, { cause });
    }
    const node = this.#remember(snapshot);
    if (node.state !== state) throw new UnknownState(this.id, state);
    return node;
  }

  #stateNode(id: string): AnyStateNode {
    const node = this.#stateNodes.find((each) => each.id === id);
    if (!node) throw new Error(`${this.id} has no state ${id}`);
    return node;
  }
}

/** A stored state that the machine does not have: the data belongs to another definition. */
export class UnknownState extends Error {
  override readonly name = 'UnknownState';
  constructor(machine: string, state: ControlState, options?: ErrorOptions) {
    super(`the machine ${machine} has no state ${state}`, options);
  }
}

interface Named {
  readonly value: Value;
  /** By history state, the states it remembers. */
  readonly past?: Readonly<Record<string, readonly string[]>>;
}

function nameOf(value: Value, history: Readonly<Record<string, AnyStateNode[]>>): ControlState {
  const past = Object.fromEntries(
    Object.entries(history).map(([id, nodes]) => [id, nodes.map((node) => node.id)]),
  );
  if (Object.keys(past).length > 0) return JSON.stringify({ value, past } satisfies Named);
  return typeof value === 'string' ? value : JSON.stringify({ value } satisfies Named);
}

/** The regions in the order of the machine, however they were written: a standing has one name. */
function inDocumentOrder(node: AnyStateNode, value: Value): Value {
  if (typeof value === 'string') return value;
  return Object.fromEntries(
    Object.entries(node.states as Record<string, AnyStateNode>).flatMap(([key, child]) => {
      const below = value[key];
      return below === undefined ? [] : [[key, inDocumentOrder(child, below)]];
    }),
  );
}

function isActive(value: Value, path: readonly string[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  if (typeof value === 'string') return value === key && rest.length === 0;
  const below = value[key];
  return below !== undefined && isActive(below, rest);
}

function outcomesOf(machine: AnyStateMachine): Map<string, Set<string>> {
  const told = new Map<string, Set<string>>();
  for (const node of stateNodes(machine)) {
    for (const [type, edges] of node.transitions) {
      for (const edge of edges as readonly AnyTransitionDefinition[]) {
        const guard = guardOf(machine, edge);
        for (const part of guard ? guardsWithin(guard) : []) {
          if (part.asks === 'outcome') told.set(type, (told.get(type) ?? new Set()).add(part.is));
        }
      }
    }
  }
  return told;
}
