import { setTimeout as pause } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Sessions } from '#access';
import { ACCESS, zoneOfAccesses, type AccessFact } from '#access-log';
import { EventStore, START, type Position, type RecordedEvent } from '#event-store';
import { AccessTrail } from './access-trail.js';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** By how much the clocks of two machines may differ: a session begun so shortly after ends, too. */
const CLOCKS_DIFFER_MS = 60_000;

/**
 * Ends here what was ended at another instance: sessions are kept in a file of their own on each machine, and the log is
 * all that the machines share. What is ended while an instance is off it ends at its start, of the sessions that had
 * begun by then.
 */
@Injectable()
export class SessionsEndedElsewhere implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(SessionsEndedElsewhere.name);
  readonly #ending = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    private readonly sessions: Sessions,
    private readonly trail: AccessTrail,
  ) {}

  onApplicationBootstrap(): void {
    this.#running = this.#run();
  }

  async onModuleDestroy(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#ending;
    // Over the whole life of the process: what comes after it is known to be new, whatever the clocks say.
    let newAfter: Position | undefined;
    let after = START;
    for (
      let pauseMs = FIRST_PAUSE_MS;
      !signal.aborted;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    ) {
      try {
        newAfter ??= await this.store.end();
        const types = ['SessionsEnded', 'AccountChanged'];
        const filter = { categories: [ACCESS], types };
        for await (const { events } of this.store.follow({ filter, after, signal })) {
          for (const event of events) {
            this.#end(event, event.position > newAfter);
            // Once: who has come in since is not ended by what is read again.
            after = event.position;
          }
          pauseMs = FIRST_PAUSE_MS;
        }
      } catch (error) {
        if (this.#isEnding()) return;
        this.#logger.error(`Sessions ended elsewhere may go on here: ${String(error)}`);
        // Only ending cuts a pause short, and the loop looks at that next.
        await pause(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  #end(event: RecordedEvent, isNew: boolean): void {
    const { stream, type, data, metadata } = event;
    // Whoever asked here has been served already, and may have come in again.
    if (this.trail.takeOwn(event.id)) return;
    // Written by our own access log.
    const fact = { type, data } as unknown as AccessFact;
    const until = isNew
      ? undefined
      : Date.parse(metadata['recordedAt'] as string) + CLOCKS_DIFFER_MS;
    if (fact.type === 'AccountChanged') {
      if (fact.data.what !== 'disabled') return;
      for (const personId of fact.data.about ?? []) this.sessions.endBegun({ personId, until });
      return;
    }
    if (fact.type !== 'SessionsEnded' || fact.data.everywhere !== true) return;
    const { personId, kept } = fact.data;
    if (personId !== null) this.sessions.endBegun({ personId, except: kept, until });
    else this.sessions.endBegun({ zone: zoneOfAccesses(stream) ?? '', until });
  }

  /** A method, since it changes while others are awaited. */
  #isEnding(): boolean {
    return this.#ending.signal.aborted;
  }
}
