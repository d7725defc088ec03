import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Progress } from './progress.js';
import { ServerProcess } from './server-process.js';
import type { Sizes } from './sizes.js';
import { median } from './statistics.js';
import { atMost, shown, type Line } from './table.js';
import type { Workspace } from './workspace.js';

const CYCLES = 5;
const STARTS = 3;
const POLL_MS = 20;

/** From the start of the process to ready, with a long log: views up to date, and views to be built. */
export async function measureStart(workspace: Workspace, sizes: Sizes): Promise<Line[]> {
  const years = Array.from({ length: CYCLES }, (_, index) => 2020 + index);
  const folder = await workspace.filled('start', years, sizes.logFacts / CYCLES);
  const facts = shown(sizes.logFacts);
  const log = statSync(join(folder, 'log.db')).size;
  const first = await Progress.during('First start: the views are built', 1, () => start(folder));
  const starts: Started[] = [];
  await Progress.during('Starting again', STARTS, async (step) => {
    for (let index = 1; index <= STARTS; index++) {
      starts.push(await start(folder));
      step(index);
    }
  });
  const memory = starts.flatMap(({ residentMb }) => residentMb ?? []);
  return [
    atMost({
      what: `start to ready with ${facts} facts`,
      value: median(starts.map(({ readyMs }) => readyMs)),
      unit: 'ms',
      target: 1_500,
    }),
    ...(memory.length > 0
      ? [atMost({ what: '  resident memory then', value: median(memory), unit: 'MB', target: 180 })]
      : []),
    atMost({ what: '  with all views to build', value: first.readyMs / 1_000, unit: 's' }),
    atMost({ what: '  the log on disk', value: log / sizes.logFacts, unit: 'bytes/fact' }),
  ];
}

interface Started {
  readonly readyMs: number;
  readonly residentMb: number | undefined;
}

async function start(folder: string): Promise<Started> {
  const startMs = performance.now();
  const server = await ServerProcess.traccia(folder);
  try {
    while (!(await isReady(server.url))) await pause(POLL_MS);
    return { readyMs: performance.now() - startMs, residentMb: server.residentMb() };
  } finally {
    await server.stop();
  }
}

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/health/ready`);
  await response.arrayBuffer();
  return response.ok;
}
