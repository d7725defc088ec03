import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { addDays, romeDay } from '#calendar';
import { SqliteEventStore, type EventStore, type RecordedEvent } from '#event-store';
import { cycleOf } from '../bench/district.js';
import { armDeadlines } from '../bench/arm-deadlines.js';
import { openOffice } from '../bench/office.js';
import { Progress } from '../bench/progress.js';
import { ServerProcess } from '../bench/server-process.js';
import type { Keeper } from './programs.js';

const DAY_MS = 86_400_000;
/** They were set so long ago, for a day that is so near: what they ask for today has been due for a while. */
const SET_DAYS_AGO = 20;
const DUE_IN_DAYS = 5;
const CYCLES = 10;
/** On an event node so many instances wait for the turn of whichever is killed. */
const INSTANCES = 3;
const LOOK_MS = 2;
/** When nothing is sent for so long, nothing more comes: a duty that failed is begun again within half a minute. */
const PATIENCE_MS = 90_000;
/** Nothing comes for so long after the last one: the keeper has looked again, and found nothing. */
const QUIET_MS = 3_000;

export interface RemindersToKill {
  readonly keeper: Keeper;
  readonly reminders: number;
  readonly kills: number;
  /** Counts in the log that a keeper would have left that rests on its memory: must find what it loses and doubles. */
  readonly control: boolean;
}

/** What was found in the log. */
export interface KilledReminders {
  readonly due: number;
  readonly sent: number;
  /** Due, and never sent. */
  readonly lost: number;
  /** Sent once more. */
  readonly doubled: number;
  /** How many were sent when each kill came. */
  readonly killedAt: readonly number[];
  readonly clockWentBack: number;
  /** From the first to the last of them, as recorded, kills and all. */
  readonly perSecond: number;
}

/** Kills the program again and again while it sends what is due, and then counts what was sent. */
export async function killReminders(asked: RemindersToKill): Promise<KilledReminders> {
  const { keeper, reminders, kills } = asked;
  const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'traccia-faults-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const ofEach = Math.ceil(reminders / CYCLES);
  const first = await setDeadlines(folder, ofEach);
  const programs = await Programs.start(keeper, folder);
  const killedAt: number[] = [];
  try {
    const task = `${kills} kills while ${ofEach * CYCLES} reminders are sent, ${keeper}`;
    await Progress.during(task, ofEach * CYCLES, async (step) => {
      const total = ofEach * CYCLES;
      for (let kill = 1; kill <= kills; kill++) {
        const sent = (await programs.position()) - first;
        // Somewhere in what is left, so that there is some left for the kills to come.
        const share = (total - sent) / (kills - kill + 2);
        const until = sent + 1 + Math.floor(share * (0.5 + Math.random() / 2));
        const reached = await programs.reach(first + until);
        await programs.kill();
        killedAt.push(reached - first);
        step(reached - first);
      }
      await programs.rest(first + total);
    });
  } catch (error) {
    await programs.end();
    throw error;
  }
  const store = await programs.openLog();
  try {
    const sent = sentIn(store);
    const left = asked.control ? leftByMemory(sent, killedAt) : sent;
    return { ...(await evidence(left, ofEach)), killedAt };
  } finally {
    await store.close();
    await programs.end();
  }
}

/** @returns the position of the last of them */
async function setDeadlines(folder: string, ofEach: number): Promise<number> {
  const nowMs = Date.now();
  const office = openOffice(folder, { nowMs: () => nowMs - SET_DAYS_AGO * DAY_MS });
  const due = addDays(romeDay(nowMs), DUE_IN_DAYS);
  try {
    await Progress.during('Setting deadlines', CYCLES * ofEach, async (step) => {
      await armDeadlines(office, { cycleIds, ofEach, dueOf: () => due }, step);
    });
    return await office.store.end();
  } finally {
    await office.close();
  }
}

const cycleIds = Array.from({ length: CYCLES }, (_, index) => cycleOf(2030 + index));

/** The reminders of a log, in its order. */
async function* sentIn(store: EventStore): AsyncGenerator<RecordedEvent> {
  for await (const fact of store.readAll()) if (fact.type === 'ReminderSent') yield fact;
}

/** So many are under way when a keeper is killed. */
const UNDER_WAY = 64;

/**
 * The same reminders as a keeper would have left them whose commands have another id each time, and whose list of what
 * is due is in its memory: what was under way at a kill is sent once more, and what came next on the list, never.
 */
