import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';

/** What was written: how many bytes, and their SHA-256, 64 hexadecimal digits. */
export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes the pieces of a file for its owner alone, works out its fingerprint on the way, and waits until the disk has it.
 * Where anything goes wrong nothing of it is left. Whoever asked gives the file its name once it is whole.
 * @param each told after every piece how many bytes there are; what it throws ends the writing
 * @throws whatever the pieces, the disk or `each` throw
 */
export async function writtenFile(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  each: (bytes: number) => void,
): Promise<WrittenFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const handle = await open(path, 'w', 0o600);
  try {
    for await (const piece of pieces) {
      bytes += piece.length;
      each(bytes);
      await handle.writeFile(piece);
      hash.update(piece);
    }
    await handle.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}
