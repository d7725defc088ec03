import type { ControlState } from './control.js';
import type { Fact, RecordedFact } from './fact.js';
import type { Life } from './life-of-a-stream.js';
import { migrate, successionFor } from './migration-of-life.js';
import { MIGRATION, migrationIn, type Migration } from './migration.js';
import { changeBetween, latest } from './since.js';
import { AlteredDefinition, UnknownDefinition } from './workflow.js';
import type { Workflow, Workflows } from './workflow.js';

export type { Life, PassedVersion } from './life-of-a-stream.js';

/** A life before its first fact. */
export function begin<Data>(workflow: Workflow<Data>): Life<Data> {
  const kinds = Object.keys(workflow.parts);
  // Without a prototype: an id comes from outside and may be any text, `constructor` too.
  const byId = <Value>() =>
    Object.fromEntries(kinds.map((kind) => [kind, Object.create(null) as Record<string, Value>]));
  return {
    workflow,
    passed: [],
    state: workflow.root.initial,
    parts: byId<ControlState>(),
    since: { root: {}, parts: byId<string>() },
    data: workflow.definition.beginData(),
    revision: -1,
  };
}

/** A recorded fact that the machines do not accept where it stands: the history is broken. */
export class FactNotAccepted extends Error {
  override readonly name = 'FactNotAccepted';
  constructor(
    readonly fact: Fact,
    readonly revision: number,
    where: string,
  ) {
    super(`fact ${revision} (${fact.type}) is not accepted: ${where}`);
  }
}

/**
 * Folds one recorded fact into the life. A migration takes it to another version, as the mapping of that says.
 * @throws FactNotAccepted when the machines do not accept it, its revision is not the next one, or a migration
 * does not say what the mapping makes of the life
 * @throws UnknownDefinition, AlteredDefinition when the version it is migrated to is not installed as it was
 */
export function evolve<Data>(life: Life<Data>, fact: RecordedFact): void {
  const { workflow } = life;
  if (fact.revision !== life.revision + 1) {
    throw new FactNotAccepted(fact, fact.revision, `after revision ${life.revision}`);
  }
  const migration = migrationIn(fact);
  if (migration) {
    migrateBy(life, migration, fact);
    life.revision = fact.revision;
    return;
  }
  const step = steps(life, fact, noOverlay);
  if (!step.accepted) throw new FactNotAccepted(fact, fact.revision, step.where);
  keepSince(life, step, workflow.definition.happened(fact));
  life.state = step.state;
  if (step.kind !== undefined) (life.parts[step.kind] ??= {})[step.id] = step.partState;
  workflow.definition.remember[fact.type]?.(life.data, fact);
  life.revision = fact.revision;
}

function migrateBy<Data>(life: Life<Data>, migration: Migration, fact: RecordedFact): void {
  const succession = successionFor(life, migration);
  if (succession) {
    migrate(life, succession, migration, fact);
    return;
  }
  const asked = migration.to;
  const installed = life.workflow.successions.find(
    ({ to: { reference } }) => reference.version === asked.version,
  )?.to.reference;
  if (!installed) throw new UnknownDefinition(asked);
  if (installed.digest !== asked.digest) throw new AlteredDefinition(asked, installed);
  throw new FactNotAccepted(fact, fact.revision, notAsMapped(life));
}

const notAsMapped = <Data>({ workflow, state }: Readonly<Life<Data>>): string =>
  `${workflow.reference.id} ${workflow.reference.version} is ${state}, which the mapping takes elsewhere`;

/** Notes since when the life stands where the step leads; called before it is taken. */
function keepSince<Data>(life: Life<Data>, step: Accepted, day: string): void {
  const { root } = life.workflow;
  const { since } = life;
  since.root[root.id] ??= day; // of the first fact: nothing is older than that
  if (step.state !== life.state)
    for (const id of changeBetween(root, life.state, step.state).entered) since.root[id] = day;
  const { kind, id } = step;
  if (kind === undefined) return;
  const stood = life.parts[kind]?.[id];
  // The first fact about a part only says since when it is known: what it did may be older than that.
  if (stood !== undefined && step.partState !== stood) (since.parts[kind] ??= {})[id] = day;
}

/**
 * Replays a stream from its first fact, which names the definition.
 * @throws UnknownDefinition, AlteredDefinition, FactNotAccepted
 */
export async function replay<Data>(
  workflows: Workflows<Data>,
  facts: AsyncIterable<RecordedFact> | Iterable<RecordedFact>,
): Promise<Life<Data> | undefined> {
  let life: Life<Data> | undefined;
  for await (const fact of facts) {
    life ??= begin(workflowOf(workflows, fact));
    evolve(life, fact);
  }
  return life;
}

