import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { WorkingCalendar, type OfficeDays } from '#calendar';
import { SqliteEventStore, type EventStore, type JsonObject } from '#event-store';
import type { Answer, Pipeline, RecordMissedDeadline, RecordReminder } from '#planning';
import { Clock, definitions, reminderRulesOf } from '#planning';
import { Projections } from '#projections';
import { ArmedDeadlinesProjection } from './armed-deadlines.projection.js';
import { DeadlineKeeper } from './deadline-keeper.js';

class SetClock extends Clock {
  now = '2024-03-01T09:00:00Z';
  /** How often somebody looked at it: the keeper does once, at the beginning of each look. */
  looks = 0;

  nowMs(): number {
    this.looks += 1;
    return Date.parse(this.now);
  }
}

/** What was recorded of one deadline, in order. */
interface Missed {
  readonly cycleId: string;
  readonly deadlineId: string;
  readonly commandId: string;
}

/** A reminder that was sent: `D1 -14 owner`, and when. */
interface Sent {
  readonly what: string;
  readonly commandId: string;
  readonly now: string;
}

const [definition] = definitions;
const rules = definition && reminderRulesOf(definition.documents);

export const ONE = 'livornese-poa-annuale-2024';
export const OTHER = 'livornese-poa-annuale-2025';

/** A log, the index over it, and an office that takes commands as the domain does. */
export class Office {
  readonly folder = mkdtempSync(join(tmpdir(), 'deadlines-'));
  readonly store: EventStore = SqliteEventStore.open({ file: join(this.folder, 'log.db') });
  readonly projections = new Projections(this.store, this.folder);
  readonly clock = new SetClock();
  readonly missed: Missed[] = [];
  readonly sent: Sent[] = [];
  /** What was missed and what was sent, in the order in which it was. */
  readonly done: string[] = [];
  /** Deadlines that were met: nobody missed them, and nobody is to be reminded. */
  readonly met = new Set<string>();
  /** When the office is closed, besides what all are. */
  days: OfficeDays = {};
  /** How often it was asked for a reminder, whatever came of it. */
  asked = 0;
  /** Lets the next command fail. */
  failure: Error | undefined;
  performed: () => void = () => undefined;
  keeper!: DeadlineKeeper;
  #ending = new AbortController();
  #keeping: Promise<void> | undefined;

  constructor() {
    this.projections.start([new ArmedDeadlinesProjection()]);
  }

  get index() {
    return this.projections.of(ArmedDeadlinesProjection);
  }

  /** Records a fact; nobody has time to think, so as at noon of the day before everything else. */
  async record(cycleId: string, type: string, data: JsonObject = {}, day = '2024-01-10') {
    const metadata = {
      ...{ occurredOn: day, recordedAt: `${day}T11:00:00.000Z` },
      definition: { id: 'poa-annuale', version: 1 },
    };
    const event = { id: randomUUID(), type, data, metadata };
    const { position } = await this.store.append(`cycle-${cycleId}`, [event], 'any');
    await this.index.reached(position, { timeoutMs: 10_000 });
    return event.id;
  }

  set(cycleId: string, deadlineId: string, due: string, day?: string): Promise<string> {
    return this.record(cycleId, 'DeadlineSet', { deadlineId, due }, day);
  }

  keep(stillHeld: () => boolean = () => true): Promise<void> {
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    const pipeline: Pick<Pipeline, 'perform'> = {
      perform: (_verb, command) =>
        'level' in command
          ? this.#remind(command as unknown as RecordReminder)
          : this.#perform(command as unknown as RecordMissedDeadline),
    };
    this.keeper = new DeadlineKeeper(
      {
        ...{ pipeline, clock: this.clock, armed: this.index },
        upToDate: () => Promise.resolve(),
        missed: (cycleId) => ({ has: (id: string) => !this.met.has(`${cycleId} ${id}`) }) as never,
        calendarOf: () => Promise.resolve(new WorkingCalendar(this.days)),
        rulesOf: () => rules,
      },
      5,
    );
    this.#keeping = this.keeper.keep(signal, () => !signal.aborted && stillHeld());
    return this.#keeping;
  }

  async rest(): Promise<void> {
    this.#ending.abort();
    await this.#keeping?.catch(() => undefined);
  }

  /** Waits until so many were recorded, and then some looks more, in which none is. */
  async until(number: number): Promise<void> {
    while (this.missed.length < number) await pause(1);
    await this.looks(3);
    expect(this.missed).toHaveLength(number);
  }

  /** Sets the clock, lets the keeper look some times, and tells what was sent meanwhile. */
  async at(now: string): Promise<readonly string[]> {
    const before = this.sent.length;
    this.clock.now = now;
    // One may be under way; the next sees this time, and has done what it does when another one begins.
    await this.looks(3);
    return this.sent.slice(before).map(({ what }) => what);
  }

  async looks(number: number): Promise<void> {
    const { looks } = this.clock;
    let failure: unknown;
    void this.#keeping?.catch((error: unknown) => (failure = error));
    while (this.clock.looks < looks + number) {
      if (failure !== undefined) throw failure as Error;
      await pause(1);
    }
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
    expect(envelope.refusal).toBe('answered');
    if (!this.missed.some((each) => each.commandId === commandId)) {
      this.missed.push({ cycleId, deadlineId, commandId });
      this.done.push(`${deadlineId} missed`);
      await this.record(cycleId, 'DeadlineMissed', { deadlineId });
    }
    return { kind: 'recorded' } as Answer;
  }

  async #remind({ envelope, deadlineId, due, unitId, ...which }: RecordReminder): Promise<Answer> {
    this.performed();
    if (this.failure) throw this.failure;
    this.asked += 1;
    const { commandId, cycleId } = envelope;
    if (this.met.has(`${cycleId} ${deadlineId}`)) return { kind: 'refused' } as Answer;
    const { offsetDays, level } = which;
    const what = [deadlineId, ...(unitId === undefined ? [] : [unitId]), offsetDays, level].join(
      ' ',
    );
    if (!this.sent.some((each) => each.commandId === commandId)) {
      this.sent.push({ what, commandId, now: this.clock.now });
      this.done.push(what);
      const data = { deadlineId, due, ...(unitId !== undefined && { unitId }), offsetDays, level };
      await this.record(cycleId, 'ReminderSent', data);
    }
    return { kind: 'recorded' } as Answer;
  }
}
