import type { PlanningFact } from '../planning-fact.js';
import { CYCLE, day, Seen } from '../reports/reports.fixture.js';
import { SchedaTimesProjection } from '../reports/scheda-times.projection.js';
import { assigned, inPreparation, submitted } from '../testing.fixture.js';
import { isStillOwed } from './still-owed.js';

const set: PlanningFact = {
  type: 'DeadlineSet',
  data: { deadlineId: 'D1', kind: 'SCHEDE_SUBMITTED', due: '2024-01-20', basis: 'OFFICE' },
};
const rows = () =>
  new Seen(
    SchedaTimesProjection,
    day('2024-01-10', ...inPreparation, set, assigned('S-1'), assigned('S-2')),
    day('2024-01-12', ...submitted('S-1').slice(1)),
    day('2024-01-15', ...submitted('S-2').slice(1)),
  );
const isOwed = (on: string, id = 'D1', kind = 'deadline') =>
  isStillOwed(rows().database, { cycleId: CYCLE, about: { kind, id } }, on);

describe('A reminder that is about to leave', () => {
  it('is owed while somebody has it still to do, also after the day', () => {
    expect(isOwed('2024-01-14')).toBe(true);
    const late = new Seen(
      SchedaTimesProjection,
      day('2024-01-10', ...inPreparation, set, assigned('S-1')),
    );
    const about = { kind: 'deadline', id: 'D1' };
    expect(isStillOwed(late.database, { cycleId: CYCLE, about }, '2024-02-20')).toBe(true);
  });

  it('is not owed once it is done', () => {
    expect(isOwed('2024-01-15')).toBe(false);
  });

  it('is owed again once what was done has come back, until it is done anew', () => {
    const back = rows().sees(
      day('2024-01-16', { type: 'SchedaTakenInCharge', data: { schedaId: 'S-1' } }),
      day('2024-01-17', {
        type: 'SchedaReturned',
        data: { schedaId: 'S-1', reasons: ['TEXT'], text: 'Da rivedere' },
      }),
      day('2024-01-19', ...submitted('S-1').slice(2)),
    );
    const about = { kind: 'deadline', id: 'D1' };
    const isOwedOn = (on: string) => isStillOwed(back.database, { cycleId: CYCLE, about }, on);
    expect([isOwedOn('2024-01-16'), isOwedOn('2024-01-17'), isOwedOn('2024-01-18')]).toEqual([
      ...[false, true, true],
    ]);
    expect(isOwedOn('2024-01-19')).toBe(false);
  });

  it('is owed where nobody knows the deadline, and so is what is no reminder', () => {
    expect(isOwed('2024-01-15', 'D9')).toBe(true);
    expect(isOwed('2024-01-15', 'S-1', 'scheda')).toBe(true);
  });
});
