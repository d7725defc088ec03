import { setTimeout as pause } from 'node:timers/promises';

/** What a process has of time and chance. */
export interface Surroundings {
  /** Milliseconds on a clock that nobody sets and that only goes forward. Means nothing on another machine. */
  steadyMs(): number;
  /** Milliseconds since 1970 as the machine believes. Somebody may set it at any moment. */
  wallMs(): number;
  /** At random from 0 up to but not 1. */
  random(): number;
  /** Ends after so many milliseconds, or as soon as the signal aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

/** Those of the real machine. */
export const machine: Surroundings = {
  steadyMs: () => performance.now(),
  wallMs: () => Date.now(),
  random: () => Math.random(),
  pause: async (ms, signal) => {
    // An abort ends the pause, too: whoever waits looks at the signal next.
    await pause(Math.max(0, ms), undefined, { signal }).catch(() => undefined);
  },
};
