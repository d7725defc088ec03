import { workingCalendarOf } from '../organisation/office-calendar.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { deadlinesLateness } from '../reports/lateness.js';
import { metOn } from '../reports/met-on.js';
import { because, CYCLE, day, Seen } from '../reports/reports.fixture.js';
import { SchedaTimesProjection } from '../reports/scheda-times.projection.js';
import { approvedPlan } from '../revision/revision.fixture.js';
import {
  checked,
  fingerprint,
  given,
  inVerification,
  lifeAfter,
  verificationClosed,
} from '../testing.fixture.js';
import { deadlineProposal } from './deadline-proposal.js';
import { isSettled } from './is-settled.js';
import { setCalendar } from './set-calendar.js';
import { whoOwes } from './who-owes.js';

const { manifestHash } = (verificationClosed as { readonly data: { manifestHash: string } }).data;
const due = (kind: 'PROPOSAL' | 'CONVOCATION' | 'APPROVAL', on: string): PlanningFact => ({
  type: 'DeadlineSet',
  data: { deadlineId: kind, kind, due: on, basis: 'OFFICE' },
});
const endorsed: PlanningFact = { type: 'ProposalEndorsed', data: { manifestHash } };
const convened = (sessionId: string): PlanningFact => ({
  type: 'OrganConvened',
  data: {
    ...{ sessionId, organ: 'Conferenza', sessionOn: '2024-01-25', protocol: '1/2024' },
    items: ['POA 2024'],
  },
});
const decided = (
  sessionId: string,
  outcome: DataOf<'DeliberationRecorded'>['outcome'],
): PlanningFact => ({
  type: 'DeliberationRecorded',
  data: {
    ...{ sessionId, outcome, members: [], quorumThousandths: 501, manifestHash },
    ...{ prescriptions: [], text: 'Il riparto non convince' },
  },
});
const sentBack: PlanningFact = { type: 'ProposalReturned', data: { text: 'Manca il riparto' } };
const verified = [...inVerification(...checked('S-1')), verificationClosed];
const onAgenda = [...verified, endorsed, convened('A1')];
const rejected = [...onAgenda, decided('A1', 'rejected')];

describe('After the organ has rejected the plan', () => {
  const settled = (facts: readonly PlanningFact[], kind: 'PROPOSAL' | 'CONVOCATION') => {
    const life = lifeAfter(...facts, due(kind, '2024-01-20'));
    const deadline = life.data.deadlines[kind]!;
    const owed = whoOwes(life, deadline, undefined).roles.size > 0;
    expect(owed).toBe(!isSettled(life, deadline));
    return !owed;
  };

  it('it is to be proposed and the organ to be convened anew', () => {
    expect(settled(onAgenda, 'PROPOSAL')).toBe(true);
    expect(settled(onAgenda, 'CONVOCATION')).toBe(true);
    expect(settled(rejected, 'PROPOSAL')).toBe(false);
    expect(settled(rejected, 'CONVOCATION')).toBe(false);
    const again = [...rejected, verificationClosed, endorsed];
    expect(settled(again, 'PROPOSAL')).toBe(true);
    expect(settled(again, 'CONVOCATION')).toBe(false);
    expect(settled([...again, convened('A2')], 'CONVOCATION')).toBe(true);
  });

  it('as where the proposal was sent back, and not where the organ only put it off', () => {
    const back = [...verified, endorsed, sentBack];
    expect(settled([...verified, endorsed], 'PROPOSAL')).toBe(true);
    expect(settled(back, 'PROPOSAL')).toBe(false);
    expect(settled([...onAgenda, decided('A1', 'postponed')], 'PROPOSAL')).toBe(true);
  });

  it('both get their day in the calendar of the new target, which nobody had set before', () => {
    const target: PlanningFact = {
      type: 'TargetApprovalSet',
      data: { date: '2024-05-31', basis: 'Dopo il rigetto' },
    };
    const keysAfter = (facts: readonly PlanningFact[]) => {
      const found = given(...facts, target).when(setCalendar, {}, { today: '2024-02-01' }).answer;
      return (found as readonly PlanningFact[]).flatMap((fact) =>
        fact.type === 'DeadlineSet' ? [fact.data.kind] : [],
      );
    };
    expect(keysAfter(rejected)).toEqual(expect.arrayContaining(['PROPOSAL', 'CONVOCATION']));
    expect(keysAfter(onAgenda)).not.toContain('PROPOSAL');
  });

  it('what was over by then moves with the target day again', () => {
    const target = (date: string): PlanningFact => ({
      type: 'TargetApprovalSet',
      data: { date, basis: 'Indirizzi' },
    });
    const set = given(...verified, target('2024-03-29')).when(
      setCalendar,
      {},
      {
        today: '2024-01-10',
      },
    ).answer as readonly PlanningFact[];
    const moved = (...facts: readonly PlanningFact[]) =>
      deadlineProposal(
        lifeAfter(...verified, target('2024-03-29'), ...set, ...facts, target('2024-05-31')),
        workingCalendarOf(undefined),
        '2024-04-02',
        fingerprint,
      ).moves.map(({ computed }) => computed.key);
    const first = [endorsed, convened('A1')];
    expect(moved(...first)).not.toContain('proposal');
    expect(moved(...first, decided('A1', 'rejected'))).toEqual(
      expect.arrayContaining(['proposal', 'convocation', 'approval']),
    );
  });
});

