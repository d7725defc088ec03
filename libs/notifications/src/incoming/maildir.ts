import { lstat, mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** A mail that nobody has taken yet. */
export interface NewMail {
  /** The name of its file. */
  readonly name: string;
  readonly bytes: number;
}

/**
 * A folder of mails as other programs fill it: each is a file that appears whole in `new`, and goes to `cur` when it
 * was seen. Nothing is ever deleted here.
 */
export class Maildir {
  constructor(private readonly folder: string) {}

  /** What is new, the oldest first, as far as names tell, which begin with the time. @throws when it is no Maildir */
  async arrived(): Promise<readonly NewMail[]> {
    const names = await readdir(join(this.folder, 'new'));
    const mails = await Promise.all(names.sort().map((name) => this.#stat(name)));
    return mails.flat();
  }

  read({ name }: NewMail): Promise<Buffer> {
    return readFile(this.#new(name));
  }

  /** It was seen: whoever looks after the mailbox finds it among the read ones. */
  async settle({ name }: NewMail): Promise<void> {
    const seen = join(this.folder, 'cur');
    await mkdir(seen, { recursive: true });
    await rename(this.#new(name), join(seen, `${name.replace(/:2,.*$/u, '')}:2,S`));
  }

  /** Nothing where it is no file: a link could lead to any file of the machine. */
  async #stat(name: string): Promise<readonly NewMail[]> {
    try {
      const stat = await lstat(this.#new(name));
      return stat.isFile() ? [{ name, bytes: stat.size }] : [];
    } catch (error) {
      // Somebody who reads the mailbox has just taken it.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  #new(name: string): string {
    return join(this.folder, 'new', name);
  }
}
