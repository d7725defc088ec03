import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { RawFile } from './raw-limits.js';
import { ratePerSecond } from './stopwatch.js';
import { shown } from './table.js';

const SYNCS = 500;

/** On what the figures are taken: the processor, the versions, the disk under the folder, the crowd. */
export async function machine(folder: string): Promise<string> {
  const file = new RawFile(folder, 512);
  const syncs = await ratePerSecond(SYNCS, () => {
    file.append(SYNCS);
  });
  file.close();
  const model = cpus()[0]?.model ?? 'unknown';
  const loads = loadavg().map((load) => load.toFixed(1));
  return [
    `${availableParallelism()} cores (${model}), ${shown(totalmem() / 2 ** 30)} GiB, ${process.platform}`,
    `Node ${process.versions.node}, SQLite ${process.versions.sqlite}, synchronous=FULL`,
    `${shown(syncs)} fdatasync/s of 512 bytes in ${folder}`,
    `load average ${loads.join(' ')}`,
    '',
  ].join('\n');
}
