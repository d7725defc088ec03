import { createHash, hkdfSync } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { KEY_BYTES } from './data-key.js';

/** The key that wraps the keys of the subjects, and by what it is known. */
export interface WrappingKey {
  readonly id: string;
  readonly key: Buffer;
}

type RandomBytes = (size: number) => Buffer;

/**
 * The file of the wrapping key, which is another one after each erasure. The next one lies beside it until the
 * keys are wrapped with it; which of the two counts, the database of the keys says.
 */
export class WrappingKeyFile {
  /** Where the next one lies while there are two. */
  readonly next: string;

  /**
   * @param path readable by its owner alone
   * @param secret what the key is made of besides the file, kept elsewhere: who has the folder cannot read it
   */
  constructor(
    readonly path: string,
    private readonly secret: Buffer | undefined,
    private readonly randomBytes: RandomBytes,
  ) {
    this.next = `${path}.next`;
  }

  /** The key of this id, from whichever file holds it; undefined where none does. */
  find(id: string): WrappingKey | undefined {
    // Once more: another process may move the next one over the first while we look at both.
    for (const file of [this.path, this.next, this.path]) {
      const key = this.read(file);
      if (key?.id === id) return key;
    }
    return undefined;
  }

  /** The key in a file; undefined without a file, or with one that was not written to its end. */
  read(file: string): WrappingKey | undefined {
    try {
      const bytes = readFileSync(file);
      return bytes.length === KEY_BYTES ? this.#from(bytes) : undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Writes a new key, durably. */
  write(file: string): WrappingKey {
    const bytes = this.randomBytes(KEY_BYTES);
    writeDurably(file, bytes, constants.O_CREAT | constants.O_TRUNC);
    syncFolder(file);
    return this.#from(bytes);
  }

  /** Overwrites the key with noise and puts the next one in its place. Repeating it does no harm. */
  replaceByNext(): void {
    if (existsSync(this.path)) this.#overwrite(this.path);
    renameSync(this.next, this.path);
    syncFolder(this.path);
  }

  /** Lets go of a next key that nothing was wrapped with. */
  dropNext(): void {
    if (!existsSync(this.next)) return;
    this.#overwrite(this.next);
    rmSync(this.next);
    syncFolder(this.next);
  }

  #overwrite(file: string): void {
    writeDurably(file, this.randomBytes(KEY_BYTES), 0);
  }

  #from(bytes: Buffer): WrappingKey {
    const key =
      this.secret === undefined
        ? bytes
        : Buffer.from(hkdfSync('sha256', this.secret, bytes, 'traccia/kek/v1', KEY_BYTES));
    return {
      id: createHash('sha256').update('traccia/kek-id/v1\n').update(key).digest('hex'),
      key,
    };
  }
}

/** Over the bytes that are there: never a new file beside the old one. */
function writeDurably(file: string, bytes: Buffer, flags: number): void {
  const descriptor = openSync(file, constants.O_WRONLY | flags, 0o600);
  try {
    writeSync(descriptor, bytes, 0, bytes.length, 0);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function syncFolder(file: string): void {
  const descriptor = openSync(dirname(file), constants.O_RDONLY);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
