import fc from 'fast-check';
import { addDays } from '#calendar';
import { Refusal } from '#workflow';
import { holdKickoff } from '../cycle/hold-kickoff.js';
import { setTargetApproval } from '../cycle/set-target-approval.js';
import type { PlanningFact } from '../planning-fact.js';
import { workingCalendarOf } from '../organisation/office-calendar.js';
import { organisationOn, type OrganisationOn } from '../organisation/organisation.js';
import { closureAdded, opened, organisationAfter } from '../organisation/organisation.fixture.js';
import {
  fingerprint,
  gatesSettled,
  given,
  inDraft,
  inKickoff,
  inPreparation,
  lifeAfter,
} from '../testing.fixture.js';
import { acceptDeadlineProposal } from './accept-deadline-proposal.js';
import { forecastChanges, forecastOf, shiftOf, type Supposition } from './deadline-forecast.js';
import { deadlineProposal, hasCalendar } from './deadline-proposal.js';
import { setCalendar } from './set-calendar.js';

const today = '2024-02-01';
const target = (date: string): PlanningFact => ({
  type: 'TargetApprovalSet',
  data: { date, basis: 'Indirizzi regionali' },
});
const aimed = [...inPreparation, target('2024-05-31')];
/** The facts a decision answered with; none where it was refused. */
const factsOf = ({ answer }: { readonly answer: unknown }): readonly PlanningFact[] =>
  answer instanceof Refusal ? [] : (answer as readonly PlanningFact[]);
const withCalendar = [...aimed, ...factsOf(given(...aimed).when(setCalendar, {}, { today }))];
const idOf = (key: string): string => `new-${key}`;

const ask = (facts: readonly PlanningFact[], supposed: Supposition, on = today) =>
  forecastOf(lifeAfter(...facts), supposed, workingCalendarOf(undefined), on);
const forecast = (...asked: Parameters<typeof ask>) => {
  const found = ask(...asked);
  if (found instanceof Refusal) throw new Error(found.code);
  return found;
};
const refused = (...asked: Parameters<typeof ask>) => (ask(...asked) as Refusal).code;
const item = ({ deadlines }: ReturnType<typeof forecast>, key: string) => {
  const found = deadlines.find(
    ({ now, computed }) => now?.deadline.deadlineId === idOf(key) || computed?.key === key,
  );
  return found && { ...found, shift: shiftOf(found) };
};

describe('What if', () => {
  it('the target day were later: everything that is counted from it would move', () => {
    const found = forecast(withCalendar, { shiftDays: 28 });
    expect(found.then.days).toMatchObject({ 'target-approval': '2024-06-28' });
    expect(item(found, 'schede-submitted')).toMatchObject({
      now: { deadline: { due: '2024-04-16' }, standing: 'running' },
      ...{ then: '2024-05-14', change: 'moves', shift: 28 },
    });
    expect(item(found, 'final-report')).toMatchObject({ change: 'stays', shift: 0 });
    expect(found.lastUsefulDay).toMatchObject({
      now: { day: '2024-03-26' },
      then: { day: '2024-04-24' },
    });
    expect(forecast(withCalendar, { targetApprovalOn: '2024-06-28' })).toEqual(found);
  });

  it('the target day were earlier: what would be over is missed, or could not be set, and why is said', () => {
    const over = forecast(withCalendar, { targetApprovalOn: '2024-03-29' });
    expect(item(over, 'co-programming-decision')).toMatchObject({
      ...{ change: 'moves', then: '2024-01-25', shift: -61 },
      computed: { due: '2024-01-25', impossible: { why: 'over', today } },
    });
    const unset = [...inDraft, target('2024-07-31')];
    const checkpoint = item(forecast(unset, {}), 'first-checkpoint');
    expect(checkpoint).toMatchObject({
      change: 'impossible',
      computed: { impossible: { why: 'out-of-order', follows: 'target-approval' } },
    });
    expect(checkpoint).not.toHaveProperty('now');
    expect(checkpoint).not.toHaveProperty('then');
    expect(item(forecast(unset, {}), 'second-checkpoint')).toMatchObject({ change: 'set' });
  });

  it('the kickoff slipped: what would be due before it cannot be met', () => {
    const slipped = forecast(withCalendar, { kickoffShiftDays: 90, shiftDays: 1 });
    expect(slipped.then.days).toMatchObject({ kickoff: '2024-04-09' });
    expect(item(slipped, 'co-programming-decision')).toMatchObject({
      change: 'impossible',
      computed: { impossible: { why: 'out-of-order', follows: 'kickoff' } },
    });
    expect(item(slipped, 'schede-submitted')).toMatchObject({ change: 'moves' });
  });

  it('nothing were supposed: it is how things stand', () => {
    const { now, then, deadlines } = forecast(withCalendar, {});
    expect(then).toEqual(now);
    expect(deadlines.map(({ change }) => change)).toEqual(deadlines.map(() => 'stays'));
    expect(deadlines).toHaveLength(Object.keys(lifeAfter(...withCalendar).data.deadlines).length);
  });

  it('the calendar was never set: nothing stands, and this is what would be set', () => {
    const { deadlines } = forecast(aimed, { shiftDays: 28 });
    expect(deadlines.every(({ now }) => now === undefined)).toBe(true);
    expect(item({ deadlines } as never, 'schede-submitted')).toMatchObject({
      ...{ then: '2024-05-14', change: 'set', shift: undefined },
    });
    expect(forecast(inDraft, {}).deadlines).toEqual([]);
  });

  it('the target day were that of an act no more: its deadline would be the office’s', () => {
    const byAct: PlanningFact = {
      type: 'TargetApprovalSet',
      data: { date: '2024-06-28', basis: 'DGR 1/2024', givenBy: 'REGIONAL_ACT' },
    };
    const facts = [...withCalendar, byAct];
    expect(item(forecast(facts, {}), 'approval')).toMatchObject({
      computed: { basis: 'REGIONAL_ACT', act: 'DGR 1/2024' },
    });
    expect(item(forecast(facts, { shiftDays: 7 }), 'approval')).toMatchObject({
      computed: { basis: 'OFFICE' },
    });
  });

  it('nothing is aimed at: a day can be supposed, and not by how much it would move', () => {
    expect(refused(inDraft, { shiftDays: 7 })).toBe('target-approval-needed');
    const aimed = [...inDraft, target('2024-05-31')];
    expect({ code: refused(aimed, { kickoffShiftDays: 7 }) }).toEqual({ code: 'kickoff-needed' });
    const found = forecast(inDraft, { targetApprovalOn: '2024-05-31', kickoffOn: '2024-03-01' });
    expect(item(found, 'schede-submitted')).toMatchObject({ then: '2024-04-16' });
    expect(found.lastUsefulDay).not.toHaveProperty('now');
  });
});

