import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { EvidenceSource } from '../check/evidence-source.js';
import { isBundlePath } from '../format/bundle-path.js';

const CHUNK_BYTES = 1 << 20;

/** Evidence in a folder. Paths come from a manifest that nobody has vouched for: none leads out of the folder. */
export class FolderSource implements EvidenceSource {
  constructor(private readonly folder: string) {}

  async read(path: string): Promise<Uint8Array | undefined> {
    const file = this.#file(path);
    return file === undefined ? undefined : orNone(readFile(file));
  }

  async chunks(path: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    const file = this.#file(path);
    if (file === undefined || (await orNone(access(file).then(() => true))) === undefined)
      return undefined;
    return createReadStream(file, { highWaterMark: CHUNK_BYTES });
  }

  async sha256(path: string): Promise<string | undefined> {
    const file = this.#file(path);
    const found = file === undefined ? undefined : await orNone(stat(file));
    if (file !== undefined && found?.isFile() === true && found.size <= CHUNK_BYTES)
      return hash('sha256', await readFile(file), 'hex');
    const chunks = await this.chunks(path);
    if (chunks === undefined) return undefined;
    const digest = createHash('sha256');
    for await (const chunk of chunks) digest.update(chunk);
    return digest.digest('hex');
  }

  async list(): Promise<readonly string[]> {
    const found = await readdir(this.folder, { recursive: true, withFileTypes: true });
    return found
      .filter((entry) => !entry.isDirectory())
      .map(({ parentPath, name }) => relative(this.folder, join(parentPath, name)))
      .map((path) => path.split(sep).join('/'));
  }

  #file(path: string): string | undefined {
    return isBundlePath(path) ? join(this.folder, path) : undefined;
  }
}

async function orNone<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'].includes(code)) return undefined;
    throw error;
  }
}
