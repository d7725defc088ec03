import type { DatabaseSync } from 'node:sqlite';
import { addDays, romeInstantMs, type WorkingCalendar } from '#calendar';
import { dayOfReminder, type ReminderLevel, type ReminderRules } from '#planning';
import { NONE_YET } from './armed-deadlines.projection.js';
import { prepared } from './prepared.js';

/** A reminder whose moment has come. */
export interface DueReminder {
  readonly cycleId: string;
  readonly deadlineId: string;
  /** The unit whose own day it is; undefined for the day of all. */
  readonly unitId: string | undefined;
  readonly due: string;
  readonly offsetDays: number;
  readonly level: ReminderLevel;
  /** The event that gave the deadline this day: another day is another one. */
  readonly armedBy: string;
  /** Its moment, or when the deadline was moved to a day that was over; in milliseconds since 1970. */
  readonly atMs: number;
}

/** Where one calendar and the same rules hold. */
export interface RuleSet {
  readonly id: number;
  readonly zone: string;
  /** `poa-annuale/1` */
  readonly definition: string;
}

/** What time it is for an office. */
export interface Morning {
  /** Europe/Rome. */
  readonly today: string;
  /** The last day on which the hour of reminders has come. */
  readonly reached: string;
}

const levels: readonly ReminderLevel[] = ['owner', 'coordinator', 'director'];

/** Every pair of a zone and a definition that has deadlines. */
export function ruleSets(database: DatabaseSync): readonly RuleSet[] {
  return prepared(
    database,
    'SELECT rule_set AS id, zone, definition FROM rule_set',
  ).all() as unknown as RuleSet[];
}

/** Up to which due day the moment of each reminder has come: for those before the day, and for those after. */
export interface Reached {
  readonly before: string;
  readonly after: string;
}

/**
 * Up to which due day reminders have come, for an office, on a morning; to be kept from look to look. A reminder
 * that is sent on the working day before its own comes with that one; so the last day before the next working
 * day is reached, too. One that is sent on the working day after its own has come once there was one.
 */
export function reachedOn({ reached }: Morning, calendar: WorkingCalendar): Reached {
  return {
    before: addDays(calendar.addWorkingDays(reached, 1), -1),
    after: calendar.onOrBefore(reached),
  };
}

export interface ReminderQuery {
  readonly ruleSet: RuleSet;
  readonly rules: ReminderRules;
  readonly calendar: WorkingCalendar;
  readonly morning: Morning;
  /** What was reached at the look before, by whoever looks: what had come then is settled. */
  readonly before: Reached | undefined;
}

/**
 * The reminders whose moment has come, and that nobody has sent. Of the reminders of one level for one day only
 * the last one whose moment has come: nobody wants to hear that fourteen days are left when there are two. What
 * says that there is time lapses with the day, and what came before the deadline had this day is not owed; but
 * whoever is moved to a day that is over hears at once that it is.
 */
export function dueReminders(database: DatabaseSync, query: ReminderQuery): readonly DueReminder[] {
  return levels.flatMap((level) => {
    const offsets = offsetsOf(query.rules, level);
    return offsets.flatMap((offsetDays, index) => {
      const { from, upTo } = rangeOf(offsets, index, query);
      const sent = JSON.stringify([NONE_YET, ...offsets.slice(0, index)]);
      const rows = prepared(database, DUE[level]).all({
        ...{ ruleSet: query.ruleSet.id, sent, from, upTo },
      }) as unknown as readonly RunningDay[];
      return rows.flatMap((day) => owed(day, level, offsetDays, query) ?? []);
    });
  });
}

/** The due days of the deadlines for which a reminder is the last one that has come, as far as not settled. */
function rangeOf(
  offsets: readonly number[],
  index: number,
  { calendar, morning, before }: ReminderQuery,
): { readonly from: string; readonly upTo: string } {
  const now = reachedOn(morning, calendar);
  const offsetDays = offsets[index] ?? 0;
  const next = offsets[index + 1];
  const settled = before === undefined ? '' : lastDueOf(offsetDays, before);
  const superseded = next === undefined ? '' : lastDueOf(next, now);
  const lapsed = offsetDays > 0 ? '' : addDays(morning.today, -1);
  const [from = ''] = [settled, superseded, lapsed].toSorted().toReversed();
  return { from, upTo: lastDueOf(offsetDays, now) };
}

