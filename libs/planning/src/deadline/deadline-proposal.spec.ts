import type { PlanningFact } from '../planning-fact.js';
import { workingCalendarOf } from '../organisation/office-calendar.js';
import { organisationOn, type OrganisationOn } from '../organisation/organisation.js';
import { closureAdded, opened, organisationAfter } from '../organisation/organisation.fixture.js';
import {
  assigned,
  checked,
  fingerprint,
  gatesSettled,
  given,
  inDraft,
  inPreparation,
  lifeAfter,
  submitted,
} from '../testing.fixture.js';
import { acceptDeadlineProposal } from './accept-deadline-proposal.js';
import { deadlineProposal } from './deadline-proposal.js';
import { declineDeadlineProposal } from './decline-deadline-proposal.js';
import { linkRegionalAct } from '../cycle/link-regional-act.js';
import { recordMissedDeadline } from './record-missed-deadline.js';
import { setCalendar } from './set-calendar.js';

const today = '2024-02-01';

const target = (date: string): PlanningFact => ({
  type: 'TargetApprovalSet',
  data: { date, basis: 'Indirizzi regionali' },
});

/** The facts a decision answered with. */
const factsOf = (answer: unknown): readonly PlanningFact[] => answer as readonly PlanningFact[];

/** A cycle whose calendar was set when the approval was aimed at 31 May 2024. */
const begun = [...inPreparation, target('2024-05-31')];
const calendarSet = factsOf(given(...begun).when(setCalendar, {}, { today }).answer);
const withCalendar = [...begun, ...calendarSet];
const moved = [...withCalendar, target('2024-06-28')];

const proposalOf = (facts: readonly PlanningFact[], organisation?: OrganisationOn, on = today) =>
  deadlineProposal(lifeAfter(...facts), workingCalendarOf(organisation), on, fingerprint);

const answered = (
  facts: readonly PlanningFact[],
  more: { readonly leaveOut?: string[]; readonly act?: string } = {},
) =>
  given(...facts).when(
    acceptDeadlineProposal,
    { proposal: proposalOf(facts).proposal, ...more },
    { today },
  );

const dueOf = (facts: readonly PlanningFact[], kind: string) =>
  Object.values(lifeAfter(...facts).data.deadlines).find((each) => each.kind === kind)?.due;

