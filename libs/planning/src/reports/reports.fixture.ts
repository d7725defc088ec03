import { DatabaseSync } from 'node:sqlite';
import type { RecordedEvent } from '#event-store';
import type { Role } from '#people';
import type { Projection } from '#projections';
import { Workflows, type DefinitionReference } from '#workflow';
import { cycleName, streamOf } from '../cycle/cycle-id.js';
import { definitions } from '../definitions/index.js';
import type { ActorInFact, Envelope } from '../envelope.js';
import type { LifeData } from '../life-data.js';
import { idFrom, sha256 } from '../pipeline/command-identity.js';
import type { PlanningFact } from '../planning-fact.js';

export const CYCLE = 'livornese-poa-annuale-2024';

/** Some facts of one day; what is said around them goes with each of them. */
export interface Day {
  readonly on: string;
  readonly facts: readonly PlanningFact[];
  readonly as?: Role;
  /** Whose hand it was, where it was done on behalf of somebody in the role of `as`. */
  readonly hand?: Role;
  readonly reason?: string;
  /** The day on which they were recorded, if that was later. */
  readonly recordedOn?: string;
  readonly lateReason?: string;
}

export const day = (on: string, ...facts: readonly PlanningFact[]): Day => ({ on, facts });
export const because = (reason: string, on: string, ...facts: readonly PlanningFact[]): Day => ({
  ...{ on, facts, reason },
});

const workflows = new Workflows<LifeData>(definitions, sha256);

/** A definition as the draft of a cycle names it. */
export function referenceOf(definitionId: string): DefinitionReference {
  const workflow = workflows.all.find(({ reference }) => reference.id === definitionId);
  if (!workflow) throw new Error(`There is no definition ${definitionId}`);
  return workflow.reference;
}

/** The id of the event at a revision. */
export const eventAt = (revision: number, cycleId = CYCLE): string =>
  idFrom(`${cycleId} ${revision}`, 'event');

/** Who did it: everybody is called as their role. */
function actorIn(as: Role, hand = as): ActorInFact {
  const its = { personId: hand.toLowerCase(), role: hand, authMethod: 'api-token' };
  return hand === as ? its : { ...its, onBehalfOf: as.toLowerCase(), delegationId: 'ferie' };
}

/** A read model that has seen these days of a cycle, in its own database in memory. */
export class Seen<Model extends Projection> {
  readonly database = new DatabaseSync(':memory:');
  readonly #model: Model;
  readonly #revisions = new Map<string, number>();
  #position = 0;

  constructor(model: new (workflows: Workflows<LifeData>) => Model, ...days: readonly Day[]) {
    this.#model = new model(workflows);
    this.database.exec(this.#model.schema);
    this.sees(...days);
  }

  sees(...days: readonly Day[]): this {
    return this.seesOf(CYCLE, ...days);
  }

  seesOf(cycleId: string, ...days: readonly Day[]): this {
    for (const each of days) for (const fact of each.facts) this.#apply(cycleId, fact, each);
    return this;
  }

  /** The revision of the last fact. */
  get revision(): number {
    return this.#revisions.get(CYCLE) ?? -1;
  }

  #apply(cycleId: string, fact: PlanningFact, { on, as = 'UPo', ...said }: Day): void {
    const revision = (this.#revisions.get(cycleId) ?? -1) + 1;
    this.#revisions.set(cycleId, revision);
    this.#position += 1;
    const recorded = Date.parse(`${said.recordedOn ?? on}T09:00:00Z`) + this.#position;
    const { definitionId = '' } = cycleName(cycleId) ?? {};
    const envelope: Envelope = {
      actor: actorIn(as, said.hand),
      occurredOn: on,
      recordedAt: new Date(recorded).toISOString(),
      commandId: `command-${revision}`,
      commandDigest: '0'.repeat(64),
      rule: `test/${as}`,
      definition: { id: definitionId, version: 1 },
      schemaVersion: 1,
      ...(said.reason !== undefined && { reason: said.reason }),
      ...(said.lateReason !== undefined && { lateReason: said.lateReason }),
    };
    this.#model.apply(
      {
        position: this.#position,
        stream: streamOf(cycleId),
        revision,
        id: eventAt(revision, cycleId),
        type: fact.type,
        // Facts are plain JSON, and so is what stands around them.
        data: JSON.parse(JSON.stringify(fact.data)) as RecordedEvent['data'],
        metadata: JSON.parse(JSON.stringify(envelope)) as RecordedEvent['metadata'],
        createdMs: recorded,
      },
      this.database,
    );
  }
}
