import type { PlanningFact } from '../planning-fact.js';
import { assigned, given, inDraft, inPreparation, lifeAfter } from '../testing.fixture.js';
import type { DeadlineBasis } from '../value-sets.js';
import { cancelDeadline } from './cancel-deadline.js';
import { deadlineVerbs } from './deadline.verbs.js';
import { dueFor } from './due-for.js';
import { extendDeadline } from './extend-deadline.js';
import { recordMissedDeadline } from './record-missed-deadline.js';
import { setCalendar } from './set-calendar.js';
import { setDeadline } from './set-deadline.js';
import { shortenDeadline } from './shorten-deadline.js';
import { waiveDeadline } from './waive-deadline.js';
import { closureAdded, opened, organisationAfter } from '../organisation/organisation.fixture.js';
import { organisationOn } from '../organisation/organisation.js';

type DataOfSet = Extract<PlanningFact, { readonly type: 'DeadlineSet' }>;

const act = 'DGR 1/2024';
const wish = (basis: DeadlineBasis) =>
  ({ deadlineId: 'D1', kind: 'APPROVAL', due: '2024-06-30', basis }) as const;
const set = (basis: DeadlineBasis): PlanningFact => ({ type: 'DeadlineSet', data: wish(basis) });
const waived: PlanningFact = { type: 'DeadlineWaived', data: { deadlineId: 'D1' } };

const ofTheOffice = [...inDraft, set('OFFICE')];

