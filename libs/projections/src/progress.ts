/** How long a waiter has patience, and what it says when there is none left. */
export interface Patience {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly late: () => Error;
}

interface Waiter {
  readonly holds: () => boolean;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Lets others wait for something that progress will make true, without polling for it. */
export class Progress {
  private readonly waiters = new Set<Waiter>();
  private readonly resting = new Set<() => void>();
  private over: Error | undefined;

  /**
   * Resolves at once if the condition holds, else at the first progress at which it does.
   * Without patience it waits until then or until there is no more progress.
   */
  async until(holds: () => boolean, patience?: Patience): Promise<void> {
    patience?.signal?.throwIfAborted();
    if (holds()) return;
    if (this.over) throw this.over;
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const waiter: Waiter = {
      holds,
      resolve: () => {
        resolve(undefined);
      },
      reject,
    };
    this.waiters.add(waiter);
    for (const wake of this.resting) wake();
    const forget = patience && limit(patience, reject);
    try {
      await promise;
    } finally {
      forget?.();
      this.waiters.delete(waiter);
    }
  }

  /** Something moved: whoever waited for it goes on. */
  made(): void {
    for (const waiter of this.waiters) if (waiter.holds()) waiter.resolve();
  }

  /**
   * A rest for whoever makes the progress: over after so many milliseconds, when the signal aborts, or as soon
   * as somebody waits; none at all while somebody does.
   */
  async rest(ms: number, signal: AbortSignal): Promise<void> {
    if (this.waiters.size > 0 || signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const wake = (): void => {
      resolve(undefined);
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake, { once: true });
    this.resting.add(wake);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      this.resting.delete(wake);
    }
  }

  /** Nothing will move any more: nobody is left waiting. */
  end(reason: Error): void {
    this.over = reason;
    for (const waiter of this.waiters) waiter.reject(reason);
  }
}

/** Rejects when the patience ends; the answer takes that back. */
function limit({ timeoutMs, signal, late }: Patience, reject: Waiter['reject']): () => void {
  const timer = setTimeout(() => {
    reject(late());
  }, timeoutMs);
  const aborted = (): void => {
    reject(signal?.reason);
  };
  signal?.addEventListener('abort', aborted);
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', aborted);
  };
}
