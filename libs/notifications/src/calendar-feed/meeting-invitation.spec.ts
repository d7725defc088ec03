import type { CalendarEntry } from './calendar-entry.js';
import { invitationTo } from './meeting-invitation.js';
import { lineFaults, parsedCalendar } from './parsed-calendar.fixture.js';

const meeting: CalendarEntry = {
  uid: 'incontro-1',
  sequence: 1,
  changedMs: Date.parse('2024-02-01T10:00:00Z'),
  when: { day: '2024-02-21', startTime: '09:30' },
  title: 'Incontro con il Terzo settore',
  place: 'Sala consiliare',
  standing: 'confirmed',
};
const office = { name: 'Ufficio di Piano', email: 'udp@zona.example' };
const body = { name: 'Consulta del volontariato', email: 'consulta@zona.example' };

describe('An invitation to a meeting', () => {
  it('asks one recipient to come, and says who asks', () => {
    const { method, contentType, text } = invitationTo(meeting, office, body);
    expect(method).toBe('REQUEST');
    expect(contentType).toBe('text/calendar; charset=utf-8; method=REQUEST');
    expect(lineFaults(text)).toEqual([]);
    const parsed = parsedCalendar(text);
    expect(parsed.head('method')).toBe('REQUEST');
    expect(parsed.entries).toMatchObject([
      { uid: 'incontro-1', start: '2024-02-21T08:30:00Z', location: 'Sala consiliare' },
    ]);
    const event = parsed.calendar.getFirstSubcomponent('vevent')!;
    expect(event.getFirstPropertyValue('organizer')).toBe('mailto:udp@zona.example');
    const attendees = event.getAllProperties('attendee');
    expect(attendees.map((each) => each.getFirstValue())).toEqual(['MAILTO:consulta@zona.example']);
  });

  it('that is called off takes the place of the one before: the same UID, a higher sequence', () => {
    const off = { ...meeting, sequence: 2, standing: 'cancelled' as const };
    const { method, text } = invitationTo(off, office, body);
    expect(method).toBe('CANCEL');
    const parsed = parsedCalendar(text);
    expect(parsed.head('method')).toBe('CANCEL');
    expect(parsed.entries).toMatchObject([{ uid: 'incontro-1', sequence: 2, status: 'CANCELLED' }]);
  });

  it('is not led astray by what somebody is called', () => {
    const name = 'Consulta" ;CN=altro\r\nX-EVIL:1';
    const { text } = invitationTo(meeting, office, { ...body, name });
    expect(lineFaults(text)).toEqual([]);
    expect(text).not.toMatch(/^X-EVIL/m);
    const event = parsedCalendar(text).calendar.getFirstSubcomponent('vevent')!;
    expect(event.getAllProperties('attendee')).toHaveLength(1);
  });
});
