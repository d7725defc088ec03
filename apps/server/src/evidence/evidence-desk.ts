import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdsNotices, type EventStore } from '#event-store';
import {
  BundleFolder,
  NothingSealed,
  tarOf,
  tarSize,
  verifierPage,
  writeBundle,
  type BundleParts,
  type Scope,
} from '#evidence';
import {
  ledgerHistory,
  ledgerKeyIn,
  LedgerFile,
  NoteSigner,
  signatureTypes,
  verifierKeyText,
} from '#ledger';
import { SealedEventStore, verbs, type LifeData } from '#planning';
import { definitionText, type Definition } from '#workflow';
import { ledgerProblem } from '../ledger/ledger-problems.js';
import type { LedgerSettings } from '../ledger/ledger.module.js';
import { evidenceProblem } from './evidence-problems.js';

/** A bundle as one archive, on its way out. */
export interface ArchivedBundle {
  readonly bytes: number;
  /** To be read to its end or given up: then it leaves nothing behind. */
  readonly archive: AsyncIterable<Uint8Array>;
}

/** The types of facts by which somebody decides. */
const decisions: ReadonlySet<string> = new Set(
  verbs.filter(({ decisive }) => decisive === true).flatMap(({ facts }) => facts),
);

/** Makes bundles of evidence of the log, with the key of its ledger. */
export class EvidenceDesk {
  constructor(
    private readonly store: EventStore,
    private readonly ledger: Pick<LedgerSettings, 'file' | 'keyFile'>,
    private readonly installed: readonly Definition<LifeData>[],
  ) {}

  /**
   * Writes a bundle into a folder of its own, and hands it out as an archive.
   * @param mayBeShown whether the facts of a stream may leave with it
   * @throws Problem ledger-not-ready, evidence-elsewhere, nothing-sealed, evidence-of-others
   */
  async bundle(scope: Scope, mayBeShown: (stream: string) => boolean): Promise<ArchivedBundle> {
    const path = await mkdtemp(join(tmpdir(), 'traccia-evidence-'));
    try {
      const folder = new BundleFolder(path);
      await this.#write(scope, mayBeShown, folder);
      return { bytes: tarSize(folder.files), archive: removedAfter(path, folder) };
    } catch (error) {
      await rm(path, { recursive: true });
      if (error instanceof NothingSealed) throw evidenceProblem('nothing-sealed', error);
      throw error;
    }
  }

  async #write(
    scope: Scope,
    mayBeShown: (stream: string) => boolean,
    folder: BundleFolder,
  ): Promise<void> {
    const store = this.store instanceof SealedEventStore ? this.store.asWritten : this.store;
    const history = await ledgerHistory(store);
    if (history === undefined) throw ledgerProblem('ledger-not-ready');
    const key = ledgerKeyIn(this.ledger.keyFile, 'ed25519');
    const signer = key && new NoteSigner(history.origin, signatureTypes.ed25519, key);
    if (signer === undefined) throw evidenceProblem('evidence-elsewhere');
    const keys = history.keys.filter(({ type }) => type === signatureTypes.ed25519);
    const file = new LedgerFile(this.ledger.file);
    try {
      const parts: BundleParts = {
        ...{ store, file, signers: [signer], decisions },
        definitions: this.installed.map((definition) => {
          const { id, version } = definition;
          return { id, version, text: definitionText(definition) };
        }),
        policy: `${keys.map((each) => `log ${verifierKeyText(each)}\n`).join('')}quorum none\n`,
        page: verifierPage(),
        isSealed: (stream) => {
          if (holdsNotices(stream)) return false;
          if (!mayBeShown(stream)) throw evidenceProblem('evidence-of-others');
          return true;
        },
      };
      await writeBundle(parts, scope, folder);
    } finally {
      file.close();
    }
  }
}

/** The archive; whoever has its last bytes finds the folder gone. */
async function* removedAfter(path: string, folder: BundleFolder): AsyncGenerator<Uint8Array> {
  let last: Uint8Array | undefined;
  try {
    for await (const chunk of tarOf(path, folder.files)) {
      if (last) yield last;
      last = chunk;
    }
  } finally {
    await rm(path, { recursive: true });
  }
  if (last) yield last;
}
