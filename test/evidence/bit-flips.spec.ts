import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { SqliteEventStore } from '#event-store';
import { BundleFolder, writeBundle } from '#evidence';
import { LedgerFile } from '#ledger';
import { SealedLog } from '../../libs/ledger/src/ledger.fixture.js';
import { looseFact } from './attacks.fixture.js';
import { newFolder, partsOf, removeFolders, verified } from './evidence.fixture.js';

const FLIPS = 300;
const FACTS = 240;

describe('A bit that flips in the file of the log', () => {
  const log = new SealedLog();
  const shelf = newFolder();
  const stored = join(shelf, 'log.db');
  beforeAll(async () => {
    for (let index = 0; index < FACTS; index++) {
      const { stream, ...event } = looseFact(index);
      await log.store.append(stream, [event], 'any');
    }
    await log.sealAll();
    log.file.close();
    await log.store.close();
    for (const name of ['log.db', 'ledger.db'])
      copyFileSync(join(log.folder, name), join(shelf, name));
  });
  afterAll(async () => {
    removeFolders();
    await log.leave();
  });

  /** What a verifier says of the log in a folder, and the facts as they left it. */
  async function outcomeOf(folder: string): Promise<{ found: string; facts: string }> {
    const bundle = newFolder();
    const file = new LedgerFile(join(folder, 'ledger.db'));
    let store: SqliteEventStore | undefined;
    try {
      store = SqliteEventStore.open({ file: join(folder, 'log.db') });
      const parts = { ...partsOf(store, file, log.signer), decisions: new Set<string>() };
      await writeBundle(parts, { kind: 'log' }, new BundleFolder(bundle));
      const report = await verified(bundle, { replaying: undefined });
      const facts = readFileSync(join(bundle, 'facts.ndjson'), 'utf8');
      return { found: `${report.exitCode}`, facts };
    } catch (error) {
      return { found: error instanceof Error ? error.name : 'unknown', facts: '' };
    } finally {
      file.close();
      await store?.close().catch(() => undefined);
      rmSync(bundle, { recursive: true });
    }
  }

  it(`is found, or has changed no fact: ${FLIPS} of them`, async () => {
    const clean = await outcomeOf(shelf);
    expect(clean.found).toBe('0');
    const bytes = readFileSync(stored);
    const outcomes: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (bit) => {
        const folder = newFolder();
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3]! ^= 1 << (bit & 7);
        writeFileSync(join(folder, 'log.db'), flipped);
        copyFileSync(join(shelf, 'ledger.db'), join(folder, 'ledger.db'));
        const { found, facts } = await outcomeOf(folder);
        outcomes[found] = (outcomes[found] ?? 0) + 1;
        rmSync(folder, { recursive: true });
        if (found === '0') expect(facts).toBe(clean.facts);
      }),
      { numRuns: FLIPS, endOnFailure: true },
    );
    // About half of the file is facts: if hardly any were found, nothing would have been looked at.
    expect(outcomes['0'] ?? 0).toBeLessThan((FLIPS * 3) / 4);
  }, 300_000);
});
