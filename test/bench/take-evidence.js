import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { SqliteEventStore } from '#event-store';
import {
  BundleFolder,
  FolderSource,
  nodeCryptography,
  tarOf,
  tarSize,
  verify,
  writeBundle,
} from '#evidence';
import { LedgerFile, ledgerKeyIn, NoteSigner, signatureTypes, verifierKeyText } from '#ledger';
import { fetchEvidence } from '../../dist/apps/cli/src/evidence/evidence.command.js';

/**
 * A process of its own, whose memory can be limited and looked at, over a folder with a sealed log: `take` has the
 * evidence of everything made as a server makes it, and taken away as `traccia evidence` does; `verify` verifies it;
 * `hold` holds the facts in memory, to show what that would need. Tells what it took in a line of JSON.
 */
const [what, folder = '', origin = ''] = process.argv.slice(2);
const [made, taken] = ['made', 'taken'].map((name) => join(folder, name));

async function take() {
  const store = SqliteEventStore.open({ file: join(folder, 'log.db') });
  const file = new LedgerFile(join(folder, 'ledger.db'));
  const key = ledgerKeyIn(join(folder, 'ledger.key'), 'ed25519');
  const signer = new NoteSigner(origin, signatureTypes.ed25519, key);
  mkdirSync(made);
  mkdirSync(taken);
  const bundle = new BundleFolder(made);
  const parts = {
    ...{ store, file, signers: [signer], decisions: new Set(), definitions: [], page: '<html>' },
    policy: `log ${verifierKeyText(signer.key)}\nquorum none\n`,
    isSealed: () => true,
  };
  const began = performance.now();
  const { facts } = await writeBundle(parts, { kind: 'log' }, bundle);
  const madeMs = performance.now() - began;
  file.close();
  await store.close();
  const bytes = tarSize(bundle.files);
  const evidence = () => Promise.resolve({ bytes, pieces: tarOf(made, bundle.files) });
  const terminal = { print: () => undefined, note: () => undefined, interactive: false };
  const begun = performance.now();
  await fetchEvidence({ evidence }, {}, taken, terminal);
  return { facts, bytes, madeMs, takenMs: performance.now() - begun };
}

async function verified() {
  const began = performance.now();
  const source = new FolderSource(taken);
  const { exitCode, facts } = await verify({ source, cryptography: nodeCryptography });
  return { exitCode, facts, tookMs: performance.now() - began };
}

async function hold() {
  const store = SqliteEventStore.open({ file: join(folder, 'log.db') });
  const held = [];
  for await (const event of store.readAll()) held.push(event);
  await store.close();
  return { facts: held.length };
}

const result = await { take, verify: verified, hold }[what]();
const peakBytes = process.resourceUsage().maxRSS * 1_024;
process.stdout.write(`${JSON.stringify({ ...result, peakBytes })}\n`);
