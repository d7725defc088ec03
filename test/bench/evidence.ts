import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Progress } from './progress.js';
import { openSealedFacts, ORIGIN, sealFacts, writeFacts } from './sealed-facts.js';
import type { Sizes } from './sizes.js';
import { atLeast, atMost, type Line } from './table.js';
import type { Workspace } from './workspace.js';

const script = fileURLToPath(new URL('../../../test/bench/take-evidence.js', import.meta.url));
/** What the heap of a process that makes evidence may grow to, in MB: of a million facts far less than they have. */
const HEAP_MB = 160;
const MB = 1e6;

/**
 * The evidence of a whole log: made as a server makes it, taken away as the command does, and verified, each with the
 * memory it needed at most.
 */
export async function measureEvidence(workspace: Workspace, sizes: Sizes): Promise<Line[]> {
  const folder = workspace.folder('evidence');
  const log = openSealedFacts(folder);
  const { logFacts } = sizes;
  try {
    await Progress.during(`Writing ${logFacts} facts`, logFacts, (step) =>
      writeFacts(log.store, logFacts, step),
    );
    await Progress.during('Sealing them', 1, () => sealFacts(log));
  } finally {
    await log.close();
  }
  const limit = `--max-old-space-size=${HEAP_MB}`;
  const take = (await run([limit, script, 'take', folder, ORIGIN])) as unknown as Taken;
  const verify = (await run([script, 'verify', folder])) as unknown as Verified;
  if (verify.exitCode !== 0) throw new Error(`The bundle is refused with ${verify.exitCode}`);
  const bundle = `${(take.bytes / MB).toFixed(0)} MB`;
  return [
    atLeast({
      what: `evidence of ${take.facts} facts made, ${bundle}`,
      ...{ value: (take.facts / take.madeMs) * 1_000, unit: '/s' },
    }),
    atLeast({
      what: 'the same, as an archive that is unpacked as it comes',
      ...{ value: (take.facts / take.takenMs) * 1_000, unit: '/s' },
    }),
    atMost({
      what: `peak memory of both, with a heap of ${HEAP_MB} MB`,
      ...{ value: take.peakBytes / MB, unit: 'MB' },
    }),
    atLeast({
      what: 'the same verified, but for the replay',
      ...{ value: (verify.facts / verify.tookMs) * 1_000, unit: '/s' },
    }),
    atMost({ what: 'peak memory of that', value: verify.peakBytes / MB, unit: 'MB' }),
  ];
}

interface Taken {
  readonly facts: number;
  readonly bytes: number;
  readonly madeMs: number;
  readonly takenMs: number;
  readonly peakBytes: number;
}

interface Verified {
  readonly exitCode: number;
  readonly facts: number;
  readonly tookMs: number;
  readonly peakBytes: number;
}

async function run(words: readonly string[]): Promise<object> {
  const { stdout } = await promisify(execFile)(process.execPath, [...words]);
  return JSON.parse(stdout) as object; // a line that the script has written
}
