import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { SqliteEventStore, type NewEvent, type RecordedEvent } from '#event-store';
import {
  audit,
  inclusionProof,
  isIncluded,
  LedgerFile,
  ledgerKeyIn,
  madeLedgerKey,
  NoteSigner,
  Sealer,
  signatureTypes,
} from '#ledger';
import { Progress } from './progress.js';
import type { Sizes } from './sizes.js';
import { median, percentile } from './statistics.js';
import { timeMs } from './stopwatch.js';
import { atLeast, atMost, type Line } from './table.js';
import type { Workspace } from './workspace.js';

const ORIGIN = 'bench.example/registro/1';
const STREAMS = 50;
/** Facts of one append, and of one transaction of the ledger. */
const TOGETHER = 500;
const PROOFS = 2_000;

/**
 * What sealing costs: one fact that is signed and durable by itself, as a decision waits for it; everything read
 * again from the bytes of the log; a proof made and checked.
 */
export async function measureLedger(workspace: Workspace, sizes: Sizes): Promise<Line[]> {
  const folder = workspace.folder('ledger');
  const store = SqliteEventStore.open({ file: join(folder, 'log.db') });
  const keyFile = join(folder, 'ledger.key');
  const key = ledgerKeyIn(keyFile, 'ed25519') ?? madeLedgerKey(keyFile, 'ed25519');
  const signer = new NoteSigner(ORIGIN, signatureTypes.ed25519, key);
  const file = new LedgerFile(join(folder, 'ledger.db'));
  const sealer = new Sealer({
    ...{ file, origin: ORIGIN, signers: [signer], nowMs: () => Date.now() },
    isInOrder: () => true,
  });
  try {
    await write(store, sizes.logFacts);
    await seal(store, file, sealer);
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
    file.close();
    await store.close();
  }
}

/** Facts of about a kilobyte, as those of an office are. */
async function write(store: SqliteEventStore, facts: number): Promise<void> {
  await Progress.during(`Writing ${facts} facts`, facts, async (step) => {
    for (let done = 0; done < facts; done += TOGETHER) {
      const events = Array.from({ length: Math.min(TOGETHER, facts - done) }, fact);
      await store.append(`cycle-${(done / TOGETHER) % STREAMS}`, events, 'any');
      step(done);
    }
  });
}

function fact(): NewEvent {
  const id = randomUUID();
  return {
    ...{ id, type: 'SchedaRevised' },
    data: { schedaId: 'scheda-17', title: 'Punti unici di accesso', text: 'a'.repeat(560) },
    metadata: {
      actor: { personId: 'persona-uh', role: 'UH', authMethod: 'passkey', unitId: 'anziani' },
      ...{ commandId: randomUUID(), recordedAt: '2026-11-26T08:00:00.000Z', schemaVersion: 1 },
      ...{ occurredOn: '2026-11-26', policy: '2026-11.2+ab12cd34' },
    },
  };
}

async function seal(store: SqliteEventStore, file: LedgerFile, sealer: Sealer): Promise<void> {
  const batches: RecordedEvent[][] = [[]];
  await Progress.during('Sealing them', 1, async () => {
    for await (const event of store.readAll({ after: file.lastPosition() })) {
      const batch = batches[0]!;
      batch.push(event);
      if (batch.length < TOGETHER) continue;
      sealer.sealBatch(batch, false);
      batches[0] = [];
    }
    sealer.sealBatch(batches[0]!, true);
  });
}

/** @returns how long each took, in milliseconds */
async function sealedOneByOne(
  store: SqliteEventStore,
  file: LedgerFile,
  sealer: Sealer,
  times: number,
): Promise<readonly number[]> {
  const after = file.lastPosition();
  await store.append('cycle-alone', Array.from({ length: times }, fact), 'any');
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