describe('A deadline', () => {
  it.each(['UPc', 'DIR'] as const)('of the office is set by %s', (as) => {
    given(...inDraft)
      .when(setDeadline, wish('OFFICE'), { as })
      .then(set('OFFICE'));
  });

  it('gets a new id when none is given', () => {
    given(...inDraft)
      .when(setDeadline, { kind: 'APPROVAL', due: '2024-06-30', basis: 'ORGAN_DECISION' })
      .then({
        type: 'DeadlineSet',
        data: { ...wish('ORGAN_DECISION'), deadlineId: 'new-deadline' },
      });
  });

  it('does not take the id of another one, even a waived one', () => {
    given(...ofTheOffice, waived)
      .when(setDeadline, wish('OFFICE'))
      .thenRefused('id-taken', { id: 'D1' });
  });

  it('is extended to a later day and keeps the old one', () => {
    given(...ofTheOffice)
      .when(extendDeadline, { deadlineId: 'D1', to: '2024-07-31' })
      .then({
        type: 'DeadlineExtended',
        data: { deadlineId: 'D1', from: '2024-06-30', to: '2024-07-31' },
      });
  });

  it('is extended again from the day it was extended to', () => {
    given(...ofTheOffice, {
      type: 'DeadlineExtended',
      data: { deadlineId: 'D1', from: '2024-06-30', to: '2024-07-31' },
    })
      .when(extendDeadline, { deadlineId: 'D1', to: '2024-07-10' })
      .thenRefused('deadline-would-be-sooner', { from: '2024-07-31', to: '2024-07-10' });
  });

  it('is shortened to an earlier day and keeps the old one', () => {
    given(...ofTheOffice)
      .when(shortenDeadline, { deadlineId: 'D1', to: '2024-05-31' })
      .then({
        type: 'DeadlineShortened',
        data: { deadlineId: 'D1', from: '2024-06-30', to: '2024-05-31' },
      });
  });

  it('is not shortened to a day that is over', () => {
    given(...ofTheOffice)
      .when(shortenDeadline, { deadlineId: 'D1', to: '2024-05-31' }, { occurredOn: '2024-06-01' })
      .thenRefused('dates-reversed', { from: '2024-06-01', to: '2024-05-31' });
  });

  it('is not extended to an earlier day', () => {
    given(...ofTheOffice)
      .when(extendDeadline, { deadlineId: 'D1', to: '2024-06-29' })
      .thenRefused('deadline-would-be-sooner', { from: '2024-06-30', to: '2024-06-29' });
  });

  it('is not shortened to a later day', () => {
    given(...ofTheOffice)
      .when(shortenDeadline, { deadlineId: 'D1', to: '2024-07-01' })
      .thenRefused('deadline-would-be-later', { from: '2024-06-30', to: '2024-07-01' });
  });

  it('is extended after it was missed, and shows it', () => {
    const extended = (from: string): PlanningFact => ({
      type: 'DeadlineExtended',
      data: { deadlineId: 'D1', from, to: '2024-07-31' },
    });
    const missed: PlanningFact = {
      type: 'DeadlineSet',
      data: { ...wish('OFFICE'), due: '2024-01-09' },
    };
    given(...inDraft, missed)
      .when(extendDeadline, { deadlineId: 'D1', to: '2024-07-31' })
      .then(extended('2024-01-09'));
    const late = lifeAfter(...inDraft, missed, extended('2024-01-09'));
    expect(late.data.deadlines['D1']).toMatchObject({
      due: '2024-07-31',
      history: [
        {
          ...{ from: '2024-01-09', to: '2024-07-31', reason: 'Motivo di prova' },
          ...{ by: 'operatore', on: '2024-01-10', late: true },
        },
      ],
    });
    const inTime = lifeAfter(...ofTheOffice, extended('2024-06-30'));
    expect(inTime.data.deadlines['D1']?.history[0]).toMatchObject({ late: false });
  });

  it('is extended for one unit, and for nobody else', () => {
    const forOne = { deadlineId: 'D1', to: '2024-07-15', unitId: 'anziani' };
    const extended: PlanningFact = {
      type: 'DeadlineExtended',
      data: { ...forOne, from: '2024-06-30' },
    };
    const before = [...inPreparation, set('OFFICE'), assigned('S-1')];
    given(...before)
      .when(extendDeadline, forOne)
      .then(extended);
    const { due, forUnits } = lifeAfter(...before, extended).data.deadlines['D1']!;
    expect({ due, forUnits }).toEqual({ due: '2024-06-30', forUnits: { anziani: '2024-07-15' } });
    expect(dueFor({ due, forUnits }, 'anziani')).toBe('2024-07-15');
    expect(dueFor({ due, forUnits }, 'minori')).toBe('2024-06-30');
    expect(dueFor({ due: '2024-08-31', forUnits }, 'anziani')).toBe('2024-08-31');
    given(...before, extended)
      .when(extendDeadline, { ...forOne, to: '2024-07-10' })
      .thenRefused('deadline-would-be-sooner', { from: '2024-07-15', to: '2024-07-10' });
  });

  it('is not extended for a unit without schede', () => {
    given(...inPreparation, set('OFFICE'), assigned('S-1'))
      .when(extendDeadline, { deadlineId: 'D1', to: '2024-07-15', unitId: 'minori' })
      .thenRefused('unit-without-schede', { unitId: 'minori' });
  });

  it('is cancelled when it should not be there, and its id is not given again', () => {
    const cancelled: PlanningFact = { type: 'DeadlineCancelled', data: { deadlineId: 'D1' } };
    given(...ofTheOffice)
      .when(cancelDeadline, { deadlineId: 'D1' })
      .then(cancelled);
    given(...ofTheOffice, cancelled)
      .when(extendDeadline, { deadlineId: 'D1', to: '2024-07-31' })
      .thenRefused('not-now');
    given(...ofTheOffice, cancelled)
      .when(setDeadline, wish('OFFICE'))
      .thenRefused('id-taken');
    given(...ofTheOffice, waived)
      .when(cancelDeadline, { deadlineId: 'D1' })
      .thenRefused('not-now');
  });

  it('that a law sets is cancelled by the director, on an act', () => {
    const law = [...inDraft, set('LAW')];
    given(...law)
      .when(cancelDeadline, { deadlineId: 'D1' }, { as: 'UPc' })
      .thenRefused('director-sets-binding-deadlines');
    given(...law)
      .when(cancelDeadline, { deadlineId: 'D1' }, { as: 'DIR' })
      .thenRefused('deadline-act-needed');
    given(...law)
      .when(cancelDeadline, { deadlineId: 'D1', act }, { as: 'DIR' })
      .then({ type: 'DeadlineCancelled', data: { deadlineId: 'D1', act } });
    given(...inDraft)
      .when(cancelDeadline, { deadlineId: 'D9' })
      .thenRefused('deadline-not-found');
  });

  it('is waived and stays on record', () => {
    given(...ofTheOffice)
      .when(waiveDeadline, { deadlineId: 'D1' })
      .then(waived);
  });

  it('is waived once', () => {
    given(...ofTheOffice, waived)
      .when(waiveDeadline, { deadlineId: 'D1' })
      .thenRefused('not-now');
  });

  it('is not extended to the day it stands on', () => {
    given(...ofTheOffice)
      .when(extendDeadline, { deadlineId: 'D1', to: '2024-06-30' })
      .thenRefused('same-date', { date: '2024-06-30' });
  });

  it('is not extended once it is waived', () => {
    given(...ofTheOffice, waived)
      .when(extendDeadline, { deadlineId: 'D1', to: '2024-07-31' })
      .thenRefused('not-now');
  });

  it('must exist to be extended', () => {
    given(...inDraft)
      .when(extendDeadline, { deadlineId: 'D9', to: '2024-07-31' })
      .thenRefused('deadline-not-found', { id: 'D9' });
  });

  it('is not shortened to the day it stands on', () => {
    given(...ofTheOffice)
      .when(shortenDeadline, { deadlineId: 'D1', to: '2024-06-30' })
      .thenRefused('same-date', { date: '2024-06-30' });
  });

  it('is not shortened once it is waived', () => {
    given(...ofTheOffice, waived)
      .when(shortenDeadline, { deadlineId: 'D1', to: '2024-05-31' })
      .thenRefused('not-now');
  });

  it('must exist to be shortened', () => {
    given(...inDraft)
      .when(shortenDeadline, { deadlineId: 'D9', to: '2024-05-31' })
      .thenRefused('deadline-not-found', { id: 'D9' });
  });

  it('must exist to be waived', () => {
    given(...inDraft)
      .when(waiveDeadline, { deadlineId: 'D9' })
      .thenRefused('deadline-not-found', { id: 'D9' });
  });
});

