import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BundleFolder, writeBundle } from '#evidence';
import { LedgerFile, Sealer } from '#ledger';
import { eventNode } from '../../libs/event-store/src/event-node.fixture.js';
import { EsdbEventStore } from '../../libs/event-store/src/esdb.event-store.js';
import { ORIGIN, SealedLog } from '../../libs/ledger/src/ledger.fixture.js';
import { allOf } from './attacks.fixture.js';
import {
  bundleOf,
  failedSteps,
  newFolder,
  partsOf,
  recordedYear,
  removeFolders,
  verified,
  YEAR,
} from './evidence.fixture.js';

const contentsOf = (folder: string): readonly (readonly [string, string])[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((file) => [file.slice(folder.length), readFileSync(file, 'latin1')]);

describe('The bundle of a log', () => {
  const log = new SealedLog();
  beforeAll(async () => {
    await recordedYear(log);
    await log.sealAll();
  });
  afterAll(async () => {
    removeFolders();
    await log.leave();
  });

  it('is the same bytes from a file and from a server with the same facts', async () => {
    const node = await eventNode();
    const store = EsdbEventStore.open({ connectionString: node.address() });
    const file = new LedgerFile(join(newFolder(), 'ledger.db'));
    try {
      for await (const { stream, id, type, data, metadata } of log.store.readAll())
        await store.append(stream, [{ id, type, data, metadata }], 'any');
      const parts = { file, signers: [log.signer], origin: ORIGIN, nowMs: () => 0 };
      const sealer = new Sealer({ ...parts, isInOrder: () => true });
      sealer.sealBatch(await allOf(store.readAll()));
      for (const scope of [YEAR, { kind: 'log' }] as const) {
        const there = newFolder();
        await writeBundle(partsOf(store, file, log.signer), scope, new BundleFolder(there));
        expect(contentsOf(there)).toEqual(contentsOf(await bundleOf(log, scope)));
      }
    } finally {
      file.close();
      await store.close();
      await node.dispose();
    }
  });

  it('ends at the instant that was asked for, and is verified as far', async () => {
    const all = await allOf(log.store.read('cycle-livornese-poa-annuale-2024'));
    const at = all[200]!.metadata['recordedAt'] as string;
    const report = await verified(await bundleOf(log, { ...YEAR, at } as typeof YEAR));
    expect(failedSteps(report)).toEqual([]);
    const later = all.filter(({ metadata }) => (metadata['recordedAt'] as string) > at);
    expect(report.facts).toBe(all.length - later.length);
    expect(later.length).toBeGreaterThan(0);
  });
});
