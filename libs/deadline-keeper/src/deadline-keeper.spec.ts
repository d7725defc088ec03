import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { Office, ONE, OTHER } from './office.fixture.js';

describe('The keeper of deadlines', () => {
  let office: Office;
  const ids = (): readonly string[] => office.missed.map(({ deadlineId }) => deadlineId);

  beforeEach(() => {
    office = new Office();
  });
  afterEach(() => office.leave());

  it('records those whose day is over, in the order of the days, each once', async () => {
    await office.set(ONE, 'D2', '2024-02-10');
    await office.set(OTHER, 'D1', '2024-02-01');
    await office.set(ONE, 'D3', '2024-02-29');
    await office.set(ONE, 'D4', '2024-03-01');
    void office.keep();
    await office.until(3);
    expect(ids()).toEqual(['D1', 'D2', 'D3']);
  });

  it.each([
    ['in winter', '2024-03-01T22:59:59Z', '2024-03-01T23:00:00Z'],
    ['in summer', '2024-07-01T21:59:59Z', '2024-07-01T22:00:00Z'],
  ])('waits for the end of the day in Rome, %s', async (_when, before, after) => {
    await office.set(ONE, 'D1', before.slice(0, 10));
    office.clock.now = before;
    void office.keep();
    await office.until(0);
    office.clock.now = after;
    await office.until(1);
  });

  it('notices what is set while it works, also for a day that is over', async () => {
    void office.keep();
    await office.until(0);
    await office.set(ONE, 'D1', '2024-02-10');
    await office.until(1);
  });

  it('records nothing of what was met, waived, cancelled or moved', async () => {
    for (const id of ['met', 'said', 'waived', 'cancelled', 'extended', 'forUnit'])
      await office.set(ONE, id, '2024-02-10');
    office.met.add(`${ONE} met`);
    await office.record(ONE, 'DeadlineMet', { deadlineId: 'said' });
    await office.record(ONE, 'DeadlineWaived', { deadlineId: 'waived' });
    await office.record(ONE, 'DeadlineCancelled', { deadlineId: 'cancelled' });
    await office.record(ONE, 'DeadlineExtended', { deadlineId: 'extended', to: '2024-03-10' });
    const forUnit = { deadlineId: 'forUnit', to: '2024-03-12', unitId: 'anziani' };
    await office.record(ONE, 'DeadlineExtended', forUnit);
    void office.keep();
    await office.until(0);
    office.clock.now = '2024-03-11T09:00:00Z';
    await office.until(1);
    office.clock.now = '2024-03-13T09:00:00Z';
    await office.until(2);
    expect(ids()).toEqual(['extended', 'forUnit']);
  });

  it('records a deadline that is extended and missed again as another one', async () => {
    await office.set(ONE, 'D1', '2024-02-10');
    void office.keep();
    await office.until(1);
    await office.record(ONE, 'DeadlineExtended', { deadlineId: 'D1', to: '2024-02-20' });
    await office.until(2);
    expect(new Set(office.missed.map(({ commandId }) => commandId)).size).toBe(2);
  });

  it('leaves a suspended cycle alone whose deadlines stand still, until it goes on', async () => {
    await office.set(ONE, 'before', '2024-02-10');
    await office.set(ONE, 'D1', '2024-02-20');
    await office.record(ONE, 'CycleSuspended', { deadlines: 'stop' }, '2024-02-15');
    await office.set(OTHER, 'running', '2024-02-20');
    await office.record(OTHER, 'CycleSuspended', { deadlines: 'run' }, '2024-02-15');
    void office.keep();
    await office.until(2);
    expect(ids()).toEqual(['before', 'running']);
    await office.record(ONE, 'CycleResumed');
    await office.until(3);
  });

  it('takes nothing back when the clock is set back, and asks for nothing twice', async () => {
    await office.set(ONE, 'D1', '2024-02-10');
    void office.keep();
    await office.until(1);
    office.clock.now = '2023-03-01T09:00:00Z';
    await office.until(1);
    office.clock.now = '2024-03-01T09:00:00Z';
    await office.until(1);
  });

  it('goes on after a failure where it was', async () => {
    await office.set(ONE, 'D1', '2024-02-10');
    await office.set(ONE, 'D2', '2024-02-11');
    office.failure = new Error('Guasto');
    await expect(office.keep()).rejects.toThrow('Guasto');
    expect(office.missed).toEqual([]);
    office.failure = undefined;
    void office.keep();
    await office.until(2);
  });

  it('asks for nothing more once its turn is lost', async () => {
    for (let number = 0; number < 300; number++) await office.set(ONE, `D${number}`, '2024-02-10');
    const turn = { isHeld: true };
    const lost = Promise.withResolvers<undefined>();
    office.performed = () => {
      turn.isHeld = false;
      lost.resolve(undefined);
    };
    void office.keep(() => turn.isHeld);
    await lost.promise;
    await office.looks(2);
    // What several had begun at the same time is all.
    expect(office.missed.length).toBeLessThan(300);
    await office.rest();
    void office.keep();
    await office.until(300);
  });

  it('records every missed deadline once, whatever was done to it, to the clock and to the keeper', async () => {
    const day = fc
      .integer({ min: 1, max: 28 })
      .map((on) => `2024-02-${String(on).padStart(2, '0')}`);
    const step = fc.oneof(
      fc.record({ do: fc.constant('set'), id: fc.nat(9), day }),
      fc.record({ do: fc.constant('move'), id: fc.nat(9), day }),
      fc.record({ do: fc.constant('waive'), id: fc.nat(9), day }),
      fc.record({ do: fc.constant('clock'), id: fc.nat(9), day }),
      fc.record({ do: fc.constant('restart'), id: fc.nat(9), day }),
    );
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const cycleId = `livornese-poa-annuale-${2000 + round++}`;
        const due = new Map<string, string>();
        const known = office.missed.length;
        office.clock.now = '2024-02-01T09:00:00Z';
        let latest = '2024-02-01';
        void office.keep();
        for (const { do: what, id, day: on } of steps) {
          const deadlineId = `D${id}`;
          if (what === 'set' && !due.has(deadlineId)) {
            due.set(deadlineId, on);
            await office.set(cycleId, deadlineId, on);
          } else if (what === 'move' && due.has(deadlineId)) {
            due.set(deadlineId, on);
            await office.record(cycleId, 'DeadlineExtended', { deadlineId, to: on });
          } else if (what === 'waive' && due.has(deadlineId)) {
            due.set(deadlineId, 'waived');
            await office.record(cycleId, 'DeadlineWaived', { deadlineId });
          } else if (what === 'clock') {
            office.clock.now = `${on}T09:00:00Z`;
            if (on > latest) latest = on;
          } else if (what === 'restart') {
            await office.rest();
            void office.keep();
          }
        }
        office.clock.now = '2024-03-01T09:00:00Z';
        const owed = [...due].filter(([, on]) => on !== 'waived').map(([id]) => id);
        const last = () => new Set(office.missed.slice(known).map(({ deadlineId }) => deadlineId));
        while (!owed.every((id) => last().has(id))) await pause(1);
        await office.rest();
        const commands = office.missed.map(({ commandId }) => commandId);
        expect(new Set(commands).size).toBe(commands.length);
      }),
      { numRuns: 40 },
    );
  });
});
