import Holidays from 'date-holidays';
import { weekday } from './day.js';
import { easterSunday } from './easter.js';
import { dayOf } from './holiday.js';
import { nationalHolidays } from './national-holidays.js';

const years = Array.from({ length: 61 }, (_, index) => 2000 + index);
const other = new Holidays('IT');

/** The public holidays of a year by another's book. */
function byTheOther(year: number): ReadonlySet<string> {
  const all = other.getHolidays(year).filter(({ type }) => type === 'public');
  return new Set(all.map(({ date }) => date.slice(0, 10)));
}

function byUs(year: number): ReadonlySet<string> {
  return new Set(nationalHolidays.flatMap((holiday) => dayOf(holiday, year) ?? []));
}

/** Where the two differ, and the law for it: the table of docs/decisions/calendar.md. */
const differences = [
  {
    what: 'Easter is a Sunday like all of them',
    law: 'L. 27 maggio 1949, n. 260, art. 2',
    who: 'they',
    is: (day: string) => day === easterSunday(Number(day.slice(0, 4))).toString(),
    // In 2038 it is 25 April, which both know.
    times: 60,
  },
  {
    what: '2 June 2000 was a Friday like any other',
    law: 'L. 5 marzo 1977, n. 54, art. 1',
    who: 'they',
    is: (day: string) => day === '2000-06-02',
    times: 1,
  },
  {
    what: 'the Republic was celebrated on the first Sunday of June until 2000',
    law: 'L. 5 marzo 1977, n. 54, art. 1',
    who: 'we',
    is: (day: string) => day === '2000-06-04',
    times: 1,
  },
  {
    what: 'the unity of the nation is celebrated on the first Sunday of November',
    law: 'L. 5 marzo 1977, n. 54, art. 1',
    who: 'we',
    is: (day: string) =>
      day.slice(5, 8) === '11-' && Number(day.slice(8)) <= 7 && weekday(day) === 7,
    // Where it is the first, it is All Saints' Day, which both know.
    times: 61 - years.filter((year) => weekday(`${year}-11-01`) === 7).length,
  },
] as const;

describe('The national holidays of 2000 to 2060', () => {
  const only = years.flatMap((year) => {
    const [ours, theirs] = [byUs(year), byTheOther(year)];
    return [
      ...[...theirs].filter((day) => !ours.has(day)).map((day) => ({ day, who: 'they' })),
      ...[...ours].filter((day) => !theirs.has(day)).map((day) => ({ day, who: 'we' })),
    ];
  });

  it('are those of an independent source but for what a law explains', () => {
    const unexplained = only.filter(
      ({ day, who }) => !differences.some((each) => each.who === who && each.is(day)),
    );
    expect(unexplained).toEqual([]);
  });

  it.each(differences)('$what: $law', ({ who, is, times }) => {
    expect(only.filter((each) => each.who === who && is(each.day))).toHaveLength(times);
  });

  it('differ on one working day only', () => {
    expect(only.filter(({ day }) => weekday(day) < 6)).toEqual([
      { day: '2000-06-02', who: 'they' },
    ]);
  });
});

describe('A national holiday', () => {
  it.each([
    ['Epifania', 2000, '2000-01-06'],
    ['150° dell’Unità d’Italia', 2011, '2011-03-17'],
    ['Lunedì dell’Angelo', 2011, '2011-04-25'],
    ['Festa della Repubblica (prima domenica di giugno)', 2000, '2000-06-04'],
    ['Festa della Repubblica', 2001, '2001-06-02'],
    ['San Francesco d’Assisi', 2026, '2026-10-04'],
    ['Unità nazionale (prima domenica di novembre)', 2026, '2026-11-01'],
  ])('%s in %i is %s', (name, year, day) => {
    expect(
      nationalHolidays.filter(({ it }) => it === name).map((each) => dayOf(each, year)),
    ).toEqual([day]);
  });

  it.each([
    ['150° dell’Unità d’Italia', 2010],
    ['150° dell’Unità d’Italia', 2012],
    ['Festa della Repubblica', 2000],
    ['Festa della Repubblica (prima domenica di giugno)', 2001],
    ['San Francesco d’Assisi', 2025],
  ])('%s is not one in %i', (name, year) => {
    expect(
      nationalHolidays.filter(({ it }) => it === name).map((each) => dayOf(each, year)),
    ).toEqual([undefined]);
  });

  it('rests on one law, with its day and number', () => {
    for (const { law } of nationalHolidays)
      expect(law).toMatch(/^(L\.|D\.P\.R\.|D\.L\.) \d+ [a-z]+ \d{4}, n\. \d+, art\. \d+/);
  });
});
