import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { measureHttp } from './http.js';
import { measureLongCycle } from './long-cycle.js';
import { measurePipeline } from './pipeline.js';
import { RawFile } from './raw-limits.js';
import { measureReplay } from './replay.js';
import { fullSizes, quickSizes, type Sizes } from './sizes.js';
import { measureStart } from './start.js';
import { ratePerSecond } from './stopwatch.js';
import { shown, tableOf, type Line } from './table.js';
import { Workspace } from './workspace.js';

const measurements: Readonly<
  Record<string, (workspace: Workspace, sizes: Sizes) => Promise<Line[]>>
> = {
  pipeline: measurePipeline,
  http: measureHttp,
  replay: measureReplay,
  long: measureLongCycle,
  start: measureStart,
};

const usage = `npm run bench -- [--only ${Object.keys(measurements).join(',')}] [--quick]

  --only   only these measurements, by name and separated by commas
  --quick  small sizes: shows that everything runs, says nothing about speed
  --help   this text

The folder is made under $BENCH_FOLDER (default: the folder for temporary files) and removed afterwards.
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const wanted = values.only?.split(',') ?? Object.keys(measurements);
const unknown = wanted.filter((name) => !measurements[name]);
if (values.help || unknown.length > 0) {
  if (unknown.length > 0)
    process.stderr.write(`There is no measurement ${unknown.join(', ')}.\n\n`);
  process[unknown.length > 0 ? 'stderr' : 'stdout'].write(usage);
  process.exit(unknown.length > 0 ? 64 : 0); // EX_USAGE of sysexits(3)
}

const sizes = values.quick ? quickSizes : fullSizes;
const workspace = new Workspace();
process.stdout.write(`${await machine(workspace)}\n`);
const lines: Line[] = [];
for (const name of wanted) lines.push(...(await measurements[name]!(workspace, sizes)));
process.stdout.write(`${tableOf(lines)}\n${notes()}\n`);

/** On what the figures were taken. */
async function machine({ root }: Workspace): Promise<string> {
  const SYNCS = 500;
  const file = new RawFile(root, 512);
  const syncs = await ratePerSecond(SYNCS, () => {
    file.append(SYNCS);
  });
  file.close();
  const model = cpus()[0]?.model ?? 'unknown';
  return [
    `${availableParallelism()} cores (${model}), ${shown(totalmem() / 2 ** 30)} GiB, ${process.platform}`,
    `Node ${process.versions.node}, SQLite ${process.versions.sqlite}, synchronous=FULL`,
    `${shown(syncs)} fdatasync/s of 512 bytes in ${root}`,
    `load average ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
    '',
  ].join('\n');
}

function notes(): string {
  return [
    'Figures are medians of rounds in which the things compared take turns.',
    'Load is the average of the last minute: above the number of cores, others were at work too.',
    ...(values.quick ? ['QUICK RUN: sizes too small to say anything about speed.'] : []),
  ].join('\n');
}
