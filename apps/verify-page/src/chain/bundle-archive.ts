import { isBundlePath } from '#evidence';
import { PageSource } from '../page-source.js';

const BLOCK = 512;
const decoder = new TextDecoder();

/** What came is no whole archive of a bundle. */
export class BrokenArchive extends Error {
  override readonly name = 'BrokenArchive';
}

/** The files of a bundle that came as a tar archive (POSIX ustar). @throws BrokenArchive */
export function archivedSource(archive: Uint8Array): PageSource {
  const files = new Map<string, () => Promise<Uint8Array>>();
  for (let at = 0; ;) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.length < BLOCK) throw new BrokenArchive();
    if (header.every((byte) => byte === 0)) return new PageSource(files);
    const path = decoder.decode(header.subarray(0, 100)).replace(/\0.*$/, '');
    const size = Number.parseInt(decoder.decode(header.subarray(124, 135)), 8);
    const bytes = archive.subarray(at + BLOCK, at + BLOCK + size);
    if (!isBundlePath(path) || !(bytes.length === size)) throw new BrokenArchive();
    files.set(path, () => Promise.resolve(bytes));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}
