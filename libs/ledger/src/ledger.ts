import { randomUUID } from 'node:crypto';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Work } from '#duties';
import { StoreUnavailable, type NoticeBoard, type RecordedEvent } from '#event-store';
import { audit } from './audit.js';
import { BrokenHistory } from './broken-history.js';
import { entryOf } from './entry.js';
import type { Leaf, SignedCheckpoint } from './ledger-file.js';
import { ledgerFactOf } from './ledger-history.js';
import { UnusableLedgerKey } from './ledger-key.js';
import { leafHash, sameHash } from './merkle/hash.js';
import { consistencyProof, inclusionProof, rootOf } from './merkle/tree.js';
import { parseCheckpoint } from './note/checkpoint.js';
import { parseNote } from './note/signed-note.js';
import { signedBy } from './note/signing.js';
import { verifierKeyText } from './note/verifier-key.js';
import { LEDGER_BOARD, openLedger, type LedgerPlace, type OpenedLedger } from './opened-ledger.js';
import { bundleBytes, tileBytes } from './tiles/tile.js';
import { TILE_WIDTH, type TilePlace } from './tiles/tile-path.js';
import type { TlogProof } from './tlog-proof.js';
import { Waiting } from './waiting.js';

/** Facts per transaction. */
const BATCH = 250;
/** The rest after sealing, in milliseconds, unless somebody waits: what comes meanwhile is sealed together. */
const REST_MS = 100;
/** How often an instance that does not sign looks at what was signed: when somebody waits, and else. */
const LOOK_MS = { waitedFor: 10, else: 1_000 } as const;
const AFTER_FAILURE_MS = 1_000;

/** The ledger cannot be asked now: it is not opened yet. Ask again. */
export class LedgerNotReady extends Error {
  override readonly name = 'LedgerNotReady';
}

/** What was recorded is not sealed in time. It stays recorded, and will be. */
export class NotYetSealed extends Error {
  override readonly name = 'NotYetSealed';
}

/** What became of the last audit. */
export interface AuditStanding {
  /** When it ended, in milliseconds since 1970 (UTC). */
  readonly atMs: number;
  /** Facts it has read. */
  readonly facts: number;
  readonly tookMs: number;
}

/** How the ledger stands at this instance. */
export interface LedgerStanding {
  readonly state: 'opening' | 'sealing' | 'broken';
  readonly origin?: string;
  /** The verifier keys that hold now. */
  readonly keys: readonly string[];
  /** Whether this instance has the key, and whether it is the one that signs. */
  readonly hasKey: boolean;
  readonly isSigning: boolean;
  /** Facts in the tree. */
  readonly size: number;
  /** Facts that the last checkpoint covers. */
  readonly sealedSize: number;
  readonly lastAudit?: AuditStanding;
  /** Whether the file was made anew at the last start: what was signed before is not known here. */
  readonly isAnew: boolean;
  /** What is wrong, for whoever looks after the program. */
  readonly failure?: string;
}

/**
 * The ledger over the log: grows its tree as facts are recorded, has them signed, and proves what is in it. Every
 * instance grows its own tree from the log; one of them signs, the others compare what it has signed.
 */
export class Ledger {
  readonly #logger = new Logger(Ledger.name);
  readonly #waiting = new Waiting();
  readonly #ending = new AbortController();
  readonly #board: NoticeBoard | undefined;
  readonly #opening = Promise.withResolvers<undefined>();
  #opened: OpenedLedger | undefined;
  #running: Promise<unknown> | undefined;
  #isOurs: () => boolean = () => false;
  /** Up to where of the log the tree has grown. */
  #grown = 0;
  #sealedSize = 0;
  #posted: { readonly revision: number; readonly size: number } | undefined;
  #posting: Promise<void> = Promise.resolve();
  #failure: Error | undefined;
  #lastAudit: AuditStanding | undefined;