describe('What stands', () => {
  const deadlineId = idOf('proposal');
  const after = (...facts: readonly PlanningFact[]) => forecast([...withCalendar, ...facts], {});

  it('is the day to which a person has moved a deadline', () => {
    const to = (type: 'DeadlineExtended' | 'DeadlineShortened', day: string): PlanningFact => ({
      ...{ type, data: { deadlineId, from: '2024-05-21', to: day } },
    });
    expect(item(after(to('DeadlineExtended', '2024-05-23')), 'proposal')).toMatchObject({
      now: { deadline: { due: '2024-05-23' }, moved: 'extended' },
      ...{ then: '2024-05-23', change: 'stays' },
    });
    expect(item(after(to('DeadlineShortened', '2024-05-20')), 'proposal')).toMatchObject({
      now: { deadline: { due: '2024-05-20' }, moved: 'shortened' },
    });
    expect(item(after(), 'proposal')?.now).not.toHaveProperty('moved');
  });

  it('is what a person has set by hand, which no supposition moves', () => {
    const byHand: PlanningFact = {
      type: 'DeadlineSet',
      data: { deadlineId: 'D1', kind: 'OTHER', due: '2024-04-30', basis: 'OFFICE' },
    };
    const { deadlines } = forecast([...withCalendar, byHand], { shiftDays: 28 });
    expect(deadlines.find(({ now }) => now?.deadline.deadlineId === 'D1')).toMatchObject({
      now: { deadline: { due: '2024-04-30' }, standing: 'running' },
      ...{ then: '2024-04-30', change: 'stays' },
    });
  });

  it.each([
    ['waived', [{ type: 'DeadlineWaived', data: { deadlineId } }]],
    ['cancelled', [{ type: 'DeadlineCancelled', data: { deadlineId } }]],
    ['missed', [{ type: 'DeadlineMissed', data: { deadlineId, due: '2024-05-21' } }]],
    ['running', []],
  ] as const)('says that a deadline is %s', (standing, facts) => {
    expect(item(after(...facts), 'proposal')).toMatchObject({ now: { standing }, change: 'stays' });
  });

  it('says that one is met, which moves no more once its day is over', () => {
    const [participated] = gatesSettled as readonly [PlanningFact];
    const facts = [...withCalendar, participated];
    const met = item(forecast(facts, { shiftDays: 28 }, '2024-05-02'), 'participation');
    expect(met).toMatchObject({ now: { standing: 'met' }, change: 'stays', then: '2024-04-30' });
  });

  it('stays as it is once the cycle is over', () => {
    const abandoned: PlanningFact = { type: 'CycleAbandoned', data: { ground: 'Non si farà' } };
    const { deadlines } = forecast([...withCalendar, abandoned], { shiftDays: 28 });
    expect(deadlines.every(({ change, now }) => change === 'stays' && now)).toBe(true);
    expect(deadlines).not.toEqual([]);
  });
});

