import { randomUUID } from 'node:crypto';
import { Module, type DynamicModule } from '@nestjs/common';
import { EventStore } from '#event-store';
import { Duties } from './duties.js';
import { LeasedTurn } from './leased-turn.js';
import { SoleTurn } from './sole-turn.js';

/** The board of the one turn of an installation: the store is what its instances share. */
const BOARD = 'duties';

/** Provides the duties to the whole application; they begin when it has started. */
@Module({})
export class DutiesModule {
  /** Expects an `EventStore` from elsewhere. */
  static forRoot(): DynamicModule {
    return {
      module: DutiesModule,
      global: true,
      providers: [
        {
          provide: Duties,
          inject: [EventStore],
          useFactory: (store: EventStore) => dutiesOn(store),
        },
      ],
      exports: [Duties],
    };
  }
}

/**
 * Duties that take turns on a store.
 * @param name of the turn: duties under another name have another turn
 */
export function dutiesOn(store: EventStore, name = BOARD): Duties {
  const instance = randomUUID().slice(0, 8);
  const board = store.noticeBoard(name);
  return new Duties(board ? new LeasedTurn(board, instance) : new SoleTurn(), instance);
}
