import fc from 'fast-check';
import { addDays } from './day.js';
import { aDay, allDays, anInstantMs } from './days.fixture.js';
import { endOfDayMs, romeDay, romeInstantMs, romeTime, startOfDayMs } from './rome.js';

const HOUR_MS = 3_600_000;
const utc = (instantMs: number): string => new Date(instantMs).toISOString();

describe('A day in Rome', () => {
  it.each([
    ['2024-01-31T22:59:59.999Z', '2024-01-31'],
    ['2024-01-31T23:00:00.000Z', '2024-02-01'],
    ['2024-06-30T21:59:59.999Z', '2024-06-30'],
    ['2024-06-30T22:00:00.000Z', '2024-07-01'],
    ['2024-02-28T23:00:00.000Z', '2024-02-29'],
  ])('it is, at %s, %s', (instant, expected) => {
    expect(romeDay(Date.parse(instant))).toBe(expected);
  });

  it('is the day of an independent formatter at every instant', () => {
    const formatter = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' });
    fc.assert(
      fc.property(anInstantMs, (instantMs) => {
        expect(romeDay(instantMs)).toBe(formatter.format(instantMs));
      }),
    );
  });

  it('begins with its first instant and is over with the first of the next', () => {
    fc.assert(
      fc.property(anInstantMs, (instantMs) => {
        const day = romeDay(instantMs);
        expect(startOfDayMs(day)).toBeLessThanOrEqual(instantMs);
        expect(endOfDayMs(day)).toBeGreaterThan(instantMs);
      }),
    );
    fc.assert(
      fc.property(aDay, (day) => {
        expect(romeDay(startOfDayMs(day))).toBe(day);
        expect(romeDay(startOfDayMs(day) - 1)).toBe(addDays(day, -1));
        expect(romeDay(endOfDayMs(day) - 1)).toBe(day);
        expect(endOfDayMs(day)).toBe(startOfDayMs(addDays(day, 1)));
      }),
    );
  });

  it('has 24 hours, but 23 on the last Sunday of March and 25 on that of October', () => {
    const lastSunday = (year: string, month: string): string | undefined =>
      allDays.findLast(
        (day) => day.startsWith(`${year}-${month}`) && new Date(`${day}T12:00Z`).getUTCDay() === 0,
      );
    const unusual = allDays
      .map((day) => [day, (endOfDayMs(day) - startOfDayMs(day)) / HOUR_MS] as const)
      .filter(([, hours]) => hours !== 24);
    const expected = Array.from({ length: 61 }, (_, index) => String(2000 + index)).flatMap(
      (year) => [
        [lastSunday(year, '03'), 23],
        [lastSunday(year, '10'), 25],
      ],
    );
    expect(unusual).toEqual(expected);
  });

  it('ends even if it is the last that has four digits', () => {
    expect(utc(endOfDayMs('9999-12-31'))).toBe('9999-12-31T23:00:00.000Z');
  });

  it.each(['2024-02-30', '2024-2-1', ''])('there is none called %j', (text) => {
    expect(() => startOfDayMs(text)).toThrow(RangeError);
    expect(() => endOfDayMs(text)).toThrow(RangeError);
  });
});

describe('An hour in Rome', () => {
  it.each([
    ['2024-01-10', '08:00', '2024-01-10T07:00:00.000Z'],
    ['2024-07-10', '08:00', '2024-07-10T06:00:00.000Z'],
    // The morning after either night is where it always is.
    ['2024-03-31', '08:00', '2024-03-31T06:00:00.000Z'],
    ['2024-10-27', '08:00', '2024-10-27T07:00:00.000Z'],
    // 02:30 is skipped in March, and comes twice in October.
    ['2024-03-31', '02:30', '2024-03-31T01:30:00.000Z'],
    ['2024-10-27', '02:30', '2024-10-27T00:30:00.000Z'],
  ])('on %s at %s it is %s', (day, time, instant) => {
    expect(utc(romeInstantMs(day, time))).toBe(instant);
  });

  it('is found again from its instant, but in the hour that comes twice', () => {
    fc.assert(
      fc.property(anInstantMs, (instantMs) => {
        const again = romeInstantMs(romeDay(instantMs), romeTime(instantMs));
        const minute = Math.floor(instantMs / 60_000) * 60_000;
        expect([minute, minute - HOUR_MS]).toContain(again);
        if (again !== minute)
          expect(endOfDayMs(romeDay(again)) - startOfDayMs(romeDay(again))).toBe(25 * HOUR_MS);
      }),
    );
  });

  it('that comes twice is shown twice', () => {
    expect(romeTime(Date.parse('2024-10-27T00:30:00Z'))).toBe('02:30');
    expect(romeTime(Date.parse('2024-10-27T01:30:00Z'))).toBe('02:30');
    expect(romeTime(Date.parse('2024-03-31T01:00:00Z'))).toBe('03:00');
  });

  it.each(['8:00', '24:01', '', '08:00:00'])('there is none called %j', (time) => {
    expect(() => romeInstantMs('2024-01-10', time)).toThrow(RangeError);
  });
});
