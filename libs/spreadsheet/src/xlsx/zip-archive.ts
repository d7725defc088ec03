import { crc32 } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import type { TableLimits } from '../limits.js';
import { UnreadableFile } from '../unreadable-file.js';

const MIB = 1024 * 1024;
/** Bytes of a local header without its name and extra field. */
const LOCAL_HEADER_BYTES = 30;

/**
 * The entries of a zip that keeps within limits and does what it says. What is declared is checked before
 * anything is unpacked, what turns out is checked while it is. Nothing is written to a disk, so a name is
 * only a name.
 */
export class ZipArchive {
  #unpackedBytes = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly limits: TableLimits,
  ) {}

  /** @throws {UnreadableFile} */
  static async open(bytes: Uint8Array, limits: TableLimits): Promise<ZipArchive> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const zip = await fromBufferPromise(buffer, { validateEntrySizes: false }).catch(damaged);
    if (zip.entryCount > limits.parts) {
      throw new UnreadableFile('too-many-parts', { count: zip.entryCount, limit: limits.parts });
    }
    const entries = await entriesOf(zip).catch(damaged);
    checkDeclared(entries, limits);
    const byName = new Map(entries.map((entry) => [nameOf(entry), entry]));
    // Two entries of one name: programs differ in which of them they show.
    if (byName.size !== entries.length) throw new UnreadableFile('inconsistent-zip');
    return new ZipArchive(zip, byName, limits);
  }

  /** The names of the parts in lower case: in a workbook case does not count. */
  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /**
   * The bytes of a part, piece by piece.
   * @throws {UnreadableFile} as soon as they are more than declared or allowed, or are not what was packed
   */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry) throw new UnreadableFile('damaged-file');
    const stream = await this.zip.openReadStreamPromise(entry).catch(damaged);
    const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
    let size = 0;
    let checksum = 0;
    try {
      for (;;) {
        const { done, value } = await pieces.next().catch(damaged);
        if (done) break;
        size += value.length;
        this.#unpackedBytes += value.length;
        if (size > entry.uncompressedSize) throw new UnreadableFile('inconsistent-zip');
        if (this.#unpackedBytes > this.limits.unpackedBytes)
          throw tooLarge(this.limits.unpackedBytes);
        checksum = crc32(value, checksum);
        yield value;
      }
    } finally {
      stream.destroy();
    }
    if (size !== entry.uncompressedSize || checksum !== entry.crc32) {
      throw new UnreadableFile('inconsistent-zip');
    }
  }
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

function nameOf({ fileName }: Entry): string {
  return fileName.toLowerCase();
}

function checkDeclared(entries: readonly Entry[], limits: TableLimits): void {
  if (entries.some((entry) => entry.isEncrypted())) throw new UnreadableFile('encrypted-file');
  if (entries.some(({ uncompressedSize }) => uncompressedSize > limits.partBytes)) {
    throw tooLarge(limits.partBytes);
  }
  const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (total > limits.unpackedBytes) throw tooLarge(limits.unpackedBytes);
  // Entries that share bytes unpack to far more than the file could hold.
  let end = 0;
  for (const entry of entries.toSorted(
    (one, other) => one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader,
  )) {
    const start = entry.relativeOffsetOfLocalHeader;
    if (start < end) throw new UnreadableFile('inconsistent-zip');
    end = start + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize;
  }
}

function tooLarge(limitBytes: number): UnreadableFile {
  return new UnreadableFile('unpacks-too-large', { limit: limitBytes / MIB });
}

/** yauzl and zlib say in prose what is wrong with a zip; all of it means that the file is broken. */
function damaged(cause: unknown): never {
  throw new UnreadableFile('damaged-file', {}, {}, { cause });
}
