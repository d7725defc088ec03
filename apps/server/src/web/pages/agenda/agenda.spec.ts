import fc from 'fast-check';
import { addDays, addMonths } from '#calendar';
import type { AgendaEntry } from '#planning';
import { groupedItems, weeksOf, type AgendaItem } from './agenda.js';

const entry = (day: string): AgendaEntry => ({
  ...{ cycleId: 'z-poa-annuale-2024', kind: 'deadline', id: day },
  ...{ uid: day, sequence: 0, changedMs: 0, when: { day }, title: day, standing: 'confirmed' },
});
const item = (day: string): AgendaItem => ({
  ...{ id: day, kind: 'deadline', day, startTime: undefined, title: day, address: undefined },
  ...{ why: [], file: undefined, extend: undefined, isMissed: false },
});
const days = fc.integer({ min: 0, max: 10_000 }).map((count) => addDays('2020-01-01', count));

describe('The weeks of a month', () => {
  it('hold each of its days once, Monday first', () => {
    expect(weeksOf('2024-02', []).map(([monday]) => monday!.day)).toEqual([
      ...['2024-01-29', '2024-02-05', '2024-02-12', '2024-02-19', '2024-02-26'],
    ]);
    fc.assert(
      fc.property(days, (some) => {
        const month = some.slice(0, 7);
        const held = weeksOf(month, []).flat();
        expect(held.length % 7).toBe(0);
        expect(held.find(({ isOfMonth }) => isOfMonth)!.day).toBe(`${month}-01`);
        expect(held.findLast(({ isOfMonth }) => isOfMonth)!.day).toBe(
          addDays(addMonths(`${month}-01`, 1), -1),
        );
      }),
    );
  });

  it('show whatever falls on a day there, and nothing of the months beside it', () => {
    fc.assert(
      fc.property(days, fc.array(days), (some, others) => {
        const month = some.slice(0, 7);
        const shown = weeksOf(month, others.map(entry)).flat();
        expect(shown.flatMap(({ entries }) => entries).length).toBe(
          others.filter((day) => day.startsWith(month)).length,
        );
        for (const { day, entries } of shown) {
          for (const { when } of entries) expect(when.day).toBe(day);
        }
      }),
    );
  });
});

describe('The list of what falls due', () => {
  it('loses nothing, the earliest first, and calls nothing overdue whose last day is today', () => {
    fc.assert(
      fc.property(days, fc.array(days), (today, others) => {
        const groups = groupedItems(others.map(item), today);
        const listed = groups.flatMap(({ items }) => items.map(({ day }) => day));
        expect(listed).toEqual(others.toSorted());
        const overdue = groups.find(({ when }) => when === 'overdue')?.items ?? [];
        expect(overdue.every(({ day }) => day < today)).toBe(true);
      }),
    );
  });
});
