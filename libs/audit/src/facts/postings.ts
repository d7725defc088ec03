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
export function unpacked(places: unknown): Uint16Array {
  // The table is strict: the column is a blob, of which SQLite gives a copy of its own.
  const { buffer, byteOffset, byteLength } = places as Uint8Array;
  return new Uint16Array(buffer, byteOffset, byteLength / 2);
}

/** What a fact must have: of each of these names, one. */
export type AskedNames = readonly (readonly number[])[];

/** The facts of some blocks that have all that is asked: block by block, places in the order of the log. */
export function placesWith(
  database: DatabaseSync,
  asked: AskedNames,
  first: number,
  last: number,
): readonly (readonly [block: number, places: readonly number[]])[] {
  const rowsOfName = query(database, 'rowsOfName');
  const lists = asked.map((names) =>
    Map.groupBy(
      names.flatMap((name) => rowsOfName.all(name, first, last)),
      (row) => Number(row['block']),
    ),
  );
  // At each place the number of the step in which a fact was last found there to have what is asked.
  const steps = new Uint32Array(BLOCK);
  let step = 0;
  return [...(lists[0]?.keys() ?? [])]
    .filter((block) => lists.every((list) => list.has(block)))
    .sort((one, other) => one - other)
    .map((block) => {
      let places: number[] = [];
      for (const [index, list] of lists.entries()) {
        const before = step++;
        places = [];
        for (const row of list.get(block) ?? []) {
          for (const at of unpacked(row['places'])) {
            if (index === 0 ? steps[at] === step : steps[at] !== before) continue;
            steps[at] = step;
            places.push(at);
          }
        }
      }
      return [block, places.sort((one, other) => one - other)];
    });
}
