import { randomUUID } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { makeDurable } from '#durable-files';
import { AntivirusAway, type Antivirus } from './antivirus.js';
import { AttachmentRefused } from './attachment-refused.js';
import {
  ATTACHMENTS_FILE,
  AttachmentsFile,
  type AntivirusState,
  type Bringing,
  type Deletion,
  type FileKey,
  type KeptRow,
} from './attachments-file.js';
import { isDiskFull } from './disk.js';
import { namesIn, pathOf } from './file-place.js';
import { fileTypes, isNamedAs, typeOfFile, type FileType } from './file-type.js';
import { signatureLook, type SignatureLook } from './signature-look.js';
import { writtenFile, type WrittenFile } from './written-file.js';

/** Bytes: a file is as long at most, unless another limit is configured. */
export const USUAL_MOST_BYTES = 25 * 1_024 * 1_024;
/** So long a file waits to be named by a fact. */
export const WAITING_MS = 24 * 3_600_000;
/** As many of the largest files somebody may have waiting. */
const MOST_WAITING = 20;
/** So many files are looked at in one sweep. */
const MOST_SWEPT = 1_000;
/** What a program that was killed left half-written is taken away after so long. */
const UNFINISHED_MS = 3_600_000;
const UNFINISHED = '.part';

/** Where files are kept, and within which limits. */
export interface AttachmentSettings {
  /** Of `attachments.db`, and of a folder for each zone. */
  readonly folder: string;
  /** Bytes of the largest file. */
  readonly mostBytes: number;
  /** What looks for viruses; undefined for nothing. */
  readonly antivirus: Antivirus | undefined;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
}

/** A file that has arrived whole and is of a kind that is kept. Whoever has it keeps it, or drops it. */
export interface ReceivedFile extends WrittenFile {
  readonly type: FileType;
  /** Where it waits. */
  readonly path: string;
}

/** A file that is kept. */
export interface KeptFile extends KeptRow {
  readonly type: FileType;
}

/** What is asked while a file is kept. */
export interface KeepingAsks {
  /** Throws where nobody wants the file any more; asked after the antivirus, which takes its time. */
  readonly mustGoOn: () => void;
  /** Those that some fact names, of some that wait; asked only where somebody has no room left. */
  readonly namedAmong: (keys: readonly FileKey[]) => Promise<readonly FileKey[]>;
}

const askNobody: KeepingAsks = {
  mustGoOn: () => undefined,
  namedAmong: () => Promise.resolve([]),
};

/**
 * The bytes of documents that facts name by their fingerprint: one file for the same bytes in a zone, named by their
 * SHA-256 and by nothing that anybody typed. The log does not need them: a file that is gone leaves its facts whole.
 */
export class Attachments {
  readonly #file: AttachmentsFile;
  /** How files look that somebody asked about, by their fingerprints: bytes of the same fingerprint look the same. */
  readonly #looks = new Map<string, SignatureLook | undefined>();

  constructor(private readonly settings: AttachmentSettings) {
    mkdirSync(settings.folder, { recursive: true, mode: 0o700 });
    this.#file = new AttachmentsFile(join(settings.folder, ATTACHMENTS_FILE));
    this.#file.begin(randomUUID());
    this.#dropUnfinished();
  }

  close(): void {
    this.#file.close();
  }

  /** Bytes of the largest file. */
  get mostBytes(): number {
    return this.settings.mostBytes;
  }

