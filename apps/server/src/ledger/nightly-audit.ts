import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { machine } from '#duties';
import { StoreUnavailable } from '#event-store';
import { BrokenHistory, Ledger, LedgerNotReady } from '#ledger';

const DAY_MS = 86_400_000;
/** Not at once: whoever starts the program wants to work with it first. */
const FIRST_AFTER_MS = 60_000;
const AGAIN_AFTER_MS = 600_000;

/** Has everything that is sealed read again from the bytes of the log: soon after the start, and then every day. */
@Injectable()
export class NightlyAudit implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(NightlyAudit.name);
  readonly #ending = new AbortController();
  #auditing: Promise<void> | undefined;

  constructor(private readonly ledger: Ledger) {}

  onApplicationBootstrap(): void {
    this.#auditing = this.#goOn();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#ending.abort();
    await this.#auditing;
  }

  async #goOn(): Promise<void> {
    const { signal } = this.#ending;
    for (let pauseMs = FIRST_AFTER_MS; ;) {
      await machine.pause(pauseMs, signal);
      if (signal.aborted) return;
      try {
        const { facts, tookMs } = await this.ledger.audit();
        this.#logger.log(`The ledger is whole: ${facts} facts read again in ${tookMs} ms`);
        pauseMs = DAY_MS;
      } catch (error) {
        if (error instanceof BrokenHistory) return; // the ledger has said so, and seals no more
        if (!(error instanceof StoreUnavailable || error instanceof LedgerNotReady))
          this.#logger.error('The ledger could not be read again', error);
        pauseMs = AGAIN_AFTER_MS;
      }
    }
  }
}
