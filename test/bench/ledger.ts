import type { SqliteEventStore } from '#event-store';
import { audit, inclusionProof, isIncluded, type LedgerFile, type Sealer } from '#ledger';
import { Progress } from './progress.js';
import { openSealedFacts, ORIGIN, sealFacts, writeFacts } from './sealed-facts.js';
import type { Sizes } from './sizes.js';
import { median, percentile } from './statistics.js';
import { timeMs } from './stopwatch.js';
import { atLeast, atMost, type Line } from './table.js';
import type { Workspace } from './workspace.js';

const PROOFS = 2_000;

/**
 * What sealing costs: one fact that is signed and durable by itself, as a decision waits for it; everything read
 * again from the bytes of the log; a proof made and checked.
 */
export async function measureLedger(workspace: Workspace, sizes: Sizes): Promise<Line[]> {
  const log = openSealedFacts(workspace.folder('ledger'));
  const { store, file, sealer, signer } = log;
  try {
    const { logFacts } = sizes;
    await Progress.during(`Writing ${logFacts} facts`, logFacts, (step) =>
      writeFacts(store, logFacts, step),
    );
    await Progress.during('Sealing them', 1, () => sealFacts(log));
    const sealedMs = await sealedOneByOne(store, file, sealer, sizes.sequentialCommands);
    const facts = file.size;
    const perSecond: number[] = [];
    for (let round = 0; round < Math.min(3, sizes.rounds); round++) {
      const tookMs = await timeMs(() => audit({ store, file, origin: ORIGIN, key: signer.key }));
      perSecond.push((facts / tookMs) * 1_000);
    }
    const proofMs = await proven(file);
    return [
      atMost({
        what: 'a fact sealed by itself, signed and durable (p50)',
        ...{ value: percentile(sealedMs, 50), unit: 'ms', target: 0.5 },
      }),
      atMost({
        what: 'a fact sealed by itself, signed and durable (p99)',
        ...{ value: percentile(sealedMs, 99), unit: 'ms' },
      }),
      atLeast({
        what: `facts verified from the bytes of the log up to the signed root (${facts})`,
        ...{ value: median(perSecond), unit: '/s', target: 80_000 },
      }),
      atMost({
        what: `proof made from the ledger and checked, one of ${facts} facts`,
        ...{ value: proofMs, unit: 'ms', target: 0.3 },
      }),
    ];
  } finally {
    await log.close();
  }
}

/** @returns how long each took, in milliseconds */
async function sealedOneByOne(
  store: SqliteEventStore,
  file: LedgerFile,
  sealer: Sealer,
  times: number,
): Promise<readonly number[]> {
  const after = file.lastPosition();
  await writeFacts(store, times);
  const took: number[] = [];
  for await (const event of store.readAll({ after })) {
    took.push(
      await timeMs(() => {
        sealer.sealBatch([event]);
      }),
    );
  }
  return took;
}

async function proven(file: LedgerFile): Promise<number> {
  const { size } = file;
  const root = file.root();
  const tookMs = await timeMs(() => {
    for (let number = 0; number < PROOFS; number++) {
      const index = Math.floor((number / PROOFS) * size);
      const leaf = file.leafAt(index)!.hash;
      const proof = inclusionProof(file.subtree, index, size);
      if (!isIncluded(leaf, index, size, proof, root)) throw new Error(`${index} is not proven`);
    }
  });
  return tookMs / PROOFS;
}
