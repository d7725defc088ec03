import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { isBundlePath } from '../format/bundle-path.js';

const BLOCK = 512;
const MOST_BYTES = 8 ** 11 - 1;

/** The header of a file in a tar archive (POSIX ustar): nobody's file, of no time, so that the same bundle is the same archive. */
export function tarHeader(path: string, bytes: number): Uint8Array {
  if (Buffer.byteLength(path) > 100 || bytes > MOST_BYTES)
    throw new RangeError(`${path} does not fit into a tar archive`);
  const header = Buffer.alloc(BLOCK);
  header.write(path, 0);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108); // owner
  header.write('0000000\0', 116); // group
  header.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136); // time
  header.write('        ', 148); // the sum is worked out over spaces
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** A file of a folder by its path there. */
interface ArchivedFile {
  readonly path: string;
  readonly bytes: number;
}

/** How many bytes the archive of some files has. */
export function tarSize(files: readonly ArchivedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + BLOCK + padded(bytes), 2 * BLOCK);
}

/** The archive of some files of a folder, bit by bit. */
export async function* tarOf(
  folder: string,
  files: readonly ArchivedFile[],
): AsyncGenerator<Uint8Array> {
  for (const { path, bytes } of files) {
    yield tarHeader(path, bytes);
    for await (const chunk of createReadStream(join(folder, path))) yield chunk as Uint8Array;
    if (padded(bytes) > bytes) yield Buffer.alloc(padded(bytes) - bytes);
  }
  yield Buffer.alloc(2 * BLOCK);
}

/** The files of an archive, each with its bytes as they come. What is no archive of ours throws. */
export async function* filesOfTar(
  archive: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly path: string; readonly chunks: AsyncGenerator<Uint8Array> }> {
  const bytes = new Reading(archive);
  for (;;) {
    const header = Buffer.from(await bytes.exactly(BLOCK));
    if (header.every((byte) => byte === 0)) return;
    const path = header.subarray(0, 100).toString().replace(/\0.*$/, '');
    const size = Number.parseInt(header.subarray(124, 135).toString(), 8);
    const isOurs = Buffer.compare(header, tarHeader(path, size)) === 0;
    if (!isOurs || !isBundlePath(path)) throw new RangeError('It is no archive of a bundle');
    const chunks = bytes.upTo(size);
    yield { path, chunks };
    let rest = await chunks.next(); // whatever was not read
    while (rest.done !== true) rest = await chunks.next();
    await bytes.exactly(padded(size) - size);
  }
}

/** Bytes that come in chunks, taken in other amounts. */
class Reading {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async *upTo(count: number): AsyncGenerator<Uint8Array> {
    for (let left = count; left > 0;) {
      if (this.#rest.length === 0) this.#rest = await this.#next();
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  async exactly(count: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.upTo(count)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  async #next(): Promise<Uint8Array> {
    const next = await this.#chunks.next();
    if (next.done === true) throw new RangeError('The archive is cut off');
    return next.value;
  }
}

const padded = (bytes: number): number => Math.ceil(bytes / BLOCK) * BLOCK;
