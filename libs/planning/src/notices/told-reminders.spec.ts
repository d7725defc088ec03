import type { DataOf, PlanningFact } from '../planning-fact.js';
import { inDraft } from '../testing.fixture.js';
import { labelOf } from './abouts.js';
import { beginIn, reminder } from './begun-cycle.fixture.js';
import { inboxOf } from './inbox.js';
import { remindedDay } from './reminder-day.js';
import { CYCLE, TellingLog } from './telling-log.fixture.js';
import { remindedByHand, reminderOf, remindsInVain } from './told-reminders.js';

let log: TellingLog;
beforeEach(() => {
  log = new TellingLog();
});

const begun = (): void => {
  beginIn(log);
};
const since = (before: readonly string[]) => log.told().slice(before.length);

describe('A reminder', () => {
  it('is told to those it says, in the words of a day to come or of one that is over', () => {
    begun();
    const before = log.told();
    const coordinator = { personId: 'coordinatore', role: 'UPc' } as const;
    log.record(CYCLE, [
      reminder(),
      reminder({ offsetDays: 1, level: 'coordinator', told: [coordinator] }),
    ]);
    expect(since(before)).toEqual([
      'deadline-near reminded responsabile',
      'deadline-missed reminded coordinatore',
    ]);
  });

  it('is of a deadline, a day and the units of whom it is told to; any other notice is of none', () => {
    begun();
    log.record(CYCLE, [reminder()]);
    const days = log
      .noticesOf('responsabile')
      .map(({ ruleId, noticeId }) => [ruleId, remindedDay(log.database, noticeId)] as const);
    expect(days.find(([ruleId]) => ruleId === 'deadline-near')?.[1]).toEqual({
      ...{ cycleId: CYCLE, deadlineId: 'D1', due: '2024-03-01', unitIds: ['anziani'] },
    });
    const others = days.filter(([ruleId]) => ruleId !== 'deadline-near');
    expect(others.length).toBeGreaterThan(0);
    expect(others.every(([, told]) => told === undefined)).toBe(true);
  });

  it('that a person asked for is told as one that the office sends', () => {
    begun();
    const before = log.told();
    const { offsetDays: _none, ...data } = reminder().data as DataOf<'ReminderSent'>;
    log.record(CYCLE, [{ type: 'ReminderSent', data: { ...data, byHand: true } }]);
    expect(since(before)).toEqual(['unit-reminded reminded responsabile']);
  });

  describe('that a person asked for', () => {
    const byHand = (reminderId: string): PlanningFact => {
      const { offsetDays: _none, ...data } = reminder().data as DataOf<'ReminderSent'>;
      const sent = { ...data, byHand: true, unitId: 'anziani', reminderId } as const;
      return { type: 'ReminderSent', data: sent };
    };
    const takenBack = (reminderId: string): PlanningFact => ({
      type: 'ReminderTakenBack',
      data: { reminderId, deadlineId: 'D1', unitId: 'anziani' },
    });
    const inInbox = (now: string) => {
      const whose = { zone: 'livornese', recipientId: 'responsabile', nowMs: Date.parse(now) };
      return inboxOf(log.database, { ...whose, ruleId: 'unit-reminded', limit: 10 }).total;
    };

    it('waits twelve seconds, in the inbox, by mail and for programs; one of the rules does not', () => {
      begun();
      log.post('gestionale', { type: 'WebhookRegistered', data: { types: ['ReminderSent'] } });
      log.record(CYCLE, [byHand('R1')], { at: '2024-02-24T09:00:00.000Z' });
      expect(inInbox('2024-02-24T09:00:11.999Z')).toBe(0);
      expect(inInbox('2024-02-24T09:00:12.000Z')).toBe(1);
      expect(log.deliveriesTo('responsabile').at(-1)).toBe(
        'email waiting 2024-02-24T09:00:12.000Z',
      );
      expect(log.deliveriesTo('gestionale')).toEqual(['webhook waiting 2024-02-24T09:00:12.000Z']);
      log.record(CYCLE, [reminder()], { at: '2024-02-24T09:00:01.000Z' });
      expect(log.deliveriesTo('responsabile').at(-1)).toBe(
        'email waiting 2024-02-24T09:00:01.000Z',
      );
    });

    it('goes nowhere once it was taken back, however often told and whatever changes since', () => {
      begun();
      log.post('gestionale', { type: 'WebhookRegistered', data: { types: ['ReminderSent'] } });
      log.record(CYCLE, [byHand('R1')], { at: '2024-02-24T09:00:00.000Z' });
      log.record(CYCLE, [byHand('R2')], { at: '2024-02-24T09:00:01.000Z' });
      log.record(CYCLE, [takenBack('R1')], { at: '2024-02-24T09:00:02.000Z' });
      const sent = log.events.find(({ data }) => data['reminderId'] === 'R1')!;
      log.projection.apply(sent, log.database);
      log.post('responsabile', {
        ...{ type: 'AddressChanged', data: { channel: 'email' } },
      });
      expect(inInbox('2100-01-01T00:00:00Z')).toBe(1);
      expect(log.deliveriesTo('responsabile').slice(-2).toSorted()).toEqual([
        'email taken-back',
        'email waiting 2024-02-24T09:00:13.000Z',
      ]);
      expect(log.deliveriesTo('gestionale').toSorted()).toEqual([
        'webhook taken-back',
        'webhook waiting 2024-02-24T09:00:13.000Z',
      ]);
      expect(reminderOf(log.database, sent.id)).toMatchObject({ isTakenBack: true });
    });

    it('is not counted among those of its unit once it was taken back', () => {
      begun();
      const counted = () => remindedByHand(log.database, CYCLE).map(({ times }) => times);
      log.record(CYCLE, [byHand('R1')]);
      expect(counted()).toEqual([1]);
      log.record(CYCLE, [takenBack('R1')]);
      expect(counted()).toEqual([]);
      log.record(CYCLE, [byHand('R2')]);
      expect(counted()).toEqual([1]);
    });

    it('is not taken back with one of another cycle that has the same name', () => {
      begun();
      const other = CYCLE.replace('2024', '2025');
      log.record(other, [...inDraft, byHand('R1')], { at: '2024-02-24T09:00:00.000Z' });
      log.record(CYCLE, [byHand('R1')], { at: '2024-02-24T09:00:01.000Z' });
      log.record(CYCLE, [takenBack('R1')], { at: '2024-02-24T09:00:02.000Z' });
      expect(log.deliveriesTo('responsabile').slice(-2).toSorted()).toEqual([
        'email taken-back',
        'email waiting 2024-02-24T09:00:12.000Z',
      ]);
      const timesIn = (cycleId: string) => remindedByHand(log.database, cycleId).length;
      expect([timesIn(CYCLE), timesIn(other)]).toEqual([0, 1]);
    });

    it('waits its time also where its address is found meanwhile', () => {
      begun();
      const refused = { noticeIds: [], channel: 'email', messageId: 'm', code: '5.1.1' } as const;
      log.post('responsabile', { type: 'DeliveryReturned', data: { ...refused, sha256: '' } });
      log.record(CYCLE, [byHand('R1')], { at: '2024-02-24T09:00:00.000Z' });
      const found = { type: 'AddressChanged', data: { channel: 'email' } } as const;
      log.post('responsabile', found, '2024-02-24T09:00:03.000Z');
      // What was given to them before goes at once.
      expect(log.deliveriesTo('responsabile').toSorted()).toEqual([
        'email waiting 2024-02-24T09:00:03.000Z',
        'email waiting 2024-02-24T09:00:12.000Z',
      ]);
    });

    it('stays unsent also where its address was refused when it was asked for', () => {
      begun();
      const refused = {
        noticeIds: [],
        channel: 'email',
        messageId: 'm',
        code: '5.1.1',
        sha256: '',
      } as const;
      log.post('responsabile', { type: 'DeliveryReturned', data: refused });
      log.record(CYCLE, [byHand('R1')]);
      expect(log.deliveriesTo('responsabile').at(-1)).toBe('email suppressed');
      log.record(CYCLE, [takenBack('R1')]);
      log.post('responsabile', { type: 'AddressChanged', data: { channel: 'email' } });
      // What was given to them before is sent after all.
      expect(log.deliveriesTo('responsabile')).toEqual([
        'email taken-back',
        expect.stringMatching(/^email waiting/),
      ]);
    });
  });

  it('is worded in each language, with its last day and as what somebody is told', () => {
    begun();
    const set = { deadlineId: 'D1', kind: 'PARTICIPATION', due: '2024-03-01', basis: 'OFFICE' };
    log.record(CYCLE, [{ type: 'DeadlineSet', data: set } as PlanningFact]);
    const about = { kind: 'deadline', id: 'D1' };
    expect(labelOf(log.database, CYCLE, about, 'it')).toBe('partecipazione');
    expect(labelOf(log.database, CYCLE, about, 'en')).toBe('participation');
    log.record(CYCLE, [reminder({ due: '2024-03-04', unitId: 'anziani', level: 'director' })]);
    const { id = '', stream } = log.events.at(-1) ?? {};
    expect(reminderOf(log.database, id)).toEqual({
      ...{ due: '2024-03-04', level: 'director', isTakenBack: false },
    });
    expect(reminderOf(log.database, String(stream))).toBeUndefined();
  });

  it.each([
    ['before the last day', 'deadline-near', '2024-02-29', false],
    ['on the last day', 'deadline-near', '2024-03-01', false],
    ['after the last day', 'deadline-near', '2024-03-02', true],
    ['after the last day, and says that it is over', 'deadline-missed', '2024-03-02', false],
  ])('that would leave %s is sent or not', (_when, ruleId, on, isInVain) => {
    expect(remindsInVain(ruleId, { due: '2024-03-01' }, on)).toBe(isInVain);
    expect(remindsInVain(ruleId, undefined, on)).toBe(false);
  });

  it('is not sent any more once there is more time', () => {
    begun();
    log.record(CYCLE, [reminder()]);
    const moved = { deadlineId: 'D1', from: '2024-03-01', to: '2024-04-01' };
    log.record(CYCLE, [{ type: 'DeadlineExtended', data: moved }]);
    expect(log.deliveriesTo('responsabile').at(-1)).toBe('email unneeded');
    const other = { ...moved, deadlineId: 'D2' };
    log.record(CYCLE, [reminder(), { type: 'DeadlineExtended', data: other }]);
    expect(log.deliveriesTo('responsabile').at(-1)).toMatch(/^email waiting/);
  });

  it('of a day that was shortened is not sent any more', () => {
    begun();
    log.record(CYCLE, [reminder()]);
    const moved = { deadlineId: 'D1', from: '2024-03-01', to: '2024-02-26' };
    log.record(CYCLE, [{ type: 'DeadlineShortened', data: { ...moved, deadlineId: 'D2' } }]);
    expect(log.deliveriesTo('responsabile').at(-1)).toMatch(/^email waiting/);
    log.record(CYCLE, [{ type: 'DeadlineShortened', data: moved }]);
    expect(log.deliveriesTo('responsabile').at(-1)).toBe('email unneeded');
  });

  it('is sent all the same to those whose day stays, where one unit alone has more time', () => {
    begun();
    const told = [
      { personId: 'responsabile', role: 'UH', unitId: 'anziani' },
      { personId: 'altra', role: 'UH', unitId: 'minori' },
      // Stands in for both.
      { personId: 'sostituto', role: 'UH', unitId: 'anziani' },
      { personId: 'sostituto', role: 'UH', unitId: 'minori' },
    ] as const;
    log.record(CYCLE, [
      reminder({ told }),
      reminder({ offsetDays: 1, level: 'coordinator', told: [{ personId: 'c', role: 'UPc' }] }),
    ]);
    const moved = { deadlineId: 'D1', from: '2024-03-01', to: '2024-04-01', unitId: 'anziani' };
    log.record(CYCLE, [{ type: 'DeadlineExtended', data: moved }]);
    expect(log.deliveriesTo('responsabile').at(-1)).toBe('email unneeded');
    for (const who of ['altra', 'sostituto', 'c'])
      expect(log.deliveriesTo(who).at(-1)).toMatch(/^email waiting/);
  });
});
