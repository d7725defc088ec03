import { open, rename, rm } from 'node:fs/promises';
import { CommandFailed } from '../failure.js';

/**
 * Writes a file of pieces: it has its name only once it is whole and on disk.
 * @throws CommandFailed when the file is there already, or cannot be written
 */
export async function keepPieces(
  pieces: AsyncIterable<Uint8Array>,
  file: string,
  { force }: { readonly force: boolean },
): Promise<void> {
  if (!force && (await isThere(file))) {
    throw new CommandFailed(`${file} c’è già: scegli un altro nome, o --force per sovrascriverlo.`);
  }
  const unfinished = `${file}.parte`;
  try {
    const handle = await open(unfinished, 'w', 0o600);
    try {
      for await (const piece of pieces) await handle.write(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (!isOfTheDisk(error)) throw error;
    throw new CommandFailed(`${file} non si scrive: controlla cartella, permessi e spazio.`, {
      cause: error,
    });
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await (await open(file)).close();
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

/** Errors of files say which call failed; those of the network do not. */
function isOfTheDisk(error: unknown): boolean {
  const { syscall } = error as NodeJS.ErrnoException;
  return ['open', 'write', 'fsync', 'rename'].includes(syscall ?? '');
}
