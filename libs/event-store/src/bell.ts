/** Rings when the log has moved. */
export class Bell {
  #waiting = new Set<() => void>();
  #silenced = false;

  get silenced(): boolean {
    return this.#silenced;
  }

  ring(): void {
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const wake of waiting) wake();
  }

  silence(): void {
    this.#silenced = true;
    this.ring();
  }

  /** Resolves at the next ring, or when the signal aborts. */
  rung(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal?.addEventListener('abort', wake);
    });
  }
}
