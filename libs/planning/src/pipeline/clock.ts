/** The time, as a port: only the composition root knows the real one, and tests own theirs. */
export abstract class Clock {
  /** Milliseconds since 1970, UTC. */
  abstract nowMs(): number;
}

/** The clock of the machine. */
export class SystemClock extends Clock {
  nowMs(): number {
    return Date.now();
  }
}
