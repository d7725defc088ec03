import type { EventStore, RecordedEvent } from '#event-store';
import { BrokenHistory } from './broken-history.js';
import { entryOf } from './entry.js';
import type { LedgerFile } from './ledger-file.js';
import { leafHash, sameHash } from './merkle/hash.js';
import { rootOf } from './merkle/tree.js';
import { checkpointText, parseCheckpoint } from './note/checkpoint.js';
import { noteText, parseNote } from './note/signed-note.js';
import { signedBy, type NoteSigner } from './note/signing.js';

/** A fact may say that it is so much older than the one before it: clocks of several machines differ. */
const TIME_BACK_MS = 2_000;
/** Facts per transaction, when there is much to catch up with. */
const BATCH = 500;

/** What the sealer works with. */
export interface SealerParts {
  readonly store: Pick<EventStore, 'follow' | 'find' | 'end'>;
  readonly file: LedgerFile;
  readonly signers: readonly NoteSigner[];
  readonly origin: string;
  readonly nowMs: () => number;
}

/**
 * Seals the log: each fact becomes a leaf of the tree, and the tree is signed. The same log gives the same tree,
 * whoever seals it and whenever; what was signed once is never contradicted: rather it stops.
 */
export class Sealer {
  #lastRecordedMs = 0;

  constructor(private readonly parts: SealerParts) {}

  /**
   * Compares what was signed with the ledger and the log, before anything else.
   * @throws BrokenHistory, which says what is wrong
   */
  async examine(): Promise<void> {
    const { file, store, signers, origin } = this.parts;
    const last = file.lastCheckpoint();
    if (last !== undefined) {
      const note = parseNote(last.note);
      const { size, root, origin: signedOrigin } = parseCheckpoint(note.text);
      const keys = signers.map(({ key }) => key);
      if (signedOrigin !== origin || signedBy(note, keys).length === 0)
        throw new BrokenHistory('key-other', origin);
      if (file.size < size) throw new BrokenHistory('log-shorter', `${file.size} < ${size}`);
      if (!sameHash(rootOf(file.subtree, size), root))
        throw new BrokenHistory('log-other', `1–${size}`);
    }
    const leaf = file.leafAt(file.size - 1);
    if (leaf === undefined) return;
    if ((await store.end()) < leaf.position)
      throw new BrokenHistory('log-shorter', `${leaf.stream} ${leaf.revision}`);
    const event = await store.find(leaf.stream, leaf.eventId);
    if (event?.revision !== leaf.revision)
      throw new BrokenHistory('log-shorter', `${leaf.stream} ${leaf.revision}`);
    this.#lastRecordedMs = recordedMs(event) ?? 0;
  }

  /**
   * Goes on sealing until the signal aborts.
   * @param isOurs asked before each signature
   * @param sealed is told each size that is signed and durable
   * @throws BrokenHistory, StoreUnavailable
   */
  async seal(
    signal: AbortSignal,
    isOurs: () => boolean,
    sealed: (size: number) => void,
  ): Promise<void> {
    const { store, file } = this.parts;
    for await (const { events } of store.follow({
      after: file.lastPosition(),
      batch: BATCH,
      signal,
    })) {
      if (signal.aborted || !isOurs()) return;
      this.sealBatch(events);
      sealed(file.size);
    }
  }

  /** Seals some facts that come next in the log, all or none. @throws BrokenHistory */
  sealBatch(events: readonly RecordedEvent[]): void {
    const { file } = this.parts;
    if (events.length === 0 && file.lastCheckpoint() !== undefined) return;
    const before = this.#lastRecordedMs;
    try {
      file.transaction(() => {
        for (const event of events) this.#push(event);
        this.#sign();
      });
    } catch (error) {
      this.#lastRecordedMs = before;
      throw error;
    }
  }

  #push(event: RecordedEvent): void {
    const { file } = this.parts;
    const { stream, revision, id: eventId, position } = event;
    const tail = file.tailOf(stream);
    const where = `${stream} ${revision}`;
    if (revision !== (tail?.revision ?? -1) + 1) throw new BrokenHistory('revision-gap', where);
    if (file.leafOf(eventId)?.stream === stream) throw new BrokenHistory('id-again', where);
    const atMs = recordedMs(event);
    if (atMs !== undefined) {
      if (atMs < this.#lastRecordedMs - TIME_BACK_MS) throw new BrokenHistory('time-back', where);
      this.#lastRecordedMs = Math.max(this.#lastRecordedMs, atMs);
    }
    const { bytes } = entryOf(event, tail?.hash);
    file.push({ stream, revision, eventId, position, hash: leafHash(bytes) });
  }

  #sign(): void {
    const { file, signers, origin, nowMs } = this.parts;
    const text = checkpointText({ origin, size: file.size, root: file.root() });
    const atSeconds = Math.floor(nowMs() / 1_000);
    const signatures = signers.map((signer) => signer.sign(text, atSeconds));
    file.keepCheckpoint({ size: file.size, note: noteText({ text, signatures }) });
  }
}

function recordedMs({ metadata: { recordedAt } }: RecordedEvent): number | undefined {
  const ms = typeof recordedAt === 'string' ? Date.parse(recordedAt) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
