import fc from 'fast-check';
import { addDays, weekday } from './day.js';
import { aDay } from './days.fixture.js';
import { UnknownMunicipality, WorkingCalendar } from './working-calendar.js';

const national = new WorkingCalendar();
const livorno = new WorkingCalendar({
  municipality: 'livorno',
  closures: [{ from: '2024-08-12', to: '2024-08-16', it: 'Chiusura estiva' }],
});

describe('why nobody works on a day', () => {
  it.each([
    ['2024-04-25', 'national', 'Liberazione'],
    ['2024-04-01', 'national', 'Lunedì dell’Angelo'],
    ['2027-10-04', 'national', 'San Francesco d’Assisi'],
    ['2024-04-28', 'sunday', 'domenica'],
    ['2024-04-27', 'saturday', 'sabato'],
    ['2024-05-22', 'patron', 'Santa Giulia, patrona di Livorno'],
    ['2024-08-13', 'closure', 'Chiusura estiva'],
    ['2024-08-15', 'national', 'Assunzione'],
  ])('on %s: %s, %s', (day, kind, it) => {
    expect(livorno.why(day)).toMatchObject({ day, kind, it });
    expect(livorno.isWorkingDay(day)).toBe(false);
  });

  it.each(['2024-04-24', '2025-10-03', '2024-08-19', '2024-11-04', '2024-02-29'])(
    'but on %s somebody does',
    (day) => {
      expect(livorno.why(day)).toBeUndefined();
    },
  );

  it('knows the feast of a municipality and the closures of an office only for that office', () => {
    expect(national.isWorkingDay('2024-05-22')).toBe(true);
    expect(national.isWorkingDay('2024-08-13')).toBe(true);
  });

  it('does not guess the saint of a municipality it does not know', () => {
    expect(() => new WorkingCalendar({ municipality: 'atlantide' })).toThrow(UnknownMunicipality);
  });
});

describe('counting working days, the first day out and the last day in', () => {
  it.each([
    ['2024-04-24', 1, '2024-04-26'],
    ['2024-04-24', 3, '2024-04-30'],
    ['2024-04-24', 4, '2024-05-02'],
    ['2024-04-28', 1, '2024-04-29'],
    ['2024-04-28', 0, '2024-04-28'],
    ['2024-05-02', -1, '2024-04-30'],
    ['2024-12-31', 1, '2025-01-02'],
    ['2025-01-02', -1, '2024-12-31'],
  ])('from %s %i working days lead to %s', (from, count, to) => {
    expect(national.addWorkingDays(from, count)).toBe(to);
    expect(national.workingDaysBetween(from, to)).toBe(count);
  });
});

const closures = fc.array(
  fc
    .record({ from: aDay, days: fc.integer({ min: 0, max: 40 }) })
    .map(({ from, days }) => ({ from, to: addDays(from, days), it: 'Chiusura' })),
  { maxLength: 4 },
);
const aCalendar = fc
  .record(
    { municipality: fc.constantFrom('livorno', 'collesalvetti', 'capraia-isola'), closures },
    { requiredKeys: [] },
  )
  .map((office) => new WorkingCalendar(office));
const aCount = fc.integer({ min: -300, max: 300 });

/** The same, one day after the other. */
function walk(calendar: WorkingCalendar, from: string, count: number): string {
  let day = from;
  for (let left = Math.abs(count); left > 0;) {
    day = addDays(day, Math.sign(count));
    if (calendar.isWorkingDay(day)) left -= 1;
  }
  return day;
}

describe('working days, of any office', () => {
  it('are never on a Saturday or Sunday', () => {
    fc.assert(
      fc.property(aCalendar, aDay, (calendar, day) => {
        if (weekday(day) > 5) expect(calendar.isWorkingDay(day)).toBe(false);
      }),
    );
  });

  it('are counted as who goes through the days one by one would', () => {
    fc.assert(
      fc.property(aCalendar, aDay, aCount, (calendar, from, count) => {
        const to = calendar.addWorkingDays(from, count);
        expect(to).toBe(walk(calendar, from, count));
        expect(calendar.workingDaysBetween(from, to)).toBe(count);
      }),
    );
  });

  it('and the others add up to all days', () => {
    fc.assert(
      fc.property(aCalendar, aDay, fc.integer({ min: 0, max: 900 }), (calendar, from, days) => {
        const to = addDays(from, days);
        const others = calendar.between(addDays(from, 1), to);
        expect(calendar.workingDaysBetween(from, to) + others.length).toBe(days);
        expect(others.map(({ day }) => day)).toEqual(others.map(({ day }) => day).sort());
        for (const other of others) expect(calendar.why(other.day)).toEqual(other);
      }),
    );
  });

  it('are next to any day: the same, the first after it, the last before it', () => {
    fc.assert(
      fc.property(aCalendar, aDay, (calendar, day) => {
        const [before, after] = [calendar.onOrBefore(day), calendar.onOrAfter(day)];
        expect([before, after].every((each) => calendar.isWorkingDay(each))).toBe(true);
        expect(before === day).toBe(calendar.isWorkingDay(day));
        expect(after === day).toBe(calendar.isWorkingDay(day));
        expect(calendar.workingDaysBetween(before, after)).toBe(before === after ? 0 : 1);
      }),
    );
  });
});

describe('an office that is closed for years', () => {
  it('works again after that', () => {
    const closures = [{ from: '2023-12-20', to: '2026-01-10', it: 'Chiusa' }];
    const closed = new WorkingCalendar({ closures });
    expect(closed.onOrAfter('2024-03-01')).toBe('2026-01-12');
    expect(closed.onOrBefore('2025-03-01')).toBe('2023-12-19');
    expect(closed.workingDaysBetween('2024-03-01', '2026-01-12')).toBe(1);
  });
});

describe('what cannot be counted', () => {
  it.each(['2023-02-29', '2024-2-1', ''])('the working days from %j', (day) => {
    expect(() => national.addWorkingDays(day, 1)).toThrow(RangeError);
    expect(() => national.isWorkingDay(day)).toThrow(RangeError);
    expect(() => national.between(day, '2024-12-31')).toThrow(RangeError);
  });

  it.each([0.5, Number.NaN, Infinity])('%d working days', (count) => {
    expect(() => national.addWorkingDays('2024-01-10', count)).toThrow(RangeError);
  });
});
