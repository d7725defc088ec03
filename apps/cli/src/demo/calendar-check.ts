import ICAL from 'ical.js';
import { idOf } from '#notifications';
import { CommandFailed } from '../failure.js';
import type { DeadlineView, TracciaClient } from '../traccia-client.js';

/** What is to be found in the calendar of somebody. */
interface Wanted {
  /** Where the server answers: the address of a calendar is the one people open. */
  readonly server: string;
  readonly cycleId: string;
  readonly deadlines: readonly DeadlineView[];
}

/**
 * Reads somebody's personal calendar as a calendar program does, at its secret address and with a parser by other
 * authors, and compares it with the deadlines that the API tells.
 * @returns how many entries there are of those deadlines
 * @throws CommandFailed when a deadline is missing, is there twice, or is on another day
 */
export async function compareCalendar(
  client: TracciaClient,
  { server, cycleId, deadlines }: Wanted,
): Promise<number> {
  const { pathname } = new URL(await client.issueCalendarFeed());
  const response = await fetch(new URL(pathname, server));
  const calendar = new ICAL.Component(ICAL.parse(await response.text()) as unknown[]);
  const days = Map.groupBy(
    calendar.getAllSubcomponents('vevent'),
    (event) => String(event.getFirstPropertyValue('uid')).split('@')[0] ?? '',
  );
  for (const { deadlineId, due } of deadlines) {
    const events = days.get(idOf('deadline', cycleId, deadlineId)) ?? [];
    const found = events.map((event) => String(event.getFirstPropertyValue('dtstart')));
    if (found.length === 1 && found[0] === due) continue;
    const instead = found.join(', ') || 'niente';
    throw new CommandFailed(`Nel calendario di ${deadlineId} si legge ${instead}, non ${due}.`);
  }
  return deadlines.length;
}
