interface Waiter {
  readonly position: number;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

/** Lets others wait until the log is sealed up to a position, and whoever seals rest while nobody does. */
export class Waiting {
  readonly #waiters = new Set<Waiter>();
  readonly #resting = new Set<() => void>();
  #reached = 0;
  #over: Error | undefined;

  /** Up to where the log is sealed. */
  get reached(): number {
    return this.#reached;
  }

  get isSomebody(): boolean {
    return this.#waiters.size > 0;
  }

  /** Resolves once that position is reached. @param late what it rejects with when that takes longer */
  async until(position: number, withinMs: number, late: () => Error): Promise<void> {
    if (position <= this.#reached) return;
    if (this.#over) throw this.#over;
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const done = (): void => {
      resolve(undefined);
    };
    const waiter = { position, resolve: done, reject };
    this.#waiters.add(waiter);
    const timer = setTimeout(() => {
      reject(late());
    }, withinMs);
    this.wake();
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#waiters.delete(waiter);
    }
  }

  /** It is sealed up to here. */
  made(position: number): void {
    if (position <= this.#reached) return;
    this.#reached = position;
    for (const { position: wanted, resolve } of this.#waiters) if (wanted <= position) resolve();
  }

  /** It goes no further: whoever waits is told why, and whoever comes. */
  end(reason: Error): void {
    this.#over ??= reason;
    for (const { reject } of this.#waiters) reject(reason);
    this.wake();
  }

  /** Ends every rest. */
  wake(): void {
    for (const wake of this.#resting) wake();
  }

  /** Over after so many milliseconds, when the signal aborts, or as soon as somebody waits. */
  async rest(ms: number, signal: AbortSignal): Promise<void> {
    if (this.isSomebody || signal.aborted) return;
    await this.pause(ms, signal);
  }

  /** Over after so many milliseconds, when the signal aborts, or when somebody comes to wait. */
  async pause(ms: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const wake = (): void => {
      resolve(undefined);
    };
    this.#resting.add(wake);
    signal.addEventListener('abort', wake);
    const timer = setTimeout(wake, ms);
    if (signal.aborted) wake();
    await promise;
    clearTimeout(timer);
    signal.removeEventListener('abort', wake);
    this.#resting.delete(wake);
  }
}
