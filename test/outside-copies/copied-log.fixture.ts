import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '../../libs/event-store/src/index.js';
import {
  checkpointText,
  consistencyProof,
  GrowingTree,
  LEDGER_STREAM,
  ledgerFactData,
  leafHash,
  noteText,
  rootOf,
  type ExternalSeal,
  type SignedCheckpoint,
} from '../../libs/ledger/src/index.js';
import {
  ConflictsFile,
  KeepCopies,
  recordedSeals,
  type GrowingLedger,
  type OutsideCopy,
} from '../../libs/outside-copies/src/index.js';
import { logSigner, ORIGIN } from '../../apps/witness/src/witness.fixture.js';

/** A log with a tree over it that grows when it is told to, and what keeps copies of it outside. */
export class CopiedLog implements GrowingLedger {
  readonly folder = mkdtempSync(join(tmpdir(), 'copies-'));
  readonly store = SqliteEventStore.open({ file: join(this.folder, 'log.db') });
  readonly signer = logSigner(ORIGIN);
  nowMs = Date.now();
  readonly #nodes = new Map<string, Uint8Array>();
  readonly #leaves: { position: number; stream: string }[] = [];
  readonly #tree = GrowingTree.empty();
  #sealing = Promise.resolve();
  readonly #subtrees = (level: number, index: number): Uint8Array =>
    this.#nodes.get(`${level}/${index}`)!;

  /** What is recorded under one word is another history than what is under another. */
  constructor(readonly word = 'fact') {}

  keeper(copies: readonly OutsideCopy[], conflicts = this.conflicts()): KeepCopies {
    return new KeepCopies({
      ...{ copies, ledger: this, store: this.store, conflicts },
      approvals: ['Approved'],
      record: (seal) => this.recordSeal(seal),
      nowMs: () => this.nowMs,
      // A duty of a test ends when its signal does.
      pause: (_ms, signal) =>
        new Promise((resolve) => {
          if (signal.aborted) resolve();
          signal.addEventListener('abort', () => {
            resolve();
          });
        }),
      random: () => 0.5,
    });
  }

  conflicts(): ConflictsFile {
    return new ConflictsFile(join(this.folder, 'conflicts.ndjson'));
  }

  /** Records so many facts, and seals them. */
  async grow(count: number, type = 'Noted', stream = 'cycle-x'): Promise<void> {
    for (let made = 0; made < count; made++) {
      const data = { word: this.word };
      const event = { id: randomUUID(), type, data, metadata: {} };
      await this.store.append(stream, [event], 'any');
    }
    await this.sealAll();
  }

  /** One after the other, so that no fact is sealed twice. */
  sealAll(): Promise<void> {
    this.#sealing = this.#sealing.then(() => this.#seal());
    return this.#sealing;
  }

  async #seal(): Promise<void> {
    const after = this.#leaves.at(-1)?.position ?? 0;
    for await (const { position, stream, revision } of this.store.readAll({ after })) {
      this.#leaves.push({ position, stream });
      const leaf = leafHash(Buffer.from(`${this.word} ${stream} ${revision}`));
      for (const node of this.#tree.push(leaf))
        this.#nodes.set(`${node.level}/${node.index}`, node.hash);
    }
  }

  async seals(): Promise<ExternalSeal[]> {
    const seals: ExternalSeal[] = [];
    for await (const { seal } of recordedSeals(this.store)) seals.push(seal);
    return seals;
  }

  async recordSeal(seal: ExternalSeal): Promise<void> {
    const data = ledgerFactData({ type: 'ExternalSealRecorded', data: seal });
    const metadata = { recordedAt: new Date(this.nowMs).toISOString() };
    const event = { id: randomUUID(), type: 'ExternalSealRecorded', data, metadata };
    await this.store.append(LEDGER_STREAM, [event], 'any');
    await this.sealAll();
  }

  checkpoint(): SignedCheckpoint | undefined {
    const { size } = this.#tree;
    if (size === 0) return undefined;
    const text = checkpointText({ origin: ORIGIN, size, root: this.root(size) });
    return { size, note: noteText({ text, signatures: [this.signer.sign(text, 0)] }) };
  }

  root(size: number): Uint8Array {
    return rootOf(this.#subtrees, size);
  }

  consistency(from: number, to: number): readonly Uint8Array[] {
    return consistencyProof(this.#subtrees, from, to);
  }

  sizeAt(position: number): number {
    return this.#leaves.filter((leaf) => leaf.position <= position).length;
  }

  hasGrownSince(size: number): boolean {
    return this.#leaves.slice(size).some(({ stream }) => stream !== LEDGER_STREAM);
  }

  sealed(): Promise<void> {
    return this.sealAll();
  }

  async leave(): Promise<void> {
    await this.store.close();
    rmSync(this.folder, { recursive: true });
  }
}