async function* leftByMemory(
  sent: AsyncIterable<RecordedEvent>,
  killedAt: readonly number[],
): AsyncGenerator<RecordedEvent> {
  let number = 0;
  for await (const fact of sent) {
    number += 1;
    if (killedAt.some((at) => number > at && number <= at + UNDER_WAY)) continue;
    yield fact;
    if (killedAt.some((at) => number > at - UNDER_WAY && number <= at)) yield fact;
  }
}

async function evidence(
  reminders: AsyncIterable<RecordedEvent>,
  ofEach: number,
): Promise<Omit<KilledReminders, 'killedAt'>> {
  const times = new Map<string, number>();
  const instants: string[] = [];
  let last = '';
  let clockWentBack = 0;
  for await (const { stream, data, metadata } of reminders) {
    const { deadlineId, level, offsetDays } = data;
    const name = JSON.stringify([stream, deadlineId, level, offsetDays]);
    times.set(name, (times.get(name) ?? 0) + 1);
    const recordedAt = metadata['recordedAt'] as string;
    instants.push(recordedAt);
    if (recordedAt < last) clockWentBack += 1;
    last = recordedAt;
  }
  const sent = instants.length;
  const due = ofEach * CYCLES;
  const tookMs = Date.parse(instants.at(-1) ?? '') - Date.parse(instants[0] ?? '');
  return {
    ...{ due, sent, clockWentBack },
    lost: Math.max(0, due - times.size),
    doubled: sent - times.size,
    perSecond: sent / (tookMs / 1_000),
  };
}

/** One server with the log in its folder, or several with the log on a node. */
class Programs {
  private constructor(
    private readonly keeper: Keeper,
    private readonly folder: string,
    private readonly servers: ServerProcess[],
    private readonly node?: ServerProcess,
  ) {}

  static async start(keeper: Keeper, folder: string): Promise<Programs> {
    if (keeper === 'embedded') {
      return new Programs(keeper, folder, [await ServerProcess.traccia(folder)]);
    }
    const node = await ServerProcess.eventNode(folder);
    const programs = new Programs(keeper, folder, [], node);
    for (let index = 0; index < INSTANCES; index++)
      programs.servers.push(await programs.#begin(index));
    return programs;
  }

  /** Waits until the log has come to a position, and says to which it has. */
  async reach(position: number): Promise<number> {
    let [before, sinceMs] = [0, performance.now()];
    for (;;) {
      const now = await this.position();
      if (now >= position) return now;
      if (now > before) [before, sinceMs] = [now, performance.now()];
      if (performance.now() - sinceMs > PATIENCE_MS) {
        const standing = await Promise.all(this.servers.map((server) => detail(server, 'duties')));
        throw new Error(`Nothing more is sent after ${now} of ${position}: ${standing.join('; ')}`);
      }
      await pause(LOOK_MS);
    }
  }

  /** Waits until the log has come to a position, and then goes no further. */
  async rest(position: number): Promise<void> {
    for (
      let now = await this.reach(position), before = -1;
      now > before;
      now = await this.position()
    ) {
      before = now;
      await pause(QUIET_MS);
    }
  }

  /** Kills the one that is on duty, and starts it again. */
  async kill(): Promise<void> {
    const standing = await Promise.all(this.servers.map((server) => detail(server, 'duties')));
    const found = standing.findIndex((said) => said.startsWith('done by this one'));
    const index = Math.max(0, found);
    await this.servers[index]?.kill();
    this.servers[index] = await this.#begin(index);
  }

  async position(): Promise<number> {
    const [server] = this.servers;
    if (!server) return 0;
    const position = /position (\d+)/.exec(await detail(server, 'log'))?.[1];
    return Number(position ?? 0);
  }

  /** Stops them all, and opens what they have left behind. */
  async openLog(): Promise<EventStore> {
    await this.end();
    return SqliteEventStore.open({ file: join(this.folder, 'log.db') });
  }

  async end(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
    await this.node?.stop();
  }

  #begin(index: number): Promise<ServerProcess> {
    if (this.keeper === 'embedded') return ServerProcess.traccia(this.folder);
    const own = join(this.folder, `instance-${index}`);
    mkdirSync(own, { recursive: true });
    return ServerProcess.traccia(own, this.node?.url ?? '');
  }
}

/** What a server says of one of the things that it needs. */
async function detail(server: ServerProcess, name: string): Promise<string> {
  const response = await fetch(`${server.url}/health/ready`);
  const { checks = [] } = (await response.json()) as {
    readonly checks?: readonly { readonly name: string; readonly detail: string }[];
  };
  return checks.find((check) => check.name === name)?.detail ?? '';
}
