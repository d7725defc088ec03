import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { Office, ONE, OTHER } from './office.fixture.js';

describe('The keeper of deadlines reminds', () => {
  let office: Office;

  beforeEach(() => {
    office = new Office();
    office.clock.now = '2024-01-10T12:00:00Z';
  });
  afterEach(() => office.leave());

  /** What is sent on the mornings of these days, each at eight in Rome. */
  async function mornings(...days: readonly string[]): Promise<readonly string[]> {
    const sent: string[] = [];
    for (const day of days) sent.push(...(await office.at(`${day}T07:00:00Z`)));
    return sent;
  }

  it('fourteen, seven and two days before the day, on it, a day and a week after it', async () => {
    await office.set(ONE, 'D1', '2024-02-14'); // a Wednesday
    void office.keep();
    const days = ['31', '01', '07', '12', '14', '15', '21', '22'];
    const sent: string[] = [];
    for (const [index, day] of days.entries())
      sent.push(...(await mornings(`2024-${index === 0 ? '01' : '02'}-${day}`)));
    expect(sent).toEqual([
      ...['D1 -14 owner', 'D1 -7 owner', 'D1 -2 owner', 'D1 0 owner'],
      ...['D1 1 owner', 'D1 1 coordinator', 'D1 7 owner', 'D1 7 director'],
    ]);
  });

  it.each([
    ['in winter', '2024-02-28', '2024-02-28T06:59:59Z', '2024-02-28T07:00:00Z'],
    ['in summer', '2024-07-10', '2024-07-10T05:59:59Z', '2024-07-10T06:00:00Z'],
    [
      'after the night in which the clock goes forward',
      '2024-04-02',
      '2024-04-02T05:59:59Z',
      '2024-04-02T06:00:00Z',
    ],
    [
      'after the night in which it goes back',
      '2024-10-28',
      '2024-10-28T06:59:59Z',
      '2024-10-28T07:00:00Z',
    ],
    [
      'on the last day of a February that has 29',
      '2024-02-29',
      '2024-02-29T06:59:59Z',
      '2024-02-29T07:00:00Z',
    ],
  ])('at eight in Rome, %s', async (_when, due, before, eight) => {
    await office.set(ONE, 'D1', due);
    office.clock.now = before;
    void office.keep();
    const early = await office.at(before);
    expect(early.filter((what) => what === 'D1 0 owner')).toEqual([]);
    expect(await office.at(eight)).toEqual(['D1 0 owner']);
  });

  it('on the working day before, where there is time left, and on the next one, where there is none', async () => {
    await office.set(ONE, 'D1', '2024-03-31'); // Easter; the 29th is a Friday, the 1st Easter Monday
    office.clock.now = '2024-03-26T12:00:00Z';
    void office.keep();
    await office.at('2024-03-26T12:00:00Z');
    expect(await mornings('2024-03-28')).toEqual([]);
    // That of two days before falls on the same morning, and says less.
    expect(await mornings('2024-03-29')).toEqual(['D1 0 owner']);
    expect(await office.at('2024-03-31T06:00:00Z')).toEqual([]);
    expect(await office.at('2024-04-01T06:00:00Z')).toEqual([]);
    expect(await office.at('2024-04-02T06:00:00Z')).toEqual(['D1 1 owner', 'D1 1 coordinator']);
  });

  it('by the days on which the office works, as they are on that morning', async () => {
    await office.set(ONE, 'D1', '2024-05-22'); // the patron saint of Livorno, a Wednesday
    void office.keep();
    await office.at('2024-05-21T05:00:00Z');
    office.days = { municipality: 'livorno' };
    expect(await office.at('2024-05-21T05:30:00Z')).toEqual([]);
    expect(await office.at('2024-05-21T06:00:00Z')).toEqual(['D1 0 owner']);
    office.days = { closures: [{ from: '2024-05-23', to: '2024-05-24', it: 'Chiusura' }] };
    expect(await office.at('2024-05-23T06:00:00Z')).toEqual([]);
    expect(await office.at('2024-05-27T06:00:00Z')).toEqual(['D1 1 owner', 'D1 1 coordinator']);
  });

  it('of nothing that was to be said before the deadline had this day', async () => {
    await office.set(ONE, 'D1', '2024-02-14', '2024-02-09'); // in five days: two weeks before is long over
    office.clock.now = '2024-02-09T12:00:00Z';
    void office.keep();
    expect(await office.at('2024-02-09T12:00:00Z')).toEqual([]);
    expect(await mornings('2024-02-12')).toEqual(['D1 -2 owner']);
    await office.set(OTHER, 'D2', '2023-06-30', '2024-02-12'); // set when it was over
    expect(await mornings('2024-02-13')).toEqual([]);
  });

  describe('of a deadline that was moved to a day that is over', () => {
    const shorten = (from: string, to: string, on: string) =>
      office.record(ONE, 'DeadlineShortened', { deadlineId: 'D1', from, to }, on);
    /** On Thursday the 8th of February, while the keeper looks. */
    const moveTo = async (to: string) => {
      await office.set(ONE, 'D1', '2024-03-29');
      office.clock.now = '2024-02-08T12:00:00Z';
      void office.keep();
      await office.at('2024-02-08T12:00:00Z');
      await shorten('2024-03-29', to, '2024-02-08');
      await office.looks(3);
    };

    it('at once that it is over, after it was missed, and the rest when its time comes', async () => {
      await moveTo('2024-02-05');
      expect(office.done).toEqual(['D1 missed', 'D1 1 owner', 'D1 1 coordinator']);
      expect(await mornings('2024-02-09')).toEqual([]);
      expect(await mornings('2024-02-12', '2024-02-13')).toEqual(['D1 7 owner', 'D1 7 director']);
    });

    it('at once the director, too, where a week is over; each only the last', async () => {
      await moveTo('2024-01-31');
      expect(office.done).toEqual([
        ...['D1 missed', 'D1 7 owner', 'D1 1 coordinator', 'D1 7 director'],
      ]);
      expect(await mornings('2024-02-09', '2024-02-15', '2024-02-16')).toEqual([]);
    });

    it('once, whoever goes on, and also where nobody was there when it was moved', async () => {
      await office.set(ONE, 'D1', '2024-03-29');
      await shorten('2024-03-29', '2024-02-05', '2024-02-08');
      office.clock.now = '2024-02-09T12:00:00Z';
      void office.keep();
      const told = ['D1 1 owner', 'D1 1 coordinator'];
      expect(await office.at('2024-02-09T12:00:00Z')).toEqual(told);
      await office.rest();
      void office.keep();
      expect(await office.at('2024-02-09T13:00:00Z')).toEqual([]);
      expect(new Set(office.sent.map(({ commandId }) => commandId)).size).toBe(2);
    });

    it('also where the calendar changes when it is moved', async () => {
      await office.set(ONE, 'D1', '2024-03-29');
      office.clock.now = '2024-02-08T12:00:00Z';
      void office.keep();
      await office.at('2024-02-08T12:00:00Z');
      // With another calendar everything is looked at again, but for what was settled.
      office.days = { closures: [{ from: '2024-08-16', to: '2024-08-16', it: 'Chiusura' }] };
      await shorten('2024-03-29', '2024-01-31', '2024-02-08');
      await office.looks(3);
      expect(office.sent.map(({ what }) => what)).toContain('D1 1 coordinator');
    });

    it('the unit that alone has the day, and no other', async () => {
      await office.set(ONE, 'D1', '2024-03-29');
      const own = { deadlineId: 'D1', unitId: 'anziani', from: '2024-03-29', to: '2024-02-05' };
      await office.record(ONE, 'DeadlineExtended', own, '2024-02-08');
      void office.keep();
      expect(await office.at('2024-02-08T12:00:00Z')).toEqual([
        ...['D1 anziani 1 owner', 'D1 anziani 1 coordinator'],
      ]);
    });

    it('nobody where its day before was over as well, or was given back after a standstill', async () => {
      await office.set(ONE, 'D1', '2024-02-02', '2024-02-07');
      await shorten('2024-02-02', '2024-01-31', '2024-02-08');
      await office.set(OTHER, 'D1', '2024-03-29');
      const back = { deadlineId: 'D1', from: '2024-03-29', to: '2024-02-05', stoppedDays: 3 };
      await office.record(OTHER, 'DeadlineExtended', back, '2024-02-08');
      void office.keep();
      expect(await office.at('2024-02-08T12:00:00Z')).toEqual([]);
      expect(office.done).toEqual(['D1 missed', 'D1 missed']);
    });

    it('nobody of what came while its cycle was suspended afterwards', async () => {
      await moveTo('2024-02-05');
      office.sent.length = 0;
      await office.record(ONE, 'CycleSuspended', { deadlines: 'stop' }, '2024-02-09');
      expect(await mornings('2024-02-12')).toEqual([]);
      await office.record(ONE, 'CycleResumed', {}, '2024-02-14');
      expect(await mornings('2024-02-14', '2024-02-15')).toEqual([]);
    });

    it('nobody of a time that is left, where the day is still to come', async () => {
      await moveTo('2024-02-09');
      expect(office.sent).toEqual([]);
    });
  });

  it('again of a new day, from the beginning, and of the old one no more', async () => {
    await office.set(ONE, 'D1', '2024-02-14');
    void office.keep();
    expect(await mornings('2024-01-31', '2024-02-07')).toEqual(['D1 -14 owner', 'D1 -7 owner']);
    await office.record(
      ONE,
      'DeadlineExtended',
      { deadlineId: 'D1', to: '2024-02-28' },
      '2024-02-07',
    );
    expect(await mornings('2024-02-12', '2024-02-14')).toEqual(['D1 -14 owner']);
    await office.record(
      ONE,
      'DeadlineShortened',
      { deadlineId: 'D1', to: '2024-02-16' },
      '2024-02-14',
    );
    expect(await mornings('2024-02-16')).toEqual(['D1 0 owner']);
    expect(new Set(office.sent.map(({ commandId }) => commandId)).size).toBe(office.sent.length);
  });

  it('a unit of its own day, and the others of theirs', async () => {
    await office.set(ONE, 'D1', '2024-02-14');
    const own = { deadlineId: 'D1', unitId: 'anziani', to: '2024-02-28' };
    await office.record(ONE, 'DeadlineExtended', own, '2024-02-01');
    office.clock.now = '2024-02-12T06:00:00Z';
    void office.keep();
    expect(await mornings('2024-02-14')).toEqual(['D1 anziani -14 owner', 'D1 0 owner']);
    expect(await mornings('2024-02-15', '2024-02-21')).toEqual([
      ...['D1 1 owner', 'D1 1 coordinator', 'D1 anziani -7 owner', 'D1 7 owner', 'D1 7 director'],
    ]);
    expect(await mornings('2024-02-26', '2024-02-28')).toEqual([
      ...['D1 anziani -2 owner', 'D1 anziani 0 owner'],
    ]);
  });

  it('a unit all the same whom a person has reminded, and of nothing twice for that', async () => {
    await office.set(ONE, 'D1', '2024-03-14');
    const own = { deadlineId: 'D1', unitId: 'anziani', to: '2024-03-28' };
    await office.record(ONE, 'DeadlineExtended', own, '2024-02-01');
    office.clock.now = '2024-03-13T12:00:00Z';
    void office.keep();
    expect(await mornings('2024-03-14')).toContain('D1 anziani -14 owner');
    const byHand = { deadlineId: 'D1', unitId: 'anziani', due: '2024-03-28', byHand: true };
    await office.record(ONE, 'ReminderSent', { ...byHand, level: 'owner' }, '2024-03-14');
    await office.rest();
    const asked = office.asked;
    void office.keep();
    expect(await office.at('2024-03-14T13:00:00Z')).toEqual([]);
    expect(office.asked).toBe(asked);
    expect(await mornings('2024-03-21')).toContain('D1 anziani -7 owner');
  });

  it('of what was missed, too, and of what was given up no more', async () => {
    for (const id of ['D1', 'D2', 'D3']) await office.set(ONE, id, '2024-02-14');
    await office.record(ONE, 'DeadlineWaived', { deadlineId: 'D2' });
    await office.record(ONE, 'DeadlineCancelled', { deadlineId: 'D3' });
    office.clock.now = '2024-02-14T12:00:00Z';
    void office.keep();
    await office.at('2024-02-15T00:00:00Z');
    await office.until(1);
    expect(await mornings('2024-02-15')).toEqual(['D1 1 owner', 'D1 1 coordinator']);
  });

  it('of what was met of nothing, and asks for it once', async () => {
    await office.set(ONE, 'D1', '2024-02-14');
    office.met.add(`${ONE} D1`);
    office.clock.now = '2024-02-13T12:00:00Z';
    void office.keep();
    await office.at('2024-02-13T12:00:00Z');
    const { asked } = office;
    expect(await mornings('2024-02-14')).toEqual([]);
    expect(await office.at('2024-02-14T20:00:00Z')).toEqual([]);
    expect(office.asked - asked).toBe(1);
  });

  it('nobody while a cycle is suspended with its deadlines, or over, and then of what comes', async () => {
    for (const cycleId of [ONE, OTHER]) await office.set(cycleId, 'D1', '2024-02-14');
    await office.record(ONE, 'CycleSuspended', { deadlines: 'stop' }, '2024-02-10');
    await office.record(OTHER, 'CycleSuspended', { deadlines: 'run' }, '2024-02-10');
    office.clock.now = '2024-02-13T12:00:00Z';
    void office.keep();
    await office.at('2024-02-13T12:00:00Z');
    office.sent.length = 0;
    expect(await mornings('2024-02-14', '2024-02-15')).toEqual([
      ...['D1 0 owner', 'D1 1 owner', 'D1 1 coordinator'],
    ]);
    await office.record(ONE, 'CycleResumed', {}, '2024-02-16');
    await office.record(OTHER, 'CycleClosed', {}, '2024-02-16');
    expect(await mornings('2024-02-19')).toEqual([]);
    expect(await mornings('2024-02-21')).toEqual(['D1 7 owner', 'D1 7 director']);
    expect(office.sent.filter(({ what }) => what.startsWith('D1 7'))).toHaveLength(2);
    await office.record(OTHER, 'CycleReopened', {}, '2024-02-22');
    expect(await mornings('2024-02-23')).toEqual([]);
  });

  it.each(['CycleClosed', 'CycleAbandoned', 'CycleAnnulled', 'CycleRevoked'])(
    'nobody after %s',
    async (end) => {
      await office.set(ONE, 'D1', '2024-02-14');
      await office.record(ONE, end, {}, '2024-01-20');
      void office.keep();
      expect(await mornings('2024-01-31', '2024-02-14', '2024-02-15')).toEqual([]);
    },
  );

  describe('after a standstill', () => {
    it('only of the last that was to be said before the day', async () => {
      await office.set(ONE, 'D1', '2024-02-14');
      office.clock.now = '2024-02-09T12:00:00Z'; // nobody was there since January
      void office.keep();
      expect(await office.at('2024-02-09T12:00:00Z')).toEqual(['D1 -7 owner']);
    });

    it('of no time that was left, once the day is over', async () => {
      await office.set(ONE, 'D1', '2024-02-14');
      office.clock.now = '2024-02-15T03:00:00Z';
      void office.keep();
      expect(await office.at('2024-02-15T03:00:00Z')).toEqual([]);
      expect(office.done).toEqual(['D1 missed']);
    });

    it('tells whoever should have been told by then, in the order of the days', async () => {
      await office.set(ONE, 'D1', '2024-02-14');
      await office.set(OTHER, 'D2', '2024-02-19');
      await office.set(ONE, 'D3', '2024-02-23');
      office.clock.now = '2024-02-22T12:00:00Z';
      void office.keep();
      await office.at('2024-02-22T12:00:00Z');
      expect(office.done).toEqual([
        ...['D1 missed', 'D1 1 coordinator', 'D2 missed', 'D2 1 owner', 'D2 1 coordinator'],
        ...['D3 -2 owner', 'D1 7 owner', 'D1 7 director'],
      ]);
    });

    it('each once, whoever goes on', async () => {
      for (let number = 0; number < 50; number++) await office.set(ONE, `D${number}`, '2024-02-14');
      office.clock.now = '2024-02-14T12:00:00Z';
      let count = 0;
      const turn = { isHeld: true };
      office.performed = () => {
        if (++count === 10) turn.isHeld = false;
      };
      void office.keep(() => turn.isHeld);
      while (turn.isHeld) await pause(1);
      await office.rest();
      office.performed = () => undefined;
      void office.keep();
      await office.at('2024-02-14T12:00:00Z');
      expect(new Set(office.sent.map(({ what }) => what)).size).toBe(50);
      expect(office.sent).toHaveLength(50);
    });
  });

  describe('when somebody sets the clock', () => {
    it('two days back: of nothing twice, and says so until it has caught up', async () => {
      await office.set(ONE, 'D1', '2024-02-14');
      office.clock.now = '2024-02-14T12:00:00Z';
      void office.keep();
      await office.at('2024-02-14T12:00:00Z');
      expect(office.sent.map(({ what }) => what)).toEqual(['D1 0 owner']);
      expect(office.keeper.remark()).toBeUndefined();
      expect(await office.at('2024-02-12T12:00:00Z')).toEqual([]);
      expect(office.keeper.remark()).toBe('the clock is 2 d behind');
      expect(await mornings('2024-02-13', '2024-02-14')).toEqual([]);
      expect(office.keeper.remark()).toBe('the clock is 5 h behind');
      expect(await mornings('2024-02-15')).toEqual(['D1 1 owner', 'D1 1 coordinator']);
      expect(office.keeper.remark()).toBeUndefined();
    });

    it('three hours forward, over the hour, and back: each once', async () => {
      await office.set(ONE, 'D1', '2024-02-14');
      office.clock.now = '2024-02-14T05:00:00Z';
      void office.keep();
      await office.at('2024-02-14T05:00:00Z');
      office.sent.length = 0;
      expect(await office.at('2024-02-14T08:00:00Z')).toEqual(['D1 0 owner']);
      expect(await office.at('2024-02-14T05:00:01Z')).toEqual([]);
      expect(await mornings('2024-02-14')).toEqual([]);
    });

    it('over the end of the year: in the order of the days', async () => {
      await office.set(ONE, 'D1', '2024-12-31', '2024-12-20');
      office.clock.now = '2024-12-20T12:00:00Z';
      void office.keep();
      await office.at('2025-01-08T12:00:00Z');
      expect(office.done).toEqual([
        ...['D1 missed', 'D1 1 coordinator', 'D1 7 owner', 'D1 7 director'],
      ]);
    });

    it('and forgets it when it is begun anew, by what is recorded', async () => {
      await office.set(ONE, 'D1', '2024-02-14', '2024-02-10');
      office.clock.now = '2024-02-08T11:00:00Z';
      void office.keep();
      await office.at('2024-02-08T11:00:00Z');
      expect(office.keeper.remark()).toBe('the clock is 2 d behind');
    });
  });

  it('of each that is owed once, whatever was done to the deadlines, to the clock and to the keeper', async () => {
    const day = fc.integer({ min: 1, max: 60 }).map((on) => dayAfter('2024-02-01', on));
    const step = fc.oneof(
      fc.record({ do: fc.constant('set'), id: fc.nat(4), day }),
      fc.record({ do: fc.constant('move'), id: fc.nat(4), day }),
      fc.record({ do: fc.constant('waive'), id: fc.nat(4), day }),
      fc.record({ do: fc.constant('clock'), id: fc.nat(4), day }),
      fc.record({ do: fc.constant('restart'), id: fc.nat(4), day }),
    );
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const cycleId = `livornese-poa-annuale-${2000 + round++}`;
        const due = new Map<string, string>();
        const known = office.sent.length;
        let latest = '2024-01-31';
        office.clock.now = `${latest}T11:00:00Z`;
        void office.keep();
        for (const { do: what, id, day: on } of steps) {
          const deadlineId = `R${round} ${id}`;
          const at = office.clock.now.slice(0, 10);
          if (what === 'set' && !due.has(deadlineId)) {
            due.set(deadlineId, on);
            await office.set(cycleId, deadlineId, on, at);
          } else if (what === 'move' && due.has(deadlineId)) {
            due.set(deadlineId, on);
            await office.record(cycleId, 'DeadlineExtended', { deadlineId, to: on }, at);
          } else if (what === 'waive' && due.has(deadlineId)) {
            due.delete(deadlineId);
            await office.record(cycleId, 'DeadlineWaived', { deadlineId }, at);
            due.set(deadlineId, '');
          } else if (what === 'clock') {
            office.clock.now = `${on}T11:00:00Z`;
            if (on > latest) latest = on;
            await office.looks(3);
          } else if (what === 'restart') {
            await office.rest();
            void office.keep();
          }
        }
        await office.at('2024-05-01T11:00:00Z');
        await office.rest();
        const sent = office.sent.slice(known);
        expect(new Set(office.sent.map(({ commandId }) => commandId)).size).toBe(
          office.sent.length,
        );
        // Whatever has still to be done a week after its day, the director has heard of once for that day.
        for (const [deadlineId, on] of due) {
          if (on < latest || on === '') continue;
          const last = sent.filter(({ what }) => what === `${deadlineId} 7 director`);
          expect(last.length).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 25 },
    );
  });
});

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
