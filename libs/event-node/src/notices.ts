import { DatabaseSync, type StatementSync } from 'node:sqlite';
import {
  StoreUnavailable,
  type ExpectedRevision,
  type Position,
  type RawEvent,
} from '#event-store';
import { mayAppend } from './append-rules.js';
import type { StreamPage, Written } from './log-answers.js';
import type { NodeEvent } from './node-event.js';

/** Of each board the last so many are kept. */
const KEPT = 8;

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS notice (
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    json INTEGER NOT NULL,
    data BLOB NOT NULL,
    metadata BLOB NOT NULL,
    position INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (stream, revision)
  ) STRICT, WITHOUT ROWID;
`;

type Row = Omit<NodeEvent, 'json'> & { readonly json: 0 | 1 };

/**
 * The boards on which the processes that work on the log leave each other word, many times a minute. They are
 * in a file of their own, where the old ones go: the log, from which nothing is ever taken, does not grow by
 * them.
 */
export class Notices {
  readonly #database: DatabaseSync;
  readonly #select: StatementSync;
  readonly #insert: StatementSync;
  readonly #forget: StatementSync;

  /** @param file made if it is not there. @throws if it cannot be opened */
  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec(SCHEMA);
    this.#select = this.#database.prepare(`
      SELECT stream, revision, id, type, json, data, metadata, position, created_ms AS createdMs
      FROM notice WHERE stream = ? ORDER BY revision`);
    this.#insert = this.#database.prepare(`
      INSERT INTO notice (stream, revision, id, type, json, data, metadata, position, created_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    this.#forget = this.#database.prepare('DELETE FROM notice WHERE stream = ? AND revision <= ?');
  }

  /**
   * @param position of the last event of the log, which a notice does not move
   * @throws StoreUnavailable
   */
  append(
    stream: string,
    events: readonly RawEvent[],
    expected: ExpectedRevision,
    position: Position,
    nowMs: number,
  ): Written {
    const kept = this.#kept(stream);
    const current = kept.at(-1)?.revision ?? -1;
    const verdict = mayAppend(
      { current, deleted: false, hasMetadata: false },
      ...([expected, events.map(({ id }) => id), recorded(kept)] as const),
    );
    if (verdict.kind === 'repeated') return { ...verdict, kind: 'written' };
    if (verdict.kind !== 'write') return { kind: 'wrong', current };
    this.#write(() => {
      for (const [index, { id, type, json, data, metadata }] of events.entries()) {
        const revision = current + 1 + index;
        const bytes = [data, metadata];
        this.#insert.run(stream, revision, id, type, json ? 1 : 0, ...bytes, position, nowMs);
      }
      this.#forget.run(stream, current + events.length - KEPT);
    });
    return { kind: 'written', revision: current + events.length, position };
  }

  /** As `NodeLog.streamPage`. */
  page(stream: string, from: number | undefined, forward: boolean, limit: number): StreamPage {
    const kept = this.#kept(stream);
    const [first, last] = [kept[0]?.revision, kept.at(-1)?.revision];
    if (first === undefined || last === undefined) return { kind: 'none' };
    const start = from ?? (forward ? 0 : last);
    const wanted = forward
      ? kept.filter(({ revision }) => revision >= start)
      : kept.filter(({ revision }) => revision <= start).toReversed();
    const events = wanted.slice(0, limit);
    const end = events.at(-1)?.revision;
    const next = forward ? (end ?? last) + 1 : (end ?? 0) - 1;
    return {
      ...({ kind: 'page', events, next, range: [first, last] } as const),
      last: events.length === wanted.length,
    };
  }

  lastRevision(stream: string): number {
    return this.#kept(stream).at(-1)?.revision ?? -1;
  }

  close(): void {
    this.#database.close();
  }

  #kept(stream: string): readonly NodeEvent[] {
    // The columns are the fields of a NodeEvent.
    const rows = this.#select.all(stream) as unknown as readonly Row[];
    return rows.map((row) => ({ ...row, json: row.json === 1 }));
  }

  #write(write: () => void): void {
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      write();
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw new StoreUnavailable('The notices cannot be kept', { cause: error });
    }
  }
}

function recorded(kept: readonly NodeEvent[]) {
  return {
    place: (id: string): readonly [number, Position] | undefined => {
      const found = kept.find((event) => event.id === id);
      return found && [found.revision, found.position];
    },
    at: (revision: number): readonly [string, Position] | undefined => {
      const found = kept.find((event) => event.revision === revision);
      return found && [found.id, found.position];
    },
  };
}
