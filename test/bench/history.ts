import { join } from 'node:path';
import { blame, Moments, pageOfTimeline, watchedScheda, type Moment } from '#history';
import { WorkingCalendar } from '#calendar';
import { Lives, Snapshots, streamOf } from '#planning';
import { cycleOf, schedaId } from './district.js';
import { openOffice, type Office } from './office.js';
import { Progress } from './progress.js';
import type { Sizes } from './sizes.js';
import { median } from './statistics.js';
import { timeMs } from './stopwatch.js';
import { atMost, shown, type Line } from './table.js';
import { LONG_YEAR, type Workspace } from './workspace.js';

/** A cycle as long as the longest of a district. */
const FACTS = 10_000;

/** What it costs to look back in a long cycle, from a snapshot and without one, by both times. */
export async function measureHistory(workspace: Workspace, sizes: Sizes): Promise<Line[]> {
  const facts = Math.min(FACTS, sizes.longCycleFacts);
  const office = openOffice(await workspace.filled('history', [LONG_YEAR], facts));
  try {
    const lines: Line[] = [];
    const moments = await momentsOf(office, facts, sizes.instants);
    for (const [what, snapshots, target] of [
      ['cold, from its first fact', new Snapshots(join(office.folder, 'none.db')), 60],
      ['from a snapshot', office.snapshots, 5],
    ] as const) {
      for (const [time, asked] of Object.entries(moments)) {
        const times = await timesOf(office, snapshots, asked);
        lines.push(
          atMost({
            what: `state of ${shown(facts)} facts as ${time}, ${what}`,
            ...{ value: median(times), unit: 'ms', target },
          }),
        );
      }
    }
    return [...lines, ...(await told(office))];
  } finally {
    await office.close();
  }
}

type Asked = Readonly<Record<'recorded' | 'occurred', readonly Moment[]>>;

/** Moments all over the cycle. */
async function momentsOf({ store }: Office, facts: number, count: number): Promise<Asked> {
  const recorded: Moment[] = [];
  const occurred: Moment[] = [];
  for (let index = 0; index < count; index++) {
    const from = Math.floor((index / count) * (facts - 1));
    for await (const { metadata } of store.read(streamOf(cycleOf(LONG_YEAR)), { from, max: 1 })) {
      recorded.push({ instant: metadata['recordedAt'] as string });
      occurred.push({ occurredBy: metadata['occurredOn'] as string });
    }
  }
  return { recorded, occurred };
}

/** How long each takes in milliseconds: with nothing in memory of the cycle as it was. */
async function timesOf(
  { store, workflows }: Office,
  snapshots: Snapshots,
  asked: readonly Moment[],
): Promise<number[]> {
  const stream = streamOf(cycleOf(LONG_YEAR));
  const lives = new Lives(store, workflows, snapshots);
  const moments = new Moments(store, lives, workflows);
  // The present one is in memory in any server that works; what was late is looked for once.
  await lives.current(stream);
  await moments.at(stream, { occurredBy: '2024-01-11' });
  return Progress.during('Moments of a long cycle', asked.length, async (step) => {
    const times: number[] = [];
    for (const moment of asked) {
      times.push(
        await timeMs(async () => {
          if (!(await moments.at(stream, moment))) throw new Error('nothing was there');
        }),
      );
      step(times.length);
    }
    return times;
  });
}

/** A scheda’s origins and a page of the timeline of the whole cycle: nothing is promised of them. */
async function told({ store, lives, workflows }: Office): Promise<Line[]> {
  const stream = streamOf(cycleOf(LONG_YEAR));
  const now = await lives.current(stream);
  if (!now) throw new Error('there is no long cycle');
  const calendar = new WorkingCalendar();
  const page = { now, calendar, from: 0, to: Number.MAX_SAFE_INTEGER, limit: 50 } as const;
  return [
    atMost({
      what: '  who made each field of a scheda what it is',
      value: await timeMs(() =>
        blame(store.read(stream), watchedScheda(schedaId(0)), workflows, now),
      ),
      unit: 'ms',
    }),
    atMost({
      what: '  its decisions, all else folded',
      value: await timeMs(() => pageOfTimeline(store.read(stream), { ...page, zoom: 'decisions' })),
      unit: 'ms',
    }),
  ];
}
