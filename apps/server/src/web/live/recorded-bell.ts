import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { EventStore, START, type Position } from '#event-store';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** Rings whenever something is recorded, here or at another instance: one follower of the log for all who listen. */
@Injectable()
export class RecordedBell implements OnModuleDestroy {
  readonly #logger = new Logger(RecordedBell.name);
  readonly #ending = new AbortController();
  readonly #waiting = new Set<() => void>();
  #position: Position = START;
  #running: Promise<void> | undefined;

  constructor(private readonly store: EventStore) {}

  /** The last fact it has heard of. It begins to listen when it is asked for the first time. */
  get position(): Position {
    this.#running ??= this.#run();
    return this.#position;
  }

  /** Resolves when it has heard of something after this position, when the time is over, or the signal aborts. */
  async rung(after: Position, withinMs: number, signal: AbortSignal): Promise<void> {
    if (this.position > after || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, withinMs);
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#ending;
    for (
      let pauseMs = FIRST_PAUSE_MS;
      !signal.aborted;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    ) {
      try {
        if (this.#position === START) this.#position = await this.store.end();
        for await (const { checkpoint } of this.store.follow({ after: this.#position, signal })) {
          pauseMs = FIRST_PAUSE_MS;
          if (checkpoint <= this.#position) continue;
          this.#position = checkpoint;
          for (const wake of [...this.#waiting]) wake();
        }
      } catch (error) {
        if (this.#isEnding()) return;
        this.#logger.warn(`Pages that are open are told nothing for now: ${String(error)}`);
        // Only ending cuts a pause short, and the loop looks at that next.
        await pause(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** A method, since it changes while others are awaited. */
  #isEnding(): boolean {
    return this.#ending.signal.aborted;
  }
}
