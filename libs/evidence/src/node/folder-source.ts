import { createHash, hash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { EvidenceSource } from '../check/evidence-source.js';
import { UnreadableFile } from '../check/unreadable-file.js';
import { isBundlePath } from '../format/bundle-path.js';

const CHUNK_BYTES = 1 << 20;
/** Bytes of a file that is read at once: the largest, a whole bundle of entries, has 16 MiB. */
const MOST_BYTES = 64 << 20;

/**
 * Evidence in a folder, which anybody may have put together. Paths come from a manifest that nobody has vouched
 * for: none leads out of the folder. Only ordinary files are read: a link, a pipe or a device may never end.
 */
export class FolderSource implements EvidenceSource {
  constructor(private readonly folder: string) {}

  async read(path: string): Promise<Uint8Array | undefined> {
    return this.#with(path, async (file) => {
      if ((await file.stat()).size > MOST_BYTES)
        throw new UnreadableFile(path, { it: 'è troppo grande', en: 'is too large' });
      return file.readFile();
    });
  }

  async chunks(path: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    const isThere = await this.#with(path, () => Promise.resolve(true));
    if (isThere !== true) return undefined;
    return createReadStream(join(this.folder, path), { highWaterMark: CHUNK_BYTES });
  }

  async sha256(path: string): Promise<string | undefined> {
    return this.#with(path, async (file) => {
      if ((await file.stat()).size <= CHUNK_BYTES)
        return hash('sha256', await file.readFile(), 'hex');
      const digest = createHash('sha256');
      const chunks = file.createReadStream({ highWaterMark: CHUNK_BYTES, autoClose: false });
      for await (const chunk of chunks) digest.update(chunk as Uint8Array);
      return digest.digest('hex');
    });
  }

  async list(): Promise<readonly string[]> {
    const found = await readdir(this.folder, { recursive: true, withFileTypes: true });
    return found
      .filter((entry) => !entry.isDirectory())
      .map(({ parentPath, name }) => relative(this.folder, join(parentPath, name)))
      .map((path) => path.split(sep).join('/'));
  }

  /** @returns undefined where there is no file. @throws UnreadableFile */
  async #with<Value>(
    path: string,
    work: (file: FileHandle) => Promise<Value>,
  ): Promise<Value | undefined> {
    if (!isBundlePath(path)) return undefined;
    let file: FileHandle | undefined;
    try {
      file = await open(join(this.folder, path), ORDINARY);
      if (!(await file.stat()).isFile()) throw new UnreadableFile(path, notOrdinary);
      return await work(file);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(code)) return undefined;
      if (error instanceof UnreadableFile) throw error;
      throw new UnreadableFile(path, code === 'ELOOP' ? notOrdinary : notRead, error);
    } finally {
      await file?.close();
    }
  }
}

/** Follows no link in place of the file, and waits for nobody at the other end of a pipe. */
const ORDINARY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const notOrdinary = {
  it: 'non è un file ordinario (è una cartella, un collegamento, o altro)',
  en: 'is no ordinary file (it is a folder, a link, or something else)',
};
const notRead = { it: 'non si legge', en: 'cannot be read' };
