import type { ControlState } from './control.js';
import type { DefinitionReference } from './definition.js';
import { begin } from './life.js';
import type { Life, PassedVersion } from './life.js';
import type { Since } from './since.js';
import type { Workflows } from './workflow.js';

/**
 * A life written down so that a long stream need not be read from its beginning. Only a cache: whatever
 * does not fit exactly is thrown away and the stream is replayed.
 */
export interface Snapshot<Data = unknown> {
  /** The layout of this object; another number is another layout. */
  readonly format: 2;
  readonly definition: DefinitionReference;
  /** The definition's `dataVersion`: what was remembered, and how. */
  readonly dataVersion: number;
  /** Of a life that was migrated: what it came by, each with how that remembered. */
  readonly passed?: readonly PassedVersion[];
  readonly state: ControlState;
  readonly parts: Readonly<Record<string, Readonly<Record<string, ControlState>>>>;
  readonly since: Since;
  readonly data: Data;
  readonly revision: number;
}

/** The life as plain JSON. It shares structure with the life: serialise it before the next fact. */
export function snapshotOf<Data>(life: Readonly<Life<Data>>): Snapshot<Data> {
  const { workflow, passed, state, parts, since, data, revision } = life;
  const { dataVersion } = workflow.definition;
  return {
    format: 2,
    definition: workflow.reference,
    dataVersion,
    ...(passed.length > 0 && { passed }),
    state,
    parts,
    since,
    data,
    revision,
  };
}

/** The life a snapshot was taken from, or undefined if it does not fit what is installed. */
export function lifeFrom<Data>(
  workflows: Workflows<Data>,
  snapshot: Snapshot<Data>,
): Life<Data> | undefined {
  if ((snapshot.format as number) !== 2) return undefined;
  const workflow = workflows.all.find(
    ({ reference }) =>
      reference.id === snapshot.definition.id &&
      reference.version === snapshot.definition.version &&
      reference.digest === snapshot.definition.digest,
  );
  if (workflow?.definition.dataVersion !== snapshot.dataVersion) return undefined;
  const { state, data, revision, passed = [] } = snapshot;
  const remembersAsThen = ({ version, dataVersion }: PassedVersion): boolean =>
    workflows.all.some(
      ({ reference, definition }) =>
        reference.id === workflow.reference.id &&
        reference.version === version &&
        definition.dataVersion === dataVersion,
    );
  if (!passed.every(remembersAsThen)) return undefined;
  const { parts, since } = begin(workflow);
  Object.assign(since.root, snapshot.since.root);
  for (const [kind, days] of Object.entries(since.parts))
    Object.assign(days, snapshot.since.parts[kind]);
  for (const [kind, states] of Object.entries(parts)) {
    Object.assign(states, snapshot.parts[kind]);
    if (!Object.values(states).every((each) => workflow.part(kind).has(each))) return undefined;
  }
  return workflow.root.has(state)
    ? { workflow, passed, state, parts, since, data, revision }
    : undefined;
}
