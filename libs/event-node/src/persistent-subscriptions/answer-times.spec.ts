import { AnswerTimes } from './answer-times.js';

describe('how long a consumer takes to answer', () => {
  const measuresOf = (...timesMs: readonly number[]) => {
    const times = new AnswerTimes();
    for (const timeMs of timesMs) times.add(timeMs);
    return Object.fromEntries(times.measures());
  };

  it('is measured as on the server', () => {
    expect(measuresOf(10, 9, 8, 7, 6, 5, 4, 3, 2, 1)).toEqual({
      Mean: 6,
      Median: 6,
      Fastest: 1,
      'Quintile 1': 1,
      'Quintile 2': 3,
      'Quintile 3': 5,
      'Quintile 4': 7,
      'Quintile 5': 9,
      '90%': 10,
      '95%': 10,
      '99%': 10,
      '99.5%': 10,
      '99.9%': 10,
      Highest: 10,
    });
  });

  it('is at least a millisecond, once there is an answer', () => {
    expect(Object.values(measuresOf(0.01)).every((valueMs) => valueMs === 1)).toBe(true);
    expect(measuresOf()).toEqual({});
  });

  it('forgets the answers of long ago', () => {
    const fast = Array.from({ length: 1_000 }, () => 1);
    expect(measuresOf(5_000, ...fast)).toMatchObject({ Highest: 1 });
  });
});
