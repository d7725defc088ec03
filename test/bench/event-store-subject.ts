import {
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  START as FROM_START,
} from '@eventstore/db-client';
import { v7 as uuidV7 } from 'uuid';
import type { EventStore, NewEvent } from '#event-store';
import { changesOf, unitHead } from './district.js';

/** A way to a log, as far as its speed is measured. */
export interface Subject {
  /**
   * Writes to so many streams at a time, to each one after another. The streams are there already the next
   * time: to begin one costs more. Answers how many appends it made.
   * @param make the events of each append
   */
  append(
    streams: number,
    appends: number,
    eventsEach: number,
    make?: (count: number) => NewEvent[],
  ): Promise<number>;
  /** Reads the whole log once. Answers how many events it holds. */
  replay(): Promise<number>;
  /** Follows the log from its beginning until it has caught up. Answers after how many events. */
  catchUp(): Promise<number>;
  close(): Promise<void>;
}

/** Facts as a scheda brings them about: about 300 bytes of data, and 500 of what stands around them. */
export function newEvents(count: number): NewEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    id: uuidV7(),
    type: 'SchedaRevised',
    data: {
      schedaId: 'S-1',
      version: index + 1,
      changes: { ...changesOf(index), demonstration: false },
      contentHash: 'a'.repeat(64),
    },
    metadata: {
      actor: { personId: unitHead.personId, role: unitHead.role, unitId: unitHead.unitId },
      occurredOn: '2024-02-20',
      recordedAt: '2024-02-20T08:00:00.000Z',
      commandId: '018d0000-0000-7000-8000-000000000000',
      commandDigest: 'b'.repeat(64),
      rule: 'revise-scheda/UH/own-unit',
      definition: { id: 'poa-annuale', version: 1 },
      schemaVersion: 1,
    },
  }));
}

/** Any adapter of our own port. */
export function storeSubject(store: EventStore): Subject {
  const written = new Written();
  return {
    append: (streams, appends, eventsEach, make = newEvents) =>
      written.inTurns(streams, appends, async (stream, revision) => {
        return (await store.append(stream, make(eventsEach), revision)).revision;
      }),
    replay: () => count(store.readAll()),
    catchUp: async () => {
      let events = 0;
      for await (const batch of store.follow()) {
        events += batch.events.length;
        if (batch.caughtUp) break;
      }
      return events;
    },
    close: () => store.close(),
  };
}

/** The official client, as any program has it. */
export function clientSubject(connectionString: string): Subject {
  const client = EventStoreDBClient.connectionString(connectionString);
  const written = new Written();
  return {
    append: (streams, appends, eventsEach, make = newEvents) =>
      written.inTurns(streams, appends, async (stream, revision) => {
        const appended = await client.appendToStream(stream, make(eventsEach).map(jsonEvent), {
          expectedRevision: revision < 0 ? NO_STREAM : BigInt(revision),
        });
        return Number(appended.nextExpectedRevision);
      }),
    replay: () => count(client.readAll()),
    catchUp: () =>
      new Promise((resolve, reject) => {
        let events = 0;
        const subscription = client.subscribeToAll({ fromPosition: FROM_START });
        subscription.on('data', () => (events += 1));
        subscription.on('error', reject);
        subscription.once('caughtUp', () => {
          resolve(events);
          void subscription.unsubscribe();
        });
      }),
    close: () => client.dispose(),
  };
}

/** The streams of a subject, each with its last revision. */
class Written {
  readonly #prefix = `bench-${uuidV7()}`;
  readonly #last = new Map<string, number>();

  /** So many writers, each with a stream of its own and waiting for its own answers only. */
  async inTurns(
    streams: number,
    appends: number,
    append: (stream: string, revision: number) => Promise<number>,
  ): Promise<number> {
    let done = 0;
    await Promise.all(
      Array.from({ length: streams }, async (_, index) => {
        const stream = `${this.#prefix}-${streams}-${index}`;
        for (let each = 0; each < appends / streams; each++) {
          this.#last.set(stream, await append(stream, this.#last.get(stream) ?? -1));
          done += 1;
        }
      }),
    );
    return done;
  }
}

async function count(events: AsyncIterable<unknown>): Promise<number> {
  let counted = 0;
  const iterator = events[Symbol.asyncIterator]();
  while ((await iterator.next()).done !== true) counted += 1;
  return counted;
}
