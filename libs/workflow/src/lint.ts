import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { Control } from './control.js';
import type { Definition } from './definition.js';
import { explore } from './exploration.js';
import { guardOf, guardsWithin } from './guard.js';
import { permit } from './machine-vocabulary.js';
import { stateNodes } from './state-nodes.js';

/** What our machines may be written with: they only say what may follow what. */
const wordsOfStates = new Set(
  'id type initial states on onDone history target meta description tags'.split(' '),
);
const wordsOfMachines = new Set([...wordsOfStates, 'version', 'types', 'schemas', 'context']);
const wordsOfEdges = new Set('target actions guard description meta reenter'.split(' '));

/**
 * The problems of a definition in words, with the machine and the state; none for a sound one. A machine
 * that passes is pure data (so its digest covers all of it and a replay gives the same again), every one
 * of its states can be reached, and it never gets stuck.
 * @param mostStates a machine with more states, all regions and pasts multiplied, would take seconds to
 * check while the server starts, and is refused
 */
export function lint<Data>(definition: Definition<Data>, mostStates = 20_000): readonly string[] {
  const machines = [
    definition.root,
    ...Object.values(definition.parts).map((part) => part.machine),
  ];
  return [
    ...machines.flatMap((machine) => {
      const problems = stateNodes(machine).flatMap((node) => problemsOf(machine, node));
      // A machine that is not pure data may do anything when it is walked.
      return problems.length > 0 ? problems : problemsOnTheWay(machine, mostStates);
    }),
    ...problemsBetween(definition),
  ];
}

function problemsOf(machine: AnyStateMachine, node: AnyStateNode): readonly string[] {
  const where = nameOf(node);
  return [
    ...(node.parent ? [] : problemsOfMachine(machine)),
    ...used(node.config, node.parent ? wordsOfStates : wordsOfMachines).map(
      (word) => `${where}: uses ${word}, which a machine of facts may not`,
    ),
    ...(typeof (node.config.initial ?? '') === 'string'
      ? []
      : [`${where}: initial has to be the name of a state`]),
    ...problemsOfMeta(node).map((problem) => `${where}: ${problem}`),
    ...[...node.transitions].flatMap(([type, edges]) =>
      (edges as readonly AnyTransitionDefinition[])
        .flatMap((edge) => problemsOfEdge(machine, type, edge))
        .map((problem) => `${where}, ${type}: ${problem}`),
    ),
  ];
}

function problemsOfMachine(machine: AnyStateMachine): readonly string[] {
  const { context } = machine.config as { readonly context?: unknown };
  const empty =
    context === undefined ||
    (context !== null && typeof context === 'object' && Object.keys(context).length === 0);
  const { actors, delays } = machine.implementations;
  return [
    ...(empty ? [] : [`${machine.id}: has a context; what is remembered belongs to the data`]),
    ...Object.keys(actors).map((name) => `${machine.id}: has the actor ${name}`),
    ...Object.keys(delays).map((name) => `${machine.id}: has the delay ${name}`),
  ];
}

function problemsOfMeta(node: AnyStateNode): readonly string[] {
  if (!node.parent || node.type === 'history') return [];
  const meta = node.meta as Readonly<Record<string, unknown>> | undefined;
  const awaits = meta?.['awaits'] as Readonly<Record<string, unknown>> | undefined;
  return [
    ...(isText(meta?.['it']) && isText(meta?.['en']) ? [] : ['needs a meta with it and en']),
    ...(awaits === undefined || isAwaited(awaits) ? [] : ['awaits needs roles, it, en and doneBy']),
  ];
}

