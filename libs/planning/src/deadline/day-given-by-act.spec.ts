import type { CycleCommand } from '../command/cycle-command.js';
import type { Verb } from '../command/verb.js';
import { linkRegionalAct } from '../cycle/link-regional-act.js';
import { setTargetApproval } from '../cycle/set-target-approval.js';
import type { LifeData } from '../life-data.js';
import { workingCalendarOf } from '../organisation/office-calendar.js';
import type { PlanningFact } from '../planning-fact.js';
import { fingerprint, given, inDraft, lifeAfter, type Body } from '../testing.fixture.js';
import { acceptDeadlineProposal } from './accept-deadline-proposal.js';
import { cycleDates, onOtherDays } from './cycle-dates.js';
import { deadlineProposal } from './deadline-proposal.js';
import { extendDeadline } from './extend-deadline.js';
import { setCalendar } from './set-calendar.js';

const today = '2024-02-01';
const cite = 'DGR 1237/2023';

const factsOf = ({ answer }: { readonly answer: unknown }): readonly PlanningFact[] =>
  answer as readonly PlanningFact[];
const after = <Wish extends CycleCommand, Known extends LifeData>(
  facts: readonly PlanningFact[],
  verb: Verb<Wish, Known>,
  body: Body<Wish>,
): readonly PlanningFact[] => [...facts, ...factsOf(given(...facts).when(verb, body, { today }))];

const byOffice = after(inDraft, setTargetApproval, {
  date: '2024-05-31',
  basis: 'Indirizzi',
});
const byAct = after(inDraft, linkRegionalAct, { cite, approvalBy: '2024-05-31' });
const calendarByAct = after(byAct, setCalendar, {});
const calendarByOffice = after(byOffice, setCalendar, {});

const ofKind = (facts: readonly PlanningFact[], kind: string) =>
  Object.values(lifeAfter(...facts).data.deadlines).find((each) => each.kind === kind)!;
const extended = (facts: readonly PlanningFact[], kind: string) => {
  const { deadlineId } = ofKind(facts, kind);
  return (as: 'UPc' | 'DIR', act?: string) =>
    given(...facts).when(
      extendDeadline,
      { deadlineId, to: '2024-12-31', ...(act && { act }) },
      { as },
    );
};
const proposalOf = (facts: readonly PlanningFact[]) =>
  deadlineProposal(lifeAfter(...facts), workingCalendarOf(undefined), today, fingerprint);
const accepted = (
  facts: readonly PlanningFact[],
  as: 'UPc' | 'DIR',
  more: { readonly act?: string; readonly leaveOut?: string[] } = {},
) =>
  given(...facts).when(
    acceptDeadlineProposal,
    { proposal: proposalOf(facts).proposal, ...more },
    { today, as },
  );

describe('The day of approval that a regional act gives', () => {
  it('rests on the act, which its derivation names; what is counted from it is the office’s', () => {
    expect(ofKind(calendarByAct, 'APPROVAL')).toMatchObject({
      ...{ due: '2024-05-31', basis: 'REGIONAL_ACT', act: cite },
      derivation: { anchor: { name: 'target-approval', day: '2024-05-31', act: cite }, steps: [] },
    });
    const proposal = ofKind(calendarByAct, 'PROPOSAL');
    expect(proposal).toMatchObject({ basis: 'OFFICE', derivation: { anchor: { act: cite } } });
    expect(proposal).not.toHaveProperty('act');
  });

  it('is the office’s where the office chose it, or counts from another day', () => {
    for (const facts of [
      calendarByOffice,
      after(byAct, setCalendar, { approvalOn: '2024-05-30' }),
    ]) {
      const approval = ofKind(facts, 'APPROVAL');
      expect(approval).toMatchObject({ basis: 'OFFICE' });
      expect(approval).not.toHaveProperty('act');
      expect(approval.derivation?.anchor).not.toHaveProperty('act');
    }
    // The day of the act itself named is still that of the act.
    const same = after(byAct, setCalendar, { approvalOn: '2024-05-31' });
    expect(ofKind(same, 'APPROVAL')).toMatchObject({ basis: 'REGIONAL_ACT', act: cite });
  });

  it('is extended by the director, on an act; what is counted from it by the coordinator', () => {
    const approval = extended(calendarByAct, 'APPROVAL');
    approval('UPc', 'DGR 2/2024').thenRefused('director-sets-binding-deadlines');
    approval('DIR').thenRefused('deadline-act-needed');
    expect(factsOf(approval('DIR', 'DGR 2/2024'))).toMatchObject([{ data: { act: 'DGR 2/2024' } }]);
    expect(factsOf(extended(calendarByAct, 'PROPOSAL')('UPc'))).toHaveLength(1);
    expect(factsOf(extended(calendarByOffice, 'APPROVAL')('UPc'))).toHaveLength(1);
  });
});

