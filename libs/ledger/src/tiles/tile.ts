import type { WholeSubtrees } from '../merkle/tree.js';
import { TILE_WIDTH, type TilePlace } from './tile-path.js';

/** Levels of the tree that one level of tiles spans: 2^8 hashes. */
const LEVELS_PER_TILE = 8;

/** The hashes of a tile, one after the other. @throws RangeError where the tree has not grown so far */
export function tileBytes(subtrees: WholeSubtrees, { level, index, width }: TilePlace): Uint8Array {
  if (level === 'entries') throw new RangeError('A bundle of entries holds no hashes');
  const hashes = Array.from({ length: width }, (_, at) =>
    subtrees(level * LEVELS_PER_TILE, index * TILE_WIDTH + at),
  );
  return Buffer.concat(hashes);
}

/** Entries one after the other, each with its length in two bytes before it. */
export function bundleBytes(entries: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
}

/** The entries of a bundle; undefined where the bytes are not just that. */
export function entriesOf(bundle: Uint8Array): readonly Uint8Array[] | undefined {
  const bytes = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 2 > bytes.length) return undefined;
    const end = at + 2 + bytes.readUInt16BE(at);
    if (end > bytes.length) return undefined;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
