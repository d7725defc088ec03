/** Hashes in a whole tile, entries in a whole bundle of entries (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;

/** Where a tile of hashes, or a bundle of entries, stands: `tile/0/x001/234.p/8`. */
export function tilePathOf(
  level: number | 'entries',
  { index, width }: { readonly index: number; readonly width: number },
): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  const place = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${place}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** The entries of a bundle of them, each with its length before it; undefined where there is none. */
export function tileEntries(tile: Uint8Array | undefined): readonly Uint8Array[] | undefined {
  if (tile === undefined) return undefined;
  const entries: Uint8Array[] = [];
  for (let at = 0; at < tile.length;) {
    const end = at + 2 + (tile[at] ?? 0) * 256 + (tile[at + 1] ?? 0);
    if (end > tile.length) return []; // cut off: none of it can be believed
    entries.push(tile.subarray(at + 2, end));
    at = end;
  }
  return entries;
}

/** The hashes of a tile; none for what is no tile. */
export function hashesIn(tile: Uint8Array | undefined): readonly Uint8Array[] {
  if (tile === undefined || tile.length % 32 !== 0) return [];
  return Array.from({ length: tile.length / 32 }, (_, at) => tile.subarray(at * 32, at * 32 + 32));
}