/** The workflow that the first fact of a stream asks for. @throws UnknownDefinition, AlteredDefinition */
export function workflowOf<Data>(workflows: Workflows<Data>, first: Fact): Workflow<Data> {
  const asked = workflows.all
    .map((workflow) => workflow.definition.referenceIn(first))
    .find((reference) => reference !== undefined);
  return workflows.find(asked);
}

/** Whether the machines accept these facts, one after another, from where the life stands. */
export function accepts<Data>(life: Readonly<Life<Data>>, facts: readonly Fact[]): Acceptance {
  const [first] = facts;
  const migration = first && migrationIn(first);
  if (migration && facts.length === 1) {
    if (!successionFor(life, migration))
      return { accepted: false, fact: first, where: notAsMapped(life) };
    const notBefore = hasStoodSince(life);
    return { accepted: true, ...(notBefore !== undefined && { notBefore }) };
  }
  const overlay = { state: life.state, parts: new Map<string, ControlState>() };
  let notBefore = life.since.root[life.workflow.root.id];
  for (const fact of facts) {
    const step = steps(life, fact, overlay);
    if (!step.accepted) return { accepted: false, fact, where: step.where };
    notBefore = latest(notBefore, leftSince(life, overlay, step));
    overlay.state = step.state;
    if (step.kind !== undefined) overlay.parts.set(`${step.kind}/${step.id}`, step.partState);
  }
  return { accepted: true, ...(notBefore !== undefined && { notBefore }) };
}

/** Since when everything stands where it stands: a migration is of the whole. */
function hasStoodSince<Data>({ since, state, workflow }: Readonly<Life<Data>>): string | undefined {
  const root = workflow.root.standing(state).map(({ id }) => since.root[id]);
  return latest(...root, ...Object.values(since.parts).flatMap((days) => Object.values(days)));
}

/**
 * Since when what a step leaves has stood. A fact about a part is compared with the part alone: several of
 * them bring the whole on, and any of them may have been first.
 */
function leftSince<Data>(
  life: Readonly<Life<Data>>,
  from: { readonly state: ControlState; readonly parts: ReadonlyMap<string, ControlState> },
  step: Accepted,
): string | undefined {
  const { since, workflow } = life;
  const { kind, id } = step;
  if (kind === undefined) {
    if (step.state === from.state) return undefined;
    const { left } = changeBetween(workflow.root, from.state, step.state);
    return latest(...left.map((state) => since.root[state]));
  }
  const stood = from.parts.get(`${kind}/${id}`) ?? life.parts[kind]?.[id];
  return step.partState === stood ? undefined : since.parts[kind]?.[id];
}

export type Acceptance =
  | {
      readonly accepted: true;
      /** The day (see `happened`) before which they cannot have happened: what they leave began then. */
      readonly notBefore?: string;
    }
  | { readonly accepted: false; readonly fact: Fact; readonly where: string };

/** Where a part stands; the machine's initial state before its first fact. */
export function stateOfPart<Data>(
  life: Readonly<Life<Data>>,
  kind: string,
  id: string,
): ControlState {
  return life.parts[kind]?.[id] ?? life.workflow.part(kind).initial;
}

interface Overlay {
  readonly state: ControlState | undefined;
  readonly parts: ReadonlyMap<string, ControlState> | undefined;
}
const noOverlay: Overlay = { state: undefined, parts: undefined };

type Step = { accepted: false; where: string } | Accepted;
type Accepted =
  | { accepted: true; state: ControlState; kind?: undefined; id?: undefined }
  | { accepted: true; state: ControlState; kind: string; id: string; partState: ControlState };

function steps<Data>(life: Readonly<Life<Data>>, fact: Fact, overlay: Overlay): Step {
  const { workflow } = life;
  const route = workflow.route(fact.type);
  // A migration comes alone.
  if (!route || fact.type === MIGRATION)
    return { accepted: false, where: `no machine of ${workflow.reference.id} knows it` };
  let state = overlay.state ?? life.state;
  if (route.root) {
    const next = workflow.root.step(state, fact);
    if (next === undefined)
      return { accepted: false, where: `${workflow.reference.id} is ${state}` };
    state = next;
  }
  const { kind } = route;
  if (kind === undefined) return { accepted: true, state };
  const id = workflow.partId(kind, fact.data);
  const current =
    overlay.parts?.get(`${kind}/${id}`) ?? life.parts[kind]?.[id] ?? workflow.part(kind).initial;
  const partState = workflow.part(kind).step(current, fact);
  if (partState === undefined) return { accepted: false, where: `${kind} ${id} is ${current}` };
  return { accepted: true, state, kind, id, partState };
}
