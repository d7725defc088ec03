import { easterSunday } from './easter.js';

describe('Easter Sunday', () => {
  it.each([
    // The earliest, the latest, and those that are told wrong where the exceptions of the epact are forgotten.
    '1818-03-22',
    '1943-04-25',
    '1954-04-18',
    '1981-04-19',
    '2000-04-23',
    '2008-03-23',
    '2011-04-24',
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2038-04-25',
    '2049-04-18',
    '2285-03-22',
  ])('was or will be %s', (day) => {
    expect(easterSunday(Number(day.slice(0, 4))).toString()).toBe(day);
  });

  it('is a Sunday between 22 March and 25 April', () => {
    for (let year = 1900; year < 2300; year += 1) {
      const date = easterSunday(year);
      expect(date.dayOfWeek).toBe(7);
      expect(date.toString().slice(5) >= '03-22' && date.toString().slice(5) <= '04-25').toBe(true);
    }
  });
});
