import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { JsonObject, RecordedEvent } from '#event-store';
import { AuditFactsProjection } from './audit-facts.projection.js';

/** What is said of a fact in a test; the rest is as usual. */
export interface SaidFact {
  readonly stream?: string;
  readonly type?: string;
  readonly data?: JsonObject;
  readonly actor?: string;
  readonly onBehalfOf?: string;
  readonly unitId?: string;
  readonly rule?: string;
  readonly reason?: string;
  readonly lateReason?: string;
  readonly recordedAt?: string;
  readonly occurredOn?: string;
}

export const CYCLE_STREAM = 'cycle-livornese-poa-annuale-2024';

/** The index over some facts, in a database in memory. */
export class Indexed {
  readonly database = new DatabaseSync(':memory:');
  readonly events: RecordedEvent[] = [];
  readonly #index = new AuditFactsProjection();
  readonly #revisions = new Map<string, number>();

  /** @param gap how far facts are from each other at most: those of the last block of places are not listed yet */
  constructor(private readonly gap = 3) {
    this.database.exec(this.#index.schema);
  }

  /** Adds a fact and says where it stands. */
  add({ stream = CYCLE_STREAM, type = 'SchedaRevised', ...said }: SaidFact): RecordedEvent {
    const revision = (this.#revisions.get(stream) ?? -1) + 1;
    this.#revisions.set(stream, revision);
    const { actor = 'anna', onBehalfOf, unitId, recordedAt = '2024-03-01T09:00:00.000Z' } = said;
    const { rule = 'revise-scheda/UH/own-unit', reason, lateReason, occurredOn } = said;
    const event: RecordedEvent = {
      // Gaps are normal.
      position: (this.events.at(-1)?.position ?? 0) + 1 + ((this.events.length * 997) % this.gap),
      ...{ stream, revision, id: randomUUID(), type, data: said.data ?? {} },
      metadata: {
        actor: {
          ...{ personId: actor, role: 'UH', authMethod: 'password' },
          ...(onBehalfOf !== undefined && { onBehalfOf }),
          ...(unitId !== undefined && { unitId }),
        },
        ...{ recordedAt, rule },
        ...(occurredOn !== undefined && { occurredOn }),
        ...(reason !== undefined && { reason }),
        ...(lateReason !== undefined && { lateReason }),
      },
      createdMs: Date.parse(recordedAt),
    };
    return this.apply(event);
  }

  /** Adds a fact as it stands. */
  apply(event: RecordedEvent): RecordedEvent {
    this.#index.apply(event, this.database);
    this.events.push(event);
    return event;
  }

  /** Says that what was added last was undone in the database. */
  undone(): void {
    this.#index.undone(this.database);
  }
}