describe('A change of the target day', () => {
  it('moves no deadline by itself', () => {
    expect(lifeAfter(...moved).data.deadlines).toEqual(lifeAfter(...withCalendar).data.deadlines);
  });

  it('nor does a regional act that brings it', () => {
    const facts = factsOf(
      given(...withCalendar).when(linkRegionalAct, {
        ...{ cite: 'DGR 1237/2023', affects: 'Tempi', approvalBy: '2024-06-28' },
      }).answer,
    );
    expect(facts.map(({ type }) => type)).toEqual(['RegionalActLinked', 'TargetApprovalSet']);
    expect(proposalOf([...withCalendar, ...facts])).toMatchObject({ open: true });
  });

  it('is proposed: what would move from when to when', () => {
    const { open, moves, added, impossible } = proposalOf(moved);
    expect({ open, added, impossible }).toEqual({ open: true, added: [], impossible: [] });
    expect(moves.map(({ computed, from, to }) => [computed.key, from, to])).toEqual([
      ['co-programming-decision', '2024-03-26', '2024-04-24'],
      ['schede-submitted', '2024-04-16', '2024-05-14'],
      ['participation', '2024-04-30', '2024-05-29'],
      ['schede-checked', '2024-05-10', '2024-06-07'],
      ['proposal', '2024-05-21', '2024-06-18'],
      ['convocation', '2024-05-24', '2024-06-21'],
      ['approval', '2024-05-31', '2024-06-28'],
      ['publication', '2024-06-17', '2024-07-15'],
    ]);
  });

  it('is nothing to propose while no calendar was set', () => {
    expect(proposalOf([...begun, target('2024-06-28')])).toMatchObject({ open: false, moves: [] });
    given(...begun, target('2024-06-28'))
      .when(acceptDeadlineProposal, { proposal: 'a'.repeat(64) }, { today })
      .thenRefused('nothing-changed');
  });

  it('moves them once it is accepted, each with how its day was found, and is done', () => {
    const facts = factsOf(answered(moved).answer);
    expect(facts.map(({ type }) => type)).toEqual([
      'DeadlineProposalAccepted',
      ...Array.from({ length: 8 }, () => 'DeadlineExtended'),
    ]);
    expect(facts[1]).toMatchObject({
      data: {
        ...{ from: '2024-03-26', to: '2024-04-24' },
        derivation: { template: 'co-programming-decision', anchor: { day: '2024-06-28' } },
      },
    });
    const after = [...moved, ...facts];
    expect(dueOf(after, 'APPROVAL')).toBe('2024-06-28');
    expect(proposalOf(after)).toMatchObject({ open: false, moves: [] });
    const { deadlines } = lifeAfter(...after).data;
    const { history } = deadlines['new-approval']!;
    expect(history).toMatchObject([{ reason: 'Motivo di prova', late: false }]);
  });

  it('to an earlier day shortens them', () => {
    const earlier = [...withCalendar, target('2024-05-24')];
    expect(
      factsOf(answered(earlier).answer)
        .slice(1)
        .map(({ type }) => type),
    ).toEqual(Array.from({ length: 8 }, () => 'DeadlineShortened'));
  });

  describe('that leaves no time for a step', () => {
    const key = 'co-programming-decision';
    const earlier = [...withCalendar, target('2024-03-29')];
    const decision = (facts: readonly PlanningFact[]) => dueOf(facts, 'CO_PROGRAMMING_DECISION');

    it('moves it to the day that is over, once a person says so', () => {
      const { impossible, moves, open } = proposalOf(earlier);
      expect({ impossible, open }).toEqual({ impossible: [], open: true });
      expect(moves.filter(({ computed }) => computed.impossible)).toMatchObject([
        { from: '2024-03-26', to: '2024-01-25', computed: { key, impossible: { why: 'over' } } },
      ]);
      expect(decision(earlier)).toBe('2024-03-26');
      const facts = [...earlier, ...factsOf(answered(earlier).answer)];
      expect(decision(facts)).toBe('2024-01-25');
      expect(proposalOf(facts)).toMatchObject({ open: false, moves: [] });
      const { deadlineId } = moves[0]!;
      expect(
        factsOf(
          given(...facts).when(recordMissedDeadline, { deadlineId }, { today, as: 'SYS' }).answer,
        ),
      ).toEqual([{ type: 'DeadlineMissed', data: { deadlineId, due: '2024-01-25' } }]);
    });

    it('waits for an answer where that is all it does', () => {
      const others = proposalOf(earlier).moves.flatMap(({ computed }) =>
        computed.key === key ? [] : [computed.key],
      );
      const rest = answered(earlier, { leaveOut: others });
      expect(factsOf(rest.answer).map(({ type }) => type)).toEqual([
        ...['DeadlineProposalAccepted', 'DeadlineShortened'],
      ]);
      const facts = [...earlier, ...factsOf(answered(earlier, { leaveOut: [key] }).answer)];
      expect(decision(facts)).toBe('2024-03-26');
      // It was answered; that the target day is another one asks it again.
      expect(proposalOf(facts)).toMatchObject({ open: false, moves: [{ to: '2024-01-25' }] });
      const again = [...facts, target('2024-03-28')];
      expect(proposalOf(again)).toMatchObject({ open: true });
    });

    it('stays on its old day where that is declined', () => {
      const { proposal } = proposalOf(earlier);
      const { answer } = given(...earlier).when(declineDeadlineProposal, { proposal }, { today });
      const facts = [...earlier, ...factsOf(answer)];
      expect(decision(facts)).toBe('2024-03-26');
      expect(proposalOf(facts)).toMatchObject({ open: false, proposal });
    });

    it('leaves one that is met, and one whose old day is over as well', () => {
      const decided: PlanningFact = {
        type: 'CoProgrammingNotActivated',
        data: { motivation: 'TIGHT_SCHEDULE', text: 'Tempi troppo stretti' },
      };
      const left = (facts: readonly PlanningFact[], on?: string) =>
        proposalOf(facts, undefined, on).impossible.map(({ computed }) => computed.key);
      expect(left([...earlier, decided])).toEqual([key]);
      expect(left(earlier, '2024-03-26')).not.toContain(key);
      expect(left(earlier, '2024-03-27')).toContain(key);
    });
  });

  it('sets what had no time left before and has some now', () => {
    const late = factsOf(given(...begun).when(setCalendar, {}, { today: '2024-05-15' }).answer);
    const later = [...begun, ...late, target('2024-12-20')];
    const { added, proposal } = proposalOf(later, undefined, '2024-05-15');
    expect(added.map(({ key }) => key)).toEqual([
      ...['co-programming-decision', 'schede-submitted', 'participation', 'schede-checked'],
    ]);
    const { answer } = given(...later).when(
      acceptDeadlineProposal,
      { proposal, leaveOut: ['participation', 'schede-checked'] },
      { today: '2024-05-15' },
    );
    expect(factsOf(answer).filter(({ type }) => type === 'DeadlineSet')).toMatchObject([
      { data: { deadlineId: 'new-co-programming-decision', due: '2024-10-17', basis: 'OFFICE' } },
      { data: { deadlineId: 'new-schede-submitted', due: '2024-11-05' } },
    ]);
  });

  const movedOn = (on: string, ...facts: readonly PlanningFact[]) =>
    proposalOf([...moved, ...facts], undefined, on).moves.map(({ computed }) => computed.key);
  const missed = (key: string): PlanningFact => {
    const { deadlineId, due } = Object.values(lifeAfter(...moved).data.deadlines).find(
      ({ derivation }) => derivation?.template === key,
    )!;
    return { type: 'DeadlineMissed', data: { deadlineId, due } };
  };
  const [participated] = gatesSettled as readonly [PlanningFact];

  it('does not move again what was met and is over, in time or late', () => {
    expect(movedOn('2024-05-01', participated)).not.toContain('participation');
    const late = [missed('participation'), participated];
    expect(movedOn('2024-05-01', ...late)).not.toContain('participation');
    // While its day is still to come it moves with the others.
    expect(movedOn('2024-04-30', participated)).toContain('participation');
  });

  it('moves what is over and was not met, also where nobody has recorded that it was missed', () => {
    expect(movedOn('2024-05-01')).toContain('participation');
    expect(movedOn('2024-05-01', missed('participation'))).toContain('participation');
  });

  it('takes schede for met once there are some, and each has done its work, or is out', () => {
    const on = '2024-05-11';
    const isMoved = (...facts: readonly PlanningFact[]) => [
      movedOn(on, ...facts).includes('schede-submitted'),
      movedOn(on, ...facts).includes('schede-checked'),
    ];
    expect(isMoved()).toEqual([true, true]);
    expect(isMoved(assigned('S-1'))).toEqual([true, true]);
    expect(isMoved(...submitted('S-1'))).toEqual([false, true]);
    expect(isMoved(...checked('S-1'))).toEqual([false, false]);
    expect(isMoved(...checked('S-1'), assigned('S-2'))).toEqual([true, true]);
    const withdrawn: PlanningFact = { type: 'SchedaWithdrawn', data: { schedaId: 'S-2' } };
    expect(isMoved(...checked('S-1'), assigned('S-2'), withdrawn)).toEqual([false, false]);
    const returned: readonly PlanningFact[] = [
      { type: 'SchedaTakenInCharge', data: { schedaId: 'S-1' } },
      {
        type: 'SchedaReturned',
        data: { schedaId: 'S-1', reasons: ['TEXT'], text: 'Più chiaro' },
      },
    ];
    expect(isMoved(...submitted('S-1'), ...returned)).toEqual([false, true]);
  });
});

