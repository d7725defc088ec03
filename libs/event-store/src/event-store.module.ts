import { Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { EventStore } from './event-store.js';
import { SqliteEventStore } from './sqlite.event-store.js';
import type { OpenSqliteEventStore } from './sqlite.event-store.js';

/** Provides the EventStore to the whole application, and closes it when the application stops. */
@Module({})
export class EventStoreModule implements OnApplicationShutdown {
  constructor(private readonly store: EventStore) {}

  /** The log in one SQLite file. */
  static forRoot(options: OpenSqliteEventStore): DynamicModule {
    return {
      module: EventStoreModule,
      global: true,
      providers: [{ provide: EventStore, useFactory: () => SqliteEventStore.open(options) }],
      exports: [EventStore],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}
