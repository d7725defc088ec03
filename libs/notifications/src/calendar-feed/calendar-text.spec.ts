import fc from 'fast-check';
import type { CalendarEntry } from './calendar-entry.js';
import { calendarText } from './calendar-text.js';
import { lineFaults, parsedCalendar } from './parsed-calendar.fixture.js';

const deadline: CalendarEntry = {
  uid: '0a1b-2c',
  sequence: 3,
  changedMs: Date.parse('2024-02-20T10:00:00Z'),
  when: { day: '2024-03-31' },
  title: 'Schede trasmesse: Programmazione operativa annuale 2024',
  description: 'Ultimo giorno: 31 marzo 2024; poi, più nulla.\nPrima era il 15 marzo 2024.',
  standing: 'confirmed',
};
const one = (entry: CalendarEntry) =>
  parsedCalendar(calendarText({ name: 'Scadenze' }, [entry])).entries[0]!;

describe('The text of a calendar', () => {
  it('is read by others as what was put in', () => {
    expect(one(deadline)).toEqual({
      ...{ uid: '0a1b-2c', sequence: 3, start: '2024-03-31', status: 'CONFIRMED' },
      ...{ summary: deadline.title, description: deadline.description, location: null },
      changed: '2024-02-20T10:00:00Z',
    });
  });

  it('says what it is called, where it is kept and when to look again', () => {
    const head = { name: 'Scadenze e incontri', source: 'https://traccia.example/calendar/a.ics' };
    const text = calendarText(head, [deadline]);
    const parsed = parsedCalendar(text);
    expect(parsed.head('name')).toBe('Scadenze e incontri');
    expect(parsed.head('source')).toBe(head.source);
    expect(parsed.head('method')).toBe('PUBLISH');
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT8H\r\n');
    expect(text).toContain('X-PUBLISHED-TTL:PT8H\r\n');
  });

  it('that is taken away once says neither where it is kept nor when to look again', () => {
    const text = calendarText({ name: 'Scadenze' }, [deadline]);
    expect(text).not.toMatch(/^(SOURCE|REFRESH-INTERVAL|X-PUBLISHED-TTL)/m);
  });

  it('tells a whole day as a date, which takes nobody’s hours', () => {
    const text = calendarText({ name: 'Scadenze' }, [deadline]);
    expect(text).toContain('DTSTART;VALUE=DATE:20240331\r\n');
    expect(text).toContain('TRANSP:TRANSPARENT\r\n');
    expect(text).not.toContain('DTEND');
  });

  it.each([
    ['in winter', '2024-01-15', '09:30', '2024-01-15T08:30:00Z'],
    ['in summer', '2024-07-15', '09:30', '2024-07-15T07:30:00Z'],
    [
      'after the night in which the clock goes forward',
      '2024-03-31',
      '09:00',
      '2024-03-31T07:00:00Z',
    ],
    ['after the night in which it goes back', '2024-10-27', '09:00', '2024-10-27T08:00:00Z'],
  ])('tells an hour in Rome as the instant it is %s', (_when, day, startTime, start) => {
    expect(one({ ...deadline, when: { day, startTime } })).toMatchObject({ start });
  });

  it.each([
    ['tentative', 'TENTATIVE'],
    ['cancelled', 'CANCELLED'],
  ] as const)('tells what is %s as such', (standing, status) => {
    expect(one({ ...deadline, standing })).toMatchObject({ status });
  });

  it('rings for nobody, and names nobody', () => {
    const text = calendarText({ name: 'Scadenze' }, [deadline]);
    expect(text).not.toMatch(/VALARM|ORGANIZER|ATTENDEE|CONTACT/);
  });

  it('is the same, to the byte, whenever it is written', () => {
    const write = () => calendarText({ name: 'Scadenze' }, [deadline, { ...deadline, uid: 'b' }]);
    expect(write()).toBe(write());
  });

  it('takes no UID that brings lines of its own in', () => {
    for (const uid of ['x\r\nX-EVIL:1', 'a b', 'è', ''])
      expect(() => calendarText({ name: 'Scadenze' }, [{ ...deadline, uid }])).toThrow(RangeError);
  });

  it('keeps to the form of the lines, and gives every text back, whatever is in it', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    const entry = fc.record({
      uid: fc.stringMatching(/^[A-Za-z0-9-]{1,40}$/),
      sequence: fc.nat(),
      changedMs: fc.integer({ min: 0, max: 4_000_000_000_000 }),
      when: fc.record({ day: fc.constantFrom('2024-02-29', '2031-12-31') }),
      title: text,
      description: text,
      place: text,
      standing: fc.constantFrom('confirmed', 'tentative', 'cancelled'),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), text, (entries, name) => {
        const written = calendarText({ name, source: 'https://traccia.example/a.ics' }, entries);
        expect(lineFaults(written)).toEqual([]);
        const { entries: parsed } = parsedCalendar(written);
        expect(parsed.map(({ uid, sequence }) => ({ uid, sequence }))).toEqual(
          entries.map(({ uid, sequence }) => ({ uid, sequence })),
        );
        expect(parsed.map(({ summary }) => summary)).toEqual(
          entries.map(({ title }) => title.replaceAll(/[^\P{Cc}\n]/gu, '')),
        );
        expect(written.match(/^BEGIN:VEVENT\r$/gm) ?? []).toHaveLength(entries.length);
      }),
    );
  });
});
