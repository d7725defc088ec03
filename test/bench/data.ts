import { randomUUID } from 'node:crypto';
import { plainToInstance } from 'class-transformer';
import { canonicalJson, type JsonObject, type NewEvent } from '#event-store';
import type { Person } from '#people';
import {
  idFrom,
  sha256,
  streamOf,
  verbByName,
  type Clock,
  type CycleCommand,
  type Envelope,
  type Recorded,
  type Verb,
} from '#planning';
import { evolve } from '#workflow';
import type { Office } from './office.js';

const ZONE = 'livornese';
/** As many as a cycle of a district has. */
export const SCHEDE = 130;
/** When a cycle that is filled begins, and how far its facts lie apart: some hundreds of days in all. */
const FILLED_FROM_MS = Date.parse('2024-01-10T08:00:00Z');
const FILLED_STEP_MS = 120_000;
/** Facts of one append when a log is filled; far below what an append may hold. */
const BULK = 500;

export const coordinator: Person = {
  personId: 'coordinatore',
  role: 'UPc',
  zone: ZONE,
  authMethod: 'api-token',
};
export const unitHead: Person = {
  personId: 'responsabile',
  role: 'UH',
  zone: ZONE,
  unitId: 'anziani',
  authMethod: 'api-token',
};

/** The id of the cycle of a year. */
export const cycleOf = (year: number): string => `${ZONE}-poa-annuale-${year}`;

const schedaId = (index: number): string => `scheda-${index % SCHEDE}`;

/** What a person saves in one go: about 300 bytes of JSON, another for every revision. */
export function changesOf(revision: number): Record<string, unknown> {
  return {
    description:
      `Versione ${revision}: presa in carico delle persone non autosufficienti al domicilio, con ` +
      'valutazione multidimensionale, progetto individuale e verifica semestrale; la rete dei ' +
      'servizi territoriali è coinvolta fin dalla dimissione ospedaliera protetta.',
    expectedRecipients: revision % 1_000,
  };
}

/** A scheda that one caller saves again and again, always having seen its last version. */
export class Writer {
  private constructor(
    private readonly office: Office,
    readonly cycleId: string,
    readonly schedaId: string,
    private revision: number,
  ) {}

  /** The writers of the first `count` schede of a cycle. */
  static async of(office: Office, cycleId: string, count = SCHEDE): Promise<readonly Writer[]> {
    const live = await office.lives.get(streamOf(cycleId));
    const schede = Object.values(live!.life.data.schede).slice(0, count);
    return schede.map((each) => new Writer(office, cycleId, each.schedaId, each.moved.revision));
  }

  /** One command through the whole pipeline; resolves once its fact is durable. */
  async save(): Promise<void> {
    const { cycleId, schedaId, revision } = this;
    const command = Object.assign(new reviseScheda.command(), {
      schedaId,
      changes: changesOf(revision + 1),
    });
    command.envelope = { commandId: randomUUID(), cycleId, person: unitHead, ifMatch: revision };
    const answer = await this.office.pipeline.perform(reviseScheda, command);
    if (answer.kind === 'refused') throw new Error(`refused: ${answer.refusal.code}`);
    this.revision = answer.revision;
  }
}

const draftCycle = verbNamed('draft-cycle');
const reviseScheda = verbNamed('revise-scheda');

function verbNamed(name: string): Verb {
  const verb = verbByName.get(name);
  if (!verb) throw new Error(`there is no verb ${name}`);
  return verb;
}

/** The clock of an office whose cycles will be filled: their facts must not lie in the future. */
export const pastClock: Clock = { nowMs: () => FILLED_FROM_MS };

/** Has one command refused, so that the log holds refusals to look through, as every real one does. */
async function refuseOnce(office: Office, cycleId: string): Promise<void> {
  const command = Object.assign(new draftCycle.command(), { title: 'Un ciclo non mio' });
  command.envelope = { commandId: randomUUID(), cycleId, person: unitHead };
  const answer = await office.pipeline.perform(draftCycle, command);
  if (answer.kind !== 'refused') throw new Error('a unit head has drafted a cycle');
}

