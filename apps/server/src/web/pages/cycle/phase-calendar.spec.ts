import { placeOf, scaleOfDays } from './phase-calendar.js';

describe('The months of a picture', () => {
  it.each([
    ['from the month of the first day to ten days after the last', ['2024-02-15', '2024-03-25']],
    ['in whatever order the days come', ['2024-03-25', '2024-02-15']],
  ])('go %s', (_, days) => {
    expect(scaleOfDays(days, '2024-03-01')).toMatchObject({
      ...{ from: '2024-02-01', days: 63 },
      months: ['2024-02-01', '2024-03-01', '2024-04-01'],
    });
  });

  it('are each a line, where their first day is', () => {
    const scale = scaleOfDays(['2024-02-15', '2024-03-25'], '2024-03-01');
    const places = [...(scale?.lines.matchAll(/M([\d.]+) 0/g) ?? [])].map(([, x]) => Number(x));
    expect(places).toEqual(scale?.months.map((day) => placeOf(day, scale)));
    expect(places[0]).toBe(0);
  });

  it('go on to today, and over the end of a year', () => {
    const months = ['2023-11-01', '2023-12-01', '2024-01-01'];
    expect(scaleOfDays(['2023-11-30'], '2024-01-15')).toMatchObject({ months });
  });

  it('are none where there are no days', () => {
    expect(scaleOfDays([], '2024-01-15')).toBeUndefined();
  });
});
