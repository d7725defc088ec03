import ical, {
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
  type ICalCalendar,
  type ICalEvent,
  type ICalEventData,
} from 'ical-generator';
import { romeInstantMs } from '#calendar';
import type { CalendarEntry } from './calendar-entry.js';

/** How often a program that subscribes is asked to look again. Many look less often whatever they are asked. */
const LOOK_AGAIN_SECONDS = 8 * 60 * 60;

/** What a calendar is called and where it is kept. */
export interface CalendarHead {
  readonly name: string;
  /** Where it can be read again; undefined for a file that is taken away once. */
  readonly source?: string | undefined;
}

/**
 * A calendar as text (RFC 5545, RFC 7986). The same entries give the same text, to the byte: it holds neither
 * the instant it was written at nor anything by chance. No alarms: each program has its owner's own.
 * @throws RangeError for a UID that could bring lines of its own in
 */
export function calendarText(
  { name, source }: CalendarHead,
  entries: readonly CalendarEntry[],
): string {
  const calendar = newCalendar(ICalCalendarMethod.PUBLISH);
  calendar.name(escaped(plain(name)));
  if (source !== undefined) calendar.source(source).ttl(LOOK_AGAIN_SECONDS);
  for (const entry of entries) addEntry(calendar, entry);
  return textOf(calendar);
}

export function newCalendar(method: ICalCalendarMethod): ICalCalendar {
  return ical({ prodId: { company: 'Traccia', product: 'Traccia', language: 'IT' }, method });
}

/** @throws RangeError for a UID that could bring lines of its own in */
export function addEntry(calendar: ICalCalendar, entry: CalendarEntry): ICalEvent {
  const { uid, sequence, changedMs, title, description, place, url, standing } = entry;
  if (!/^[A-Za-z0-9-]{1,200}$/.test(uid)) throw new RangeError('The UID of an entry is malformed');
  const changed = new Date(changedMs);
  return calendar.createEvent({
    id: uid,
    sequence,
    stamp: changed,
    lastModified: changed,
    ...timeOf(entry),
    summary: plain(title),
    ...(description !== undefined && { description: plain(description) }),
    ...(place !== undefined && { location: plain(place) }),
    ...(url !== undefined && { url }),
    status: statuses[standing],
  });
}

/** What ends the text is a line end as well (RFC 5545, 3.1). */
export const textOf = (calendar: ICalCalendar): string => `${calendar.toString()}\r\n`;

const statuses = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
} as const satisfies Readonly<Record<CalendarEntry['standing'], ICalEventStatus>>;

/**
 * A whole day is a DATE, the same day wherever it is looked at, and leaves its hours free. An hour is told in
 * UTC: there is one instant, and nobody has to know the summer time of Rome.
 */
function timeOf({
  when: { day, startTime },
}: CalendarEntry): Pick<ICalEventData, 'start' | 'allDay' | 'transparency'> {
  if (startTime === undefined) {
    return { start: day, allDay: true, transparency: ICalEventTransparency.TRANSPARENT };
  }
  return { start: new Date(romeInstantMs(day, startTime)) };
}

/** Without the signs no text of a calendar may hold (RFC 5545, 3.1); line ends are written as such. */
const plain = (text: string): string => text.replaceAll(/[^\P{Cc}\n]/gu, '');

/** A text as a value (RFC 5545, 3.3.11): the library does so with those of entries, not with the calendar's own. */
const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