describe('A closure of the office', () => {
  const closure = closureAdded({ from: '2024-04-15', to: '2024-04-16' });
  const closed = organisationOn(organisationAfter(opened, closure), today)!;

  it('moves no deadline by itself, and is proposed', () => {
    expect(proposalOf(withCalendar)).toMatchObject({ open: false });
    const { open, moves } = proposalOf(withCalendar, closed);
    expect(open).toBe(true);
    expect(moves).toMatchObject([
      { from: '2024-03-26', to: '2024-03-22', computed: { key: 'co-programming-decision' } },
      { from: '2024-04-16', to: '2024-04-12', computed: { key: 'schede-submitted' } },
    ]);
    const { proposal } = proposalOf(withCalendar, closed);
    const { answer } = given(...withCalendar).when(
      acceptDeadlineProposal,
      { proposal },
      { today, organisation: closed },
    );
    expect(factsOf(answer).slice(1)).toMatchObject([
      { type: 'DeadlineShortened', data: { to: '2024-03-22' } },
      { type: 'DeadlineShortened', data: { to: '2024-04-12' } },
    ]);
  });
});

describe('A calendar that was counted from a day which a person named', () => {
  const named = factsOf(
    given(...inPreparation).when(setCalendar, { approvalOn: '2024-05-31' }, { today }).answer,
  );
  const withoutTarget = [...inPreparation, ...named];

  it('is still counted from it, until the cycle aims at one', () => {
    expect(proposalOf(withoutTarget)).toMatchObject({ open: false, moves: [] });
    const closure = closureAdded({ from: '2024-05-21', to: '2024-05-21' });
    const closed = organisationOn(organisationAfter(opened, closure), today)!;
    expect(proposalOf(withoutTarget, closed).moves).toMatchObject([
      { from: '2024-05-21', to: '2024-05-20', computed: { key: 'proposal' } },
    ]);
    expect(proposalOf([...withoutTarget, target('2024-06-28')]).moves).toHaveLength(8);
  });
});

