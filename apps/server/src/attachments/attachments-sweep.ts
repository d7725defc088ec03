import { inspect } from 'node:util';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Attachments } from '#attachments';
import { EventStore } from '#event-store';
import { CitationsProjection } from '#planning';
import { Projections } from '#projections';
import { ReadModelReader } from '../api/read-model-reader.js';
import { isNamedIn } from './named-files.js';

const SWEEP_MS = 3_600_000;

/** Takes away, at the start and every hour, the files that no fact names after a day; closes the store at the end. */
@Injectable()
export class AttachmentsSweep
  implements OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown
{
  readonly #logger = new Logger(AttachmentsSweep.name);
  #round: NodeJS.Timeout | undefined;
  #sweeping: Promise<unknown> | undefined;

  constructor(
    private readonly attachments: Attachments,
    private readonly store: EventStore,
    private readonly views: ReadModelReader,
    private readonly projections: Projections,
  ) {}

  onApplicationBootstrap(): void {
    this.#attempt();
    this.#round = setInterval(() => {
      this.#attempt();
    }, SWEEP_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#round);
    await this.#sweeping;
  }

  /** Only now: whoever was sending a file has had an answer. */
  onApplicationShutdown(): void {
    this.attachments.close();
  }

  /**
   * Sweeps once. What names a file is asked of the whole log: a view that is being made anew knows of nothing yet, and
   * one that has facts parked does not know of what they name. Nothing is swept meanwhile.
   * @returns how many files are gone @throws Problem not-yet-projected, view-unavailable; StoreUnavailable
   */
  async sweep(): Promise<number> {
    const end = await this.store.end();
    return this.views.read(CitationsProjection, end, (database) => {
      const parked = this.projections.of(CitationsProjection).parked().length;
      if (parked > 0) {
        this.#logger.warn(
          `Files that nobody names are not swept: the view of citations has ${parked} facts parked`,
        );
        return 0;
      }
      return this.attachments.sweep((key) => isNamedIn(database, key));
    });
  }

  /** Nobody waits for it: what went wrong is told, and the next one tries again. */
  #attempt(): void {
    this.#sweeping = this.sweep().catch((error: unknown) => {
      this.#logger.warn(`Files that nobody names were not swept: ${inspect(error)}`);
    });
  }
}
