import fc from 'fast-check';
import { endOf, faultOf, firstDay, isPast, lastDay } from './period.js';

describe('A point in time of a source', () => {
  it.each([
    ['2024', '2024-01-01', '2024-12-31'],
    ['2024-06', '2024-06-01', '2024-06-30'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2023-02', '2023-02-01', '2023-02-28'],
    ['2024-12', '2024-12-01', '2024-12-31'],
    ['2025-08-30', '2025-08-30', '2025-08-30'],
  ])('%s goes from %s to %s', (point, from, to) => {
    expect([firstDay(point), lastDay(point)]).toEqual([from, to]);
  });

  it('never ends before it begins, and a year holds all its months', () => {
    const years = fc.integer({ min: 1990, max: 2100 });
    fc.assert(
      fc.property(years, fc.integer({ min: 1, max: 12 }), (year, month) => {
        const point = `${year}-${String(month).padStart(2, '0')}`;
        expect(firstDay(point) <= lastDay(point)).toBe(true);
        expect(lastDay(point) <= lastDay(String(year))).toBe(true);
      }),
    );
  });
});

describe('The end of a period', () => {
  it('is the last day of what is written', () => {
    expect(endOf({ from: '2023', to: '2024', precision: 'year' })).toBe('2024-12-31');
  });

  it.each([
    ['2024-09', 'month', 18, '2026-02-28'],
    ['2024-09-15', 'day', 18, '2026-03-14'],
    ['2024-01-31', 'day', 1, '2024-02-28'],
    ['2024-01-01', 'day', 36, '2026-12-31'],
  ] as const)(
    'that begins on %s (%s) and lasts %i months is %s',
    (from, precision, durationMonths, end) => {
      expect(endOf({ from, precision, durationMonths })).toBe(end);
    },
  );

  it('is not known without a beginning, or of a duration within a year not told', () => {
    expect(endOf({ precision: 'none', durationMonths: 36 })).toBeUndefined();
    expect(endOf({ from: '2024', precision: 'year', durationMonths: 18 })).toBeUndefined();
    expect(endOf({ from: '2024-09', precision: 'month' })).toBeUndefined();
  });

  it('is past from the day after it on', () => {
    const period = { to: '2024', precision: 'year' } as const;
    expect(isPast(period, '2024-12-31')).toBe(false);
    expect(isPast(period, '2025-01-01')).toBe(true);
    expect(isPast(undefined, '2025-01-01')).toBe(false);
  });
});

describe('A period', () => {
  it.each([
    [undefined],
    [{ precision: 'none', text: 'da definire' }],
    [{ from: '2024-02-29', precision: 'day' }],
    [{ from: '2022', to: '2022', precision: 'year' }],
    [{ from: '2024-06', to: '2026-03', precision: 'month' }],
  ] as const)('like %j is as it should be', (period) => {
    expect(faultOf(period)).toBeUndefined();
  });

  it.each([
    [{ from: '2023-02-29', precision: 'day' }, 'period-unreadable'],
    [{ from: '2024-02', precision: 'day' }, 'period-unreadable'],
    [{ to: '2024', precision: 'none' }, 'period-unreadable'],
    [{ from: '2024', to: '2023', precision: 'year' }, 'dates-reversed'],
  ] as const)('like %j is not', (period, code) => {
    expect(faultOf(period)?.code).toBe(code);
  });
});
