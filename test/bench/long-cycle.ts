import { join } from 'node:path';
import { Lives, Snapshots, streamOf } from '#planning';
import { beginCycle } from './begin-cycle.js';
import { cycleOf } from './district.js';
import { openOffice, type Office } from './office.js';
import { Progress } from './progress.js';
import type { Sizes } from './sizes.js';
import { median } from './statistics.js';
import { ratePerSecond, timeMs } from './stopwatch.js';
import { atMost, shown, type Line } from './table.js';
import { LONG_YEAR, type Workspace } from './workspace.js';
import { Writer } from './writer.js';

/** What a cycle of very many facts costs: a command at its end, and its state at any instant. */
export async function measureLongCycle(workspace: Workspace, sizes: Sizes): Promise<Line[]> {
  const long = openOffice(await workspace.longCycle(sizes.longCycleFacts));
  const short = openOffice(workspace.folder('short'));
  try {
    await beginCycle(short, cycleOf(LONG_YEAR));
    const facts = shown(sizes.longCycleFacts);
    const timesAsLong = await costOfLength(long, short, sizes);
    const views = await instantsOf(long, sizes);
    return [
      atMost({
        what: `command after ${facts} facts, against an empty cycle`,
        value: timesAsLong,
        unit: '× the time',
        target: 1.1,
      }),
      atMost({
        what: `state of ${facts} facts at any instant, median`,
        value: median(views),
        unit: 'ms',
        target: 60,
      }),
      atMost({ what: '  worst', value: Math.max(...views), unit: 'ms', target: 60 }),
    ];
  } finally {
    await long.close();
    await short.close();
  }
}

/** How many times as long a command takes at the end of the long cycle. Both take turns. */
async function costOfLength(long: Office, short: Office, sizes: Sizes): Promise<number> {
  const commands = sizes.sequentialCommands / 2;
  const onLong = await Writer.of(long, cycleOf(LONG_YEAR));
  const onShort = await Writer.of(short, cycleOf(LONG_YEAR));
  const rate = (writers: readonly Writer[]): Promise<number> =>
    ratePerSecond(commands, () => saveInTurn(writers, commands));
  await rate(onLong); // loads the life and lets the compiler see everything once
  await rate(onShort);
  const ratios: number[] = [];
  const rounds = sizes.rounds * 2;
  await Progress.during('Commands on the long cycle and on a short one', rounds, async (step) => {
    for (let round = 1; round <= rounds; round++) {
      // Now one goes first, now the other.
      if (round % 2 === 0) {
        const longRate = await rate(onLong);
        ratios.push((await rate(onShort)) / longRate);
      } else {
        const shortRate = await rate(onShort);
        ratios.push(shortRate / (await rate(onLong)));
      }
      step(round);
    }
  });
  return median(ratios);
}

async function saveInTurn(writers: readonly Writer[], commands: number): Promise<void> {
  for (let index = 0; index < commands; index++) await writers[index % writers.length]!.save();
}

/** How long it takes to look at random instants, in milliseconds, each time with nothing in memory. */
async function instantsOf({ store, workflows, folder }: Office, sizes: Sizes): Promise<number[]> {
  const stream = streamOf(cycleOf(LONG_YEAR));
  const [first, last] = await Promise.all([
    recordedAt(store, stream, 0),
    recordedAt(store, stream, sizes.longCycleFacts - 1),
  ]);
  return Progress.during('Random instants of the long cycle', sizes.instants, async (step) => {
    const times: number[] = [];
    for (let index = 1; index <= sizes.instants; index++) {
      const instant = new Date(first + Math.random() * (last - first)).toISOString();
      const ms = await timeMs(async () => {
        const snapshots = new Snapshots(join(folder, 'snapshots.db'));
        const life = await new Lives(store, workflows, snapshots).at(stream, { instant });
        snapshots.close();
        if (!life || life.data.lastRecordedAt > instant) throw new Error('not that instant');
      });
      times.push(ms);
      step(index);
    }
    return times;
  });
}

/** When a fact was recorded, in milliseconds since 1970. */
async function recordedAt(
  store: Office['store'],
  stream: string,
  revision: number,
): Promise<number> {
  for await (const { metadata } of store.read(stream, { from: revision, max: 1 })) {
    return Date.parse(metadata['recordedAt'] as string);
  }
  throw new Error(`${stream} has no revision ${revision}`);
}
