import { accepts } from '#workflow';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { assigned, given, inPreparation, lifeAfter } from '../testing.fixture.js';
import { remindUnit } from './remind-unit.js';
import { takeBackReminder } from './take-back-reminder.js';
import { SETTLED_AFTER_MS, toldFromMs, UNDO_MS, undoLeftMs } from './undo-window.js';

const set: PlanningFact = {
  type: 'DeadlineSet',
  data: { deadlineId: 'D1', kind: 'SCHEDE_SUBMITTED', due: '2024-07-10', basis: 'OFFICE' },
};
const reminded = (more: Partial<DataOf<'ReminderSent'>> = {}): PlanningFact => ({
  type: 'ReminderSent',
  data: {
    ...{ deadlineId: 'D1', due: '2024-07-10', unitId: 'anziani', reminderId: 'R1' },
    ...{ byHand: true, level: 'owner', told: [] },
    ...more,
  },
});
const takenBack = (reminderId = 'R1', unitId = 'anziani'): PlanningFact => ({
  type: 'ReminderTakenBack',
  data: { reminderId, deadlineId: 'D1', unitId },
});

const before = [...inPreparation, set, assigned('S-1')];
const sentAfter = (facts: readonly PlanningFact[]): string =>
  lifeAfter(...facts).data.lastRecordedAt;
const later = (facts: readonly PlanningFact[], ms: number): string =>
  new Date(Date.parse(sentAfter(facts)) + ms).toISOString();

/** Asked so long after the last of these facts. */
const ask = (facts: readonly PlanningFact[], ms: number, reminderId = 'R1') =>
  given(...facts).when(
    takeBackReminder,
    { reminderId },
    { recordedAt: later(facts, ms), today: '2024-01-10' },
  );

describe('A reminder that somebody sent', () => {
  const sent = [...before, reminded()];

  it.each([0, 1, 9_999])('can be taken back %i ms later, without a reason', (ms) => {
    ask(sent, ms).then(takenBack());
  });

  it.each([10_000, 10_001, 3_600_000])('cannot be taken back %i ms later: it leaves', (ms) => {
    ask(sent, ms).thenRefused('reminder-has-left', { seconds: 10 });
  });

  it('is taken back once: neither in time nor later again, and the machine knows no way back', () => {
    ask([...sent, takenBack()], 0).thenRefused('reminder-taken-back');
    ask([...sent, takenBack()], 60_000).thenRefused('reminder-taken-back');
    expect(accepts(lifeAfter(...sent, takenBack()), [takenBack()])).toMatchObject({
      accepted: false,
    });
  });

  it('is taken back alone: another one of the same unit stands', () => {
    const both = [...sent, reminded({ reminderId: 'R2' })];
    ask(both, 0, 'R2').then(takenBack('R2'));
    ask([...both, takenBack('R2')], 0, 'R2').thenRefused('reminder-taken-back');
    // A minute after it, as these facts are told.
    ask(both, 0, 'R1').thenRefused('reminder-has-left');
  });

  it('is one by hand: those of the rules, and those that nobody sent, cannot be taken back', () => {
    ask(before, 0).thenRefused('reminder-not-found', { id: 'R1' });
    const {
      reminderId: _none,
      byHand: _not,
      ...ofRules
    } = reminded().data as DataOf<'ReminderSent'>;
    const rule: PlanningFact = { type: 'ReminderSent', data: { ...ofRules, offsetDays: -2 } };
    ask([...before, rule], 0).thenRefused('reminder-not-found', { id: 'R1' });
  });

  it('is taken back also where the cycle stands still since', () => {
    const stopped: PlanningFact = { type: 'CycleSuspended', data: { deadlines: 'stop' } };
    const facts = [...sent, stopped];
    // What happened to the cycle a minute later does not give back the time.
    ask(facts, 0).thenRefused('reminder-has-left');
    given(...facts)
      .when(takeBackReminder, { reminderId: 'R1' }, { recordedAt: sentAfter(sent) })
      .then(takenBack());
  });

  it('may be named by whoever sends it, under an id that no other one has', () => {
    const wish = { deadlineId: 'D1', unitId: 'anziani', reason: 'Manca poco' };
    const answer = (facts: readonly PlanningFact[], reminderId?: string) =>
      given(...facts).when(remindUnit, {
        ...wish,
        ...(reminderId !== undefined && { reminderId }),
      });
    const idOf = ({ answer: facts }: ReturnType<typeof answer>): unknown =>
      (facts as readonly PlanningFact[]).map(
        ({ data }) => (data as DataOf<'ReminderSent'>).reminderId,
      );
    expect(idOf(answer(before, 'R1'))).toEqual(['R1']);
    expect(idOf(answer(before))).toEqual(['new-reminder']);
    answer(sent, 'R1').thenRefused('id-taken', { id: 'R1' });
  });
});

describe('The time of an undo', () => {
  it('is over to the millisecond, and never less than none', () => {
    const at = '2024-01-10T08:00:00.000Z';
    const left = (ms: number): number => undoLeftMs(at, Date.parse(at) + ms);
    expect([0, 9_999, UNDO_MS, 60_000].map(left)).toEqual([UNDO_MS, 1, 0, 0]);
  });

  it('is waited for by what somebody sent, and by nothing else', () => {
    const { reminderId: _none, byHand: _not, ...data } = reminded().data as DataOf<'ReminderSent'>;
    const rule: PlanningFact = { type: 'ReminderSent', data: { ...data, offsetDays: -2 } };
    expect(toldFromMs(reminded(), 5)).toBe(5 + UNDO_MS + SETTLED_AFTER_MS);
    expect([rule, takenBack(), set].map((fact) => toldFromMs(fact, 5))).toEqual([5, 5, 5]);
  });
});
