import { Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import type { OpenEsdbEventStore } from './esdb.event-store.js';
import { EventStore } from './event-store.js';
import { openEsdbEventStore } from './open-esdb.js';
import { SqliteEventStore } from './sqlite.event-store.js';
import type { OpenSqliteEventStore } from './sqlite.event-store.js';

/** Provides the EventStore to the whole application, and closes it when the application stops. */
@Module({})
export class EventStoreModule implements OnApplicationShutdown {
  constructor(private readonly store: EventStore) {}

  /**
   * The log in one SQLite file, or on a server elsewhere.
   * @param seenAs what the application is to see of it
   */
  static forRoot(
    options: OpenSqliteEventStore | OpenEsdbEventStore,
    seenAs: (store: EventStore) => EventStore = (store) => store,
  ): DynamicModule {
    return {
      module: EventStoreModule,
      global: true,
      providers: [{ provide: EventStore, useFactory: async () => seenAs(await opened(options)) }],
      exports: [EventStore],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}

function opened(
  options: OpenSqliteEventStore | OpenEsdbEventStore,
): EventStore | Promise<EventStore> {
  return 'file' in options ? SqliteEventStore.open(options) : openEsdbEventStore(options);
}
