import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { SqliteEventStore, type EventStore, type JsonObject } from '#event-store';
import type { Answer, Pipeline, RecordMissedDeadline } from '#planning';
import { Clock } from '#planning';
import { Projections } from '#projections';
import { ArmedDeadlinesProjection } from './armed-deadlines.projection.js';
import { DeadlineKeeper } from './deadline-keeper.js';

class SetClock extends Clock {
  now = '2024-03-01T09:00:00Z';

  nowMs(): number {
    return Date.parse(this.now);
  }
}

/** What was recorded of one deadline, in order: the event that gave it its day, and the day. */
interface Missed {
  readonly cycleId: string;
  readonly deadlineId: string;
  readonly commandId: string;
}

/** A log, the index over it, and an office that takes commands as the domain does. */
class Office {
  readonly folder = mkdtempSync(join(tmpdir(), 'deadlines-'));
  readonly store: EventStore = SqliteEventStore.open({ file: join(this.folder, 'log.db') });
  readonly projections = new Projections(this.store, this.folder);
  readonly clock = new SetClock();
  readonly missed: Missed[] = [];
  /** Deadlines that were met. */
  readonly met = new Set<string>();
  /** Lets the next command fail. */
  failure: Error | undefined;
  performed: () => void = () => undefined;
  #ending = new AbortController();
  #keeping: Promise<void> | undefined;

  constructor() {
    this.projections.start([new ArmedDeadlinesProjection()]);
  }

  get index() {
    return this.projections.of(ArmedDeadlinesProjection);
  }

  async record(cycleId: string, type: string, data: JsonObject = {}, day = '2024-01-10') {
    const event = { id: randomUUID(), type, data, metadata: { occurredOn: day } };
    const { position } = await this.store.append(`cycle-${cycleId}`, [event], 'any');
    await this.index.reached(position, { timeoutMs: 10_000 });
    return event.id;
  }

  set(cycleId: string, deadlineId: string, due: string): Promise<string> {
    return this.record(cycleId, 'DeadlineSet', { deadlineId, due });
  }

  keep(stillHeld: () => boolean = () => true): Promise<void> {
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    const pipeline: Pick<Pipeline, 'rehearse' | 'perform'> = {
      rehearse: () => Promise.resolve({ facts: [], rule: '', occurredOn: '' }),
      perform: (_verb, command) => this.#perform(command as unknown as RecordMissedDeadline),
    };
    const keeper = new DeadlineKeeper(
      {
        ...{ pipeline, clock: this.clock, armed: this.index },
        upToDate: () => Promise.resolve(),
        missed: (cycleId) => ({ has: (id: string) => !this.met.has(`${cycleId} ${id}`) }) as never,
      },
      5,
    );
    this.#keeping = keeper.keep(signal, () => !signal.aborted && stillHeld());
    return this.#keeping;
  }

  async rest(): Promise<void> {
    this.#ending.abort();
    await this.#keeping?.catch(() => undefined);
  }

  /** Waits until so many were recorded, and then some looks more, in which none is. */
  async until(number: number): Promise<void> {
    while (this.missed.length < number) await pause(1);
    await pause(30);
    expect(this.missed).toHaveLength(number);
  }

  async leave(): Promise<void> {
    await this.rest();
    await this.projections.stop();
    await this.store.close();
    rmSync(this.folder, { recursive: true });
  }

  async #perform({ deadlineId, envelope }: RecordMissedDeadline): Promise<Answer> {
    this.performed();
    if (this.failure) throw this.failure;
    const { commandId, cycleId, person } = envelope;
    expect(person).toMatchObject({ role: 'SYS', zone: 'livornese' });
    if (!this.missed.some((each) => each.commandId === commandId)) {
      this.missed.push({ cycleId, deadlineId, commandId });
      await this.record(cycleId, 'DeadlineMissed', { deadlineId });
    }
    return { kind: 'recorded' } as Answer;
  }
}

const ONE = 'livornese-poa-annuale-2024';
const OTHER = 'livornese-poa-annuale-2025';

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
    for (const id of ['met', 'waived', 'cancelled', 'extended', 'forUnit'])
      await office.set(ONE, id, '2024-02-10');
    office.met.add(`${ONE} met`);
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
    for (let number = 0; number < 200; number++) await office.set(ONE, `D${number}`, '2024-02-10');
    const turn = { isHeld: true };
    const lost = Promise.withResolvers<undefined>();
    office.performed = () => {
      turn.isHeld = false;
      lost.resolve(undefined);
    };
    void office.keep(() => turn.isHeld);
    await lost.promise;
    await pause(30);
    // What several had begun at the same time is all.
    expect(office.missed.length).toBeLessThan(200);
    await office.rest();
    void office.keep();
    await office.until(200);
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
