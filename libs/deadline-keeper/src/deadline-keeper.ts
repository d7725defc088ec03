import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { addDays, endOfDayMs, romeDay, romeInstantMs, type WorkingCalendar } from '#calendar';
import type { Work } from '#duties';
import { theProgram } from '#people';
import {
  cycleName,
  idFrom,
  recordMissedDeadline,
  RecordMissedDeadline,
  recordReminder,
  RecordReminder,
  type Answer,
  type Clock,
  type CycleCommand,
  type Pipeline,
  type ReminderRules,
  type Verb,
} from '#planning';
import type { Projector } from '#projections';
import { lastRecordedMs } from './armed-deadlines.projection.js';
import { ClockWatch } from './clock-watch.js';
import {
  dueReminders,
  newlyDueReminders,
  reachedOn,
  ruleSets,
  type DueReminder,
  type Morning,
  type Reached,
} from './due-reminders.js';
import { lastArmed, overdue, type OverdueDeadline } from './overdue.js';

/** How often it looks whether a day is over, a reminder due or a deadline set for a day that is over. */
const LOOK_EVERY_MS = 1_000;
/**
 * So many are asked for at once: those of one cycle are decided together and written in one append, and a
 * server under load still answers all of them in time.
 */
const AT_ONCE = 64;

/** What the keeper works with. */
export interface KeeperParts {
  readonly armed: Pick<Projector, 'read' | 'ready'>;
  readonly pipeline: Pick<Pipeline, 'perform'>;
  readonly clock: Clock;
  /** Waits until `missed` knows all that is recorded by now. */
  readonly upToDate: (over: AbortSignal) => Promise<void>;
  /** The deadlines of a cycle that were not met by their last day, as they stand on a day. */
  readonly missed: (cycleId: string, on: string) => ReadonlySet<string>;
  /** The working days of the office of a zone. */
  readonly calendarOf: (zone: string, today: string) => Promise<WorkingCalendar>;
  /** When people are reminded in the lives of a definition: `poa-annuale/1`. Undefined where they are not. */
  readonly rulesOf: (definition: string) => ReminderRules | undefined;
}

/** What was looked at before. */
interface Looked {
  readonly day: string;
  readonly position: number;
  /** Up to where the reminders of each set of rules were settled, and on which morning. */
  readonly reminders: ReadonlyMap<number, SettledMorning>;
}

interface SettledMorning {
  readonly name: string;
  readonly reached: Reached;
}

/** Something whose moment has come. */
interface Due {
  readonly atMs: number;
  readonly ask: () => Promise<Answer> | undefined;
}

/**
 * Records that deadlines were missed, when their last day is over in Europe/Rome, and reminds people of them on
 * the mornings their definition names; after a standstill it goes on where it was, in the order of those moments.
 * What it asks for is a command like any other, whose id follows from the fact that gave the deadline its day:
 * asked twice, by whomever, it is recorded once, and with a new day it is another command.
 *
 * It sets no timer for a day: every second it asks what time it is. A clock that is set back takes nothing back,
 * one that is set forward is believed, as it is by everything that is recorded.
 */
export class DeadlineKeeper {
  readonly #logger = new Logger(DeadlineKeeper.name);
  readonly #clock = new ClockWatch();

  constructor(
    private readonly parts: KeeperParts,
    private readonly lookEveryMs = LOOK_EVERY_MS,
  ) {}

  /** As a duty. @throws StoreUnavailable, TooBusy, ProjectionUnavailable: begun again, it leaves nothing out */
  readonly keep: Work = async (over, stillHeld) => {
    await ended(this.parts.armed.ready(), over);
    let looked: Looked = { day: '', position: 0, reminders: new Map() };
    while (!over.aborted) {
      looked = await this.#look(looked, over, stillHeld);
      // Only the end of the turn cuts the pause short, and the loop looks at that next.
      await pause(this.lookEveryMs, undefined, { signal: over }).catch(() => undefined);
    }
  };

  /** What somebody should know who looks after the program; undefined when there is nothing. */
  readonly remark = (): string | undefined => this.#clock.remark();

