import type { PlanningFact } from '../planning-fact.js';
import { given, inDraft } from '../testing.fixture.js';
import type { DeadlineBasis } from '../value-sets.js';
import { deadlineVerbs } from './deadline.verbs.js';
import { extendDeadline } from './extend-deadline.js';
import { setDeadline } from './set-deadline.js';
import { shortenDeadline } from './shorten-deadline.js';
import { waiveDeadline } from './waive-deadline.js';

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
      .thenRefused('dates-reversed', { from: '2024-07-31', to: '2024-07-10' });
  });

  it('is shortened to an earlier day and keeps the old one', () => {
    given(...ofTheOffice)
      .when(shortenDeadline, { deadlineId: 'D1', to: '2024-05-31' })
      .then({
        type: 'DeadlineShortened',
        data: { deadlineId: 'D1', from: '2024-06-30', to: '2024-05-31' },
      });
  });

  it('is not extended to an earlier day', () => {
    given(...ofTheOffice)
      .when(extendDeadline, { deadlineId: 'D1', to: '2024-06-29' })
      .thenRefused('dates-reversed', { from: '2024-06-30', to: '2024-06-29' });
  });

  it('is not shortened to a later day', () => {
    given(...ofTheOffice)
      .when(shortenDeadline, { deadlineId: 'D1', to: '2024-07-01' })
      .thenRefused('dates-reversed', { from: '2024-07-01', to: '2024-06-30' });
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
  it('belong to the coordinator and the director', () => {
    for (const { who } of deadlineVerbs) {
      expect(who.map(({ role }) => role)).toEqual(['UPc', 'DIR']);
    }
  });

  it('ask for a reason for every change of a deadline', () => {
    expect(
      deadlineVerbs.filter(({ reason }) => reason === 'required').map(({ name }) => name),
    ).toEqual(['extend-deadline', 'shorten-deadline', 'waive-deadline']);
  });
});
