import { inForce, planHash } from '../monitoring/in-force.fixture.js';
import type { PlanningFact } from '../planning-fact.js';
import { assigned, checked, gatesSettled, inPreparation, submitted } from '../testing.fixture.js';
import type { DeadlineKind } from '../value-sets.js';
import { deadlinesLateness, schedeLateness } from './lateness.js';
import { metOn } from './met-on.js';
import { because, CYCLE, day, Seen, type Day } from './reports.fixture.js';
import { SchedaTimesProjection } from './scheda-times.projection.js';

const due = (kind: DeadlineKind, on: string, deadlineId: string = kind): PlanningFact => ({
  type: 'DeadlineSet',
  data: { deadlineId, kind, due: on, basis: 'OFFICE' },
});
const extended = (deadlineId: string, from: string, to: string): PlanningFact => ({
  type: 'DeadlineExtended',
  data: { deadlineId, from, to, act: 'Nota 1/2024' },
});
const withdrawn: PlanningFact = { type: 'SchedaWithdrawn', data: { schedaId: 'S-2' } };

const seen = (...days: readonly Day[]) =>
  new Seen(SchedaTimesProjection, day('2024-01-10', ...inPreparation), ...days);
const towards = (rows: Seen<SchedaTimesProjection>, on: string, kind?: DeadlineKind) =>
  schedeLateness(rows.database, { cycleId: CYCLE, on, kind }).rows.map(
    ({ schedaId, lateness, daysLate, doneOn }) => ({ schedaId, lateness, daysLate, doneOn }),
  );
const deadlinesOn = (rows: Seen<SchedaTimesProjection>, on: string) =>
  deadlinesLateness(rows.database, { cycleId: CYCLE, on });