function isAwaited({ roles, it, en, doneBy }: Readonly<Record<string, unknown>>): boolean {
  return (
    Array.isArray(roles) &&
    roles.length > 0 &&
    [...(roles as readonly unknown[]), it, en, doneBy].every(isText)
  );
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function problemsOfEdge(
  machine: AnyStateMachine,
  type: string,
  edge: AnyTransitionDefinition,
): readonly string[] {
  const actions = edge.actions as readonly unknown[];
  const foreign = actions.filter((action) => !isPermit(machine, action));
  const guard = guardOf(machine, edge);
  const targets = (edge.target ?? []) as readonly AnyStateNode[];
  return [
    ...used(edge, wordsOfEdges)
      .filter((word) => !['source', 'eventType', 'toJSON'].includes(word))
      .map((word) => `uses ${word}, which an edge may not`),
    ...(type.includes('*') ? ['is a pattern; every fact is named in full'] : []),
    ...foreign.map((action) => `does ${named(action)}; the only action is 'permit'`),
    ...(targets.length === 0 && actions.length === 0
      ? ["has neither a target nor 'permit', and XState takes that for a refusal"]
      : []),
    ...(guard ? guardsWithin(guard) : []).flatMap((part) =>
      'problem' in part ? part.problem : [],
    ),
    ...targets
      .filter((target) => target.type === 'history' && isWithin(edge.source, target.parent))
      .map((target) => `goes back to ${nameOf(target)} from inside the state it remembers`),
  ];
}

function isPermit(machine: AnyStateMachine, action: unknown): boolean {
  const { permit: implementation } = machine.implementations.actions as Record<string, unknown>;
  return action === 'permit' && (implementation === undefined || implementation === permit);
}

function named(action: unknown): string {
  const { type, name } = Object(action) as { readonly type?: unknown; readonly name?: unknown };
  return [action, type, name].find(isText)?.toString() ?? 'something';
}

function isWithin(node: AnyStateNode, ancestor: AnyStateNode | undefined): boolean {
  for (let at: AnyStateNode | undefined = node; at; at = at.parent)
    if (at === ancestor) return true;
  return false;
}

function problemsOnTheWay(machine: AnyStateMachine, mostStates: number): readonly string[] {
  const control = new Control(machine);
  const { states, deadEnds, afterTheEnd, complete } = explore(control, mostStates);
  if (!complete) return [`${machine.id}: has more than ${mostStates} states, too many to check`];
  const reached = new Set([...states].flatMap((state) => control.standing(state)));
  const unreached = stateNodes(machine).filter(
    (node) => node.type !== 'history' && !reached.has(node) && reached.has(node.parent ?? node),
  );
  return [
    ...unreached.map((node) => `${nameOf(node)}: cannot be reached`),
    ...deadEnds.map((state) => `${machine.id}, ${state}: is a dead end and not final`),
    ...afterTheEnd.map(
      ({ state, type }) => `${machine.id}, ${state}: is final, yet ${type} leaves it`,
    ),
  ];
}

function problemsBetween<Data>({ root, parts, remember }: Definition<Data>): readonly string[] {
  const kinds = new Map<string, string>();
  const problems: string[] = [];
  for (const [kind, { machine, idField }] of Object.entries(parts)) {
    if (idField === '') problems.push(`part ${kind}: needs an idField`);
    for (const type of factTypes(machine)) {
      const other = kinds.get(type);
      if (other !== undefined) problems.push(`${type}: belongs to two parts, ${other} and ${kind}`);
      kinds.set(type, kind);
    }
  }
  const known = new Set([...factTypes(root), ...kinds.keys()]);
  for (const type of Object.keys(remember)) {
    if (!known.has(type)) problems.push(`${type}: is remembered, but no machine knows it`);
  }
  return problems;
}

function factTypes(machine: AnyStateMachine): ReadonlySet<string> {
  return new Set(
    stateNodes(machine)
      .flatMap((node) => [...node.transitions.keys()])
      .filter((type) => !type.startsWith('xstate.')),
  );
}

/** The keys that are set and are not among the allowed ones. */
function used(config: object, allowed: ReadonlySet<string>): readonly string[] {
  return Object.entries(config).flatMap(([key, value]) =>
    value === undefined || allowed.has(key) ? [] : [key],
  );
}

function nameOf(node: AnyStateNode): string {
  return [node.machine.id, ...(node.parent ? [node.path.join('.')] : [])].join(', ');
}
