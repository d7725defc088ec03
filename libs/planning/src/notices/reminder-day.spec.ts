import { otherDayNow } from './reminder-day.js';

const deadline = { due: '2024-06-12', forUnits: { anziani: '2024-06-20', minori: '2024-06-10' } };
const now = (due: string, ...unitIds: readonly string[]) => otherDayNow({ due, unitIds }, deadline);

describe('The day that somebody was reminded of', () => {
  it('holds while it is that of the units they were told for', () => {
    expect(now('2024-06-12', 'disabili')).toBeUndefined();
    expect(now('2024-06-20', 'anziani')).toBeUndefined();
    expect(now('2024-06-12', 'anziani', 'disabili')).toBeUndefined();
    // A unit whose own day is before that of all has that of all.
    expect(now('2024-06-12', 'minori')).toBeUndefined();
  });

  it('holds no more once theirs is another, be it that of others still', () => {
    expect(now('2024-06-12', 'anziani')).toBe('2024-06-20');
    expect(now('2024-06-05', 'disabili')).toBe('2024-06-12');
    expect(now('2024-06-20', 'disabili')).toBe('2024-06-12');
  });

  it('holds for whoever looks after all while it is the day of any', () => {
    expect(now('2024-06-12')).toBeUndefined();
    expect(now('2024-06-20')).toBeUndefined();
    expect(now('2024-06-05')).toBe('2024-06-12');
  });
});
