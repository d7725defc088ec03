import { v7 as uuidV7 } from 'uuid';
import { canonicalJson, type JsonObject, type NewEvent } from '#event-store';
import {
  idFrom,
  sha256,
  streamOf,
  yearlyProgramme,
  type Clock,
  type CycleLife,
  type Envelope,
} from '#planning';
import { evolve } from '#workflow';
import { changesOf, schedaId, unitHead } from './district.js';
import type { Office } from './office.js';

/** When a cycle that is filled begins, and how far its facts lie apart: some hundreds of days in all. */
const FILLED_FROM_MS = Date.parse('2024-01-10T08:00:00Z');
const FILLED_STEP_MS = 120_000;
/** Facts of one append when a log is filled; far below what an append may hold. */
const BULK = 500;

/** The clock of an office whose cycles will be filled: their facts must not lie in the future. */
export const pastClock: Clock = { nowMs: () => FILLED_FROM_MS };

/**
 * Fills a cycle with revisions of its schede until it has so many facts: the facts that the pipeline would
 * record and the snapshots it would take, in large appends. The cycle must have begun at `pastClock`.
 */
export async function fillCycle(
  { store, lives, snapshots }: Office,
  cycleId: string,
  facts: number,
  step: (facts: number) => void = () => undefined,
): Promise<void> {
  const stream = streamOf(cycleId);
  const life = yearlyProgramme(await lives.fromZero(stream))!;
  lives.forget(stream); // the life in memory is behind from now on
  while (life.revision + 1 < facts) {
    const before = life.revision;
    const events: NewEvent[] = [];
    while (events.length < BULK && life.revision + 1 < facts) {
      const event = revisionOf(life);
      const revision = life.revision + 1;
      events.push(event);
      evolve(life, { ...event, revision });
      const snapshot = lives.snapshotDue({ stream, life }, revision - 1, [event]);
      if (snapshot) snapshots.save(snapshot);
    }
    await store.append(stream, events, before);
    step(life.revision + 1);
  }
}

/** The next fact of a life: a revision of the scheda whose turn it is. */
function revisionOf({ revision: last, data, workflow }: Readonly<CycleLife>): NewEvent {
  const revision = last + 1;
  const scheda = data.schede[schedaId(revision)]!;
  const changes = changesOf(revision);
  const { id, version } = workflow.reference;
  const { personId, role, unitId, authMethod } = unitHead;
  const commandId = uuidV7();
  const envelope: Envelope = {
    actor: { personId, role, unitId, authMethod },
    occurredOn: data.lastRecordedAt.slice(0, 10),
    recordedAt: new Date(FILLED_FROM_MS + revision * FILLED_STEP_MS).toISOString(),
    commandId,
    commandDigest: sha256(commandId),
    rule: 'revise-scheda/UH/own-unit',
    definition: { id, version },
    schemaVersion: 1,
  };
  const revised = {
    schedaId: scheda.schedaId,
    version: scheda.version + 1,
    changes,
    contentHash: sha256(canonicalJson({ ...scheda.content, ...changes })),
  };
  return {
    id: idFrom(commandId, '0'),
    type: 'SchedaRevised',
    // Both are plain JSON: the store refuses anything else.
    data: revised as unknown as JsonObject,
    metadata: envelope as unknown as JsonObject,
  };
}
