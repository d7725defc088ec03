import { setTimeout as pause } from 'node:timers/promises';

/** How long one call may wait for its answer, in milliseconds. */
const TRY_MS = 2_000;
const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 500;

/** The time that one operation has, over all its tries. */
export class Patience {
  readonly #endMs: number;
  #tries = 0;

  constructor(forMs: number) {
    this.#endMs = Date.now() + forMs;
  }

  get isOver(): boolean {
    return Date.now() >= this.#endMs;
  }

  /** When the next call must have been answered. */
  deadline(): Date {
    return new Date(Math.min(Date.now() + TRY_MS, this.#endMs));
  }

  /** Waits a little longer after each failure, and never as long as somebody else who failed with us. */
  async pause(): Promise<void> {
    const leftMs = Math.max(0, this.#endMs - Date.now());
    await pause(Math.min(jittered(this.#tries++, LONGEST_PAUSE_MS), leftMs));
  }
}

/** Milliseconds to wait after so many failures in a row: twice as long each time, at random. */
export function jittered(failures: number, longestMs: number): number {
  const ceiling = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures, 16), longestMs);
  return ceiling * (0.5 + Math.random() / 2);
}