describe('A scheda towards its deadline', () => {
  const rows = () =>
    seen(
      day('2024-01-10', due('SCHEDE_SUBMITTED', '2024-01-20')),
      day('2024-01-11', assigned('S-1'), assigned('S-2'), assigned('S-3')),
      day('2024-01-15', ...submitted('S-1').slice(1)),
      day('2024-01-23', ...submitted('S-3').slice(1)),
    );

  it('is in time, late by so many days, or open while there is time', () => {
    expect(towards(rows(), '2024-01-20', 'SCHEDE_SUBMITTED')).toEqual([
      { schedaId: 'S-1', lateness: 'onTime', daysLate: 0, doneOn: '2024-01-15' },
      { schedaId: 'S-2', lateness: 'open', daysLate: 0, doneOn: null },
      { schedaId: 'S-3', lateness: 'open', daysLate: 0, doneOn: null },
    ]);
  });

  it('is missing from the day after, by more days each day, until it is late for good', () => {
    expect(towards(rows(), '2024-01-22', 'SCHEDE_SUBMITTED')[2]).toEqual({
      ...{ schedaId: 'S-3', lateness: 'missing', daysLate: 2, doneOn: null },
    });
    expect(towards(rows(), '2024-02-20', 'SCHEDE_SUBMITTED')).toMatchObject([
      { lateness: 'onTime' },
      { lateness: 'missing', daysLate: 31 },
      { lateness: 'late', daysLate: 3 },
    ]);
  });

  it('is owed by nobody once it is withdrawn', () => {
    const without = rows().sees(because('Non si fa', '2024-01-25', withdrawn));
    expect(towards(without, '2024-01-24', 'SCHEDE_SUBMITTED')[1]).toMatchObject({
      lateness: 'missing',
    });
    expect(towards(without, '2024-01-25', 'SCHEDE_SUBMITTED')[1]).toMatchObject({
      ...{ lateness: 'notOwed', daysLate: null },
    });
  });

  it('is owed by nobody once the cycle is abandoned; what was done stays late or in time', () => {
    const ground = 'La zona è commissariata';
    const ended = rows().sees(day('2024-01-25', { type: 'CycleAbandoned', data: { ground } }));
    expect(towards(ended, '2024-01-24', 'SCHEDE_SUBMITTED')[1]).toMatchObject({
      ...{ lateness: 'missing', daysLate: 4 },
    });
    expect(towards(ended, '2030-01-01', 'SCHEDE_SUBMITTED')).toMatchObject([
      { lateness: 'onTime' },
      { lateness: 'notOwed', daysLate: null },
      { lateness: 'late', daysLate: 3 },
    ]);
  });

  it('is not bound by a deadline that was over before it began', () => {
    const later = rows().sees(day('2024-01-26', assigned('S-4')));
    expect(towards(later, '2024-01-27', 'SCHEDE_SUBMITTED')[3]).toMatchObject({
      ...{ schedaId: 'S-4', lateness: 'noDeadline' },
    });
  });

  it('was first done when it was first done; that it is owed again is said beside', () => {
    const again = rows().sees(
      day('2024-01-24', { type: 'SchedaTakenInCharge', data: { schedaId: 'S-1' } }),
      day('2024-01-25', {
        type: 'SchedaReturned',
        data: { schedaId: 'S-1', reasons: ['TEXT'], text: 'Da rivedere' },
      }),
    );
    const query = { cycleId: CYCLE, kind: 'SCHEDE_SUBMITTED' } as const;
    const [before] = schedeLateness(again.database, { ...query, on: '2024-01-24' }).rows;
    expect(before).toMatchObject({ lateness: 'onTime', owedAgain: false });
    const [after] = schedeLateness(again.database, { ...query, on: '2024-01-25' }).rows;
    expect(after).toMatchObject({ lateness: 'onTime', owedAgain: true, state: 'returned' });
  });

  it('has no deadline where none was set, or where it was waived', () => {
    const none = seen(day('2024-01-11', assigned('S-1')));
    expect(towards(none, '2024-02-20')).toMatchObject([{ lateness: 'noDeadline' }]);
    const waived = rows().sees(
      because('Non serve', '2024-01-12', {
        type: 'DeadlineWaived',
        data: { deadlineId: 'SCHEDE_SUBMITTED' },
      }),
    );
    expect(towards(waived, '2024-01-25', 'SCHEDE_SUBMITTED')).toMatchObject([
      { lateness: 'waived' },
      { lateness: 'waived' },
      { lateness: 'waived' },
    ]);
    expect(towards(waived, '2024-01-11', 'SCHEDE_SUBMITTED')[1]).toMatchObject({
      lateness: 'open',
    });
  });

  it('stands under the check only once that is owed, while no deadline is set for it', () => {
    expect(towards(rows(), '2024-02-20', 'SCHEDE_CHECKED')).toMatchObject([
      { schedaId: 'S-1', lateness: 'noDeadline' },
      { schedaId: 'S-3', lateness: 'noDeadline' },
    ]);
    expect(towards(rows(), '2024-02-20', 'FINAL_REPORT')).toEqual([]);
  });

  it('comes page by page, of one unit or of one standing where that is asked', () => {
    const query = { cycleId: CYCLE, on: '2024-02-20' };
    const { database } = rows();
    const first = schedeLateness(database, { ...query, limit: 2 });
    const second = schedeLateness(database, { ...query, limit: 9, after: first.next ?? undefined });
    expect([...first.rows, ...second.rows].map(({ kind, code }) => `${kind} ${code}`)).toEqual([
      ...['SCHEDE_CHECKED 2024-P1-001', 'SCHEDE_CHECKED 2024-P1-003'],
      ...['SCHEDE_SUBMITTED 2024-P1-001', 'SCHEDE_SUBMITTED 2024-P1-002'],
      'SCHEDE_SUBMITTED 2024-P1-003',
    ]);
    expect([first.total, second.total]).toEqual([5, 5]);
    expect(schedeLateness(database, { ...query, lateness: 'late' })).toMatchObject({
      ...{ total: 1, rows: [{ schedaId: 'S-3' }] },
    });
    expect(schedeLateness(database, { ...query, unitIds: ['minori'] })).toMatchObject({ total: 0 });
  });
});