describe('A deadline of the office that an act moves', () => {
  const linked = after(calendarByOffice, linkRegionalAct, {
    ...{ cite, affects: 'Tempi', approvalBy: '2024-06-28' },
  });
  const moved = [...linked, ...factsOf(accepted(linked, 'UPc'))];

  it('rests on the act once the coordinator has accepted it, with the act in its history', () => {
    const approval = ofKind(moved, 'APPROVAL');
    expect(approval).toMatchObject({
      ...{ due: '2024-06-28', basis: 'REGIONAL_ACT', act: cite },
      history: [{ to: '2024-06-28', derived: true, basis: 'REGIONAL_ACT', act: cite }],
    });
    const convocation = ofKind(moved, 'CONVOCATION');
    expect(convocation).toMatchObject({ basis: 'OFFICE', derivation: { anchor: { act: cite } } });
    expect(convocation.history[0]).not.toHaveProperty('basis');
    extended(moved, 'APPROVAL')('UPc').thenRefused('director-sets-binding-deadlines');
  });

  it('is the office’s again when the office sets the day, which is for the director to accept', () => {
    const again = after(moved, setTargetApproval, {
      ...{ date: '2024-06-21', basis: 'Direzione', reason: 'Prima delle ferie' },
    });
    accepted(again, 'UPc').thenRefused('director-accepts-binding-moves');
    accepted(again, 'DIR').thenRefused('deadline-act-needed');
    const withoutApproval = [
      ...again,
      ...factsOf(accepted(again, 'UPc', { leaveOut: ['approval'] })),
    ];
    expect(ofKind(withoutApproval, 'APPROVAL')).toMatchObject({ due: '2024-06-28', act: cite });
    const back = [...again, ...factsOf(accepted(again, 'DIR', { act: 'Decreto 7' }))];
    const approval = ofKind(back, 'APPROVAL');
    expect(approval).toMatchObject({ due: '2024-06-21', basis: 'OFFICE' });
    expect(approval).not.toHaveProperty('act');
    expect(approval.history.at(-1)).toMatchObject({ basis: 'OFFICE', act: 'Decreto 7' });
    expect(factsOf(extended(back, 'APPROVAL')('UPc'))).toHaveLength(1);
  });

  it('is moved by another act on that act alone, for the director to accept', () => {
    const second = after(moved, linkRegionalAct, {
      ...{ cite: 'DGR 9/2024', affects: 'Tempi', approvalBy: '2024-07-31' },
    });
    accepted(second, 'UPc').thenRefused('director-accepts-binding-moves');
    const facts = [...second, ...factsOf(accepted(second, 'DIR'))];
    expect(ofKind(facts, 'APPROVAL')).toMatchObject({ due: '2024-07-31', act: 'DGR 9/2024' });
  });

  it('is another proposal than that of the office for the same day', () => {
    const office = after(calendarByOffice, setTargetApproval, {
      ...{ date: '2024-06-28', basis: 'Direzione', reason: 'Più tempo' },
    });
    expect(proposalOf(office).proposal).not.toBe(proposalOf(linked).proposal);
  });
});

describe('A day that the office had chosen and an act gives', () => {
  const wish = { cite, affects: 'Tempi', approvalBy: '2024-05-31' } as const;
  const link = (facts: readonly PlanningFact[], more: Partial<typeof wish> & object = {}) =>
    given(...facts).when(linkRegionalAct, { ...wish, ...more }, { today });
  const linked = after(calendarByOffice, linkRegionalAct, wish);

  it('is given by the act from then on, and the deadline of that day rests on it at once', () => {
    const { deadlineId } = ofKind(calendarByOffice, 'APPROVAL');
    link(calendarByOffice).then(
      { type: 'RegionalActLinked', data: { cite, affects: 'Tempi' } },
      {
        type: 'TargetApprovalSet',
        data: {
          ...{ date: '2024-05-31', basis: cite, givenBy: 'REGIONAL_ACT' },
          deadlineIds: [deadlineId],
        },
      },
    );
    expect(lifeAfter(...linked).data.targetApproval).toEqual({
      ...{ date: '2024-05-31', basis: cite, givenBy: 'REGIONAL_ACT', earlier: [] },
    });
    expect(ofKind(linked, 'APPROVAL')).toMatchObject({
      ...{ due: '2024-05-31', basis: 'REGIONAL_ACT', act: cite, history: [] },
      derivation: { anchor: { act: cite } },
    });
    expect(ofKind(linked, 'PROPOSAL')).toMatchObject({ basis: 'OFFICE' });
    expect(proposalOf(linked)).toMatchObject({ open: false, moves: [] });
    extended(linked, 'APPROVAL')('UPc').thenRefused('director-sets-binding-deadlines');
    expect(factsOf(extended(linked, 'APPROVAL')('DIR', 'DGR 2/2024'))).toHaveLength(1);
  });

  it('stays the office’s where somebody has moved the deadline away from it', () => {
    const { deadlineId } = ofKind(calendarByOffice, 'APPROVAL');
    const moved = after(calendarByOffice, extendDeadline, {
      ...{ deadlineId, to: '2024-06-07', reason: 'Più tempo' },
    });
    const facts = after(moved, linkRegionalAct, wish);
    expect(facts.at(-1)?.data).not.toHaveProperty('deadlineIds');
    expect(ofKind(facts, 'APPROVAL')).toMatchObject({ due: '2024-06-07', basis: 'OFFICE' });
  });

  it('is not given a second time by the same act; by another one it is', () => {
    link(linked).thenRefused('same-date', { date: '2024-05-31' });
    const second = after(linked, linkRegionalAct, { ...wish, cite: 'DGR 9/2024' });
    expect(lifeAfter(...second).data.targetApproval).toMatchObject({ basis: 'DGR 9/2024' });
    // What rests on an act rests on it until the director says otherwise.
    expect(ofKind(second, 'APPROVAL')).toMatchObject({ act: cite });
  });
});

describe('What gives the dates of a cycle', () => {
  const dates = cycleDates(lifeAfter(...byAct).data);

  it('gives no other day that is supposed', () => {
    expect(dates.given).toMatchObject({ 'target-approval': { basis: 'REGIONAL_ACT', act: cite } });
    expect(onOtherDays(dates, { 'target-approval': '2024-05-31' })).toEqual(dates);
    const other = onOtherDays(dates, { 'target-approval': '2024-06-01' });
    expect(other.given).not.toHaveProperty('target-approval');
    expect(other.given).toHaveProperty('regional-act');
  });
});
