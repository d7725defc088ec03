import fc from 'fast-check';
import { addDays, addMonths, daysBetween, isDay, weekday } from './day.js';
import { aDay, allDays } from './days.fixture.js';

describe('Calendar days', () => {
  it('leave the first day out and take the last one in', () => {
    expect(daysBetween('2024-02-20', '2024-02-22')).toBe(2);
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2); // a leap year
    expect(daysBetween('2025-02-28', '2025-03-01')).toBe(1);
    expect(daysBetween('2024-03-30', '2024-04-01')).toBe(2); // the clocks change on the 31st
    expect(daysBetween('2024-10-26', '2024-10-28')).toBe(2); // and on the 27th
    expect(daysBetween('2024-02-22', '2024-02-20')).toBe(-2);
  });

  it('are undone by going back as many days', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: -800, max: 800 }), (from, days) => {
        const to = addDays(from, days);
        expect(daysBetween(from, to)).toBe(days);
        expect(addDays(to, -days)).toBe(from);
        expect(Math.sign(days)).toBe(to < from ? -1 : to === from ? 0 : 1);
      }),
    );
  });

  it('follow one another through all leap years', () => {
    expect(allDays.at(-1)).toBe('2060-12-31');
    for (const [index, day] of allDays.entries()) expect(addDays('2000-01-01', index)).toBe(day);
  });

  it('have the weekday that any clock says', () => {
    fc.assert(
      fc.property(aDay, (day) => {
        expect(weekday(day) % 7).toBe(new Date(`${day}T12:00:00Z`).getUTCDay());
      }),
    );
  });

  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-09-15', 18, '2026-03-15'],
    ['2024-03-31', -1, '2024-02-29'],
  ])('%s and %i months are %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  it('go on beyond the year 9999, and back', () => {
    expect(addDays(addDays('9999-12-31', 1), -1)).toBe('9999-12-31');
    expect(daysBetween('9999-12-31', addMonths('9999-12-31', 1))).toBe(31);
  });
});

describe('What is a day', () => {
  it.each(['2024-02-29', '2000-02-29', '0999-01-01', '9999-12-31'])('%s is', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    '2023-02-29',
    '2100-02-29',
    '2024-2-9',
    '20240209',
    '2024-02-09T10:00',
    '',
    '2024-04-31',
  ])('%s is not, and nothing is counted from it', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => addDays(text, 1)).toThrow(RangeError);
    expect(() => daysBetween('2024-01-01', text)).toThrow(RangeError);
  });
});
