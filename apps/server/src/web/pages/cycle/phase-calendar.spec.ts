import { firstsOfMonths } from './phase-calendar.js';

describe('The months of a picture', () => {
  it.each([
    ['from within a month', '2024-01-15', 80, ['2024-02-01', '2024-03-01', '2024-04-01']],
    ['from the first of one', '2024-02-01', 29, ['2024-02-01']],
    ['over the end of a year', '2023-12-02', 31, ['2024-01-01']],
    ['within one month', '2024-03-02', 20, []],
  ])('begin %s', (_, from, days, firsts) => {
    expect(firstsOfMonths({ from, days })).toEqual(firsts);
  });
});
