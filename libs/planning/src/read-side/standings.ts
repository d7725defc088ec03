import type { DatabaseSync } from 'node:sqlite';
import type { RecordedEvent } from '#event-store';
import {
  FactNotAccepted,
  migrationIn,
  workflowOf,
  type Control,
  type ControlState,
  type DefinitionReference,
  type Migration,
  type Workflow,
  type Workflows,
} from '#workflow';
import type { LifeData } from '../life-data.js';
import { idOfStream } from '../cycle/cycle-id.js';
import type { Envelope } from '../envelope.js';
import type { PlanningFact } from '../planning-fact.js';
import { statement } from './statement.js';

/** The tables in which a projection keeps where the machines of every cycle stand. */
export const standingTables = `
  CREATE TABLE cycle_standing (
    cycle_id TEXT PRIMARY KEY,
    zone TEXT NOT NULL,
    definition_id TEXT NOT NULL,
    definition_version INTEGER NOT NULL,
    definition_digest TEXT NOT NULL,
    state TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE part_standing (
    cycle_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (cycle_id, kind, id)
  ) STRICT, WITHOUT ROWID;
`;

/** Where a machine stood before a fact and stands after it. */
export interface Move {
  readonly machine: Control;
  readonly before: ControlState;
  readonly after: ControlState;
}

/** The same of a part. */
export interface PartMove extends Move {
  readonly kind: string;
  readonly id: string;
}

/** A part that goes on in the machine of a later version; `before` is a state of the machine it was in. */
export interface MigratedPart extends PartMove {
  readonly machineBefore: Control;
}

/** What a migration did to the machines of a life. */
export interface Migrated {
  /** The root machine of the version before, in which `cycle.before` is a state. */
  readonly machineBefore: Control;
  /** Every part the life has, also where its state is called as it was. */
  readonly parts: readonly MigratedPart[];
}

/** A fact of a cycle, and what it did to the machines. */
export interface CycleStep {
  readonly cycleId: string;
  readonly zone: string;
  readonly workflow: Workflow<LifeData>;
  readonly fact: PlanningFact;
  readonly envelope: Envelope;
  readonly revision: number;
  readonly position: number;
  readonly cycle: Move;
  /** The part the fact is about, if it is about one. */
  readonly part: PartMove | undefined;
  /** Only of a migration, which is about no part and about all of them. */
  readonly migrated?: Migrated;
}

interface Standing {
  readonly zone: string;
  readonly workflow: Workflow<LifeData>;
  readonly state: ControlState;
}

/**
 * Takes the machines of a cycle along with its facts, as the write side does, so that no read model has
 * rules of its own about what follows what. Everything it knows is in the tables of the projection.
 */
export class Standings {
  constructor(private readonly workflows: Workflows<LifeData>) {}

  /**
   * Moves the machines; undefined for a fact that is none of ours.
   * @throws UnknownDefinition, AlteredDefinition when the cycle runs on something else than we have
   * @throws FactNotAccepted when the machines do not accept it, or the cycle's first fact is missing
   */
  step(event: RecordedEvent, database: DatabaseSync): CycleStep | undefined {
    const { type, data, revision, position } = event;
    const cycleId = idOfStream(event.stream);
    const known = this.#known(cycleId, database);
    const standing = known ?? this.#begun(event);
    const route = standing?.workflow.route(type);
    if (!standing || !route) return undefined;
    const migration = migrationIn({ type, data });
    if (migration) return this.#migrate(event, migration, standing, database);
    const { zone, workflow, state } = standing;
    const cycle = route.root ? move(workflow.root, state, event) : still(workflow.root, state);
    let part: CycleStep['part'];
    if (route.kind !== undefined) {
      const machine = workflow.part(route.kind);
      const place = [cycleId, route.kind, workflow.partId(route.kind, data)] as const;
      const row = partState(database).get(...place) as { readonly state: string } | undefined;
      part = {
        ...move(machine, row?.state ?? machine.initial, event),
        kind: place[1],
        id: place[2],
      };
      if (part.after !== row?.state) keepPart(database).run(...place, part.after);
    }
    if (!known) keepCycle(database).run(cycleId, zone, ...columns(workflow.reference), cycle.after);
    else if (cycle.after !== state) moveCycle(database).run(cycle.after, cycleId);
    // A fact the definition has a way for was written by our own pipeline: the shapes are checked there.
    const fact = { type, data } as unknown as PlanningFact;
    const envelope = event.metadata as unknown as Envelope;
    return { cycleId, zone, workflow, fact, envelope, revision, position, cycle, part };
  }

