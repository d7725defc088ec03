import type { PlanningFact } from '../planning-fact.js';

/** For so long after somebody sent a reminder by hand it can be taken back: milliseconds. */
export const UNDO_MS = 10_000;

/**
 * And so much later it leaves: what was taken back in the last moment may still be on its way to the log, and the
 * clocks of two instances are never quite the same.
 */
export const SETTLED_AFTER_MS = 2_000;

/**
 * How much of that time is left, in milliseconds; none once it is over, to the millisecond.
 * @param sentAt when the reminder was recorded, ISO 8601 UTC
 * @param nowMs milliseconds since 1970 (UTC)
 */
export function undoLeftMs(sentAt: string, nowMs: number): number {
  return Math.max(0, Date.parse(sentAt) + UNDO_MS - nowMs);
}

/**
 * Since when a fact may be told to anybody, in milliseconds since 1970 (UTC): at once, but for a reminder that somebody
 * sent, which may still be taken back. It is on record from the beginning: that it was asked for is true by then.
 */
export function toldFromMs(fact: PlanningFact, recordedMs: number): number {
  const waits = fact.type === 'ReminderSent' && fact.data.byHand === true;
  return waits ? recordedMs + UNDO_MS + SETTLED_AFTER_MS : recordedMs;
}
