import fc from 'fast-check';
import { addDays, daysBetween, romeDay } from './days.js';

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('Calendar days', () => {
  it('leave the first day out and take the last one in', () => {
    expect(daysBetween('2024-02-20', '2024-02-22')).toBe(2);
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2024-03-30', '2024-04-01')).toBe(2); // the clocks change on the 31st
  });

  it('are undone by going back as many days', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -800, max: 800 }), (from, days) => {
        const to = addDays(from, days);
        expect(daysBetween(from, to)).toBe(days);
        expect(addDays(to, -days)).toBe(from);
        expect(Math.sign(days)).toBe(to < from ? -1 : to === from ? 0 : 1);
      }),
    );
  });

  it.each([
    ['2024-01-31T22:59:59Z', '2024-01-31'],
    ['2024-01-31T23:00:00Z', '2024-02-01'],
    ['2024-06-30T21:59:59Z', '2024-06-30'],
    ['2024-06-30T22:00:00Z', '2024-07-01'],
  ])('begin at midnight in Rome: %s is on %s', (instant, expected) => {
    expect(romeDay(Date.parse(instant))).toBe(expected);
  });
});
