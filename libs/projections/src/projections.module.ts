import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { EventStore } from '#event-store';
import { Projections } from './projections.js';

/**
 * The read side: offers `Projections` everywhere. Import it after the module that offers the
 * `EventStore`: Nest shuts modules down in the reverse order, and followers should leave first.
 */
@Module({})
export class ProjectionsModule {
  /** @param options.folder where the files go, one per projection and version. */
  static forRoot({ folder }: { readonly folder: string }): DynamicModule {
    return {
      module: ProjectionsModule,
      global: true,
      providers: [
        {
          provide: Projections,
          inject: [EventStore],
          useFactory: (store: EventStore) => new Projections(store, folder),
        },
      ],
      exports: [Projections],
    };
  }
}