describe('What a forecast says', () => {
  const day = (from: string, max: number) =>
    fc.integer({ min: 0, max }).map((days) => addDays(from, days));
  const touched = fc.record({
    at: fc.nat(20),
    how: fc.constantFrom('later', 'earlier', 'missed', 'waived', 'cancelled'),
    days: fc.integer({ min: 1, max: 40 }),
  });

  /** A calendar as people leave it: some deadlines moved, missed, given up or taken back, one set by hand. */
  function lived(
    begun: readonly PlanningFact[],
    touches: readonly { readonly at: number; readonly how: string; readonly days: number }[],
    on: string,
  ): readonly PlanningFact[] {
    const facts = [...begun];
    const untouched = Object.values(lifeAfter(...facts).data.deadlines);
    for (const { at, how, days } of touches) {
      const [deadline] = untouched.splice(at % Math.max(1, untouched.length), 1);
      if (!deadline) break;
      const { deadlineId, due: from } = deadline;
      const move = (type: 'DeadlineExtended' | 'DeadlineShortened', by: number): PlanningFact => ({
        ...{ type, data: { deadlineId, from, to: addDays(from, by) } },
      });
      if (how === 'later') facts.push(move('DeadlineExtended', days));
      else if (how === 'earlier') facts.push(move('DeadlineShortened', -days));
      else if (how === 'missed' && from < on)
        facts.push({ type: 'DeadlineMissed', data: { deadlineId, due: from } });
      else if (how === 'waived') facts.push({ type: 'DeadlineWaived', data: { deadlineId } });
      else if (how === 'cancelled') facts.push({ type: 'DeadlineCancelled', data: { deadlineId } });
    }
    return facts;
  }

  /** What becomes of the deadlines once the days have really changed, and the proposal was accepted. */
  function really(
    facts: readonly PlanningFact[],
    circumstances: { readonly today: string; readonly organisation: OrganisationOn },
  ): readonly PlanningFact[] {
    const life = lifeAfter(...facts);
    if (!hasCalendar(life.data)) {
      return [...facts, ...factsOf(given(...facts).when(setCalendar, {}, circumstances))];
    }
    const calendar = workingCalendarOf(circumstances.organisation);
    const { proposal } = deadlineProposal(life, calendar, circumstances.today, fingerprint);
    const accepted = given(...facts).when(
      acceptDeadlineProposal,
      { proposal, act: 'Decreto 1' },
      { ...circumstances, as: 'DIR' },
    );
    return [...facts, ...factsOf(accepted)];
  }

  it('comes so once the days have really changed and the proposal is accepted', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.record({
          aim: day('2024-02-01', 330),
          set: fc.boolean(),
          setOn: day('2023-11-01', 120),
          touches: fc.array(touched, { maxLength: 6 }),
          closed: day('2024-01-02', 360),
          to: fc.option(day('2024-01-11', 340), { nil: undefined }),
          kickoff: fc.boolean(),
          on: day('2023-11-01', 400),
        }),
        ({ aim, set, setOn, touches, closed, to, kickoff, on }) => {
          const closure = closureAdded({ from: closed, to: addDays(closed, 6) });
          const organisation = organisationOn(organisationAfter(opened, closure), on)!;
          const circumstances = { today: on, organisation };
          const begun = [...inKickoff, target(aim)];
          const calendarSet = factsOf(given(...begun).when(setCalendar, {}, { today: setOn }));
          const facts = set ? lived([...begun, ...calendarSet], touches, on) : begun;
          // The rule book records everything on that day.
          const kickoffOn = kickoff ? '2024-01-10' : undefined;
          const found = forecastOf(
            lifeAfter(...facts),
            { targetApprovalOn: to, kickoffOn },
            workingCalendarOf(organisation),
            on,
          );
          if (found instanceof Refusal) throw new Error(found.code);
          const aimedElsewhere = to
            ? factsOf(
                given(...facts).when(setTargetApproval, {
                  date: to,
                  basis: 'Direzione',
                  reason: 'Cambia il giorno',
                }),
              )
            : [];
          const begins = kickoff
            ? factsOf(
                given(...facts).when(holdKickoff, {
                  attendance: [
                    { unitId: 'anziani', personId: 'responsabile', presence: 'present' },
                  ],
                  ...{ trainingOnProweb: true, materials: [] },
                }),
              )
            : [];
          const then = really([...facts, ...aimedElsewhere, ...begins], circumstances);
          const days = Object.values(lifeAfter(...then).data.deadlines).map(
            ({ deadlineId, due }) => [deadlineId, due],
          );
          const said = found.deadlines
            .filter((each) => each.then !== undefined)
            .map((each) => [
              each.now?.deadline.deadlineId ?? idOf(each.computed?.key ?? ''),
              each.then,
            ]);
          expect(said.toSorted()).toEqual(days.toSorted());
          for (const { change } of found.deadlines) seen.add(change);
        },
      ),
    );
    expect([...seen].toSorted()).toEqual([...forecastChanges].toSorted());
  });
});