/** Brings a cycle into being, through the pipeline, up to where its schede are written once. */
export async function beginCycle(office: Office, cycleId: string): Promise<void> {
  const perform = async (name: string, body: object): Promise<Recorded> => {
    const verb = verbNamed(name);
    const command: CycleCommand = plainToInstance(verb.command, body);
    command.envelope = { commandId: randomUUID(), cycleId, person: coordinator };
    const answer = await office.pipeline.perform(verb, command);
    if (answer.kind === 'refused') throw new Error(`${name} was refused: ${answer.refusal.code}`);
    return answer;
  };
  await refuseOnce(office, cycleId);
  await perform('draft-cycle', { title: 'Programma operativo annuale' });
  await perform('open-cycle', {
    caseFile: {
      identifier: `fascicolo-${cycleId}`,
      ownerAdministration: 'Zona livornese',
      otherAdministrations: [],
      subject: 'Programma operativo annuale',
    },
    responsiblePersonId: coordinator.personId,
  });
  await perform('hold-kickoff', {
    attendance: [
      { unitId: unitHead.unitId, personId: unitHead.personId, presence: 'present' as const },
    ],
    trainingOnProweb: true,
    materials: [],
  });
  await perform('add-programme', {
    programmeId: 'P01',
    name: 'Non autosufficienza',
    objectiveIds: [],
  });
  await Promise.all(
    Array.from({ length: SCHEDE }, (_, index) =>
      perform('assign-scheda', {
        schedaId: schedaId(index),
        programmeId: 'P01',
        unitId: unitHead.unitId,
        personId: unitHead.personId,
        title: `Assistenza domiciliare integrata ${index}`,
      }),
    ),
  );
  const writers = await Writer.of(office, cycleId);
  await Promise.all(writers.map((writer) => writer.save()));
}

/**
 * Fills a cycle with revisions of its schede until it has so many facts: the facts that the pipeline would
 * record and the snapshots it would take, in large appends. The cycle must have begun at `pastClock`.
 */
export async function fillCycle(
  office: Office,
  cycleId: string,
  facts: number,
  step: (facts: number) => void = () => undefined,
): Promise<void> {
  const stream = streamOf(cycleId);
  const { store, lives, snapshots } = office;
  const life = (await lives.fromZero(stream))!;
  // The life in memory is behind from now on.
  lives.forget(stream);
  while (life.revision + 1 < facts) {
    const before = life.revision;
    const events: NewEvent[] = [];
    while (events.length < BULK && life.revision + 1 < facts) {
      const revision = life.revision + 1;
      const commandId = randomUUID();
      const scheda = life.data.schede[schedaId(revision)]!;
      const changes = changesOf(revision);
      const content = { ...scheda.content, ...changes };
      const envelope: Envelope = {
        actor: {
          personId: unitHead.personId,
          role: unitHead.role,
          unitId: unitHead.unitId!,
          authMethod: unitHead.authMethod,
        },
        occurredOn: life.data.lastRecordedAt.slice(0, 10),
        recordedAt: new Date(FILLED_FROM_MS + revision * FILLED_STEP_MS).toISOString(),
        commandId,
        commandDigest: sha256(commandId),
        rule: 'revise-scheda/UH/own-unit',
        definition: {
          id: life.workflow.reference.id,
          version: life.workflow.reference.version,
        },
        schemaVersion: 1,
      };
      const event: NewEvent = {
        id: idFrom(commandId, '0'),
        type: 'SchedaRevised',
        data: {
          schedaId: scheda.schedaId,
          version: scheda.version + 1,
          changes,
          contentHash: sha256(canonicalJson(content)),
        } as unknown as JsonObject,
        metadata: envelope as unknown as JsonObject,
      };
      events.push(event);
      evolve(life, { ...event, revision });
      const snapshot = lives.snapshotDue({ stream, life }, revision - 1, [event]);
      if (snapshot) snapshots.save(snapshot);
    }
    await store.append(stream, events, before);
    step(life.revision + 1);
  }
}
