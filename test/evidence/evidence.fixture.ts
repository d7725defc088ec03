import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdsNotices, type EventStore } from '#event-store';
import {
  BundleFolder,
  EngineReplay,
  FolderSource,
  nodeCryptography,
  verify,
  writeBundle,
  type BundleParts,
  type Report,
  type Scope,
  type VerifyOptions,
} from '#evidence';
import { verifierKeyText, type LedgerFile, type NoteSigner } from '#ledger';
import { definitions, sha256, verbs } from '#planning';
import { definitionText, Workflows } from '#workflow';
import type { SealedLog } from '../../libs/ledger/src/ledger.fixture.js';
import { factsOf } from '../histories/history-files.js';

/** A page without a program, where the test is not about it. */
export const NO_PAGE = '<html><script type="application/json" id="bundle">null</script></html>';

export const workflows = new Workflows(definitions, sha256);
export const decisions: ReadonlySet<string> = new Set(
  verbs.filter(({ decisive }) => decisive === true).flatMap(({ facts }) => facts),
);

/** The policy that trusts one key and asks for no witness. */
export const policyOf = ({ key }: Pick<NoteSigner, 'key'>): string =>
  `log ${verifierKeyText(key)}\nquorum none\n`;

/** What bundles are made of, over a log and its ledger. */
export function partsOf(
  store: Pick<EventStore, 'read' | 'readAll'>,
  file: LedgerFile,
  signer: NoteSigner,
): BundleParts {
  return {
    ...{ store, file, signers: [signer], policy: policyOf(signer), decisions, page: NO_PAGE },
    isSealed: (stream) => !holdsNotices(stream),
    definitions: definitions.map((definition) => ({
      ...{ id: definition.id, version: definition.version, text: definitionText(definition) },
    })),
  };
}

const folders: string[] = [];

/** A new empty folder; `removeFolders` takes it away. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function copyOf(folder: string): string {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** The bundle of a sealed log, in a new folder. */
export async function bundleOf(
  { store, file, signer }: Pick<SealedLog, 'store' | 'file' | 'signer'>,
  scope: Scope,
  parts: Partial<BundleParts> = {},
): Promise<string> {
  const folder = newFolder();
  const all = { ...partsOf(store, file, signer), ...parts };
  await writeBundle(all, scope, new BundleFolder(folder));
  return folder;
}

/** Verifies a folder as `traccia verify` does. */
export function verified(folder: string, options: Partial<VerifyOptions> = {}): Promise<Report> {
  return verify({
    source: new FolderSource(folder),
    cryptography: nodeCryptography,
    replaying: new EngineReplay(workflows, decisions),
    ...options,
  });
}

/** The steps that failed. */
export const failedSteps = ({ steps }: Report): readonly string[] =>
  steps.filter(({ outcome }) => outcome === 'failed').map(({ step }) => step);

/** Puts the facts of a recorded year into a log, in the order in which they were recorded. */
export async function recordedYear(log: SealedLog): Promise<void> {
  const files = ['livornese-organizzazione', 'livornese-poa-annuale-2024'];
  const facts = files.flatMap((name) =>
    factsOf(`demo/${name}.ndjson`).map((fact) => ({
      ...{ fact, stream: `${name.includes('poa') ? 'cycle' : 'register'}-${name}` },
      at: fact.metadata['recordedAt'] as string,
    })),
  );
  facts.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  for (const { stream, fact } of facts) {
    const { id, type, data, metadata } = fact;
    await log.store.append(stream, [{ id, type, data, metadata }], 'any');
  }
}

export const YEAR: Scope = {
  kind: 'cycle',
  cycle: 'livornese-poa-annuale-2024',
  stream: 'cycle-livornese-poa-annuale-2024',
};