describe('An answer to a proposal', () => {
  const { proposal } = proposalOf(moved);

  it.each([acceptDeadlineProposal, declineDeadlineProposal])(
    'is refused when it is another one by now',
    (verb) => {
      given(...moved, target('2024-06-21'))
        .when(verb, { proposal }, { today })
        .thenRefused('proposal-changed');
    },
  );

  it('is another one when somebody has moved a deadline meanwhile', () => {
    const { deadlineId, from } = proposalOf(moved).moves[0]!;
    const extended: PlanningFact = {
      type: 'DeadlineExtended',
      data: { deadlineId, from, to: '2024-04-02' },
    };
    expect(proposalOf([...moved, extended]).moves[0]).toMatchObject({
      ...{ from: '2024-04-02', to: '2024-04-24', movedByHand: true },
    });
    given(...moved, extended)
      .when(acceptDeadlineProposal, { proposal }, { today })
      .thenRefused('proposal-changed');
  });

  it('may be a no, with a reason: it is not proposed again until something else changes', () => {
    const { answer } = given(...moved).when(declineDeadlineProposal, { proposal }, { today });
    const [declined] = factsOf(answer) as [PlanningFact];
    expect(declined).toMatchObject({
      type: 'DeadlineProposalDeclined',
      data: { proposal, added: [], moves: expect.arrayContaining([]) as unknown },
    });
    const after = [...moved, declined];
    expect(proposalOf(after)).toMatchObject({ open: false, proposal });
    expect(lifeAfter(...after).data.declinedProposal).toMatchObject({
      ...{ proposal, by: 'operatore', reason: 'Motivo di prova' },
    });
    expect(proposalOf([...after, target('2024-07-05')])).toMatchObject({ open: true });
    // Who thinks better of it may still accept it.
    expect(factsOf(answered(after).answer)).toHaveLength(9);
    const accepted = [...after, ...factsOf(answered(after).answer)];
    expect(lifeAfter(...accepted).data.declinedProposal).toBeUndefined();
  });

  it('may leave some of them as they are, which is answered with it', () => {
    const facts = factsOf(answered(moved, { leaveOut: ['publication'] }).answer);
    expect(facts).toHaveLength(1 + 7);
    const after = [...moved, ...facts];
    expect(dueOf(after, 'PUBLICATION')).toBe('2024-06-17');
    expect(proposalOf(after)).toMatchObject({ open: false, moves: [{ to: '2024-07-15' }] });
    const all = proposalOf(moved).moves.map(({ computed }) => computed.key);
    answered(moved, { leaveOut: all }).thenRefused('nothing-changed');
    answered(moved, { leaveOut: ['niente'] }).thenRefused('deadline-not-found', { id: 'niente' });
  });

  it('does not pass because a day has passed', () => {
    expect(proposalOf(moved, undefined, '2024-02-02').proposal).toBe(proposal);
  });
});

describe('A deadline among them that a law imposes', () => {
  /** As a template of a law would have set it. */
  const binding = withCalendar.map((fact): PlanningFact =>
    fact.type === 'DeadlineSet' && fact.data.kind === 'PUBLICATION'
      ? { ...fact, data: { ...fact.data, basis: 'LAW', act: 'L. 1/2024' } }
      : fact,
  );
  const facts = [...binding, target('2024-06-28')];
  const { proposal } = proposalOf(facts);

  it('is moved by the director alone, on an act, and can be left out', () => {
    const accept = (as: 'UPc' | 'DIR', more: { readonly act?: string; leaveOut?: string[] } = {}) =>
      given(...facts).when(acceptDeadlineProposal, { proposal, ...more }, { today, as });
    accept('UPc').thenRefused('director-accepts-binding-moves', { keys: 'publication' });
    accept('DIR').thenRefused('deadline-act-needed');
    expect(factsOf(accept('DIR', { act: 'DGR 2' }).answer).at(-1)).toMatchObject({
      type: 'DeadlineExtended',
      data: { act: 'DGR 2' },
    });
    expect(factsOf(accept('UPc', { leaveOut: ['publication'] }).answer)).toHaveLength(8);
  });
});

describe('A cycle that is only drafted', () => {
  it('has its proposal, too', () => {
    const draft = [...inDraft, target('2024-05-31')];
    const set = factsOf(given(...draft).when(setCalendar, {}, { today }).answer);
    expect(proposalOf([...draft, ...set, target('2024-06-28')])).toMatchObject({ open: true });
  });
});
