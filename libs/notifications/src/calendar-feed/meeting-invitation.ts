import { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod } from 'ical-generator';
import type { CalendarEntry } from './calendar-entry.js';
import { addEntry, newCalendar, textOf } from './calendar-text.js';

/** Who invites, or is invited: an address of mail, and what stands beside it. */
export interface Invited {
  readonly name: string;
  readonly email: string;
}

/** An invitation as a mail carries it (RFC 6047): the text, and what its content type says of it. */
export interface Invitation {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly contentType: string;
  readonly text: string;
}

/**
 * The invitation to something, or its being called off (RFC 5546, 3.2.2 and 3.2.5), for one recipient: nobody
 * learns who else is invited. Sent again after a change it has a higher sequence and the same UID, so that it
 * takes the place of the one before. Whoever answers answers the organiser by mail; we ask for no answer.
 */
export function invitationTo(
  entry: CalendarEntry,
  organizer: Invited,
  attendee: Invited,
): Invitation {
  const method = entry.standing === 'cancelled' ? 'CANCEL' : 'REQUEST';
  const calendar = newCalendar(ICalCalendarMethod[method]);
  const event = addEntry(calendar, entry);
  event.organizer({ name: quotable(organizer.name), email: organizer.email });
  event.createAttendee({
    name: quotable(attendee.name),
    email: attendee.email,
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.NEEDSACTION,
    rsvp: false,
  });
  return {
    method,
    contentType: `text/calendar; charset=utf-8; method=${method}`,
    text: textOf(calendar),
  };
}

/** A name as it may stand in quotes (RFC 5545, 3.2): there is no way to write a quote, nor a line end, in them. */
const quotable = (name: string): string => name.replaceAll(/["\p{Cc}]/gu, ' ').trim();