describe('A scheda that has not come so far', () => {
  const rows = () =>
    seen(
      day('2024-01-10', due('SCHEDE_CHECKED', '2024-01-20'), due('FINAL_REPORT', '2024-02-28')),
      day('2024-01-11', assigned('S-1'), assigned('S-2')),
    );

  it('is not done: open while there is time, and missing after the day', () => {
    expect(towards(rows(), '2024-01-20', 'SCHEDE_CHECKED')).toMatchObject([
      { schedaId: 'S-1', lateness: 'open', daysLate: 0, doneOn: null },
      { schedaId: 'S-2', lateness: 'open' },
    ]);
    expect(towards(rows(), '2024-01-22', 'SCHEDE_CHECKED')).toMatchObject([
      { schedaId: 'S-1', lateness: 'missing', daysLate: 2, doneOn: null },
      { schedaId: 'S-2', lateness: 'missing' },
    ]);
    const [first] = schedeLateness(rows().database, {
      ...{ cycleId: CYCLE, on: '2024-01-22', kind: 'SCHEDE_CHECKED' },
    }).rows;
    expect(first).toMatchObject({ state: 'assigned', owedAgain: false });
  });

  it('is owed by nobody once it is withdrawn or left out', () => {
    const out = rows().sees(
      because('Non si fa', '2024-01-15', withdrawn),
      day('2024-01-16', ...gatesSettled, { type: 'VerificationOpened', data: {} }),
      day('2024-01-17', { type: 'SchedaLeftOut', data: { schedaId: 'S-1', reason: 'Non pronta' } }),
    );
    for (const kind of ['SCHEDE_CHECKED', 'FINAL_REPORT'] as const)
      expect(towards(out, '2024-03-01', kind)).toMatchObject([
        { schedaId: 'S-1', lateness: 'notOwed', daysLate: null },
        { schedaId: 'S-2', lateness: 'notOwed', daysLate: null },
      ]);
  });

  it('is late for its report also while the organ has not approved it yet', () => {
    const waiting = rows().sees(
      day('2024-01-12', ...submitted('S-1').slice(1), ...checked('S-1').slice(3)),
    );
    expect(towards(waiting, '2024-02-01', 'SCHEDE_CHECKED')[0]).toMatchObject({
      ...{ lateness: 'onTime', doneOn: '2024-01-12' },
    });
    expect(towards(waiting, '2024-02-28', 'FINAL_REPORT')[0]).toMatchObject({ lateness: 'open' });
    expect(towards(waiting, '2024-03-01', 'FINAL_REPORT')[0]).toMatchObject({
      ...{ lateness: 'missing', daysLate: 2 },
    });
  });

  it('is missing from the check again where it was returned before it', () => {
    const returned = rows().sees(
      day('2024-01-12', ...submitted('S-1').slice(1)),
      day('2024-01-13', { type: 'SchedaTakenInCharge', data: { schedaId: 'S-1' } }),
      day('2024-01-14', {
        type: 'SchedaReturned',
        data: { schedaId: 'S-1', reasons: ['TEXT'], text: 'Da rivedere' },
      }),
    );
    expect(towards(returned, '2024-01-22', 'SCHEDE_CHECKED')[0]).toMatchObject({
      ...{ schedaId: 'S-1', lateness: 'missing', daysLate: 2 },
    });
  });
});

describe('A scheda of a closed cycle', () => {
  const manifestHash = planHash('S-1');
  const reportHash = 'c'.repeat(64);
  const closed: readonly PlanningFact[] = [
    { type: 'FinalReportStarted', data: { due: '2025-02-01' } },
    { type: 'FinalReportEndorsed', data: { schede: [], reportHash } },
    {
      type: 'FinalReportApproved',
      data: {
        organ: 'Conferenza',
        sessionOn: '2025-02-20',
        number: '3',
        actDate: '2025-02-20',
        reportHash,
      },
    },
    { type: 'CycleClosed', data: { manifestHash, reportHash } },
  ];

  it('owes its report no more, until the cycle is opened again', () => {
    const rows = new Seen(
      SchedaTimesProjection,
      day('2024-06-01', ...inForce(['S-1'])),
      day('2025-02-25', ...closed),
      day('2025-03-10', { type: 'CycleReopened', data: { act: 'Delibera 9/2025' } }),
    );
    const report = (on: string) => towards(rows, on, 'FINAL_REPORT')[0];
    expect(report('2025-03-01')).toMatchObject({ lateness: 'notOwed', daysLate: null });
    expect(report('2025-03-10')).toMatchObject({ lateness: 'missing' });
  });
});

