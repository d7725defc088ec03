import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { query } from './statement.js';

/** Places of the log that are listed together. Few enough that a place among them takes two bytes. */
export const BLOCK = 2_048;

/** The table of `Postings`. */
export const POSTINGS_TABLE = `
  CREATE TABLE posting (
    name INTEGER NOT NULL,
    block INTEGER NOT NULL, -- position / BLOCK
    places BLOB NOT NULL, -- position % BLOCK of each fact of the block that has the name, two bytes each
    PRIMARY KEY (name, block)
  ) STRICT, WITHOUT ROWID;
`;

export const blockOf = (position: number): number => Math.floor(position / BLOCK);

/**
 * Which facts have a name, block by block. A block is written when a fact of a later one comes; until then its
 * facts are looked for among their rows. One row for all the facts of a block that have a name, where an index
 * would take one for each, is what makes the view quick to build and small.
 */
export class Postings {
  readonly #find: StatementSync;
  readonly #put: StatementSync;
  readonly #drop: StatementSync;
  readonly #any: StatementSync;

  constructor(database: DatabaseSync) {
    this.#find = database.prepare('SELECT places FROM posting WHERE name = ? AND block = ?');
    this.#put = database.prepare('INSERT OR REPLACE INTO posting VALUES (?, ?, ?)');
    this.#drop = database.prepare('DELETE FROM posting WHERE name = ? AND block = ?');
    this.#any = database.prepare('SELECT 1 FROM posting WHERE name = ? LIMIT 1');
  }

  put(name: number, block: number, places: Iterable<number>): void {
    this.#put.run(name, block, new Uint8Array(Uint16Array.from(places).sort().buffer));
  }

  /** Adds a fact to a block that is written, or takes it away from there. */
  change(name: number, position: number, isThere: boolean): void {
    const block = blockOf(position);
    const row = this.#find.get(name, block);
    const places = new Set(row === undefined ? [] : unpacked(row['places']));
    if (isThere) places.add(position % BLOCK);
    else places.delete(position % BLOCK);
    if (places.size > 0) this.put(name, block, places);
    else this.#drop.run(name, block);
  }

  has(name: number): boolean {
    return this.#any.get(name) !== undefined;
  }
}

/** The block whose facts are not listed yet. */
export const lastBlock = (database: DatabaseSync): number =>
  blockOf(Number(query(database, 'lastPosition').get()?.['position'] ?? 0));

/** The places of a row, in the order of the log. */
export const unpacked = (places: unknown): Uint16Array =>
  // The table is strict: the column is a blob.
  new Uint16Array((places as Uint8Array).slice().buffer);

/** What a fact must have: of each of these names, one. */
export type AskedNames = readonly (readonly number[])[];

/** The facts of some blocks that have what is asked: block by block, places in the order of the log. */
export function placesWith(
  database: DatabaseSync,
  asked: AskedNames,
  first: number,
  last: number,
): ReadonlyMap<number, readonly number[]> {
  const select = query(database, 'rowsOfName');
  // How many of what is asked a fact was found to have, one after the other.
  const had = new Map<number, Uint16Array>();
  for (const [step, names] of asked.entries()) {
    for (const name of names) {
      for (const row of select.all(name, first, last)) {
        const block = Number(row['block']);
        if (step === 0 && !had.has(block)) had.set(block, new Uint16Array(BLOCK));
        const counts = had.get(block);
        if (counts) for (const at of unpacked(row['places'])) if (counts[at] === step) counts[at]++;
      }
    }
  }
  return new Map(
    [...had]
      .sort(([one], [other]) => one - other)
      .map(([block, counts]) => [block, indexesOf(counts, asked.length)]),
  );
}

function indexesOf(counts: Uint16Array, count: number): readonly number[] {
  const found: number[] = [];
  for (let at = counts.indexOf(count); at >= 0; at = counts.indexOf(count, at + 1)) found.push(at);
  return found;
}