describe('A deadline of a second round', () => {
  const rows = (proposalDue: string) =>
    new Seen(
      SchedaTimesProjection,
      day('2024-01-10', ...verified, due('PROPOSAL', proposalDue), due('APPROVAL', '2024-01-31')),
      day('2024-01-18', endorsed),
      day('2024-01-19', convened('A1')),
      day('2024-01-25', decided('A1', 'rejected')),
    );
  const stands = (seen: Seen<SchedaTimesProjection>, on: string) =>
    deadlinesLateness(seen.database, { cycleId: CYCLE, on })
      .filter(({ kind }) => kind === 'PROPOSAL')
      .map(({ lateness, owedAgain, doneOn }) => [lateness, owedAgain, doneOn]);
  const isMet = (seen: Seen<SchedaTimesProjection>, on: string) =>
    metOn(seen.database, { cycleId: CYCLE, on }).has('PROPOSAL');

  it('whose day was over was kept in the first one, and is owed again', () => {
    const first = rows('2024-01-20');
    expect(stands(first, '2024-01-24')).toEqual([['onTime', false, '2024-01-18']]);
    expect(isMet(first, '2024-01-24')).toBe(true);
    expect(stands(first, '2024-01-26')).toEqual([['onTime', true, '2024-01-18']]);
    expect(isMet(first, '2024-01-26')).toBe(false);
    const second = first.sees(day('2024-02-05', verificationClosed, endorsed));
    expect(stands(second, '2024-02-05')).toEqual([['onTime', false, '2024-01-18']]);
  });

  it('is kept by what is done in it once its day is a later one, and missed without', () => {
    const moved = rows('2024-01-20').sees(
      because('Dopo il rigetto', '2024-01-26', {
        type: 'DeadlineExtended',
        data: { deadlineId: 'PROPOSAL', from: '2024-01-20', to: '2024-02-10' },
      }),
    );
    for (const seen of [moved, rows('2024-02-10')]) {
      expect(stands(seen, '2024-02-10')).toEqual([['open', true, null]]);
      expect(stands(seen, '2024-02-11')).toEqual([['missing', true, null]]);
      const done = seen.sees(day('2024-02-05', verificationClosed, endorsed));
      expect(stands(done, '2024-02-11')).toEqual([['onTime', false, '2024-02-05']]);
    }
  });

  it('is none of a revision, which has no deadlines of the year', () => {
    const { facts, manifest, manifestHash: hash } = approvedPlan(...checked('S-1'));
    const revision: readonly PlanningFact[] = [
      { type: 'RevisionOpened', data: { number: 1, scope: [{ schedaId: 'S-1', what: 'drop' }] } },
      {
        type: 'RevisionVerified',
        data: {
          ...{ number: 1, manifest, manifestHash: hash },
          ...{ amended: [], added: [], dropped: ['S-1'] },
        },
      },
    ];
    const all = [...facts, due('PROPOSAL', '2024-01-20')];
    for (const back of [
      [sentBack],
      [
        { type: 'ProposalEndorsed', data: { manifestHash: hash } } as const,
        ...[convened('A2'), decided('A2', 'rejected')],
      ],
    ]) {
      const year = new Seen(
        SchedaTimesProjection,
        day('2024-01-10', ...all),
        because('Variazione', '2024-03-01', ...revision, ...back),
      );
      expect(stands(year, '2024-03-02')).toEqual([['onTime', false, '2024-01-10']]);
      const life = lifeAfter(...all, ...revision, ...back);
      expect(isSettled(life, life.data.deadlines['PROPOSAL']!)).toBe(true);
    }
  });
});
