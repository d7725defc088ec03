import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { GrowingTree } from './merkle/growing-tree.js';
import type { WholeSubtrees } from './merkle/tree.js';

/** A fact as the ledger has it. */
export interface Leaf {
  readonly index: number;
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
  /** Where it stands in the log it was read from. */
  readonly position: number;
  /** When it says it was recorded, in milliseconds since 1970 (UTC); null where it does not say. */
  readonly recordedMs: number | null;
  readonly hash: Uint8Array;
}

/** What the next fact of a stream has to follow. */
export type Tail = Pick<Leaf, 'revision' | 'recordedMs' | 'hash'>;

/** So many ends of streams are kept in memory. */
const MOST_TAILS = 10_000;

/** A checkpoint that was signed. */
export interface SignedCheckpoint {
  readonly size: number;
  /** The signed note. */
  readonly note: string;
}

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL; -- what was signed must be remembered
  PRAGMA trusted_schema = OFF;
  CREATE TABLE IF NOT EXISTS leaf (
    idx INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    recorded_ms INTEGER,
    hash BLOB NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS leaf_of_event ON leaf (event_id);
  CREATE UNIQUE INDEX IF NOT EXISTS leaf_of_revision ON leaf (stream, revision);
  CREATE TABLE IF NOT EXISTS node ( -- the whole subtrees above the leaves
    level INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (level, idx)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS checkpoint (
    size INTEGER PRIMARY KEY,
    note TEXT NOT NULL
  ) STRICT;
`;

/**
 * The ledger on disk (`ledger.db`): a leaf for each fact, the tree over them, and what was signed of it. Leaves
 * and tree can be made anew from the log; the checkpoints say what they must then come to.
 */
export class LedgerFile {
  readonly #database: DatabaseSync;
  /** The last facts of streams that something was added to of late. */
  readonly #tails = new Map<string, Tail>();
  readonly #statements = new Map<string, StatementSync>();
  #tree: GrowingTree;

  /** Opens the file, or makes it; its folder must exist. */
  constructor(file: string) {
    this.#database = new DatabaseSync(file, { timeout: 5_000 });
    try {
      this.#database.exec(schema);
      this.#tree = GrowingTree.of(this.#storedSize(), this.subtree);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Facts in the ledger. */
  get size(): number {
    return this.#tree.size;
  }

  root(): Uint8Array {
    return this.#tree.root();
  }

  /** The hash of a whole subtree. @throws RangeError where there is none */
  readonly subtree: WholeSubtrees = (level, index) => {
    const row =
      level === 0
        ? this.#get('SELECT hash FROM leaf WHERE idx = ?', index)
        : this.#get('SELECT hash FROM node WHERE level = ? AND idx = ?', level, index);
    if (row === undefined)
      throw new RangeError(`The ledger has no subtree ${index} of level ${level}`);
    return row['hash'] as Uint8Array;
  };

  /** Where the last fact of the ledger stands in the log; 0 before the first. */
  lastPosition(): number {
    const row = this.#get('SELECT position FROM leaf WHERE idx = ?', this.size - 1);
    return (row?.['position'] ?? 0) as number;
  }

  /** The last fact of a stream in the ledger. */
  tailOf(stream: string): Tail | undefined {
    const known = this.#tails.get(stream);
    if (known) return known;
    const sql = 'SELECT * FROM leaf WHERE stream = ? ORDER BY revision DESC LIMIT 1';
    return leafFrom(this.#get(sql, stream));
  }

  leafIn(stream: string, revision: number): Leaf | undefined {
    const sql = 'SELECT * FROM leaf WHERE stream = ? AND revision = ?';
    return leafFrom(this.#get(sql, stream, revision));
  }

  leafOf(eventId: string): Leaf | undefined {
    return leafFrom(this.#get('SELECT * FROM leaf WHERE event_id = ?', eventId));
  }

  leafAt(index: number): Leaf | undefined {
    return leafFrom(this.#get('SELECT * FROM leaf WHERE idx = ?', index));
  }

  /** The leaves of some facts that follow one another, from one on; fewer where the ledger ends. */
  hashes(from: number, count: number): readonly Uint8Array[] {
    const sql = 'SELECT hash FROM leaf WHERE idx >= ? AND idx < ? ORDER BY idx';
    const rows = this.#prepared(sql).all(from, from + count);
    return rows.map((row) => row['hash'] as Uint8Array);
  }

  /** Whether a fact of a stream has this id. */
  has(stream: string, eventId: string): boolean {
    // With the plus, by its id: the index of the stream would have the whole stream looked through.
    const sql = 'SELECT 1 FROM leaf WHERE event_id = ? AND +stream = ?';
    return this.#get(sql, eventId, stream) !== undefined;
  }

  /** How many facts of the ledger stand at or before a position of the log: they stand in its order. */
  sizeAt(position: number): number {
    let [from, to] = [0, this.size];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if ((this.leafAt(middle)?.position ?? Infinity) <= position) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  lastCheckpoint(): SignedCheckpoint | undefined {
    return this.#get('SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1') as
      SignedCheckpoint | undefined;
  }

  /** The first checkpoint that covers so many facts. */
  checkpointFrom(size: number): SignedCheckpoint | undefined {
    const sql = 'SELECT size, note FROM checkpoint WHERE size >= ? ORDER BY size LIMIT 1';
    return this.#get(sql, size) as SignedCheckpoint | undefined;
  }

  *checkpoints(): Generator<SignedCheckpoint> {
    const sql = 'SELECT size, note FROM checkpoint ORDER BY size';
    for (const row of this.#prepared(sql).iterate()) yield row as unknown as SignedCheckpoint;
  }

  /** All of it or nothing; the tree in memory goes back, too. */
  transaction<Result>(work: () => Result): Result {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      this.#tree = GrowingTree.of(this.#storedSize(), this.subtree);
      this.#tails.clear();
      throw error;
    }
  }

  /** Adds a fact; within a transaction. */
  push({ stream, revision, eventId, position, recordedMs, hash }: Omit<Leaf, 'index'>): void {
    const [leaf, ...above] = this.#tree.push(hash);
    this.#run(
      'INSERT INTO leaf VALUES (?, ?, ?, ?, ?, ?, ?)',
      ...[leaf?.index ?? 0, stream, revision, eventId, position, recordedMs, hash],
    );
    for (const node of above)
      this.#run('INSERT INTO node VALUES (?, ?, ?)', node.level, node.index, node.hash);
    if (this.#tails.size >= MOST_TAILS) this.#tails.clear();
    this.#tails.set(stream, { revision, recordedMs, hash });
  }

  /** Keeps a checkpoint; within a transaction. The first of a size is the one. */
  keepCheckpoint({ size, note }: SignedCheckpoint): void {
    this.#run('INSERT OR IGNORE INTO checkpoint VALUES (?, ?)', size, note);
  }

  /** Forgets leaves and tree, which are then made anew from the log; what was signed of them stays. */
  beginAnew(): void {
    this.transaction(() => {
      this.#database.exec('DELETE FROM leaf; DELETE FROM node');
    });
    this.#tails.clear();
    this.#tree = GrowingTree.empty();
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #storedSize(): number {
    return ((this.#get('SELECT max(idx) AS last FROM leaf')?.['last'] ?? -1) as number) + 1;
  }

  #get(sql: string, ...values: (string | number)[]): Record<string, unknown> | undefined {
    return this.#prepared(sql).get(...values);
  }

  #run(sql: string, ...values: (string | number | null | Uint8Array)[]): void {
    this.#prepared(sql).run(...values);
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.#database.prepare(sql)));
    return statement;
  }
}

function leafFrom(row: Record<string, unknown> | undefined): Leaf | undefined {
  if (row === undefined) return undefined;
  // The columns are those of the table, which is STRICT.
  const { idx: index, event_id: eventId, recorded_ms: recordedMs, ...rest } = row;
  return { index, eventId, recordedMs, ...rest } as unknown as Leaf;
}
