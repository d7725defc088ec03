import type { PlanningFact } from '../planning-fact.js';
import { assigned, inPreparation, submitted } from '../testing.fixture.js';
import type { DeadlineKind } from '../value-sets.js';
import { CYCLE, day, Seen } from './reports.fixture.js';
import { SchedaTimesProjection } from './scheda-times.projection.js';
import { todayOf } from './today.js';

const due = (kind: DeadlineKind, on: string): PlanningFact => ({
  type: 'DeadlineSet',
  data: { deadlineId: kind, kind, due: on, basis: 'OFFICE' },
});
const ofUnit = (schedaId: string, unitId: string): PlanningFact => {
  const fact = assigned(schedaId);
  return { ...fact, data: { ...fact.data, unitId } } as PlanningFact;
};
const extended = (unitId: string, to: string): PlanningFact => ({
  type: 'DeadlineExtended',
  data: { deadlineId: 'SCHEDE_SUBMITTED', from: '2024-01-20', to, unitId },
});

const rows = () =>
  new Seen(
    SchedaTimesProjection,
    day('2024-01-10', ...inPreparation),
    day('2024-01-10', due('SCHEDE_SUBMITTED', '2024-01-20'), due('PROPOSAL', '2024-03-01')),
    day('2024-01-11', ofUnit('S-1', 'anziani'), ofUnit('S-2', 'minori'), ofUnit('S-3', 'minori')),
  );
const today = (seen: Seen<SchedaTimesProjection>, on: string, unitIds?: readonly string[]) =>
  todayOf(seen.database, { cycleId: CYCLE, on, unitIds });

describe('What presses today', () => {
  it('is how many days there are to each deadline, and below zero how many it is over', () => {
    const daysOn = (on: string) =>
      today(rows(), on).deadlines.map(({ kind, daysLeft }) => [kind, daysLeft]);
    expect(daysOn('2024-01-15')).toEqual([
      ['SCHEDE_SUBMITTED', 5],
      ['PROPOSAL', 46],
    ]);
    expect(daysOn('2024-01-22')).toEqual([
      ['SCHEDE_SUBMITTED', -2],
      ['PROPOSAL', 39],
    ]);
  });

  it('is what each unit owes, the most first, and what the cycle owes after it', () => {
    expect(today(rows(), '2024-01-22').urgent).toEqual([
      {
        ...{ kind: 'SCHEDE_SUBMITTED', label: 'Schede trasmesse', due: '2024-01-20' },
        ...{ deadlineId: 'SCHEDE_SUBMITTED', daysLeft: -2, unitId: 'minori' },
        schede: [expect.objectContaining({ schedaId: 'S-2' }), expect.anything()],
      },
      expect.objectContaining({ unitId: 'anziani', daysLeft: -2 }),
      {
        ...{ kind: 'PROPOSAL', label: 'Proposta alla Conferenza', due: '2024-03-01' },
        ...{ deadlineId: 'PROPOSAL', daysLeft: 39, unitId: null, schede: [] },
      },
    ]);
  });

  it('is no longer what was done, and later what was put off for one unit alone', () => {
    const seen = rows().sees(
      day('2024-01-19', ...submitted('S-1').slice(1), extended('minori', '2024-01-31')),
    );
    expect(today(seen, '2024-01-22').urgent).toMatchObject([
      { unitId: 'minori', deadlineId: 'SCHEDE_SUBMITTED', due: '2024-01-31', daysLeft: 9 },
      { unitId: null },
    ]);
  });

  it('is what came back, though it was handed in once', () => {
    const returned: readonly PlanningFact[] = [
      { type: 'SchedaTakenInCharge', data: { schedaId: 'S-1' } },
      { type: 'SchedaReturned', data: { schedaId: 'S-1', reasons: ['TEXT'], text: 'Più chiaro' } },
    ];
    const [, ...handedIn] = submitted('S-1');
    const seen = new Seen(
      SchedaTimesProjection,
      day('2024-01-10', ...inPreparation, due('SCHEDE_SUBMITTED', '2024-01-20')),
      day('2024-01-11', ofUnit('S-1', 'anziani'), ...handedIn),
    );
    expect(today(seen, '2024-01-12').urgent).toEqual([]);
    seen.sees(day('2024-01-13', ...returned));
    expect(today(seen, '2024-01-14').urgent).toMatchObject([
      { kind: 'SCHEDE_SUBMITTED', daysLeft: 6, schede: [{ schedaId: 'S-1' }] },
    ]);
  });

  it('is the work that is due first, where the next one cannot be done before', () => {
    const seen = rows().sees(
      day('2024-01-12', due('SCHEDE_CHECKED', '2024-01-21')),
      day('2024-01-13', ...submitted('S-1').slice(1)),
    );
    expect(today(seen, '2024-01-22').urgent).toMatchObject([
      { kind: 'SCHEDE_SUBMITTED', unitId: 'minori', schede: [{}, {}] },
      { kind: 'SCHEDE_CHECKED', unitId: 'anziani', schede: [{ schedaId: 'S-1' }] },
      { kind: 'PROPOSAL' },
    ]);
  });

  it('is of one unit where that is asked', () => {
    const [first] = today(rows(), '2024-01-22', ['anziani']).urgent;
    expect(first).toMatchObject({ unitId: 'anziani', schede: [{ schedaId: 'S-1' }] });
  });

  it('is nothing once the cycle is over', () => {
    const seen = rows().sees(
      day('2024-02-10', { type: 'CycleAbandoned', data: { ground: 'Commissariamento' } }),
    );
    expect(today(seen, '2024-02-09').urgent).toHaveLength(3);
    expect(today(seen, '2024-02-10')).toEqual({ deadlines: [], urgent: [] });
  });

  it('is nothing where no day is set', () => {
    const seen = new Seen(SchedaTimesProjection, day('2024-01-10', ...inPreparation));
    expect(today(seen, '2024-01-22')).toEqual({ deadlines: [], urgent: [] });
  });
});
