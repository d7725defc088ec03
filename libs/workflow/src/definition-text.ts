import type { AnyStateMachine } from 'xstate';
import type { Definition, StateMeta } from './definition.js';

/**
 * Everything that makes a definition work as it does, as one text with sorted keys: machines (with what
 * their named guards ask and whose work their states are), parts, documents, remembered facts, and where the
 * lives of the version before go on; not what things are called. Its SHA-256 is the digest.
 */
export function definitionText<Data>(definition: Definition<Data>): string {
  const { id, version, root, parts, documents, remember, follows } = definition;
  return sorted({
    id,
    version,
    root: machineData(root),
    parts: Object.fromEntries(
      Object.entries(parts).map(([kind, part]) => [
        kind,
        { idField: part.idField, machine: machineData(part.machine) },
      ]),
    ),
    documents,
    remembers: Object.keys(remember).sort(),
    // Absent where it follows none, as it was before any did: a digest is for ever.
    ...(follows && { follows: { version: follows.version, states: follows.states } }),
  });
}

function machineData(machine: AnyStateMachine): unknown {
  const guards = machine.implementations.guards as Readonly<Record<string, unknown>>;
  return {
    config: withoutLabels(machine.config as MachineNode),
    guards: Object.fromEntries(
      Object.entries(guards).map(([name, guard]) => [name, guardData(guard)]),
    ),
  };
}

/** What states are called is no part of how they work: a better label must not make a history unreadable. */
function withoutLabels({ meta, states, ...node }: MachineNode): unknown {
  return {
    ...node,
    ...(meta && { work: workIn(meta) }),
    ...(states && {
      states: Object.fromEntries(
        Object.entries(states).map(([name, state]) => [name, withoutLabels(state)]),
      ),
    }),
  };
}

/** A node of a machine's configuration, as far as its labels stand in it. */
interface MachineNode {
  readonly meta?: Partial<StateMeta>;
  readonly states?: Readonly<Record<string, MachineNode>>;
}

function workIn({ awaits }: Partial<StateMeta>): unknown {
  if (!awaits) return null;
  const { roles, doneBy, dueBy } = awaits;
  return { roles, doneBy, ...(dueBy !== undefined && { dueBy }) };
}

/** XState's own guards (stateIn, and, or, not) are functions that carry their parameters. */
function guardData(guard: unknown): unknown {
  if (typeof guard === 'string') return guard;
  if (typeof guard !== 'function') return guard ?? null;
  const { name, guards, stateValue } = guard as {
    name: string;
    guards?: readonly unknown[];
    stateValue?: unknown;
  };
  return {
    name,
    ...(guards && { of: guards.map(guardData) }),
    ...(stateValue ? { stateValue } : {}),
  };
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)),
        )
      : inner,
  );
}