describe('A missed deadline', () => {
  const missed: PlanningFact = {
    type: 'DeadlineMissed',
    data: { deadlineId: 'D1', due: '2024-06-30' },
  };
  const before = [...inPreparation, assigned('S-1'), set('OFFICE')];
  const extended = (to: string, unitId?: string): PlanningFact => ({
    type: 'DeadlineExtended',
    data: { deadlineId: 'D1', from: '2024-06-30', to, ...(unitId !== undefined && { unitId }) },
  });
  const is = { deadlineId: 'D1' };

  it('is marked once its day is over, and not before', () => {
    given(...before)
      .when(recordMissedDeadline, is, { today: '2024-07-01' })
      .then(missed);
    given(...before)
      .when(recordMissedDeadline, is, { today: '2024-06-30' })
      .thenRefused('deadline-not-over', { due: '2024-06-30' });
  });

  it('is marked when the last unit that got more time has no more either', () => {
    const forOne = [...before, extended('2024-07-15', 'anziani')];
    given(...forOne)
      .when(recordMissedDeadline, is, { today: '2024-07-15' })
      .thenRefused('deadline-not-over', { due: '2024-07-15' });
    given(...forOne)
      .when(recordMissedDeadline, is, { today: '2024-07-16' })
      .then({ type: 'DeadlineMissed', data: { ...is, due: '2024-07-15' } });
  });

  it('is marked once, and leaves the cycle where it is', () => {
    given(...before, missed)
      .when(recordMissedDeadline, is, { today: '2024-07-02' })
      .thenRefused('not-now');
    expect(lifeAfter(...before, missed).state).toEqual(lifeAfter(...before).state);
  });

  it('runs again once it is extended, and can be missed again', () => {
    given(...before, missed)
      .when(extendDeadline, { ...is, to: '2024-07-31' })
      .then(extended('2024-07-31'));
    const again = [...before, missed, extended('2024-07-31')];
    expect(lifeAfter(...again).parts['deadline']).toEqual({ D1: 'running' });
    given(...again)
      .when(recordMissedDeadline, is, { today: '2024-07-31' })
      .thenRefused('deadline-not-over', { due: '2024-07-31' });
    given(...again)
      .when(recordMissedDeadline, is, { today: '2024-08-01' })
      .then({ type: 'DeadlineMissed', data: { ...is, due: '2024-07-31' } });
  });

  it('can be given up or taken back, and not shortened', () => {
    given(...before, missed)
      .when(waiveDeadline, is)
      .then(waived);
    given(...before, missed)
      .when(cancelDeadline, is)
      .then({ type: 'DeadlineCancelled', data: is });
    given(...before, missed)
      .when(shortenDeadline, { ...is, to: '2024-06-15' })
      .thenRefused('not-now');
  });

  it('was not given up or taken back before', () => {
    given(...before, waived)
      .when(recordMissedDeadline, is, { today: '2024-07-01' })
      .thenRefused('not-now');
    given(...before)
      .when(recordMissedDeadline, { deadlineId: 'D9' }, { today: '2024-07-01' })
      .thenRefused('deadline-not-found', { id: 'D9' });
  });

  it('is not marked while its time stands still with the cycle, and is while it runs on', () => {
    const suspended = (deadlines: 'stop' | 'run'): PlanningFact => ({
      type: 'CycleSuspended',
      data: { deadlines },
    });
    given(...before, suspended('stop'))
      .when(recordMissedDeadline, is, { today: '2024-07-01' })
      .thenRefused('deadline-stands-still', { due: '2024-06-30' });
    given(...before, suspended('run'))
      .when(recordMissedDeadline, is, { today: '2024-07-01' })
      .then(missed);
  });
});

