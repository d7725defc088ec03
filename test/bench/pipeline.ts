import { canonicalJson } from '#event-store';
import { beginCycle } from './begin-cycle.js';
import { cycleOf } from './district.js';
import { openOffice, type Office } from './office.js';
import { Progress } from './progress.js';
import { RawFile, RawTable } from './raw-limits.js';
import type { Sizes } from './sizes.js';
import { median, percentile } from './statistics.js';
import { ratePerSecond } from './stopwatch.js';
import { atLeast, atMost, shown, type Line } from './table.js';
import type { Workspace } from './workspace.js';
import { Writer } from './writer.js';

const CALLERS = 64;

/** Durable commands through the whole pipeline: one caller, and 64 at once on 64 cycles or on one. */
export async function measurePipeline(workspace: Workspace, sizes: Sizes): Promise<Line[]> {
  const folder = workspace.folder('pipeline');
  const office = openOffice(folder);
  try {
    const years = Array.from({ length: CALLERS }, (_, index) => 2001 + index);
    await Progress.during('Beginning 66 cycles', years.length, async (step) => {
      await beginCycle(office, cycleOf(1999));
      await beginCycle(office, cycleOf(2000));
      for (const [index, year] of years.entries()) {
        await beginCycle(office, cycleOf(year));
        step(index);
      }
    });
    const one = await Writer.of(office, cycleOf(1999));
    const onOneCycle = await Writer.of(office, cycleOf(2000), CALLERS);
    const onManyCycles = await Promise.all(
      years.map(async (year) => (await Writer.of(office, cycleOf(year), 1))[0]!),
    );
    const event = await lastEvent(office);
    const file = new RawFile(folder, event.data.length + event.metadata.length);
    const table = new RawTable(folder, event);
    const commands = sizes.sequentialCommands;
    const together = sizes.concurrentCommands;
    const latencies: number[] = [];
    const rounds: Round[] = [];
    await sequence(one, commands, []); // the compiler has seen everything once
    await atOnce(onManyCycles, together);
    await Progress.during('Commands through the pipeline', sizes.rounds, async (step) => {
      for (let round = 1; round <= sizes.rounds; round++) {
        rounds.push({
          file: await ratePerSecond(commands, () => {
            file.append(commands);
          }),
          row: await ratePerSecond(commands, () => {
            table.insert(commands, 1);
          }),
          sequential: await ratePerSecond(commands, () => sequence(one, commands, latencies)),
          rows: await ratePerSecond(together, () => {
            table.insert(together / CALLERS, CALLERS);
          }),
          manyCycles: await ratePerSecond(together, () => atOnce(onManyCycles, together)),
          oneCycle: await ratePerSecond(together, () => atOnce(onOneCycle, together)),
        });
        step(round);
      }
    });
    file.close();
    table.close();
    return linesOf(rounds, latencies);
  } finally {
    await office.close();
  }
}

/** Each in operations per second. */
interface Round {
  readonly file: number;
  readonly row: number;
  readonly sequential: number;
  readonly rows: number;
  readonly manyCycles: number;
  readonly oneCycle: number;
}

function linesOf(rounds: readonly Round[], latencies: readonly number[]): Line[] {
  const middle = (key: keyof Round): number => median(rounds.map((round) => round[key]));
  const limit = (what: string, measured: keyof Round, raw: keyof Round) => ({
    what: `${what} ${shown(middle(raw))}/s`,
    ratio: median(rounds.map((round) => round[measured] / round[raw])),
  });
  const unit = 'commands/s';
  return [
    atLeast({
      what: 'pipeline, one caller',
      value: middle('sequential'),
      unit,
      target: 1_500,
      limits: [
        limit('INSERT+COMMIT', 'sequential', 'row'),
        limit('write+fdatasync', 'sequential', 'file'),
      ],
    }),
    atMost({
      what: '  half of them within',
      value: percentile(latencies, 50),
      unit: 'ms',
      target: 0.7,
    }),
    atMost({ what: '  99 % within', value: percentile(latencies, 99), unit: 'ms', target: 4 }),
    atLeast({
      what: `pipeline, ${CALLERS} callers on ${CALLERS} cycles`,
      value: middle('manyCycles'),
      unit,
      target: 10_000,
      limits: [limit(`${CALLERS} INSERTs+COMMIT`, 'manyCycles', 'rows')],
    }),
    atLeast({
      what: `pipeline, ${CALLERS} callers on one cycle`,
      value: middle('oneCycle'),
      unit,
      target: 10_000,
      limits: [limit(`${CALLERS} INSERTs+COMMIT`, 'oneCycle', 'rows')],
    }),
  ];
}

/** One caller who waits for each answer; notes how long each took, in milliseconds. */
async function sequence(
  writers: readonly Writer[],
  commands: number,
  latencies: number[],
): Promise<void> {
  for (let index = 0; index < commands; index++) {
    const start = performance.now();
    await writers[index % writers.length]!.save();
    latencies.push(performance.now() - start);
  }
}

/** Every writer at once, each waiting for its own answers only. */
async function atOnce(writers: readonly Writer[], commands: number): Promise<void> {
  await Promise.all(
    writers.map(async (writer) => {
      for (let index = 0; index < commands / writers.length; index++) await writer.save();
    }),
  );
}

/** The texts of a typical event as they stand in the log. */
async function lastEvent({ store }: Office): Promise<{ data: string; metadata: string }> {
  for await (const { data, metadata } of store.readAll({ direction: 'backward', max: 1 })) {
    return { data: canonicalJson(data), metadata: canonicalJson(metadata) };
  }
  throw new Error('the log is empty');
}
