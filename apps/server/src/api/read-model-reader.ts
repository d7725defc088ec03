import { Injectable, type Type } from '@nestjs/common';
import type { DatabaseSync } from 'node:sqlite';
import { EventStore } from '#event-store';
import { InvalidCursor, SealedEventStore, type Page } from '#planning';
import {
  NotYetProjected,
  Projections,
  ProjectionUnavailable,
  type Projection,
  type Projector,
} from '#projections';
import { apiProblem, invalidRequest } from './api-problems.js';
import type { PageQuery } from './query.js';

/** How long `?after=` waits for a view at most. */
const PATIENCE_MS = 5_000;
/** How long a reader who asks for nothing in particular waits to see what this instance has written. */
const OWN_WRITES_MS = 1_000;

/** A list as the API gives it: `next` is the cursor of the next page, absent on the last. */
export interface ListAnswer {
  readonly items: readonly unknown[];
  readonly total: number;
  readonly next?: string;
}

/**
 * Reads the views that follow the log. `?after=` waits until a view has come so far; without it a reader sees at
 * least what was written through this instance before they asked.
 */
@Injectable()
export class ReadModelReader {
  constructor(
    private readonly projections: Projections,
    private readonly store: EventStore,
  ) {}

  /** A page of a list. @throws Problem not-yet-projected, request-invalid (a cursor of another list) */
  async list(
    view: Type<Projection>,
    { limit, cursor, after }: PageQuery,
    read: (
      database: DatabaseSync,
      request: { readonly limit: number; readonly after: string | undefined },
    ) => Page<unknown>,
  ): Promise<ListAnswer> {
    const { rows, total, next } = await this.read(view, after, (database) =>
      read(database, { limit, after: cursor }),
    );
    return { items: rows, total, ...(next !== null && { next }) };
  }

  /** @throws Problem not-yet-projected, request-invalid (a cursor of another list) */
  async read<T>(
    view: Type<Projection>,
    after: number | undefined,
    read: (database: DatabaseSync) => T,
  ): Promise<T> {
    const projector = this.projections.of(view);
    try {
      if (after !== undefined) await projector.reached(after, { timeoutMs: PATIENCE_MS });
      else await this.#seeOwnWrites(projector);
      return projector.read(read);
    } catch (error) {
      if (error instanceof NotYetProjected) throw apiProblem('not-yet-projected', {}, error);
      if (error instanceof ProjectionUnavailable) throw apiProblem('view-unavailable', {}, error);
      if (error instanceof InvalidCursor) {
        throw invalidRequest([
          {
            field: '?cursor',
            it: 'non è il «next» di questo elenco',
            en: error.message,
          },
        ]);
      }
      throw error;
    }
  }

  /**
   * Up to where some views show the log, once they show what this instance has written: whatever is worked out of them
   * holds as long as this stays. @throws Problem view-unavailable
   */
  async reachedBy(views: readonly Type<Projection>[]): Promise<readonly number[]> {
    return Promise.all(
      views.map(async (view) => {
        await this.read(view, undefined, () => undefined);
        return this.projections.of(view).checkpoint;
      }),
    );
  }

  /** A view that lags is shown as it is: only `?after=` insists. @throws ProjectionUnavailable */
  async #seeOwnWrites(projector: Projector): Promise<void> {
    if (!(this.store instanceof SealedEventStore)) return;
    try {
      await projector.reached(this.store.lastWritten, { timeoutMs: OWN_WRITES_MS });
    } catch (error) {
      if (!(error instanceof NotYetProjected)) throw error;
    }
  }
}