describe('A scheda of a suspended cycle', () => {
  const suspended = (deadlines: 'stop' | 'run'): PlanningFact => ({
    type: 'CycleSuspended',
    data: { deadlines },
  });
  const rows = (deadlines: 'stop' | 'run', due1 = '2024-01-20') =>
    seen(
      day('2024-01-10', due('SCHEDE_SUBMITTED', due1)),
      day('2024-01-11', assigned('S-1')),
      because('Elezioni comunali', '2024-01-15', suspended(deadlines)),
    );
  const resumed = because(
    'Elezioni finite',
    '2024-01-25',
    { type: 'CycleResumed', data: { days: 10 } },
    {
      type: 'DeadlineExtended',
      data: {
        ...{ deadlineId: 'SCHEDE_SUBMITTED', from: '2024-01-20', to: '2024-01-30' },
        stoppedDays: 10,
      },
    },
  );

  it('is not missing while its deadline stands still, and is after the day it moved to', () => {
    expect(towards(rows('stop'), '2024-01-24', 'SCHEDE_SUBMITTED')).toMatchObject([
      { lateness: 'open', daysLate: 0 },
    ]);
    expect(deadlinesOn(rows('stop'), '2024-01-24')).toMatchObject([{ lateness: 'open' }]);
    const after = rows('stop').sees(resumed);
    expect(towards(after, '2024-01-24', 'SCHEDE_SUBMITTED')).toMatchObject([{ lateness: 'open' }]);
    expect(towards(after, '2024-01-25', 'SCHEDE_SUBMITTED')).toMatchObject([{ lateness: 'open' }]);
    expect(towards(after, '2024-02-01', 'SCHEDE_SUBMITTED')).toMatchObject([
      { lateness: 'missing', daysLate: 2 },
    ]);
  });

  it('is missing where deadlines ran on, or had passed before', () => {
    expect(towards(rows('run'), '2024-01-24', 'SCHEDE_SUBMITTED')).toMatchObject([
      { lateness: 'missing', daysLate: 4 },
    ]);
    expect(towards(rows('stop', '2024-01-14'), '2024-01-24', 'SCHEDE_SUBMITTED')).toMatchObject([
      { lateness: 'missing', daysLate: 10 },
    ]);
  });
});

describe('A deadline for one unit', () => {
  const extendedFor = (unitId: string, to: string): PlanningFact => ({
    type: 'DeadlineExtended',
    data: { deadlineId: 'SCHEDE_SUBMITTED', from: '2024-01-20', to, unitId },
  });
  const rows = () =>
    seen(
      day('2024-01-10', due('SCHEDE_SUBMITTED', '2024-01-20')),
      day('2024-01-11', assigned('S-1'), assigned('S-2', { unitId: 'minori' })),
      because('Ferie', '2024-01-18', extendedFor('minori', '2024-01-31')),
    );

  it('is later for the schede of that unit, and for no other', () => {
    expect(towards(rows(), '2024-01-25', 'SCHEDE_SUBMITTED')).toMatchObject([
      { schedaId: 'S-1', lateness: 'missing', daysLate: 5 },
      { schedaId: 'S-2', lateness: 'open', daysLate: 0 },
    ]);
    expect(deadlinesOn(rows(), '2024-01-25')[0]).toMatchObject({
      ...{ due: '2024-01-20', lateness: 'missing' },
      history: [{ unitId: null }, { unitId: 'minori', due: '2024-01-31' }],
    });
  });

  it('counts no more once the one for all is later', () => {
    const later = rows().sees(
      because('Per tutti', '2024-01-19', extended('SCHEDE_SUBMITTED', '2024-01-20', '2024-02-10')),
    );
    expect(towards(later, '2024-02-05', 'SCHEDE_SUBMITTED')).toMatchObject([
      { lateness: 'open' },
      { lateness: 'open' },
    ]);
  });
});

