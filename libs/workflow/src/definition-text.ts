import type { AnyStateMachine } from 'xstate';
import type { Definition } from './definition.js';

/**
 * Everything that makes a definition what it is, as one text with sorted keys: machines (with what their
 * named guards ask), parts, documents, remembered facts. Its SHA-256 is the digest.
 */
export function definitionText<Data>(definition: Definition<Data>): string {
  const { id, version, title, root, parts, documents, remember } = definition;
  return sorted({
    id,
    version,
    title,
    root: machineData(root),
    parts: Object.fromEntries(
      Object.entries(parts).map(([kind, part]) => [
        kind,
        { idField: part.idField, machine: machineData(part.machine) },
      ]),
    ),
    documents,
    remembers: Object.keys(remember).sort(),
  });
}

function machineData(machine: AnyStateMachine): unknown {
  const guards = machine.implementations.guards as Readonly<Record<string, unknown>>;
  return {
    config: machine.config as unknown,
    guards: Object.fromEntries(
      Object.entries(guards).map(([name, guard]) => [name, guardData(guard)]),
    ),
  };
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
