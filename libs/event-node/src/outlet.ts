import { once } from 'node:events';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { EventEmitter } from 'node:events';
import type { CallFailed } from './failures.js';

/** A call that takes answers, whatever it was asked. */
interface Call<Answer> extends EventEmitter {
  write(answer: Answer): boolean;
  end(): void;
}

/** Why a call is over; one for all calls, since to make one of the platform's own reasons takes longer. */
const OVER = new Error('The call is over');

/** Where answers leave for a client, no faster than the client takes them. */
export class Outlet<Answer> {
  readonly #call: Call<Answer>;
  readonly #gone = new AbortController();

  constructor(call: Call<Answer>) {
    this.#call = call;
    // 'cancelled' comes when the client hangs up, and also when its connection breaks.
    this.#call.once('cancelled', () => {
      this.#gone.abort(OVER);
    });
  }

  /** True once nobody listens any more. */
  get closed(): boolean {
    return this.#gone.signal.aborted;
  }

  /** Aborts when nobody listens any more. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Resolves when there is room for more, or nobody listens any more. */
  async write(answer: Answer): Promise<void> {
    if (this.closed || this.#call.write(answer)) return;
    // Hanging up ends the wait as well; anything else that is thrown is a failure.
    await once(this.#call, 'drain', { signal: this.gone }).catch((error: unknown) => {
      if (!this.closed) throw error;
    });
  }

  /** Does not wait: for who answers for it in another way that no more than so much is under way. */
  push(answer: Answer): void {
    if (!this.closed) this.#call.write(answer);
  }

  /** Between two pages everybody else gets a turn of the event loop. */
  async othersTurn(): Promise<void> {
    await turnOfTheLoop();
  }

  end(): void {
    if (!this.closed) this.#call.end();
    this.#gone.abort(OVER);
  }

  fail(failure: CallFailed): void {
    if (!this.closed) this.#call.emit('error', failure);
    this.#gone.abort(OVER);
  }
}
