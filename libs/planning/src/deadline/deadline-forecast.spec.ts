import { Refusal } from '#workflow';
import type { PlanningFact } from '../planning-fact.js';
import { workingCalendarOf } from '../organisation/office-calendar.js';
import { inDraft, inPreparation, lifeAfter } from '../testing.fixture.js';
import { forecastOf, type Supposition } from './deadline-forecast.js';

const target: PlanningFact = {
  type: 'TargetApprovalSet',
  data: { date: '2024-05-31', basis: 'Indirizzi regionali' },
};
const aimed = [...inPreparation, target];
const calendar = workingCalendarOf(undefined);

const forecast = (facts: readonly PlanningFact[], supposed: Supposition) => {
  const found = forecastOf(lifeAfter(...facts), supposed, calendar, '2024-02-01');
  if (found instanceof Refusal) throw new Error(found.code);
  return found;
};
const refused = (facts: readonly PlanningFact[], supposed: Supposition) =>
  forecastOf(lifeAfter(...facts), supposed, calendar, '2024-02-01') as Refusal;
const item = (found: ReturnType<typeof forecast>, key: string) =>
  found.deadlines.find(({ then }) => then.key === key);

describe('What if', () => {
  it('the target day were later: everything that is counted from it is', () => {
    const found = forecast(aimed, { shiftDays: 28 });
    expect(found.then.days).toMatchObject({ 'target-approval': '2024-06-28' });
    expect(item(found, 'schede-submitted')).toMatchObject({
      ...{ now: '2024-04-16', then: { due: '2024-05-14' }, shiftDays: 28 },
    });
    expect(item(found, 'final-report')).toMatchObject({ shiftDays: 0 });
    expect(found.lastUsefulDay).toMatchObject({
      now: { day: '2024-03-26' },
      then: { day: '2024-04-24' },
    });
    expect(forecast(aimed, { targetApprovalOn: '2024-06-28' })).toEqual(found);
  });

  it('the target day were earlier: some would be over, some before what they follow', () => {
    const over = forecast(aimed, { targetApprovalOn: '2024-03-29' });
    expect(item(over, 'co-programming-decision')?.then.impossible).toEqual({
      ...{ why: 'over', today: '2024-02-01' },
    });
    const late = forecast(aimed, { targetApprovalOn: '2024-07-31' });
    expect(item(late, 'first-checkpoint')?.then.impossible).toEqual({
      ...{ why: 'out-of-order', follows: 'target-approval', day: '2024-07-31' },
    });
    expect(item(late, 'second-checkpoint')?.then).not.toHaveProperty('impossible');
  });

  it('the kickoff slipped: what would be due before it is impossible', () => {
    const slipped = forecast(aimed, { kickoffShiftDays: 90 });
    expect(slipped.then.days).toMatchObject({ kickoff: '2024-04-09' });
    expect(item(slipped, 'co-programming-decision')?.then.impossible).toMatchObject({
      ...{ why: 'out-of-order', follows: 'kickoff' },
    });
    expect(item(slipped, 'schede-submitted')?.then).not.toHaveProperty('impossible');
    const later = forecast(aimed, { kickoffOn: '2024-04-17' });
    expect(item(later, 'schede-submitted')?.then.impossible).toMatchObject({ follows: 'kickoff' });
  });

  it('nothing were supposed: it is how things stand', () => {
    const { now, then, deadlines } = forecast(aimed, {});
    expect(then).toEqual(now);
    expect(deadlines.every(({ shiftDays }) => shiftDays === 0)).toBe(true);
  });

  it('nothing is aimed at: a day can be supposed, and not by how much it would move', () => {
    expect(refused(inDraft, { shiftDays: 7 }).code).toBe('target-approval-needed');
    expect(refused([...inDraft, target], { kickoffShiftDays: 7 }).code).toBe('kickoff-needed');
    const found = forecast(inDraft, { targetApprovalOn: '2024-05-31', kickoffOn: '2024-03-01' });
    expect(item(found, 'schede-submitted')).toMatchObject({ then: { due: '2024-04-16' } });
    expect(found.lastUsefulDay).not.toHaveProperty('now');
  });
});