  constructor(private readonly parts: LedgerPlace) {
    this.#board = parts.store.noticeBoard(LEDGER_BOARD);
    this.#opening.promise.catch(() => undefined);
  }

  /**
   * Opens the ledger, and begins to grow. A store that may be away is waited for in the background.
   * @throws BrokenHistory, UnusableLedgerKey; StoreUnavailable unless the store may be away
   */
  async begin(storeMayBeAway: boolean): Promise<void> {
    try {
      await this.#open();
    } catch (error) {
      if (!storeMayBeAway || !(error instanceof StoreUnavailable)) throw error;
      this.#logger.warn(error.message);
    }
    this.#running = Promise.all([this.#run(), this.#board && this.#watch(this.#board)]);
  }

  /** Ends growing, and closes the file. */
  async stop(): Promise<void> {
    this.#ending.abort();
    this.#waiting.end(new LedgerNotReady('The ledger is closed'));
    this.#opening.reject(new LedgerNotReady('The ledger is closed'));
    await this.#running;
    await this.#posting;
    this.#opened?.file.close();
  }

  /** Whether this instance can sign. Waits until the ledger is opened. @throws BrokenHistory, LedgerNotReady */
  async canSign(): Promise<boolean> {
    await this.#opening.promise;
    return (this.#opened?.signers.length ?? 0) > 0;
  }

  /** Signs, as long as it is this instance's turn. */
  readonly sign: Work = async (over, stillHeld) => {
    await this.#opening.promise;
    if (this.#board) await this.#look(this.#board);
    this.#isOurs = stillHeld;
    try {
      this.#signNow();
      await this.#announce();
      await untilAborted(over);
    } finally {
      this.#isOurs = () => false;
    }
  };

  /**
   * Resolves once the log is sealed up to a position.
   * @throws NotYetSealed when that takes longer; BrokenHistory when it never will be
   */
  async sealed(position: number, withinMs: number): Promise<void> {
    await this.#waiting.until(
      position,
      withinMs,
      () => new NotYetSealed(`${this.#sealedSize} facts are sealed`),
    );
  }

  /** @throws BrokenHistory, UnusableLedgerKey when nothing is sealed any more */
  mustBeWhole(): void {
    if (this.#isBroken) throw this.#failure ?? new LedgerNotReady('The ledger is closed');
  }

  /** Costs nothing. */
  standing(): LedgerStanding {
    const { origin, key, postQuantumKey } = this.#opened?.history ?? {};
    const failure = this.#failure?.message;
    return {
      state: this.#isBroken ? 'broken' : this.#opened ? 'sealing' : 'opening',
      ...(origin !== undefined && { origin }),
      keys: [key, postQuantumKey].flatMap((each) => (each ? [verifierKeyText(each)] : [])),
      hasKey: (this.#opened?.signers.length ?? 0) > 0,
      isSigning: this.#isOurs(),
      size: this.#opened?.file.size ?? 0,
      sealedSize: this.#sealedSize,
      ...(this.#lastAudit && { lastAudit: this.#lastAudit }),
      isAnew: this.#opened?.isAnew ?? false,
      ...(failure !== undefined && { failure }),
    };
  }

  /** The last checkpoint that was signed; undefined before the first. @throws LedgerNotReady */
  checkpoint(): SignedCheckpoint | undefined {
    return this.#file.lastCheckpoint();
  }

  /** The first checkpoint that covers a fact; undefined for what is not sealed. @throws LedgerNotReady */
  checkpointOver(eventId: string): SignedCheckpoint | undefined {
    const { file } = this.#mustBeOpened();
    const leaf = file.leafOf(eventId);
    return leaf && file.checkpointFrom(leaf.index + 1);
  }

  /** The root over the first facts. @throws LedgerNotReady; RangeError where the tree is smaller */
  root(size: number): Uint8Array {
    const { file } = this.#mustBeOpened();
    if (size > file.size) throw new RangeError(`The tree has ${file.size} leaves, not ${size}`);
    return rootOf(file.subtree, size);
  }

  /**
   * That a fact is in the ledger, under the last checkpoint; undefined for what no fact has as its id, or is not
   * sealed yet.
   * @throws LedgerNotReady
   */
  proof(eventId: string): TlogProof | undefined {
    const { file } = this.#mustBeOpened();
    const leaf = file.leafOf(eventId);
    const checkpoint = file.lastCheckpoint();
    if (!leaf || !checkpoint || leaf.index >= checkpoint.size) return undefined;
    const { index } = leaf;
    const proof = inclusionProof(file.subtree, index, checkpoint.size);
    return { index, proof, checkpoint: checkpoint.note };
  }

  /** Where a fact stands in the tree; undefined where it is in none yet, or the ledger is not opened. */
  leafOf(eventId: string): Leaf | undefined {
    return this.#opened?.file.leafOf(eventId);
  }

  /** That the tree of one size only adds to that of another. @throws LedgerNotReady, RangeError */
  consistency(from: number, to: number): readonly Uint8Array[] {
    const { file } = this.#mustBeOpened();
    if (to > file.size) throw new RangeError(`The tree has ${file.size} leaves, not ${to}`);
    return consistencyProof(file.subtree, from, to);
  }

  /** How many facts of the tree stand at or before a position of the log. @throws LedgerNotReady */
  sizeAt(position: number): number {
    return this.#file.sizeAt(position);
  }

  /** Whether a fact of a stream that counts has come after so many. @throws LedgerNotReady */
  hasGrownSince(size: number, counts: (stream: string) => boolean): boolean {
    const { file } = this.#mustBeOpened();
    for (let index = size; index < file.size; index++) {
      if (counts(file.leafAt(index)?.stream ?? '')) return true;
    }
    return false;
  }

  /** A tile of hashes of what is sealed; undefined where the tree has not grown so far. @throws LedgerNotReady */
  tile(place: TilePlace): Uint8Array | undefined {
    const { file } = this.#mustBeOpened();
    if (place.level === 'entries' || !this.#isSealed(place)) return undefined;
    return tileBytes(file.subtree, place);
  }

  /** A bundle of entries of what is sealed, from the log; undefined as for tiles. @throws LedgerNotReady */
  async entries({ index, width }: Omit<TilePlace, 'level'>): Promise<Uint8Array | undefined> {
    const { file } = this.#mustBeOpened();
    if (!this.#isSealed({ level: 'entries', index, width })) return undefined;
    const first = index * TILE_WIDTH;
    const after = file.leafAt(first - 1)?.position ?? 0;
    const entries: Uint8Array[] = [];
    for await (const event of this.parts.store.readAll({ after, max: width })) {
      const before = file.leafIn(event.stream, event.revision - 1);
      entries.push(entryOf(event, before?.hash).bytes);
    }
    return bundleBytes(entries);
  }

  /**
   * Which facts of a stream the log gives otherwise than they stand in the tree, by their revisions: read now, from
   * the bytes of the log.
   * @throws LedgerNotReady, StoreUnavailable
   */
  async changedIn(stream: string): Promise<readonly number[]> {
    const { file } = this.#mustBeOpened();
    const changed: number[] = [];
    for await (const event of this.parts.store.read(stream)) {
      const leaf = file.leafIn(stream, event.revision);
      if (!leaf) continue;
      const before = file.leafIn(stream, event.revision - 1);
      const hash = leafHash(entryOf(event, before?.hash).bytes);
      if (!sameHash(leaf.hash, hash)) changed.push(event.revision);
    }
    return changed;
  }

  /**
   * Reads everything that is sealed again from the bytes of the log. If it is not what it was, nothing is sealed any
   * more.
   * @throws BrokenHistory, StoreUnavailable, LedgerNotReady
   */
  async audit(): Promise<AuditStanding> {
    const { file, history } = this.#mustBeOpened();
    const { store, nowMs } = this.parts;
    const begunMs = performance.now();
    try {
      const facts = await audit({ store, file, ...history }, this.#ending.signal);
      const tookMs = Math.round(performance.now() - begunMs);
      const standing = { atMs: nowMs(), facts, tookMs };
      if (!this.#ending.signal.aborted) this.#lastAudit = standing;
      return standing;
    } catch (error) {
      if (error instanceof BrokenHistory) this.#break(error);
      throw error;
    }
  }

  /** Asked anew each time: it changes while something is waited for. */
  #isEnding(): boolean {
    return this.#ending.signal.aborted;
  }

  get #isBroken(): boolean {
    return this.#failure instanceof BrokenHistory || this.#failure instanceof UnusableLedgerKey;
  }

  get #file(): OpenedLedger['file'] {
    return this.#mustBeOpened().file;
  }

  #mustBeOpened(): OpenedLedger {
    if (!this.#opened || this.#ending.signal.aborted)
      throw new LedgerNotReady('The ledger is not opened yet');
    return this.#opened;
  }

  /** Whether the last checkpoint covers a tile or bundle, as wide as it is asked for. */
  #isSealed({ level, index, width }: TilePlace): boolean {
    const leaves = TILE_WIDTH ** (level === 'entries' ? 0 : level);
    return (index * TILE_WIDTH + width) * leaves <= this.#sealedSize;
  }

  async #open(): Promise<void> {
    const opened = await openLedger(this.parts);
    const { file, isAnew } = opened;
    this.#opened = opened;
    const last = file.lastCheckpoint();
    this.#sealedSize = last?.size ?? 0;
    if (last) this.#waiting.made(file.leafAt(last.size - 1)?.position ?? 0);
    if (isAnew) this.#logger.warn(MADE_ANEW);
    this.#opening.resolve(undefined);
  }

  async #run(): Promise<void> {
    const { signal } = this.#ending;
    while (!signal.aborted && !this.#isBroken) {
      try {
        if (!this.#opened) await this.#open();
        await this.#grow();
      } catch (error) {
        if (this.#isEnding()) return;
        if (error instanceof BrokenHistory || error instanceof UnusableLedgerKey) {
          this.#break(error);
          return;
        }
        this.#failure = error instanceof Error ? error : new Error(String(error));
        if (!(error instanceof StoreUnavailable)) this.#logger.error('Sealing failed', error);
        await this.#waiting.pause(AFTER_FAILURE_MS, signal);
      }
    }
  }

  /** Follows the log, until the ledger ends. @throws BrokenHistory, StoreUnavailable */
  async #grow(): Promise<void> {
    const { file, sealer } = this.#mustBeOpened();
    const { signal } = this.#ending;
    const after = file.lastPosition();
    const following = this.parts.store.follow({ after, batch: BATCH, signal });
    for await (const { events, checkpoint, caughtUp } of following) {
      if (signal.aborted || this.#isBroken) return;
      this.#hear(events);
      const signs = caughtUp && this.#isOurs();
      if (events.length > 0) sealer.sealBatch(events, signs);
      if (caughtUp) sealer.mustHaveCome();
      this.#grown = checkpoint;
      this.#failure = undefined;
      if (signs) await this.#announce();
      else if (this.#sealedSize === file.size) this.#waiting.made(checkpoint);
      await (caughtUp ? this.#waiting.rest(REST_MS, signal) : othersTurn());
    }
  }

  /** Whoever was opened with another key, or another name, signs no more. @throws BrokenHistory */
  #hear(events: readonly RecordedEvent[]): void {
    const { origin, key } = this.#mustBeOpened().history;
    for (const event of events) {
      const fact = ledgerFactOf(event);
      const isOver =
        (fact?.type === 'LedgerKeyRotated' && fact.data.from === verifierKeyText(key)) ||
        (fact?.type === 'EpochOpened' && fact.data.previousOrigin === origin);
      if (isOver) throw new BrokenHistory('ledger-changed', `${event.stream} ${event.revision}`);
    }
  }

  #signNow(): void {
    if (this.#isOurs()) this.#mustBeOpened().sealer.sign();
  }

  /** Lets everybody know what is signed: the other instances first, then those who wait here. */
  async #announce(): Promise<void> {
    const grown = this.#grown;
    const last = this.#file.lastCheckpoint();
    if (last === undefined) return;
    if (this.#board) {
      const board = this.#board;
      this.#posting = this.#posting.then(() => this.#post(board, last));
      const posting = this.#posting;
      this.#posting = posting.catch(() => undefined);
      await posting;
    }
    this.#sealedSize = Math.max(this.#sealedSize, last.size);
    if (last.size === this.#file.size) this.#waiting.made(grown);
  }

  async #post(board: NoticeBoard, { size, note }: SignedCheckpoint): Promise<void> {
    for (;;) {
      if (this.#posted !== undefined && this.#posted.size >= size) return;
      const notice = await board.post(randomUUID(), { note }, this.#posted?.revision ?? -1);
      if (notice) {
        this.#posted = { revision: notice.revision, size };
        return;
      }
      await this.#look(board);
    }
  }

  /** At an instance that does not sign: what was signed elsewhere is compared with the tree grown here. */
  async #watch(board: NoticeBoard): Promise<void> {
    const { signal } = this.#ending;
    while (!signal.aborted && !this.#isBroken) {
      try {
        if (this.#opened && !this.#isOurs()) await this.#look(board);
      } catch (error) {
        if (this.#isEnding()) return;
        if (error instanceof BrokenHistory) {
          this.#break(error);
          return;
        }
        if (!(error instanceof StoreUnavailable)) this.#logger.error('Looking failed', error);
      }
      const isWaitedFor = this.#waiting.isSomebody && !this.#isOurs();
      await this.#waiting.pause(isWaitedFor ? LOOK_MS.waitedFor : LOOK_MS.else, signal);
    }
  }

  /** Takes over what stands on the board. @throws BrokenHistory when it contradicts our tree; StoreUnavailable */
  async #look(board: NoticeBoard): Promise<void> {
    const notice = await board.latest();
    const note = notice?.data['note'];
    if (notice === undefined || typeof note !== 'string') return;
    const { file, history } = this.#mustBeOpened();
    const { origin, key } = history;
    const signed = parseNote(note);
    const { size, root, origin: signedOrigin } = parseCheckpoint(signed.text);
    const isOfThisEpoch = signedOrigin === origin;
    this.#posted = { revision: notice.revision, size: isOfThisEpoch ? size : 0 };
    if (!isOfThisEpoch) return;
    if (size > file.size || size <= this.#sealedSize) return;
    if (signedBy(signed, [key]).length === 0) throw new BrokenHistory('key-other', origin);
    if (!sameHash(rootOf(file.subtree, size), root))
      throw new BrokenHistory('note-other', `${size}`);
    file.transaction(() => {
      file.keepCheckpoint({ size, note });
    });
    this.#sealedSize = size;
    const position = size === file.size ? this.#grown : file.leafAt(size - 1)?.position;
    this.#waiting.made(position ?? 0);
  }

  /** Nothing is sealed any more, until somebody has looked and started again. */
  #break(error: Error): void {
    if (this.#isBroken) return;
    this.#failure = error;
    this.#isOurs = () => false;
    this.#logger.error(error.message);
    this.#waiting.end(error);
    this.#opening.reject(error);
  }
}

const MADE_ANEW =
  'ledger.db si rifà dal registro: le firme di prima non ci sono più; vale il confronto con i sigilli esterni ' +
  '(ledger.db is made anew from the log: what was signed before is lost; compare it with the seals outside).';

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener('abort', () => {
        resolve();
      });
  });
}
