import type { ControlState } from './control.js';
import type { RecordedFact } from './fact.js';
import type { Life } from './life-of-a-stream.js';
import type { Migration } from './migration.js';
import type { Since } from './since.js';
import type { Succession } from './succession.js';
import type { Workflow } from './workflow.js';

/** What a migration of a life would say; undefined where it is over or some state of it has no place there. */
export function migrationOf<Data>(
  life: Readonly<Life<Data>>,
  succession: Succession<Workflow<Data>>,
): Migration | undefined {
  const to = succession.root.get(life.state);
  if (to === undefined) return undefined;
  const parts: Record<string, Record<ControlState, ControlState>> = {};
  for (const [kind, standings] of Object.entries(life.parts)) {
    const mapped: Record<ControlState, ControlState> = {};
    for (const state of [...new Set(Object.values(standings))].sort()) {
      const there = succession.parts[kind]?.get(state);
      if (there === undefined) return undefined;
      mapped[state] = there;
    }
    if (Object.keys(mapped).length > 0) parts[kind] = mapped;
  }
  const { reference } = succession.to;
  return {
    ...{ from: life.workflow.reference, to: reference },
    states: { root: { from: life.state, to }, parts },
  };
}

/** The succession a migration asks for, with what it does to the life; undefined where it does not fit. */
export function successionFor<Data>(
  life: Readonly<Life<Data>>,
  migration: Migration,
): Succession<Workflow<Data>> | undefined {
  const { version, digest } = migration.to;
  const succession = life.workflow.successions.find(({ to: { reference } }) => {
    return reference.version === version && reference.digest === digest;
  });
  const would = succession && migrationOf(life, succession);
  if (!would) return undefined;
  // Whatever else it says (an act, by which it was decided), it says of itself.
  const { from, to, states } = migration;
  if (!same(would, { from, to, states })) return undefined;
  return succession;
}

/** Moves a life to the version that a fact says; the caller has made sure that it fits. */
export function migrate<Data>(
  life: Life<Data>,
  { to }: Succession<Workflow<Data>>,
  migration: Migration,
  fact: RecordedFact,
): void {
  const { workflow } = life;
  const day = workflow.definition.happened(fact);
  const since = sinceIn(life, to, migration.states.root.to, day);
  const parts: Record<string, Record<string, ControlState>> = {};
  for (const kind of Object.keys(to.parts)) {
    const mapped = migration.states.parts[kind] ?? {};
    parts[kind] = Object.create(null) as Record<string, ControlState>;
    for (const [id, state] of Object.entries(life.parts[kind] ?? {}))
      parts[kind][id] = mapped[state] ?? state;
  }
  // A definition that follows another takes over what that one remembered; its own `inherit` says how.
  const { follows } = to.definition;
  if (follows) life.data = follows.inherit(life.data, fact);
  const { version } = workflow.reference;
  life.passed = [...life.passed, { version, dataVersion: workflow.definition.dataVersion }];
  life.workflow = to;
  life.state = migration.states.root.to;
  life.parts = parts;
  life.since = since;
}

/** Since when it stands where it goes on: what is called as it was is as old as it was. */
function sinceIn<Data>(
  { workflow, state, since }: Readonly<Life<Data>>,
  to: Workflow<Data>,
  there: ControlState,
  day: string,
): Since {
  const place = (path: readonly string[]): string => path.join('.');
  const before = new Map(
    workflow.root.everyState.flatMap(({ id, path }) => {
      const began = since.root[id];
      return began === undefined ? [] : [[place(path), began] as const];
    }),
  );
  const stood = new Set(workflow.root.standing(state).map(({ path }) => place(path)));
  const stands = new Set(to.root.standing(there).map(({ path }) => place(path)));
  const root: Record<string, string> = {};
  for (const { id, path } of to.root.everyState) {
    const name = place(path);
    const began = before.get(name);
    if (stands.has(name) && !stood.has(name)) root[id] = day;
    else if (began !== undefined) root[id] = began;
  }
  const parts = Object.fromEntries(
    Object.keys(to.parts).map((kind) => [
      kind,
      Object.assign(Object.create(null) as Record<string, string>, since.parts[kind]),
    ]),
  );
  return { root, parts };
}

/** Whether two say the same, whatever the order in which they were written. */
function same(one: unknown, other: unknown): boolean {
  if (one === null || typeof one !== 'object') return one === other;
  if (other === null || typeof other !== 'object') return false;
  const [these, those] = [one, other] as readonly Readonly<Record<string, unknown>>[];
  return Object.keys({ ...these, ...those }).every((key) => same(these?.[key], those?.[key]));
}
