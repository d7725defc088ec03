import { join } from 'node:path';
import { streamOf } from '#planning';
import { cycleOf } from './district.js';
import { openOffice } from './office.js';
import { Progress } from './progress.js';
import { scanAndParse } from './raw-limits.js';
import type { Sizes } from './sizes.js';
import { median } from './statistics.js';
import { timeMs } from './stopwatch.js';
import { atLeast, shown, type Line } from './table.js';
import { LONG_YEAR, type Workspace } from './workspace.js';

/** A long stream read from its file and replayed from its first fact, without a snapshot. */
export async function measureReplay(workspace: Workspace, sizes: Sizes): Promise<Line[]> {
  const folder = await workspace.longCycle(sizes.longCycleFacts);
  const office = openOffice(folder);
  try {
    const stream = streamOf(cycleOf(LONG_YEAR));
    const log = join(folder, 'log.db');
    let facts = 0;
    const replay = async (): Promise<void> => {
      facts = (await office.lives.fromZero(stream))!.revision + 1;
    };
    await replay();
    const rounds: { readonly scanned: number; readonly replayed: number }[] = [];
    await Progress.during('Replaying the long cycle', sizes.rounds, async (step) => {
      for (let round = 1; round <= sizes.rounds; round++) {
        let events = 0;
        const scanMs = await timeMs(() => {
          events = scanAndParse(log);
        });
        const replayMs = await timeMs(replay);
        rounds.push({ scanned: (events / scanMs) * 1_000, replayed: (facts / replayMs) * 1_000 });
        step(round);
      }
    });
    const scanned = median(rounds.map((round) => round.scanned));
    return [
      atLeast({
        what: `replay of a cycle of ${shown(facts)} facts`,
        value: median(rounds.map((round) => round.replayed)),
        unit: 'facts/s',
        target: 150_000,
        limits: [
          {
            what: `SELECT+JSON.parse ${shown(scanned)}/s`,
            ratio: median(rounds.map((round) => round.replayed / round.scanned)),
          },
        ],
      }),
    ];
  } finally {
    await office.close();
  }
}
