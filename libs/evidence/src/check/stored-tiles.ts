import { sameBytes } from '../format/bytes.js';
import { hashesIn, tilePathOf, TILE_WIDTH } from '../format/tiles.js';
import type { EvidenceSource } from './evidence-source.js';
import type { Findings } from './report.js';

/** Levels of the tree that one level of tiles spans. */
const LEVELS = 8;

/** What is said of a tile that is missing, or has another length. */
export const notWhole = ['manca o non è intera', 'is missing or not whole'] as const;

/**
 * Holds the stored tiles above the leaves against the hashes as they were worked out. Nothing is believed of these
 * tiles here, but other programs read them.
 */
export class StoredTiles {
  readonly #rows = new Map<number, { index: number; hashes: Uint8Array[] }>();

  constructor(
    private readonly source: Pick<EvidenceSource, 'read'>,
    private readonly findings: Findings,
  ) {}

  /** Takes in the next hashes of a level of the tree. */
  readonly take = async (level: number, hashes: readonly Uint8Array[]): Promise<void> => {
    if (level % LEVELS !== 0) return;
    const tileLevel = level / LEVELS;
    const row = this.#rows.get(tileLevel) ?? { index: 0, hashes: [] };
    this.#rows.set(tileLevel, row);
    for (const hash of hashes) {
      row.hashes.push(hash);
      if (row.hashes.length === TILE_WIDTH) await this.#compare(tileLevel, row);
    }
  };

  /** What is left are tiles that are not full yet. */
  async end(): Promise<void> {
    for (const [level, row] of this.#rows)
      if (row.hashes.length > 0) await this.#compare(level, row);
  }

  async #compare(level: number, row: { index: number; hashes: Uint8Array[] }): Promise<void> {
    const own = row.hashes;
    const path = tilePathOf(level, { index: row.index, width: own.length });
    const stored = hashesIn(await this.source.read(path));
    row.index += 1;
    row.hashes = [];
    if (stored.length !== own.length) this.findings.add('bundle', path, ...notWhole);
    else if (!own.every((hash, at) => sameBytes(hash, stored[at] ?? hash)))
      this.findings.add(
        ...(['bundle', path] as const),
        'non sono le impronte che si ricalcolano',
        'are not the hashes that are worked out',
      );
  }
}
