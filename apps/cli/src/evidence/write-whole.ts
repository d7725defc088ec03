import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a new file bit by bit, with the folders it is in. @returns how many bytes it has */
export async function writeWhole(file: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, 'wx');
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      await handle.writeFile(chunk);
      bytes += chunk.length;
    }
  } finally {
    await handle.close();
  }
  return bytes;
}
