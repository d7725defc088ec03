import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { StoreUnavailable, type EventStore, type JsonObject, type NewEvent } from '#event-store';
import type { AccessActor, AccessEnvelope, AccessFact } from './access-fact.js';
import { accessStream } from './access-stream.js';

/** A fact to be recorded, and whose it is. */
export interface AccessEntry {
  readonly fact: AccessFact;
  readonly actor: AccessActor;
  /** Undefined for what is of no zone. */
  readonly zone: string | undefined;
  readonly requestId?: string | undefined;
  /** When it happened, in milliseconds since 1970 (UTC), where that is not now: it says in which month it stands. */
  readonly atMs?: number;
  /** A UUID, for what may be told more than once and is recorded once. Default: a new one. */
  readonly id?: string;
}

/** So many facts wait for a store that is away; of further ones the security log alone knows. */
const MOST_KEPT = 1_000;

/** Records who came in and who saw what. */
export class AccessLog {
  readonly #logger = new Logger(AccessLog.name);
  #kept: { readonly stream: string; readonly event: NewEvent }[] = [];

  constructor(
    private readonly store: EventStore,
    /** Milliseconds since 1970, UTC. */
    readonly nowMs: () => number,
    /** Which policy is in force: it stands in what is recorded now. */
    private readonly policy: string,
  ) {}

  /**
   * Records a fact, and answers once it is durable: what must not be answered unrecorded waits for this.
   * @throws StoreUnavailable: then it may have been recorded or not
   */
  async record(entry: AccessEntry): Promise<void> {
    const { stream, event } = this.#written(entry);
    await this.store.append(stream, [event], 'any');
  }

  /**
   * Records what has happened already and cannot be held back, such as signing out: while the store is away
   * it is kept, and recorded by `catchUp`. Whoever ends the process loses what is kept.
   */
  async recordOrKeep(entry: AccessEntry): Promise<void> {
    const written = this.#written(entry);
    try {
      await this.store.append(written.stream, [written.event], 'any');
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      if (this.#kept.length >= MOST_KEPT) {
        this.#logger.error(
          'An access was not recorded: too many wait for the store',
          String(error),
        );
        return;
      }
      this.#kept.push(written);
    }
  }

  /** Records what was kept, in its order; what still cannot be is kept. */
  async catchUp(): Promise<void> {
    for (let next = this.#kept[0]; next !== undefined; next = this.#kept[0]) {
      try {
        // With the same id: an append that failed may have been recorded all the same.
        await this.store.append(next.stream, [next.event], 'any');
      } catch (error) {
        if (error instanceof StoreUnavailable) return;
        throw error;
      }
      this.#kept = this.#kept.filter((each) => each !== next);
    }
  }

  #written({ fact, actor, zone, requestId, atMs, id = randomUUID() }: AccessEntry): {
    readonly stream: string;
    readonly event: NewEvent;
  } {
    const at = atMs ?? this.nowMs();
    const envelope: AccessEnvelope = {
      actor,
      recordedAt: new Date(at).toISOString(),
      ...(requestId !== undefined && { requestId }),
      // Of what happened before nobody says under which policy; and it is the same whoever tells it, and when.
      ...(atMs === undefined && { policy: this.policy }),
      schemaVersion: 1,
    };
    return {
      stream: accessStream(zone, at),
      event: {
        id,
        type: fact.type,
        // Plain data by their types.
        data: fact.data as unknown as JsonObject,
        metadata: envelope as unknown as JsonObject,
      },
    };
  }
}
