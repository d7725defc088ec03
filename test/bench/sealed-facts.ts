import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { SqliteEventStore, type NewEvent, type RecordedEvent } from '#event-store';
import {
  LedgerFile,
  ledgerKeyIn,
  madeLedgerKey,
  NoteSigner,
  Sealer,
  signatureTypes,
} from '#ledger';

/** What the ledgers of benchmarks are called. */
export const ORIGIN = 'bench.example/registro/1';
const STREAMS = 50;
/** Facts of one append, and of one transaction of the ledger. */
const TOGETHER = 200;

/** A log and its ledger in a folder: `log.db`, `ledger.db`, `ledger.key`. */
export interface SealedFacts {
  readonly store: SqliteEventStore;
  readonly file: LedgerFile;
  readonly sealer: Sealer;
  readonly signer: NoteSigner;
  close(): Promise<void>;
}

/** Opens both, and makes what is not there. */
export function openSealedFacts(folder: string): SealedFacts {
  const store = SqliteEventStore.open({ file: join(folder, 'log.db') });
  const keyFile = join(folder, 'ledger.key');
  const key = ledgerKeyIn(keyFile, 'ed25519') ?? madeLedgerKey(keyFile, 'ed25519');
  const signer = new NoteSigner(ORIGIN, signatureTypes.ed25519, key);
  const file = new LedgerFile(join(folder, 'ledger.db'));
  const sealer = new Sealer({
    ...{ file, origin: ORIGIN, signers: [signer], nowMs: () => Date.now() },
    isInOrder: () => true,
  });
  return {
    ...{ store, file, sealer, signer },
    close: async () => {
      file.close();
      await store.close();
    },
  };
}

/** What the text of a fact of an office comes to, in bytes: with all around it, a fact has about a kilobyte. */
const TEXT_BYTES = 560;

/** Writes so many facts, as those of an office are. @param textBytes how long the text of each is */
export async function writeFacts(
  store: SqliteEventStore,
  facts: number,
  step: (done: number) => void = () => undefined,
  textBytes = TEXT_BYTES,
): Promise<void> {
  for (let done = 0; done < facts; done += TOGETHER) {
    const events = Array.from({ length: Math.min(TOGETHER, facts - done) }, () =>
      newFact(textBytes),
    );
    await store.append(`cycle-${(done / TOGETHER) % STREAMS}`, events, 'any');
    step(done);
  }
}

function newFact(textBytes = TEXT_BYTES): NewEvent {
  const id = randomUUID();
  return {
    ...{ id, type: 'SchedaRevised' },
    data: { schedaId: 'scheda-17', title: 'Punti unici di accesso', text: 'a'.repeat(textBytes) },
    metadata: {
      actor: { personId: 'persona-uh', role: 'UH', authMethod: 'passkey', unitId: 'anziani' },
      ...{ commandId: randomUUID(), recordedAt: '2026-11-26T08:00:00.000Z', schemaVersion: 1 },
      ...{ occurredOn: '2026-11-26', policy: '2026-11.2+ab12cd34' },
    },
  };
}

/** Seals what was not yet, and signs it once. */
export async function sealFacts({ store, file, sealer }: SealedFacts): Promise<void> {
  let batch: RecordedEvent[] = [];
  for await (const event of store.readAll({ after: file.lastPosition() })) {
    batch.push(event);
    if (batch.length < TOGETHER) continue;
    sealer.sealBatch(batch, false);
    batch = [];
  }
  sealer.sealBatch(batch, true);
}
