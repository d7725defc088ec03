import { getNextTransitions, initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot, AnyStateMachine, AnyTransitionDefinition } from 'xstate';
import type { StateMeta } from './definition.js';
import type { Fact } from './fact.js';
import { stateNodes } from './state-nodes.js';

/**
 * Where a machine stands, as a short string: the state's name, or JSON for a state of several regions or
 * with a remembered past. It can be kept in a column and compared with `===`.
 */
export type ControlState = string;

interface Node {
  readonly state: ControlState;
  readonly snapshot: AnyMachineSnapshot;
  /** Next node by fact key; `null` when the fact is not accepted here. Filled as facts come by. */
  readonly steps: Map<string, Node | null>;
}

/**
 * One machine, with every step computed once by XState and remembered. This is exact because our machines
 * hold no context: what follows depends on the state, the type of the fact and, where an edge asks for
 * it, the `outcome` the fact carries. (A plain loop over `transition` costs about a hundred times more.)
 */
export class Control {
  readonly id: string;
  readonly initial: ControlState;
  /** Every fact type that some edge of the machine names. */
  readonly factTypes: ReadonlySet<string>;
  /** The outcomes that edges tell apart, by fact type. */
  readonly outcomes: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #nodes = new Map<ControlState, Node>();

  constructor(readonly machine: AnyStateMachine) {
    this.id = machine.id;
    this.factTypes = new Set(machine.events.filter((type) => !type.startsWith('xstate.')));
    this.outcomes = outcomesOf(machine);
    // The casts to AnyMachineSnapshot stand here alone: XState's generics lose it over AnyStateMachine.
    const [snapshot] = initialTransition(machine) as [AnyMachineSnapshot, unknown];
    this.initial = this.#remember(snapshot).state;
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

  /** The labels and awaited work of the state and of every active sub-state, outermost first. */
  meta(state: ControlState): readonly StateMeta[] {
    const byNode = this.#node(state).snapshot.getMeta() as Record<string, StateMeta | undefined>;
    return Object.keys(byNode)
      .sort((one, other) => one.split('.').length - other.split('.').length)
      .flatMap((id) => byNode[id] ?? []);
  }

  /** The facts that could come next, one per type and told-apart outcome. */
  possible(state: ControlState): readonly Fact[] {
    const types = new Set(
      (getNextTransitions(this.#node(state).snapshot) as AnyTransitionDefinition[]).map(
        (edge) => edge.eventType,
      ),
    );
    return [...types]
      .flatMap((type) => this.variants(type))
      .filter((fact) => this.step(state, fact) !== undefined);
  }

  /** A fact type in each of the outcomes the machine tells apart (or once, if it tells none). */
  variants(type: string): readonly Fact[] {
    const outcomes = this.outcomes.get(type);
    return outcomes
      ? [...outcomes].map((outcome) => ({ type, data: { outcome } }))
      : [{ type, data: {} }];
  }

  #key({ type, data }: Fact): string {
    const told = this.outcomes.get(type);
    if (!told) return type;
    const outcome = data['outcome'];
    return typeof outcome === 'string' && told.has(outcome) ? `${type}:${outcome}` : `${type}:`;
  }

  #compute(node: Node, { type, data }: Fact): Node | null {
    const event = { type, outcome: data['outcome'] };
    if (!node.snapshot.can(event)) return null;
    const [snapshot] = transition(this.machine, node.snapshot, event) as [
      AnyMachineSnapshot,
      unknown,
    ];
    return this.#remember(snapshot);
  }

  #node(state: ControlState): Node {
    return this.#nodes.get(state) ?? this.#restore(state);
  }

  #remember(snapshot: AnyMachineSnapshot): Node {
    const state = nameOf(this.machine, snapshot);
    const known = this.#nodes.get(state);
    if (known) return known;
    const node = { state, snapshot, steps: new Map<string, Node | null>() };
    this.#nodes.set(state, node);
    return node;
  }

  #restore(state: ControlState): Node {
    const named = state.startsWith('{') ? (JSON.parse(state) as Named) : { value: state };
    const persisted = { status: 'active', context: {}, children: {}, ...named };
    let snapshot: AnyMachineSnapshot;
    try {
      const restored: AnyMachineSnapshot = this.machine.restoreSnapshot(
        persisted as never,
        {} as never,
      );
      // Restoring does not work out whether a final state was reached; resolving does.
      snapshot = this.machine.resolveState({
        value: restored.value,
        context: {},
        historyValue: restored.historyValue,
      }) as AnyMachineSnapshot;
    } catch (cause) {
      throw new UnknownState(this.id, state, { cause });
    }
    const node = this.#remember(snapshot);
    if (node.state !== state) throw new UnknownState(this.id, state);
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
  readonly value: unknown;
  readonly historyValue?: unknown;
}

function nameOf(machine: AnyStateMachine, snapshot: AnyMachineSnapshot): ControlState {
  const { value, historyValue } = machine.getPersistedSnapshot(
    snapshot as never,
  ) as unknown as Named;
  const past = historyValue && Object.keys(historyValue).length > 0 ? { historyValue } : {};
  return typeof value === 'string' && !('historyValue' in past)
    ? value
    : JSON.stringify({ value, ...past });
}

function outcomesOf(machine: AnyStateMachine): Map<string, Set<string>> {
  const told = new Map<string, Set<string>>();
  for (const node of stateNodes(machine)) {
    for (const [type, edges] of node.transitions) {
      for (const edge of edges as readonly AnyTransitionDefinition[]) {
        const guard = edge.guard as { type?: string; params?: { is?: string } } | undefined;
        if (guard?.type !== 'outcome' || guard.params?.is === undefined) continue;
        told.set(type, (told.get(type) ?? new Set()).add(guard.params.is));
      }
    }
  }
  return told;
}