describe.each(['LAW', 'REGIONAL_ACT'] as const)('A deadline that rests on %s', (basis) => {
  const binding = [...inDraft, set(basis)];

  it('is set by the director with the act', () => {
    given(...inDraft)
      .when(setDeadline, { ...wish(basis), act }, { as: 'DIR' })
      .then({ type: 'DeadlineSet', data: { ...wish(basis), act } });
  });

  it('is not set by the coordinator', () => {
    given(...inDraft)
      .when(setDeadline, { ...wish(basis), act }, { as: 'UPc' })
      .thenRefused('director-sets-binding-deadlines');
  });

  it('is not set without the act', () => {
    given(...inDraft)
      .when(setDeadline, wish(basis), { as: 'DIR' })
      .thenRefused('deadline-act-needed');
  });

  it('is extended by the director with the act', () => {
    given(...binding)
      .when(extendDeadline, { deadlineId: 'D1', to: '2024-07-31', act }, { as: 'DIR' })
      .then({
        type: 'DeadlineExtended',
        data: { deadlineId: 'D1', from: '2024-06-30', to: '2024-07-31', act },
      });
  });

  it('is not extended by the coordinator', () => {
    given(...binding)
      .when(extendDeadline, { deadlineId: 'D1', to: '2024-07-31', act }, { as: 'UPc' })
      .thenRefused('director-sets-binding-deadlines');
  });

  it('is not extended without the act', () => {
    given(...binding)
      .when(extendDeadline, { deadlineId: 'D1', to: '2024-07-31' }, { as: 'DIR' })
      .thenRefused('deadline-act-needed');
  });

  it('is shortened by the director with the act', () => {
    given(...binding)
      .when(shortenDeadline, { deadlineId: 'D1', to: '2024-05-31', act }, { as: 'DIR' })
      .then({
        type: 'DeadlineShortened',
        data: { deadlineId: 'D1', from: '2024-06-30', to: '2024-05-31', act },
      });
  });

  it('is not shortened by the coordinator', () => {
    given(...binding)
      .when(shortenDeadline, { deadlineId: 'D1', to: '2024-05-31', act }, { as: 'UPc' })
      .thenRefused('director-sets-binding-deadlines');
  });

  it('is not shortened without the act', () => {
    given(...binding)
      .when(shortenDeadline, { deadlineId: 'D1', to: '2024-05-31' }, { as: 'DIR' })
      .thenRefused('deadline-act-needed');
  });

  it('is waived by the director with the act', () => {
    given(...binding)
      .when(waiveDeadline, { deadlineId: 'D1', act }, { as: 'DIR' })
      .then({ type: 'DeadlineWaived', data: { deadlineId: 'D1', act } });
  });

  it('is not waived by the coordinator', () => {
    given(...binding)
      .when(waiveDeadline, { deadlineId: 'D1', act }, { as: 'UPc' })
      .thenRefused('director-sets-binding-deadlines');
  });

  it('is not waived without the act', () => {
    given(...binding)
      .when(waiveDeadline, { deadlineId: 'D1' }, { as: 'DIR' })
      .thenRefused('deadline-act-needed');
  });
});