  /** Takes every row of a life to the version that a fact says, as the write side takes the life. */
  #migrate(
    event: RecordedEvent,
    migration: Migration,
    { zone, workflow: before, state }: Standing,
    database: DatabaseSync,
  ): CycleStep {
    const cycleId = idOfStream(event.stream);
    const workflow = this.workflows.find(migration.to);
    const { root, parts } = migration.states;
    if (root.from !== state) throw new FactNotAccepted(event, event.revision, `it is ${state}`);
    // The columns are those of `part_standing`.
    const rows = everyPart(database).all(cycleId) as unknown as readonly {
      readonly kind: string;
      readonly id: string;
      readonly state: ControlState;
    }[];
    const moved = rows.map(({ kind, id, state: stood }): MigratedPart => {
      const after = parts[kind]?.[stood];
      if (after === undefined)
        throw new FactNotAccepted(event, event.revision, `${kind} ${id} is ${stood}`);
      const machineBefore = before.part(kind);
      return { kind, id, machine: workflow.part(kind), machineBefore, before: stood, after };
    });
    changeVersion(database).run(...columns(workflow.reference), root.to, cycleId);
    for (const { kind, id, after } of moved) keepPart(database).run(cycleId, kind, id, after);
    const { type, data, revision, position } = event;
    const fact = { type, data } as unknown as PlanningFact;
    const envelope = event.metadata as unknown as Envelope;
    return {
      ...{ cycleId, zone, workflow, fact, envelope, revision, position },
      cycle: { machine: workflow.root, before: state, after: root.to },
      part: undefined,
      migrated: { machineBefore: before.root, parts: moved },
    };
  }

  #known(cycleId: string, database: DatabaseSync): Standing | undefined {
    // The columns are those of `cycle_standing`.
    const row = cycleState(database).get(cycleId) as
      (DefinitionReference & { readonly zone: string; readonly state: ControlState }) | undefined;
    return row && { zone: row.zone, workflow: this.workflows.find(row), state: row.state };
  }

  /**
   * A cycle we have no row of begins with its first fact. Where that fact was parked, those after it are
   * parked too: applied again in the order of the log, they are then all accepted.
   */
  #begun(event: RecordedEvent): Standing | undefined {
    if (!this.workflows.all.some((workflow) => workflow.route(event.type))) return undefined;
    if (event.revision !== 0) {
      throw new FactNotAccepted(event, event.revision, 'the first fact of the cycle is missing');
    }
    const workflow = workflowOf(this.workflows, event);
    return { zone: event.data['zone'] as string, workflow, state: workflow.root.initial };
  }
}

function move(machine: Control, before: ControlState, event: RecordedEvent): Move {
  const after = machine.step(before, event);
  if (after === undefined) {
    throw new FactNotAccepted(event, event.revision, `${machine.id} is ${before}`);
  }
  return { machine, before, after };
}

const still = (machine: Control, state: ControlState): Move => ({
  machine,
  before: state,
  after: state,
});

const columns = ({ id, version, digest }: DefinitionReference) => [id, version, digest] as const;

const cycleState = statement(`
  SELECT zone, definition_id AS id, definition_version AS version, definition_digest AS digest, state
  FROM cycle_standing WHERE cycle_id = ?`);
const keepCycle = statement('INSERT INTO cycle_standing VALUES (?, ?, ?, ?, ?, ?)');
const changeVersion = statement(`
  UPDATE cycle_standing
  SET definition_id = ?, definition_version = ?, definition_digest = ?, state = ? WHERE cycle_id = ?`);
const everyPart = statement('SELECT kind, id, state FROM part_standing WHERE cycle_id = ?');
const moveCycle = statement('UPDATE cycle_standing SET state = ? WHERE cycle_id = ?');
const partState = statement(
  'SELECT state FROM part_standing WHERE cycle_id = ? AND kind = ? AND id = ?',
);
const keepPart = statement('INSERT OR REPLACE INTO part_standing VALUES (?, ?, ?, ?)');
