import { addDays, type WorkingCalendar } from '#calendar';
import type { ReminderLevel } from './deadline.facts.js';

/**
 * When people are reminded of the deadlines of a definition. Plain JSON (`documents.reminders`): what has begun
 * keeps the rules it began with.
 */
export interface ReminderRules {
  /** The hour in Europe/Rome, on a working day. */
  readonly at: string;
  /** In the order of the days. */
  readonly reminders: readonly ReminderRule[];
}

export interface ReminderRule {
  /** Calendar days after the last day of the deadline, negative before it. */
  readonly offsetDays: number;
  readonly levels: readonly ReminderLevel[];
}

/**
 * The usual reminders: fourteen, seven and two days before the last day, on it, and one and seven days after
 * it. The day after, the coordinator is told as well; a week after, the director.
 */
export const usualReminders: ReminderRules = {
  at: '08:00',
  reminders: [
    { offsetDays: -14, levels: ['owner'] },
    { offsetDays: -7, levels: ['owner'] },
    { offsetDays: -2, levels: ['owner'] },
    { offsetDays: 0, levels: ['owner'] },
    { offsetDays: 1, levels: ['owner', 'coordinator'] },
    { offsetDays: 7, levels: ['owner', 'director'] },
  ],
};

/** The rules of a definition, by its documents; undefined where nobody is reminded of anything. */
export function reminderRulesOf(
  documents: Readonly<Record<string, unknown>>,
): ReminderRules | undefined {
  // The kernel keeps documents as plain JSON; every definition with deadlines carries these.
  return documents['reminders'] as ReminderRules | undefined;
}

/**
 * The working day on which a reminder is sent. What says that there is time left comes rather sooner, while it
 * can still be used; what says that the day is over comes no sooner than said.
 */
export function dayOfReminder(due: string, offsetDays: number, calendar: WorkingCalendar): string {
  const day = addDays(due, offsetDays);
  return offsetDays > 0 ? calendar.onOrAfter(day) : calendar.onOrBefore(day);
}
