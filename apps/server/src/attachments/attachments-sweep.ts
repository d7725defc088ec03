import { inspect } from 'node:util';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Attachments, type FileKey } from '#attachments';
import { EventStore } from '#event-store';
import { citationsOf, CitationsProjection } from '#planning';
import { ReadModelReader } from '../api/read-model-reader.js';
import { readingOfCitation } from './reading-of-citation.js';

const SWEEP_MS = 3_600_000;

/** Takes away, at the start and every hour, the files that no fact names after a day; closes the store at the end. */
@Injectable()
export class AttachmentsSweep implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(AttachmentsSweep.name);
  #round: NodeJS.Timeout | undefined;
  #sweeping: Promise<unknown> | undefined;

  constructor(
    private readonly attachments: Attachments,
    private readonly store: EventStore,
    private readonly views: ReadModelReader,
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
    this.attachments.close();
  }

  /**
   * Sweeps once. What names a file is asked of the whole log: a view that is being made anew knows of nothing yet.
   * @returns how many files are gone @throws Problem not-yet-projected, view-unavailable; StoreUnavailable
   */
  async sweep(): Promise<number> {
    const end = await this.store.end();
    return this.views.read(CitationsProjection, end, (database) =>
      this.attachments.sweep(({ zone, sha256 }: FileKey) =>
        citationsOf(database, zone, sha256).some((each) => readingOfCitation(each) !== undefined),
      ),
    );
  }

  /** Nobody waits for it: what went wrong is told, and the next one tries again. */
  #attempt(): void {
    this.#sweeping = this.sweep().catch((error: unknown) => {
      this.#logger.warn(`Files that nobody names were not swept: ${inspect(error)}`);
    });
  }
}