/** The last due day for which a reminder has come. */
function lastDueOf(offsetDays: number, { before, after }: Reached): string {
  return addDays(offsetDays > 0 ? after : before, -offsetDays);
}

/** Of the days that deadlines got after a position, the reminders whose moment has come since. */
export function newlyDueReminders(
  database: DatabaseSync,
  since: number,
  query: Omit<ReminderQuery, 'before'>,
): readonly DueReminder[] {
  const { rules, calendar, morning, ruleSet } = query;
  const rows = prepared(database, NEWLY).all({
    ...{ since, ruleSet: ruleSet.id },
  }) as unknown as readonly (RunningDay & Readonly<Record<ReminderLevel, number>>)[];
  return rows.flatMap((day) =>
    levels.flatMap((level) => {
      const last = offsetsOf(rules, level).findLast(
        (offsetDays) => dayOfReminder(day.due, offsetDays, calendar) <= morning.reached,
      );
      const isOpen =
        last !== undefined && last > day[level] && (last > 0 || morning.today <= day.due);
      return (isOpen ? owed(day, level, last, query) : undefined) ?? [];
    }),
  );
}

interface RunningDay {
  readonly cycleId: string;
  readonly deadlineId: string;
  readonly unitId: string;
  readonly due: string;
  readonly armedBy: string;
  readonly armedMs: number;
  /** 1 where the deadline was moved to this day while its day before was not over; else 0. */
  readonly isMoved: number;
}

/**
 * A reminder of a day, unless its moment came before the deadline had that day. That a day is over is owed all the
 * same, from when it was given, where the deadline was moved to it: nobody could have known.
 */
function owed(
  { armedMs, isMoved, unitId, ...day }: RunningDay,
  level: ReminderLevel,
  offsetDays: number,
  { rules, calendar }: Pick<ReminderQuery, 'rules' | 'calendar'>,
): DueReminder | undefined {
  const { cycleId, deadlineId, due, armedBy } = day;
  const cameMs = romeInstantMs(dayOfReminder(due, offsetDays, calendar), rules.at);
  const isOwed = cameMs > armedMs || (isMoved === 1 && offsetDays > 0);
  if (!isOwed) return undefined;
  const atMs = Math.max(cameMs, armedMs);
  const unit = unitId === '' ? undefined : unitId;
  return { cycleId, deadlineId, unitId: unit, due, offsetDays, level, armedBy, atMs };
}

function offsetsOf({ reminders }: ReminderRules, level: ReminderLevel): readonly number[] {
  return reminders
    .filter((each) => each.levels.includes(level))
    .map(({ offsetDays }) => offsetDays)
    .toSorted((one, other) => one - other);
}

const COLUMNS = `
  cycle_id AS cycleId, deadline_id AS deadlineId, unit_id AS unitId, due,
  armed_by AS armedBy, armed_ms AS armedMs, is_moved AS isMoved`;
const RUNNING = 'is_running = 1 AND rule_set = :ruleSet';
const NOT_SENT = 'IN (SELECT value FROM json_each(:sent))';
const IN_RANGE = 'due > :from AND due <= :upTo';
const DUE: Readonly<Record<ReminderLevel, string>> = {
  owner: `
    SELECT ${COLUMNS} FROM day INDEXED BY to_owner
    WHERE ${RUNNING} AND owner ${NOT_SENT} AND ${IN_RANGE}`,
  coordinator: `
    SELECT ${COLUMNS} FROM day INDEXED BY to_coordinator
    WHERE ${RUNNING} AND coordinator ${NOT_SENT} AND ${IN_RANGE}`,
  director: `
    SELECT ${COLUMNS} FROM day INDEXED BY to_director
    WHERE ${RUNNING} AND director ${NOT_SENT} AND ${IN_RANGE}`,
};
const NEWLY = `
  SELECT ${COLUMNS}, owner, coordinator, director FROM day INDEXED BY newly_running
  WHERE ${RUNNING} AND touched > :since`;