  async #look(before: Looked, over: AbortSignal, stillHeld: () => boolean): Promise<Looked> {
    const { armed, clock } = this.parts;
    const nowMs = clock.nowMs();
    this.#watchClock(nowMs);
    // Before anything is read: what comes while it is read is looked at next time.
    const position = armed.read(lastArmed);
    const day = romeDay(nowMs);
    const missed = await this.#missed(before, day, over);
    const { reminders, due } = await this.#reminders(before, nowMs);
    await this.#fire([...missed, ...due], stillHeld);
    return { day, position, reminders };
  }

  #watchClock(nowMs: number): void {
    const backMs = this.#clock.notice(nowMs, this.parts.armed.read(lastRecordedMs));
    if (backMs === undefined) return;
    this.#logger.warn(
      `The clock was set back: ${this.#clock.remark() ?? ''}. Nothing is recorded earlier than what is ` +
        'recorded already, and reminders wait until it has caught up.',
    );
  }

  /** What was missed, of what is over and was not looked at today. */
  async #missed(before: Looked, today: string, over: AbortSignal): Promise<readonly Due[]> {
    // On a new day everything is looked at: also what was not missed before, and is now.
    const since = today === before.day ? before.position : 0;
    const found = this.parts.armed.read((database) => overdue(database, { today, since }));
    if (found.length === 0) return [];
    await this.parts.upToDate(over);
    const ofCycle = new Map<string, ReadonlySet<string>>();
    const isMissed = ({ cycleId, deadlineId }: OverdueDeadline): boolean => {
      let missed = ofCycle.get(cycleId);
      if (!missed) ofCycle.set(cycleId, (missed = this.parts.missed(cycleId, today)));
      return missed.has(deadlineId);
    };
    return found.filter(isMissed).map((each) => ({
      atMs: endOfDayMs(each.lastDay),
      ask: () => this.#recordMissed(each),
    }));
  }

  /** The reminders whose moment has come since the look before, and what is settled once they are sent. */
  async #reminders(
    before: Looked,
    nowMs: number,
  ): Promise<{ readonly reminders: Looked['reminders']; readonly due: readonly Due[] }> {
    const { armed, calendarOf, rulesOf } = this.parts;
    const today = romeDay(nowMs);
    const reminders = new Map<number, SettledMorning>();
    const due: DueReminder[] = [];
    for (const ruleSet of armed.read(ruleSets)) {
      const rules = rulesOf(ruleSet.definition);
      if (!rules) continue;
      const calendar = await calendarOf(ruleSet.zone, today);
      const reached = nowMs < romeInstantMs(today, rules.at) ? addDays(today, -1) : today;
      const morning: Morning = { today, reached };
      const name = `${today} ${reached} ${calendar.version}`;
      const settled = before.reminders.get(ruleSet.id);
      const query = { ruleSet, rules, calendar, morning };
      // What is settled was so of the days there were: those that are new are asked for in any case.
      const found = armed.read((database) => [
        ...(settled?.name === name
          ? []
          : dueReminders(database, { ...query, before: settled?.reached })),
        ...(settled ? newlyDueReminders(database, before.position, query) : []),
      ]);
      for (const reminder of found) due.push(reminder);
      reminders.set(ruleSet.id, { name, reached: reachedOn(morning, calendar) });
    }
    return {
      reminders,
      due: due.map((each) => ({ atMs: each.atMs, ask: () => this.#remind(each) })),
    };
  }

  /** Asks for all that is due, in the order of the moments: those of one moment several at once. */
  async #fire(due: readonly Due[], stillHeld: () => boolean): Promise<void> {
    const moments = [...Map.groupBy(due, ({ atMs }) => atMs)].toSorted(
      ([one], [other]) => one - other,
    );
    for (const [, ofMoment] of moments) {
      const waiting = ofMoment.toReversed();
      const failures: unknown[] = [];
      const work = async (): Promise<void> => {
        for (let next = waiting.pop(); next && stillHeld(); next = waiting.pop()) await next.ask();
      };
      const working = Array.from({ length: Math.min(AT_ONCE, ofMoment.length) }, () =>
        work().catch((error: unknown) => {
          failures.push(error);
          waiting.length = 0; // the others end what they have begun, and begin nothing more
        }),
      );
      await Promise.all(working);
      if (failures.length > 0) throw failures[0];
    }
  }

  #recordMissed({ cycleId, deadlineId, armedBy }: OverdueDeadline): Promise<Answer> | undefined {
    const command = Object.assign(new RecordMissedDeadline(), { deadlineId });
    // When the time of a cycle goes on, one event lets that of all its deadlines go on.
    const commandId = idFrom(armedBy, `missed ${deadlineId}`);
    return this.#ask(recordMissedDeadline, command, commandId, cycleId);
  }

  #remind(reminder: DueReminder): Promise<Answer> | undefined {
    const { cycleId, deadlineId, unitId, due, offsetDays, level, armedBy } = reminder;
    const command = Object.assign(new RecordReminder(), {
      ...{ deadlineId, due, offsetDays, level },
      ...(unitId !== undefined && { unitId }),
    });
    const which = `reminder ${deadlineId} ${unitId ?? ''} ${offsetDays} ${level}`;
    return this.#ask(recordReminder, command, idFrom(armedBy, which), cycleId);
  }

  #ask<Wish extends CycleCommand>(
    verb: Verb<Wish>,
    command: Wish,
    commandId: string,
    cycleId: string,
  ): Promise<Answer> | undefined {
    const zone = cycleName(cycleId)?.zone;
    if (zone === undefined) return undefined;
    command.envelope = {
      ...{ commandId, cycleId, person: theProgram(zone) },
      // What is no longer so, or nobody's to be told, is no attempt to be kept for ever.
      refusal: 'answered',
    };
    return this.parts.pipeline.perform(verb, command);
  }
}

/** Waits for something, or for the end of the turn. */
async function ended(something: Promise<void>, over: AbortSignal): Promise<void> {
  const waiting = new AbortController();
  const turn = pause(2 ** 31 - 1, undefined, {
    signal: AbortSignal.any([over, waiting.signal]),
    ref: false,
  }).catch(() => undefined);
  try {
    await Promise.race([something, turn]);
  } finally {
    waiting.abort();
  }
}
