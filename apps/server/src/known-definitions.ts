import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { EventStore, StoreUnavailable } from '#event-store';
import type { LifeData } from '#planning';
import { Workflows } from '#workflow';
import { mustKnowDefinitions, UnfitDefinitions } from './unfit-definitions.js';

const PAUSE_MS = 2_000;

/**
 * Whether every cycle and register of the log began with a definition that is installed here. With a store
 * elsewhere nobody may know at the start; then it is looked at as soon as the store answers, and until
 * then the service is not ready.
 */
@Injectable()
export class KnownDefinitions implements BeforeApplicationShutdown {
  readonly #logger = new Logger(KnownDefinitions.name);
  readonly #ending = new AbortController();
  #state: 'known' | 'not yet known' | 'unfit' = 'not yet known';
  #looking: Promise<void> | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly workflows: Workflows<LifeData>,
  ) {}

  get state(): 'known' | 'not yet known' | 'unfit' {
    return this.#state;
  }

  /**
   * Looks now; a store that may be away is waited for in the background.
   * @throws UnfitDefinitions; StoreUnavailable unless the store may be away
   */
  async look(storeMayBeAway: boolean): Promise<void> {
    try {
      await mustKnowDefinitions(this.store, this.workflows);
      this.#state = 'known';
    } catch (error) {
      if (!storeMayBeAway || !(error instanceof StoreUnavailable)) throw error;
      this.#logger.warn(error.message);
      this.#looking = this.#lookUntilKnown();
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#ending.abort();
    await this.#looking;
  }

  async #lookUntilKnown(): Promise<void> {
    const { signal } = this.#ending;
    while (this.#state === 'not yet known') {
      // Only stopping cuts the pause short.
      await pause(PAUSE_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        await mustKnowDefinitions(this.store, this.workflows);
        this.#state = 'known';
      } catch (error) {
        if (error instanceof StoreUnavailable) continue;
        this.#state = 'unfit';
        // Too late to refuse the start: it stays unready, and whoever asks for such a cycle is refused.
        const told = error instanceof UnfitDefinitions ? error.message : error;
        this.#logger.error(told);
      }
    }
  }
}