describe('A deadline', () => {
  const rows = () =>
    seen(
      day('2024-01-10', due('SCHEDE_SUBMITTED', '2024-01-20'), due('PARTICIPATION', '2024-01-31')),
      day('2024-01-11', assigned('S-1'), assigned('S-2')),
      day('2024-01-15', ...submitted('S-1').slice(1)),
      because('Ferie', '2024-01-24', extended('SCHEDE_SUBMITTED', '2024-01-20', '2024-02-10')),
      day('2024-02-03', gatesSettled[0]!),
    );

  it('about schede stands as the worst of them', () => {
    const [submission] = deadlinesOn(rows(), '2024-01-22');
    expect(submission).toMatchObject({
      ...{ kind: 'SCHEDE_SUBMITTED', due: '2024-01-20', lateness: 'missing', daysLate: 2 },
      schede: { onTime: 1, missing: 1 },
    });
  });

  it('about schede is met by the last of them, if only late', () => {
    const done = rows().sees(day('2024-02-12', ...submitted('S-2').slice(1)));
    const submission = (on: string) =>
      deadlinesOn(done, on).find(({ kind }) => kind === 'SCHEDE_SUBMITTED');
    expect(submission('2024-02-11')).toMatchObject({ lateness: 'missing', doneOn: null });
    expect(submission('2024-02-12')).toMatchObject({
      ...{ lateness: 'late', daysLate: 2, doneOn: '2024-02-12' },
    });
  });

  it('about schede was met when it first was, and says where one of them came back', () => {
    const back = seen(
      day('2024-01-10', due('SCHEDE_SUBMITTED', '2024-01-20'), due('SCHEDE_CHECKED', '2024-01-30')),
      day('2024-01-11', assigned('S-1'), assigned('S-2')),
      day('2024-01-15', ...submitted('S-1').slice(1), ...submitted('S-2').slice(1)),
      day('2024-01-16', { type: 'SchedaTakenInCharge', data: { schedaId: 'S-1' } }),
      day('2024-01-17', {
        type: 'SchedaReturned',
        data: { schedaId: 'S-1', reasons: ['TEXT'], text: 'Da rivedere' },
      }),
      day('2024-01-19', ...submitted('S-1').slice(2)),
    );
    const stands = (on: string) =>
      deadlinesOn(back, on).map(({ lateness, owedAgain }) => [lateness, owedAgain]);
    const check = ['open', false];
    expect(stands('2024-01-16')).toEqual([['onTime', false], check]);
    expect(stands('2024-01-18')).toEqual([['onTime', true], check]);
    expect(stands('2024-01-19')).toEqual([['onTime', false], check]);
    const met = (on: string) => [...metOn(back.database, { cycleId: CYCLE, on }).keys()];
    expect([met('2024-01-16'), met('2024-01-18')]).toEqual([['SCHEDE_SUBMITTED'], []]);
  });

  it('about schede that was waived is owed no more by what comes back', () => {
    const waived = seen(
      day('2024-01-10', due('SCHEDE_SUBMITTED', '2024-01-20')),
      day('2024-01-11', ...submitted('S-1')),
      day('2024-01-12', { type: 'SchedaTakenInCharge', data: { schedaId: 'S-1' } }),
      day('2024-01-13', {
        type: 'SchedaReturned',
        data: { schedaId: 'S-1', reasons: ['TEXT'], text: 'Da rivedere' },
      }),
      because('Non serve', '2024-01-14', {
        type: 'DeadlineWaived',
        data: { deadlineId: 'SCHEDE_SUBMITTED' },
      }),
    );
    expect(deadlinesOn(waived, '2024-01-14')).toMatchObject([
      { lateness: 'waived', owedAgain: false },
    ]);
  });

  it('about schede is missed by those that have not come so far', () => {
    const drafted = seen(
      day('2024-01-10', due('SCHEDE_CHECKED', '2024-01-20')),
      day('2024-01-11', assigned('S-1')),
    );
    const [before] = deadlinesOn(drafted, '2024-01-20');
    expect(before).toMatchObject({ lateness: 'open', daysLate: 0, schede: { open: 1 } });
    const [after] = deadlinesOn(drafted, '2024-01-21');
    expect(after).toMatchObject({ lateness: 'missing', daysLate: 1, schede: { missing: 1 } });
  });

  it('about schede is missed where there is none by its day, while the cycle lives', () => {
    const none = seen(day('2024-01-10', due('SCHEDE_SUBMITTED', '2024-01-20')));
    const [before] = deadlinesOn(none, '2024-01-20');
    expect(before).toMatchObject({ lateness: 'open', daysLate: 0, schede: {} });
    const [after] = deadlinesOn(none, '2024-01-22');
    expect(after).toMatchObject({ lateness: 'missing', daysLate: 2, doneOn: null });
    // Of the schede of one unit it says nothing.
    const ofUnit = { cycleId: CYCLE, on: '2024-01-22', unitIds: ['anziani'] };
    expect(deadlinesLateness(none.database, ofUnit)).toMatchObject([{ lateness: 'notOwed' }]);
    const later = none.sees(day('2024-01-23', assigned('S-1')));
    expect(deadlinesOn(later, '2024-01-24')).toMatchObject([{ lateness: 'missing', daysLate: 4 }]);
    const done = later.sees(day('2024-01-25', ...submitted('S-1').slice(1)));
    expect(deadlinesOn(done, '2024-01-25')).toMatchObject([
      { lateness: 'late', daysLate: 5, doneOn: '2024-01-25' },
    ]);
    const over = seen(
      day('2024-01-10', due('SCHEDE_SUBMITTED', '2024-01-20')),
      day('2024-01-15', { type: 'CycleAbandoned', data: { ground: 'Commissariamento' } }),
    );
    expect(deadlinesOn(over, '2024-01-22')).toMatchObject([{ lateness: 'notOwed' }]);
  });

  it('about schede is nobody’s once all are withdrawn', () => {
    const out = seen(
      day('2024-01-10', due('SCHEDE_CHECKED', '2024-01-20')),
      day('2024-01-11', assigned('S-2')),
      because('Non si fa', '2024-01-12', withdrawn),
    );
    expect(deadlinesOn(out, '2024-01-22')).toMatchObject([
      { lateness: 'notOwed', daysLate: null, doneOn: null, schede: { notOwed: 1 } },
    ]);
  });

  it('keeps what was done to it, by whom and why; until then it is as it was', () => {
    const submission = deadlinesOn(rows(), '2024-01-24').find(
      ({ kind }) => kind === 'SCHEDE_SUBMITTED',
    );
    expect(submission).toMatchObject({ due: '2024-02-10', lateness: 'open' });
    expect(submission?.history).toMatchObject([
      { type: 'DeadlineSet', on: '2024-01-10', due: '2024-01-20', reason: null, act: null },
      {
        ...{ type: 'DeadlineExtended', on: '2024-01-24', due: '2024-02-10', by: 'upo' },
        ...{ reason: 'Ferie', act: 'Nota 1/2024' },
      },
    ]);
  });

  it('says of each change for whom it was made, and in which role', () => {
    const later = extended('SCHEDE_SUBMITTED', '2024-02-10', '2024-02-20');
    const lent: Day = { ...because('Ferie', '2024-01-25', later), as: 'UPc', hand: 'UPo' };
    const changes = deadlinesOn(rows().sees(lent), '2024-01-25').flatMap(({ history }) => history);
    expect(changes.find(({ on }) => on === '2024-01-25')).toMatchObject({
      ...{ by: 'upo', role: 'UPo', onBehalfOf: 'upc', actedAs: 'UPc' },
    });
    expect(changes.find(({ on }) => on === '2024-01-24')).toMatchObject({
      ...{ by: 'upo', role: 'UPo', onBehalfOf: null, actedAs: 'UPo' },
    });
  });

  it('about the cycle is met by the fact it is about', () => {
    const participation = (on: string) =>
      deadlinesOn(rows(), on).find(({ kind }) => kind === 'PARTICIPATION');
    expect(participation('2024-01-31')).toMatchObject({ lateness: 'open', schede: null });
    expect(participation('2024-02-02')).toMatchObject({ lateness: 'missing', daysLate: 2 });
    expect(participation('2024-02-03')).toMatchObject({
      ...{ lateness: 'late', daysLate: 3, doneOn: '2024-02-03' },
    });
  });

  it('is owed no more once the cycle is over', () => {
    const ended: PlanningFact = { type: 'CycleAbandoned', data: { ground: 'Commissariamento' } };
    const over = rows().sees(day('2024-02-15', due('PROPOSAL', '2024-02-10'), ended));
    const proposal = (on: string) => deadlinesOn(over, on).find(({ kind }) => kind === 'PROPOSAL');
    expect(proposal('2024-02-15')).toMatchObject({ lateness: 'notOwed', daysLate: null });
    expect(proposal('2025-01-01')).toMatchObject({ lateness: 'notOwed', daysLate: null });
  });

  it('of another kind is met once somebody says so', () => {
    const met: PlanningFact = { type: 'DeadlineMet', data: { deadlineId: 'OTHER' } };
    const other = seen(day('2024-01-10', due('OTHER', '2024-01-20')), day('2024-02-03', met));
    expect(deadlinesOn(other, '2024-01-20')).toMatchObject([{ lateness: 'open', daysLate: 0 }]);
    expect(deadlinesOn(other, '2024-02-01')).toMatchObject([
      { kind: 'OTHER', lateness: 'missing', daysLate: 12, doneOn: null },
    ]);
    expect(deadlinesOn(other, '2024-12-31')).toMatchObject([
      { due: '2024-01-20', lateness: 'late', daysLate: 14, doneOn: '2024-02-03' },
    ]);
    const inTime = seen(day('2024-01-10', due('OTHER', '2024-01-20')), day('2024-01-15', met));
    expect(deadlinesOn(inTime, '2024-02-01')).toMatchObject([
      { lateness: 'onTime', daysLate: 0, doneOn: '2024-01-15', history: [{}, { due: null }] },
    ]);
    const byMistake: PlanningFact = { type: 'DeadlineCancelled', data: { deadlineId: 'OTHER' } };
    expect(deadlinesOn(inTime.sees(day('2024-01-16', byMistake)), '2024-02-01')).toMatchObject([
      { lateness: 'cancelled', daysLate: null, doneOn: null },
    ]);
  });

  it('is cancelled, not waived, where that is what happened', () => {
    const cancelled = rows().sees(
      because('Ciclo chiuso', '2024-02-05', {
        type: 'DeadlineCancelled',
        data: { deadlineId: 'PARTICIPATION' },
      }),
    );
    expect(deadlinesOn(cancelled, '2024-02-05').at(-1)).toMatchObject({
      ...{ kind: 'PARTICIPATION', due: null, lateness: 'cancelled' },
    });
  });

  it('is not there before it was set', () => {
    expect(deadlinesOn(rows(), '2024-01-09')).toEqual([]);
  });
});

describe('A deadline whose day an act gives', () => {
  it('rests on the act once it was moved there, and on the office again after', () => {
    const moved = (to: string, rests: { readonly basis: 'REGIONAL_ACT' | 'OFFICE' }) =>
      ({
        type: 'DeadlineExtended',
        data: { deadlineId: 'APPROVAL', from: '2024-05-31', to, rests },
      }) as const;
    const rows = seen(
      day('2024-01-10', due('APPROVAL', '2024-05-31')),
      because('Atto', '2024-01-11', moved('2024-06-28', { basis: 'REGIONAL_ACT' })),
    );
    expect(deadlinesOn(rows, '2024-01-11')).toMatchObject([{ basis: 'REGIONAL_ACT' }]);
    const back = rows.sees(because('No', '2024-01-12', moved('2024-07-31', { basis: 'OFFICE' })));
    expect(deadlinesOn(back, '2024-01-12')).toMatchObject([{ basis: 'OFFICE' }]);
  });
});