describe('The verbs of deadlines', () => {
  it('belong to the coordinator and the director, but for what the office does and what the program uses', () => {
    for (const { name, who } of deadlineVerbs) {
      const own = ['record-missed-deadline', 'record-reminder'].includes(name);
      const isOfOffice = ['record-deadline-met', 'remind-unit', 'take-back-reminder'].includes(
        name,
      );
      const theirs = isOfOffice ? ['UPc', 'UPo'] : ['UPc', 'DIR'];
      expect(who.map(({ role }) => role)).toEqual(own ? ['SYS'] : theirs);
    }
  });

  it('ask for a reason for every change of a deadline, and for what nobody but a person asks for', () => {
    expect(
      deadlineVerbs.filter(({ reason }) => reason === 'required').map(({ name }) => name),
    ).toEqual([
      ...['extend-deadline', 'shorten-deadline', 'remind-unit', 'waive-deadline'],
      ...['accept-deadline-proposal', 'decline-deadline-proposal', 'cancel-deadline'],
    ]);
  });
});

describe('The usual calendar', () => {
  const target: PlanningFact = {
    type: 'TargetApprovalSet',
    data: { date: '2024-05-31', basis: 'Indirizzi regionali' },
  };
  const dues = (answer: unknown) =>
    (answer as readonly PlanningFact[]).map(({ data }) => {
      const { kind, due, basis } = data as { kind: string; due: string; basis: string };
      return [kind, due, basis];
    });

  it('is counted from the target day of approval, and rests on the office', () => {
    const { answer } = given(...inDraft, target).when(setCalendar, {}, { today: '2024-02-01' });
    expect(dues(answer)).toEqual([
      ['CO_PROGRAMMING_DECISION', '2024-03-26', 'OFFICE'],
      ['SCHEDE_SUBMITTED', '2024-04-16', 'OFFICE'],
      ['PARTICIPATION', '2024-04-30', 'OFFICE'],
      ['SCHEDE_CHECKED', '2024-05-10', 'OFFICE'],
      ['PROPOSAL', '2024-05-21', 'OFFICE'],
      ['CONVOCATION', '2024-05-24', 'OFFICE'],
      ['APPROVAL', '2024-05-31', 'OFFICE'],
      ['PUBLICATION', '2024-06-17', 'OFFICE'],
      ['CHECKPOINT', '2024-07-01', 'OFFICE'],
      ['CHECKPOINT', '2024-09-30', 'OFFICE'],
      ['FINAL_REPORT', '2025-02-28', 'OFFICE'],
      ['PRESERVATION_TRANSFER', '2024-12-31', 'LAW'],
      ['ADMIN_ACCESS_CHECK', '2024-12-31', 'LAW'],
    ]);
  });

  it('is counted on from the regional act and from the kickoff, where they have a day', () => {
    const act: PlanningFact = {
      type: 'RegionalActLinked',
      data: { cite: 'DGR 1237/2023', date: '2024-01-20' },
    };
    const { answer } = given(...inDraft, target, act).when(
      setCalendar,
      {},
      { today: '2024-02-01' },
    );
    const [kickoff] = answer as readonly DataOfSet[];
    expect(kickoff?.data).toMatchObject({
      ...{ kind: 'KICKOFF', due: '2024-02-19', basis: 'OFFICE' },
      derivation: { anchor: { name: 'regional-act', day: '2024-01-20', act: 'DGR 1237/2023' } },
    });
    // It was held: what is due from then on is set, and no day for what is done already.
    const held = given(...inPreparation, target, act).when(
      setCalendar,
      {},
      { today: '2024-02-01' },
    );
    expect(dues(held.answer)[0]).toEqual(['HEALTH_PROFILE', '2024-02-09', 'OFFICE']);
    const attached: PlanningFact = {
      type: 'HealthProfileAttached',
      data: {
        ...{ edition: '2023', title: 'Profilo di salute 2023' },
        document: { title: 'Profilo', sha256: 'a'.repeat(64) },
      },
    };
    const known = given(...inPreparation, target, attached).when(
      setCalendar,
      {},
      { today: '2024-02-01' },
    );
    expect(dues(known.answer)[0]?.[0]).toBe('CO_PROGRAMMING_DECISION');
  });

  it('says of each how its day was found', () => {
    const { answer } = given(...inDraft, target).when(setCalendar, {}, { today: '2024-02-01' });
    const [decision] = answer as readonly DataOfSet[];
    expect(decision?.data.derivation).toMatchObject({
      template: 'co-programming-decision',
      anchor: { name: 'target-approval', day: '2024-05-31' },
      steps: [
        { step: 'notice', days: 20, from: '2024-03-26', to: '2024-04-15' },
        { step: 'sessions', days: 10, from: '2024-04-15', to: '2024-05-01' },
        { step: 'report', days: 15, from: '2024-05-01', to: '2024-05-16' },
        { step: 'uptake', days: 15, from: '2024-05-16', to: '2024-05-31' },
      ],
    });
  });

  it('is counted with the days on which the office works', () => {
    const organisation = organisationOn(
      organisationAfter(opened, closureAdded({ from: '2024-04-16', to: '2024-04-16' })),
      '2024-02-01',
    )!;
    const { answer } = given(...inDraft, target).when(
      setCalendar,
      {},
      { today: '2024-02-01', organisation },
    );
    expect(dues(answer).slice(0, 2)).toEqual([
      ['CO_PROGRAMMING_DECISION', '2024-03-22', 'OFFICE'],
      ['SCHEDE_SUBMITTED', '2024-04-15', 'OFFICE'],
    ]);
  });

  it('or from a day that is named', () => {
    const { answer } = given(...inDraft).when(setCalendar, { approvalOn: '2024-12-31' });
    expect(dues(answer)).toContainEqual(['APPROVAL', '2024-12-31', 'OFFICE']);
  });

  it('leaves out what is over, and what the cycle has', () => {
    const { answer } = given(...inDraft, target, set('ORGAN_DECISION')).when(
      setCalendar,
      {},
      { today: '2024-05-20', as: 'DIR' },
    );
    expect(dues(answer).map(([kind]) => kind)).toEqual([
      'PROPOSAL',
      'CONVOCATION',
      'PUBLICATION',
      'CHECKPOINT',
      'CHECKPOINT',
      'FINAL_REPORT',
      'PRESERVATION_TRANSFER',
      'ADMIN_ACCESS_CHECK',
    ]);
  });

  it('needs a day to count from, and something left to set', () => {
    given(...inDraft)
      .when(setCalendar, {})
      .thenRefused('target-approval-needed');
    given(...inDraft)
      .when(setCalendar, { approvalOn: '2020-01-01' }, { today: '2026-01-01' })
      .thenRefused('nothing-changed');
  });
});
