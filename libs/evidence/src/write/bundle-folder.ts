import { createHash } from 'node:crypto';
import { mkdir, open, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ManifestFile } from '../format/manifest.js';

/** Bytes that are gathered before they are written. */
const BUFFER_BYTES = 1 << 20;

/** The folder of a bundle while it is written: what was written is remembered by its hash. */
export class BundleFolder {
  readonly #files: ManifestFile[] = [];

  constructor(readonly path: string) {}

  /** What was written so far, sorted by path. */
  get files(): readonly ManifestFile[] {
    return [...this.#files].sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  /** Whether a file was written. */
  has(path: string): boolean {
    return this.#files.some((file) => file.path === path);
  }

  async put(path: string, content: Uint8Array | string): Promise<void> {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const file = await this.#place(path);
    await writeFile(file, bytes, { flag: 'wx' });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.#files.push({ path, bytes: bytes.length, sha256 });
  }

  /** A file that is written bit by bit. */
  async begin(path: string): Promise<GrowingFile> {
    const handle = await open(await this.#place(path), 'wx');
    return new GrowingFile(handle, (bytes, sha256) => {
      this.#files.push({ path, bytes, sha256 });
    });
  }

  async #place(path: string): Promise<string> {
    const file = join(this.path, path);
    await mkdir(dirname(file), { recursive: true });
    return file;
  }
}

/** A file that grows; it must be ended. */
export class GrowingFile {
  readonly #hash = createHash('sha256');
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #bytes = 0;

  constructor(
    private readonly handle: FileHandle,
    private readonly ended: (bytes: number, sha256: string) => void,
  ) {}

  async write(...parts: readonly Uint8Array[]): Promise<void> {
    for (const part of parts) {
      this.#hash.update(part);
      this.#waiting.push(part);
      this.#waitingBytes += part.length;
    }
    if (this.#waitingBytes >= BUFFER_BYTES) await this.#flush();
  }

  async end(): Promise<void> {
    await this.#flush();
    this.ended(this.#bytes, this.#hash.digest('hex'));
    await this.handle.close();
  }

  async #flush(): Promise<void> {
    await this.handle.writeFile(Buffer.concat(this.#waiting));
    this.#bytes += this.#waitingBytes;
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}
