import type { DatabaseSync } from 'node:sqlite';
import type { WorkingCalendar } from '#calendar';
import { workingCalendarOf } from '../organisation/office-calendar.js';
import { organisationIn } from '../organisation/organisation.table.js';

/** Any day: what the register says of closures holds for all of them. */
const ANY_DAY = '';

/** On which days the office of a zone works, as far as the log is told: on their mornings digests leave. */
export function officeDaysIn(database: DatabaseSync, zone: string): WorkingCalendar {
  return workingCalendarOf(organisationIn(database, zone, ANY_DAY));
}
