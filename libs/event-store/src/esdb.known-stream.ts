import type { Position } from './event-store.js';

/** Where an event is. */
export interface Place {
  readonly revision: number;
  /** Undefined when it was written in the middle of an append: the server tells that of the last event only. */
  readonly position: Position | undefined;
}

/**
 * What this process knows of a stream: every id up to a revision. Streams only grow, so what is known
 * stays true; others may have written more since.
 */
export class KnownStream {
  readonly #places = new Map<string, Place>();
  #last: Place | undefined;

  /** The last revision known, -1 if there is none. */
  get current(): number {
    return this.#last?.revision ?? -1;
  }

  get last(): Place | undefined {
    return this.#last;
  }

  /** How many ids are remembered. */
  get size(): number {
    return this.#places.size;
  }

  place(id: string): Place | undefined {
    return this.#places.get(id);
  }

  /** Events must come in the order of the stream. The same id twice counts where it was first. */
  add(id: string, place: Place): void {
    if (!this.#places.has(id)) this.#places.set(id, place);
    this.#last = place;
  }

  /** The stream goes on to this revision with events that nobody may read any more. */
  skipTo(revision: number): void {
    if (revision > this.current) this.#last = { revision, position: undefined };
  }

  /** An administrator deleted it. */
  forget(): void {
    this.#places.clear();
    this.#last = undefined;
  }
}