  /**
   * Writes a file beside those that are kept, within the limit, and finds out what it is. Who sends it was asked before.
   * @param name what it is called where it comes from: its ending must be that of its kind
   * @throws AttachmentRefused attachment-empty, attachment-too-large, attachment-type-unsupported,
   * attachment-named-otherwise, attachments-full; whatever the stream throws. Nothing is left then.
   */
  async receive(stream: AsyncIterable<Uint8Array>, name: string): Promise<ReceivedFile> {
    const path = join(this.settings.folder, `${randomUUID()}${UNFINISHED}`);
    const written = await this.#written(path, stream);
    try {
      if (written.bytes === 0) throw new AttachmentRefused('attachment-empty');
      const type = await typeOfFile(path, name);
      if (type === undefined) throw new AttachmentRefused('attachment-type-unsupported');
      if (!isNamedAs(type, name)) {
        throw new AttachmentRefused('attachment-named-otherwise', {
          ...{ type: type.name, ending: type.endings.map((each) => `.${each}`).join(', ') },
        });
      }
      return { ...written, type, path };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  /**
   * Keeps a file that has arrived, once the antivirus has found nothing in it. The same file again is the same one.
   * @throws AttachmentRefused attachment-infected, antivirus-away, attachments-waiting, attachment-deleted,
   * attachments-full; whatever is thrown by what is asked. Nothing is kept then.
   */
  async keep(
    received: ReceivedFile,
    bringing: Bringing,
    { mustGoOn, namedAmong }: KeepingAsks = askNobody,
  ): Promise<KeptFile> {
    const { bytes, sha256, type, path } = received;
    const { zone } = bringing;
    try {
      await this.#mustHaveRoom(bringing, bytes, namedAmong);
      const antivirus = await this.#lookedAt(path);
      mustGoOn();
      const kept = { zone, sha256, bytes, mediaType: type.mediaType, antivirus };
      this.#add(kept, bringing, path);
      return { ...kept, type };
    } finally {
      await this.drop(received);
    }
  }

  /** Takes away a file that has arrived and is not kept. */
  async drop({ path }: ReceivedFile): Promise<void> {
    await rm(path, { force: true });
  }

  /** A file that is kept; undefined where it is not, or not any more. */
  of(key: FileKey): KeptFile | undefined {
    const row = this.#file.of(key);
    const type = Object.values(fileTypes).find(({ mediaType }) => mediaType === row?.mediaType);
    // Somebody may have taken the file itself away: then it is not kept, whatever its row says.
    return row && type && existsSync(this.#pathOf(row)) ? { ...row, type } : undefined;
  }

  /** When and why a file was deleted; undefined where nobody decided that. */
  deletionOf(key: FileKey): Deletion | undefined {
    return this.#file.deletionOf(key);
  }

  /** Whether somebody has brought a file to a cycle themselves. */
  isBroughtBy(sha256: string, bringing: Bringing): boolean {
    return this.#file.isBroughtBy(sha256, bringing);
  }

  /** The bytes of a file that is kept. */
  open(kept: FileKey): Readable {
    return createReadStream(this.#pathOf(kept));
  }

  /**
   * Whether a file that is kept looks signed, which is no verification; undefined where it does not. A long file is
   * read to its end for that, once.
   */
  async signatureLook(kept: KeptFile): Promise<SignatureLook | undefined> {
    const { sha256, type } = kept;
    if (!this.#looks.has(sha256)) {
      this.#looks.set(sha256, await signatureLook(type, () => this.open(kept)));
    }
    return this.#looks.get(sha256);
  }

  /**
   * Takes away what has waited for long enough and no fact names, and what a program that was killed left: files that
   * are half-written, or of which nothing was written down.
   * @param isNamed whether some fact names a file: asked once of each, with everything the log holds in view
   * @returns how many files are gone
   */
  sweep(isNamed: (key: FileKey) => boolean): number {
    this.#dropUnfinished();
    const untilMs = this.settings.nowMs() - WAITING_MS;
    let gone = 0;
    for (const key of this.#file.waitingSince(untilMs, MOST_SWEPT)) {
      if (isNamed(key)) this.#file.markNamed(key);
      else {
        this.#file.forget(key, untilMs, () => {
          rmSync(this.#pathOf(key), { force: true });
          gone += 1;
        });
      }
    }
    return gone + this.#dropUnknown(isNamed);
  }

  /** @throws AttachmentRefused attachments-waiting */
  async #mustHaveRoom(
    { zone, personId }: Bringing,
    bytes: number,
    namedAmong: KeepingAsks['namedAmong'],
  ): Promise<void> {
    const hasRoom = (): boolean =>
      this.#file.bytesWaiting(zone, personId) + bytes <= MOST_WAITING * this.mostBytes;
    if (hasRoom()) return;
    for (const key of await namedAmong(this.#file.waitingOf(zone, personId))) {
      this.#file.markNamed(key);
    }
    if (!hasRoom()) throw new AttachmentRefused('attachments-waiting');
  }

  /** @throws AttachmentRefused attachment-deleted, attachments-full */
  #add(kept: KeptRow, bringing: Bringing, path: string): void {
    const { folder } = this.settings;
    try {
      this.#file.add(kept, bringing, this.settings.nowMs(), () => {
        const deletion = this.#file.deletionOf(kept);
        if (deletion) {
          throw new AttachmentRefused('attachment-deleted', { reason: deletion.reason });
        }
        const place = pathOf(folder, kept);
        const made = mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
        renameSync(path, place);
        makeDurable(dirname(place));
        if (made !== undefined) makeDurable(folder);
      });
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      // It has its name already, and nothing was written down of it.
      this.#file.dropUnknown(kept, () => {
        rmSync(pathOf(folder, kept), { force: true });
      });
      throw new AttachmentRefused('attachments-full', {}, { cause: error });
    }
  }

  async #written(path: string, stream: AsyncIterable<Uint8Array>): Promise<WrittenFile> {
    try {
      return await writtenFile(path, stream, (bytes) => {
        if (bytes > this.mostBytes) throw new AttachmentRefused('attachment-too-large');
      });
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      throw new AttachmentRefused('attachments-full', {}, { cause: error });
    }
  }

  async #lookedAt(path: string): Promise<AntivirusState> {
    const { antivirus } = this.settings;
    if (antivirus === undefined) return 'not-looked-at';
    const found = await antivirus.virusIn(path).catch((cause: unknown) => {
      if (!(cause instanceof AntivirusAway)) throw cause;
      throw new AttachmentRefused('antivirus-away', {}, { cause });
    });
    if (found !== undefined) throw new AttachmentRefused('attachment-infected', { found });
    return 'clean';
  }

  #pathOf(key: FileKey): string {
    return pathOf(this.settings.folder, key);
  }

  /**
   * What has its name and no row, a day after it was written, by the clock of the disk: a program was killed between the
   * two. What a fact names stays, since it may be what is known of it that was lost.
   */
  #dropUnknown(isNamed: (key: FileKey) => boolean): number {
    const known = new Set(this.#file.all().map((key) => this.#pathOf(key)));
    let gone = 0;
    for (const key of namesIn(this.settings.folder)) {
      const path = this.#pathOf(key);
      if (known.has(path) || isYoung(path, WAITING_MS) || isNamed(key)) continue;
      this.#file.dropUnknown(key, () => {
        rmSync(path, { force: true });
        gone += 1;
      });
    }
    return gone;
  }

  /** By the clock of the disk, which says when a file was last written. */
  #dropUnfinished(): void {
    const { folder } = this.settings;
    for (const name of readdirSync(folder).filter((each) => each.endsWith(UNFINISHED))) {
      const path = join(folder, name);
      if (!isYoung(path, UNFINISHED_MS)) rmSync(path, { force: true });
    }
  }
}

/** Whether a file was written less than so many milliseconds ago, by the clock of the disk, or is there no more. */
function isYoung(path: string, ms: number): boolean {
  const writtenMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
  return writtenMs >= Date.now() - ms;
}
