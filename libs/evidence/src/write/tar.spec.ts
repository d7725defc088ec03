import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOfTar, tarHeader, tarOf, tarSize } from './tar.js';

describe('An archive', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tar-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const contents = {
    'a.txt': 'a'.repeat(513),
    'tile/0/x001/234.p/8': '',
    'z.txt': 'b'.repeat(512),
  };
  const files = Object.entries(contents).map(([path, { length }]) => ({ path, bytes: length }));

  async function archive(): Promise<Buffer> {
    for (const [path, content] of Object.entries(contents)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const pieces: Uint8Array[] = [];
    for await (const piece of tarOf(folder, files)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  it('is as long as was said, and is unpacked by the tar of the system', async () => {
    const bytes = await archive();
    expect(bytes).toHaveLength(tarSize(files));
    writeFileSync(join(folder, 'all.tar'), bytes);
    mkdirSync(join(folder, 'out'));
    execFileSync('tar', ['-xf', join(folder, 'all.tar'), '-C', join(folder, 'out')]);
    for (const [path, content] of Object.entries(contents))
      expect(readFileSync(join(folder, 'out', path), 'utf8')).toBe(content);
  });

  it.each([1, 7, 512, 10_000])('gives its files back from pieces of %i bytes', async (size) => {
    const bytes = await archive();
    const read: Record<string, string> = {};
    for await (const { path, chunks } of filesOfTar(inPieces(bytes, size))) {
      read[path] = '';
      for await (const chunk of chunks) read[path] += Buffer.from(chunk).toString();
    }
    expect(read).toEqual(contents);
  });

  it('is refused cut off, and where a path leads out of the folder', async () => {
    const bytes = await archive();
    const all = async (archived: Buffer): Promise<void> => {
      for await (const { chunks } of filesOfTar(inPieces(archived, 512)))
        for await (const chunk of chunks) expect(chunk.length).toBeGreaterThan(0);
    };
    await expect(all(bytes.subarray(0, 700))).rejects.toThrow(RangeError);
    const outside = Buffer.concat([tarHeader('../a', 0), Buffer.alloc(1_024)]);
    await expect(all(outside)).rejects.toThrow(RangeError);
  });
});

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size)
    yield await Promise.resolve(bytes.subarray(at, at + size));
}
