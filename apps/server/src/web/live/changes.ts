/** That something is to be seen anew which is recorded nowhere: none is lost between two looks. */
export class Changes {
  #next = new AbortController();

  /** Aborts at the next one. */
  get next(): AbortSignal {
    return this.#next.signal;
  }

  tell(): void {
    this.#next.abort();
  }

  /** From here on the next one is another. */
  looked(): void {
    if (this.#next.signal.aborted) this.#next = new AbortController();
  }
}
