/** The longest time a timer of Node can wait. */
const MAX_TIMEOUT_MS = 2_147_483_647;

/** Rings when there may be something new to read. Once silenced it rings no more: the store closes. */
export class Bell {
  #waiting = new Set<() => void>();
  #silenced = false;
  #rings = 0;

  /** How often it has rung. */
  get rings(): number {
    return this.#rings;
  }

  get silenced(): boolean {
    return this.#silenced;
  }

  ring(): void {
    this.#rings++;
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const wake of waiting) wake();
  }

  silence(): void {
    this.#silenced = true;
    this.ring();
  }

  /** Resolves when it has rung more often than that, the signal aborts, or the time is over. */
  rung(rings: number, signal: AbortSignal | undefined, withinMs = Infinity): Promise<void> {
    return new Promise((resolve) => {
      if (this.#rings !== rings || signal?.aborted) {
        resolve();
        return;
      }
      const wake = () => {
        this.#waiting.delete(wake);
        signal?.removeEventListener('abort', wake);
        clearTimeout(timer);
        resolve();
      };
      const timer =
        withinMs === Infinity ? undefined : setTimeout(wake, Math.min(withinMs, MAX_TIMEOUT_MS));
      this.#waiting.add(wake);
      signal?.addEventListener('abort', wake);
    });
  }
}
