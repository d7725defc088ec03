import type { PlanningFact } from '../planning-fact.js';
import { given, inDraft, lifeAfter } from '../testing.fixture.js';
import { codes, deadlineKinds, type DeadlineKind } from '../value-sets.js';
import { cancelDeadline } from './cancel-deadline.js';
import { extendDeadline } from './extend-deadline.js';
import { isSettled } from './is-settled.js';
import { isMetByWord } from './met-by.js';
import { recordDeadlineMet } from './record-deadline-met.js';
import { recordMissedDeadline } from './record-missed-deadline.js';
import { setCalendar } from './set-calendar.js';
import { setDeadline } from './set-deadline.js';
import { waiveDeadline } from './waive-deadline.js';

const deadlineId = 'D1';
const due = '2024-01-31';
const set = (kind: DeadlineKind): PlanningFact => ({
  type: 'DeadlineSet',
  data: { deadlineId, kind, due, basis: 'OFFICE' },
});
const byHand = [...inDraft, set('OTHER')];
const met: PlanningFact = { type: 'DeadlineMet', data: { deadlineId } };
const missed: PlanningFact = { type: 'DeadlineMissed', data: { deadlineId, due } };
const document = { title: 'Rapporto di versamento', sha256: 'a'.repeat(64), protocol: '12/2024' };

describe('A deadline that no other fact meets', () => {
  it.each(['UPc', 'UPo'] as const)('is said to be met by %s, with what shows it', (as) => {
    given(...byHand)
      .when(recordDeadlineMet, { deadlineId }, { as })
      .then(met);
    given(...byHand)
      .when(recordDeadlineMet, { deadlineId, document }, { as })
      .then({ type: 'DeadlineMet', data: { deadlineId, document } });
  });

  it('is said to be met after it was missed, too, and is done then', () => {
    given(...byHand, missed)
      .when(recordDeadlineMet, { deadlineId })
      .then(met);
    const isDone = (...facts: readonly PlanningFact[]): boolean => {
      const life = lifeAfter(...facts);
      return isSettled(life, life.data.deadlines[deadlineId]!);
    };
    expect(isDone(...byHand, missed)).toBe(false);
    expect(isDone(...byHand, missed, met)).toBe(true);
  });

  it('is met once, and neither missed nor moved nor waived after that', () => {
    const after = given(...byHand, met);
    after.when(recordDeadlineMet, { deadlineId }).thenRefused('not-now');
    after
      .when(recordMissedDeadline, { deadlineId }, { as: 'SYS', today: '2024-03-01' })
      .thenRefused('not-now');
    after.when(extendDeadline, { deadlineId, to: '2024-12-31' }).thenRefused('not-now');
    after.when(waiveDeadline, { deadlineId }).thenRefused('not-now');
  });

  it('is taken back where that was said by mistake, and set anew', () => {
    const cancelled: PlanningFact = { type: 'DeadlineCancelled', data: { deadlineId } };
    given(...byHand, met)
      .when(cancelDeadline, { deadlineId })
      .then(cancelled);
    const again = { deadlineId: 'D2', kind: 'OTHER', due, basis: 'OFFICE' } as const;
    given(...byHand, met, cancelled)
      .when(setDeadline, again)
      .then({ type: 'DeadlineSet', data: again });
  });

  it.each(['DeadlineWaived', 'DeadlineCancelled'] as const)('is not met after %s', (type) => {
    given(...byHand, { type, data: { deadlineId } })
      .when(recordDeadlineMet, { deadlineId })
      .thenRefused('not-now');
  });

  it('was not met before it was set', () => {
    given(...byHand)
      .when(recordDeadlineMet, { deadlineId }, { occurredOn: '2024-01-09' })
      .thenRefused('dates-reversed', { from: '2024-01-10', to: '2024-01-09' });
  });

  it('must be there', () => {
    given(...byHand)
      .when(recordDeadlineMet, { deadlineId: 'D9' })
      .thenRefused('deadline-not-found', { id: 'D9' });
  });
});

describe('What a law asks for once a year', () => {
  const today = '2024-02-01';
  const calendar = given(...inDraft).when(setCalendar, { approvalOn: '2024-05-31' }, { today })
    .answer as readonly PlanningFact[];
  const facts = [...inDraft, ...calendar];
  const yearly = Object.values(lifeAfter(...facts).data.deadlines).filter(
    ({ basis }) => basis === 'LAW',
  );

  it('is due by the end of the year, and names its law', () => {
    expect(yearly.map(({ kind, due, act }) => [kind, due, act])).toEqual([
      ['PRESERVATION_TRANSFER', '2024-12-31', 'CAD art. 44 c. 1-bis'],
      [...['ADMIN_ACCESS_CHECK', '2024-12-31'], 'Garante, provvedimento 27 novembre 2008, 4.4'],
    ]);
  });

  it('is met when the office says so, and moves only by the director on an act', () => {
    for (const { deadlineId: id } of yearly) {
      given(...facts)
        .when(recordDeadlineMet, { deadlineId: id }, { today })
        .then({ type: 'DeadlineMet', data: { deadlineId: id } });
      given(...facts)
        .when(extendDeadline, { deadlineId: id, to: '2025-01-31' }, { today })
        .thenRefused('director-sets-binding-deadlines');
    }
  });
});

describe('A deadline that what is done meets', () => {
  const others = codes(deadlineKinds).filter((kind) => !isMetByWord(kind));

  it('is of every kind but what a law asks for once a year, and what the office calls otherwise', () => {
    expect(codes(deadlineKinds).filter(isMetByWord)).toEqual([
      ...['PRESERVATION_TRANSFER', 'ADMIN_ACCESS_CHECK', 'OTHER'],
    ]);
  });

  it.each(others)('is not said to be met: %s', (kind) => {
    given(...inDraft, set(kind))
      .when(recordDeadlineMet, { deadlineId })
      .thenRefused('deadline-met-by-what-is-done');
  });
});
