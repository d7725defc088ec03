/** The first pause may last so long, and each one after a failure twice as long, up to the second. */
const FIRST_MS = 60_000;
const LONGEST_MS = 6 * 3_600_000;

/**
 * How long to wait before a message is attempted again: full jitter, anything from nothing to a ceiling that doubles
 * with each attempt, so that what failed together does not come back together.
 * @param attempt the one that failed: 1, 2, 3 …
 * @param chance from 0 to 1
 */
export function pauseAfter(attempt: number, chance: number): number {
  return chance * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 20));
}

const FIRST_PROBE_MS = 5_000;
const LONGEST_PROBE_MS = 300_000;

/** How long a channel that is down is left alone before one message is sent to see. @param probes that failed */
export function pauseOfChannel(probes: number, chance: number): number {
  const ceiling = Math.min(LONGEST_PROBE_MS, FIRST_PROBE_MS * 2 ** Math.min(probes - 1, 20));
  return ceiling * (0.5 + chance / 2);
}
