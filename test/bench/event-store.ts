import { join } from 'node:path';
import { canonicalJson, SqliteEventStore } from '#event-store';
import { EsdbEventStore } from '../../libs/event-store/src/esdb.event-store.js';
import { clientSubject, newEvents, storeSubject, type Subject } from './event-store-subject.js';
import { Progress } from './progress.js';
import { RawFile, RawRoom, RawTable } from './raw-limits.js';
import { ServerProcess } from './server-process.js';
import type { Sizes } from './sizes.js';
import { median } from './statistics.js';
import { timeMs } from './stopwatch.js';
import { atLeast, shown, type Line } from './table.js';
import type { Workspace } from './workspace.js';

const IN_FLIGHT = 64;
const GROUP = 50;

/** The ways to the log, with what is promised of each per second. */
const targets = {
  embedded: {},
  'wire, adapter': { together: 4_000, catchUp: 20_000 },
  'wire, official client': { together: 4_000, catchUp: 20_000 },
} as const satisfies Readonly<Record<string, Partial<Record<Measured, number>>>>;
type Way = keyof typeof targets;

/** Appends one by one, appends 64 at a time, groups of 50 events, events read and events followed. */
type Measured = 'alone' | 'together' | 'groups' | 'replay' | 'catchUp';

/** How fast something went, and what it took of the processor. */
interface Rate {
  readonly perSecond: number;
  /** Microseconds of this process for each. */
  readonly here: number;
  /** The same of the node; undefined where there is none, or nobody can tell. */
  readonly there: number | undefined;
}

/** How fast an append is beside the least that could keep the same bytes, in turns: medians, 1 is all. */
interface PartOfRaw {
  /** A write to the end of a plain file, made durable. */
  readonly file: number;
  /** A write into room that the file has already, made durable. */
  readonly room: number;
  /** Bare inserts into a table without indexes, and a commit. */
  readonly table: number;
}

interface Round extends Readonly<Record<Measured, Rate>> {
  readonly aloneOfRaw: PartOfRaw;
  readonly groupsOfRaw: PartOfRaw;
}

/**
 * The log itself: the embedded store, and a node in a process of its own, reached through our adapter and
 * through the official client, which hands over many appends in one call.
 */
export async function measureEventStore(workspace: Workspace, sizes: Sizes): Promise<Line[]> {
  const folder = workspace.folder('event-store');
  const node = await ServerProcess.eventNode(workspace.folder('event-node'));
  const subjects: Readonly<Record<Way, Subject>> = {
    embedded: storeSubject(SqliteEventStore.open({ file: join(folder, 'log.db') })),
    'wire, adapter': storeSubject(EsdbEventStore.open({ connectionString: node.url })),
    'wire, official client': clientSubject(node.url),
  };
  const ways = Object.keys(subjects) as Way[];
  const play = (way: Way): Promise<Round> =>
    round(folder, subjects[way], sizes, way === 'embedded' ? undefined : node);
  try {
    const rounds = new Map(ways.map((way) => [way, [] as Round[]]));
    for (const way of ways) await play(way); // all code has run once
    await Progress.during('The event store', sizes.rounds, async (step) => {
      for (let done = 1; done <= sizes.rounds; done++) {
        for (const way of ways) rounds.get(way)?.push(await play(way));
        step(done);
      }
    });
    const client = rounds.get('wire, official client') ?? [];
    return ways.flatMap((way) =>
      linesOf(way, rounds.get(way) ?? [], way === 'wire, adapter' ? client : undefined),
    );
  } finally {
    for (const way of ways) await subjects[way].close();
    await node.stop();
  }
}

async function round(
  folder: string,
  subject: Subject,
  sizes: Sizes,
  node: ServerProcess | undefined,
): Promise<Round> {
  const alone = sizes.sequentialCommands / 4;
  const together = sizes.concurrentCommands / 4;
  const groups = alone / 5;
  return {
    aloneOfRaw: await partOfRaw(folder, subject, alone, 1),
    groupsOfRaw: await partOfRaw(folder, subject, groups, GROUP),
    alone: await rate(node, () => subject.append(1, alone, 1)),
    together: await rate(node, () => subject.append(IN_FLIGHT, together, 1)),
    groups: await rate(node, () => subject.append(1, groups, GROUP)),
    replay: await rate(node, () => subject.replay()),
    catchUp: await rate(node, () => subject.catchUp()),
  };
}

