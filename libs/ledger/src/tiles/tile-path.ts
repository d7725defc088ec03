/** Hashes in a whole tile, entries in a whole bundle (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;

/** A tile of hashes of a level, or a bundle of entries. */
export interface TilePlace {
  readonly level: number | 'entries';
  /** Which one of its level. */
  readonly index: number;
  /** How many it holds: 256, or less at the right edge. */
  readonly width: number;
}

/** Where a tile stands below the address or folder of a log: `tile/0/x001/x234/067.p/8`. */
export function tilePath({ level, index, width }: TilePlace): string {
  const parts: string[] = [];
  for (let rest = index, isLast = true; isLast || rest > 0; rest = Math.floor(rest / 1_000)) {
    parts.unshift(`${isLast ? '' : 'x'}${String(rest % 1_000).padStart(3, '0')}`);
    isLast = false;
  }
  const partial = width === TILE_WIDTH ? '' : `.p/${width}`;
  return `tile/${level}/${parts.join('/')}${partial}`;
}

/** The tile of a path below `tile/`; undefined for what is none. */
export function tilePlace(path: string): TilePlace | undefined {
  const found =
    /^(entries|[0-9]|[1-5][0-9]|6[0-3])\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/.exec(
      path,
    );
  if (!found) return undefined;
  const [, level = '', numbers = '', partial] = found;
  const index = Number(numbers.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  const place = { level: level === 'entries' ? level : Number(level), index, width } as const;
  const isExact = Number.isSafeInteger(index) && tilePath(place) === `tile/${path}`;
  return isExact && width <= TILE_WIDTH ? place : undefined;
}

/** All tiles of hashes that a tree of a size has, those at the right edge with their width. */
export function* tilesOf(size: number): Generator<TilePlace> {
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
    for (let index = 0; index * TILE_WIDTH < count; index++)
      yield { level, index, width: Math.min(TILE_WIDTH, count - index * TILE_WIDTH) };
  }
}
