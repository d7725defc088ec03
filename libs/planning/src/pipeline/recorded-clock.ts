import type { Clock } from './clock.js';

/** The clock of what is recorded: it stands still rather than go back, whatever the machine's clock does. */
export class RecordedClock {
  #last = '';

  constructor(private readonly clock: Clock) {}

  /** Now as ISO 8601 UTC, never before an instant given earlier nor before `atLeast`. */
  now(atLeast: string): string {
    const now = new Date(this.clock.nowMs()).toISOString();
    const recorded = [now, this.#last, atLeast].reduce((one, other) => (other > one ? other : one));
    this.#last = recorded;
    return recorded;
  }
}