/** @param work answers how often it did something */
async function rate(node: ServerProcess | undefined, work: () => Promise<number>): Promise<Rate> {
  const thereMs = node?.processorMs();
  const here = process.cpuUsage();
  const startMs = performance.now();
  const times = await work();
  const seconds = (performance.now() - startMs) / 1_000;
  const { user, system } = process.cpuUsage(here);
  const nowMs = node?.processorMs();
  return {
    perSecond: times / seconds,
    here: (user + system) / times,
    there:
      nowMs === undefined || thereMs === undefined
        ? undefined
        : ((nowMs - thereMs) * 1_000) / times,
  };
}

/** How fast something is beside something else in the same round: 1 is as fast. */
function partOf(rate: Rate, whole: Rate | undefined): number {
  return whole === undefined ? NaN : rate.perSecond / whole.perSecond;
}

/**
 * By turns, since whatever slows one then slows the others. The events are there before, as the bytes of the
 * raw writes are: making them up is not the log's work.
 */
async function partOfRaw(
  folder: string,
  subject: Subject,
  times: number,
  events: number,
): Promise<PartOfRaw> {
  const [event] = newEvents(1);
  const data = canonicalJson(event?.data ?? {});
  const metadata = canonicalJson(event?.metadata ?? {});
  const bytes = (data.length + metadata.length) * events;
  const file = new RawFile(folder, bytes);
  const room = new RawRoom(folder, bytes);
  const table = new RawTable(folder, { data, metadata });
  const fileMs: number[] = [];
  const roomMs: number[] = [];
  const tableMs: number[] = [];
  const appendMs: number[] = [];
  try {
    for (let index = 0; index < times; index++) {
      fileMs.push(
        await timeMs(() => {
          file.append(1);
        }),
      );
      roomMs.push(
        await timeMs(() => {
          room.write(1);
        }),
      );
      tableMs.push(
        await timeMs(() => {
          table.insert(1, events);
        }),
      );
      const ready = newEvents(events);
      appendMs.push(await timeMs(() => subject.append(1, 1, events, () => ready)));
    }
  } finally {
    file.close();
    room.close();
    table.close();
  }
  const append = median(appendMs);
  return {
    file: median(fileMs) / append,
    room: median(roomMs) / append,
    table: median(tableMs) / append,
  };
}

/** @param client the rounds of the official client, for what is to be as fast as that */
function linesOf(way: Way, rounds: readonly Round[], client?: readonly Round[]): Line[] {
  const promised: Partial<Record<Measured, number>> = targets[way];
  const line = (what: string, measured: Measured, unit: string): Line => {
    const rates = rounds.map((each) => each[measured]);
    const target = promised[measured];
    const there = rates.flatMap((each) => each.there ?? []);
    const node = there.length === 0 ? '' : `, ${shown(median(there))} of the node`;
    const beside =
      client && median(rates.map((rate, round) => partOf(rate, client[round]?.[measured])));
    return {
      ...atLeast({
        what: `${way}: ${what}`,
        value: median(rates.map(({ perSecond }) => perSecond)),
        unit,
        ...(target !== undefined && { target }),
      }),
      limits:
        `${shown(median(rates.map(({ here }) => here)))} µs of the processor here${node}` +
        (beside === undefined ? '' : `, ${shown(beside * 100)} % of the official client`),
    };
  };
  const part = (what: string, parts: readonly PartOfRaw[], target?: number): Line => {
    const room = median(parts.map((each) => each.room)) * 100;
    const table = median(parts.map((each) => each.table)) * 100;
    return {
      ...atLeast({
        what: `  ${what} beside write+fdatasync, growing`,
        value: median(parts.map((each) => each.file)) * 100,
        unit: '%',
        ...(target !== undefined && { target }),
      }),
      limits: `${shown(room)} % of write+fdatasync into room, ${shown(table)} % of bare INSERT+COMMIT`,
    };
  };
  return [
    line('1 append in flight', 'alone', 'appends/s'),
    part(
      '1 append',
      rounds.map(({ aloneOfRaw }) => aloneOfRaw),
      way === 'embedded' ? 90 : undefined,
    ),
    line(`${IN_FLIGHT} in flight`, 'together', 'appends/s'),
    line(`groups of ${GROUP} events`, 'groups', 'groups/s'),
    part(
      '1 group',
      rounds.map(({ groupsOfRaw }) => groupsOfRaw),
    ),
    line('replay', 'replay', 'events/s'),
    line('catch-up', 'catchUp', 'events/s'),
  ];
}
