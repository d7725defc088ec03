import { romeMidnightMs } from './rome-midnight.js';

describe('A day in Rome', () => {
  it.each([
    ['2024-01-10', '2024-01-09T23:00:00.000Z'],
    ['2024-07-10', '2024-07-09T22:00:00.000Z'],
    ['2024-03-31', '2024-03-30T23:00:00.000Z'],
    ['2024-04-01', '2024-03-31T22:00:00.000Z'],
    ['2024-10-27', '2024-10-26T22:00:00.000Z'],
    ['2024-10-28', '2024-10-27T23:00:00.000Z'],
  ])('%s begins at %s', (day, instant) => {
    expect(new Date(romeMidnightMs(day)).toISOString()).toBe(instant);
  });
});
