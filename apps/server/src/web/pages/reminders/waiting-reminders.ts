import { undoLeftMs, type CycleLife } from '#planning';

/** A reminder that can still be taken back. */
export interface WaitingReminder {
  readonly reminderId: string;
  readonly unitId: string;
  /** For so long, in milliseconds. */
  readonly leftMs: number;
}

/** The reminders of a cycle that can still be taken back: few, and most of the time none. */
export function waitingReminders(
  life: Readonly<CycleLife>,
  nowMs: number,
): readonly WaitingReminder[] {
  return Object.entries(life.data.sentReminders)
    .filter(([, { isTakenBack }]) => isTakenBack !== true)
    .map(([reminderId, { unitId, at }]) => ({ reminderId, unitId, leftMs: undoLeftMs(at, nowMs) }))
    .filter(({ leftMs }) => leftMs > 0);
}
