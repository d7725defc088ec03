import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { categoryOf, START, WrongExpectedRevision } from './event-store.js';
import type { Appended, LogFilter, Position, RecordedEvent } from './event-store.js';
import { markAtRest, markInUse } from './log-header.js';
import type { PreparedAppend, PreparedEvent } from './prepared-append.js';
import { mayHoldFacts } from './notices.js';
import { authorize, prepareDatabase, WRITE_AHEAD_BYTES } from './sqlite.schema.js';
import { WriteAheadRoom } from './sqlite.write-ahead.js';
import { jsonObject, stored } from './stored-bytes.js';
import type { StoredBytes } from './stored-bytes.js';

/** The columns of an event as they are selected, in this order. */
export type EventRow = readonly [
  position: number,
  streamId: number,
  revision: number,
  id: string,
  kindId: number,
  createdMs: number,
  data: StoredBytes,
  metadata: StoredBytes,
  json: 0 | 1,
];
const COLUMNS = 'position, stream_id, revision, id, kind_id, created_ms, data, metadata, json';

/** An event of any program, whose bytes are kept as they are. */
export interface RawEvent {
  readonly id: string;
  readonly type: string;
  /** Whether its writer says that the data are JSON. Nobody checks. */
  readonly json: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** Some events in the order asked for, and whether there were no more at this moment. */
export interface Page {
  readonly rows: readonly EventRow[];
  readonly last: boolean;
}

/** A page of the whole log, and how far it looked. */
export interface LogPage extends Page {
  /** Every event up to here (down to here, backward) has been considered. */
  readonly considered: Position;
}

/** Where a stream ends. Kept in memory and moved on by every append. */
interface Tail {
  readonly streamId: number;
  revision: number;
}

interface Kind {
  readonly id: number;
  readonly category: string;
  readonly type: string;
}

const MAX_TAILS = 10_000;
const MAX_STREAM_NAMES = 100_000;
/** A page of large events ends before it holds many more characters than this. */
const MAX_PAGE_CHARACTERS = 4_194_304;
/** Beyond so many kinds, walking the index of each costs more than looking at every event. */
const MAX_KINDS_BY_INDEX = 64;
/** Beginning to walk the index of one kind costs as much as looking at about so many events. */
const EVENTS_PER_KIND = 4;

/**
 * One connection to the log: what SQLite does for us, synchronously. After a failed write it must be
 * closed and opened anew, since the kernel may have dropped what could not be written.
 */
export class SqliteLog {
  readonly database: DatabaseSync;
  readonly #room: WriteAheadRoom;
  readonly #begin: StatementSync;
  readonly #beginRead: StatementSync;
  readonly #commit: StatementSync;
  readonly #savepoint: StatementSync;
  readonly #rollbackToSavepoint: StatementSync;
  readonly #releaseSavepoint: StatementSync;
  readonly #dataVersion: StatementSync;
  readonly #insertStream: StatementSync;
  readonly #insertKind: StatementSync;
  readonly #insertEvent: StatementSync;
  readonly #insertRawEvent: StatementSync;
  readonly #streamId: StatementSync;
  readonly #streamName: StatementSync;
  readonly #lastRevision: StatementSync;
  readonly #eventById: StatementSync;
  readonly #end: StatementSync;
  readonly #lastCreated: StatementSync;
  readonly #newKinds: StatementSync;
  readonly #statements = new Map<string, StatementSync>();

  readonly #tails = new Map<string, Tail>();
  readonly #streamNames = new Map<number, string>();
  readonly #kinds: Kind[] = [];
  readonly #kindIds = new Map<string, number>();
  #lastDataVersion = -1;
  #lastCreatedMs = 0;
  #moved = false;

  /** @param mode 'open' wants the file to be there already: a lost log must not come back empty. */
  constructor(file: string, mode: 'create' | 'open') {
    const address = pathToFileURL(file);
    address.searchParams.set('mode', mode === 'create' ? 'rwc' : 'rw');
    this.database = new DatabaseSync(address, { timeout: 5_000, defensive: true });
    try {
      prepareDatabase(this.database);
    } catch (error) {
      this.database.close();
      throw error;
    }
    this.#begin = this.#prepare('BEGIN IMMEDIATE');
    this.#beginRead = this.#prepare('BEGIN');
    this.#commit = this.#prepare('COMMIT');
    this.#savepoint = this.#prepare('SAVEPOINT append');
    this.#rollbackToSavepoint = this.#prepare('ROLLBACK TO append');
    this.#releaseSavepoint = this.#prepare('RELEASE append');
    this.#dataVersion = this.#prepare('PRAGMA data_version');
    this.#insertStream = this.#prepare('INSERT INTO stream (name) VALUES (?)');
    this.#insertKind = this.#prepare('INSERT INTO kind (category, type) VALUES (?, ?)');
    this.#insertEvent = this.#prepare(
      `INSERT INTO event (stream_id, revision, id, kind_id, created_ms, data, metadata)
       VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (stream_id, id, again) DO NOTHING`,
    );
    this.#insertRawEvent = this.#prepare(
      `INSERT INTO event
         (stream_id, revision, id, kind_id, created_ms, data, metadata, json, again)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,
         (SELECT count(*) FROM event WHERE stream_id = ?1 AND id = ?3))`,
    );
    this.#streamId = this.#prepare('SELECT id FROM stream WHERE name = ?');
    this.#streamName = this.#prepare('SELECT name FROM stream WHERE id = ?');
    this.#lastRevision = this.#prepare('SELECT max(revision) FROM event WHERE stream_id = ?');
    this.#eventById = this.#prepare(`SELECT ${COLUMNS} FROM event WHERE stream_id = ? AND id = ?`);
    this.#end = this.#prepare('SELECT max(position) FROM event');
    this.#lastCreated = this.#prepare(
      'SELECT created_ms FROM event ORDER BY position DESC LIMIT 1',
    );
    this.#newKinds = this.#prepare('SELECT id, category, type FROM kind WHERE id > ? ORDER BY id');
    markInUse(this.database);
    this.#room = new WriteAheadRoom(`${file}-wal`, WRITE_AHEAD_BYTES);
    this.database.setAuthorizer(authorize);
  }

  /**
   * Runs `write` in one transaction, durable when this returns. If it throws, close this log.
   * @returns whether events were appended
   */
  transaction(nowMs: number, write: () => void): boolean {
    this.#begin.run();
    this.#room.renew();
    this.#lookForOtherWriters();
    this.#lastCreatedMs = Math.max(nowMs, this.#lastCreatedMs);
    this.#moved = false;
    write();
    this.#commit.run();
    return this.#moved;
  }

  /** Closing rolls back whatever was not committed. */
  close(): void {
    this.#room.close();
    this.database.close();
  }

  /** Closes a log that has not failed: from now on its one file is all of it. */
  rest(): void {
    this.database.setAuthorizer(null);
    markAtRest(this.database);
    this.close();
  }

  /**
   * Appends within the transaction under way, all or nothing.
   * @throws WrongExpectedRevision, after which the transaction may go on.
   */
  append(append: PreparedAppend): Appended {
    const { stream, events, expected } = append;
    const tail = this.#tail(stream);
    const current = tail?.revision ?? -1;
    const wrong = () =>
      new WrongExpectedRevision(stream, expected, current === -1 ? 'none' : current);

    const believed = typeof expected === 'number' ? expected : expected === 'none' ? -1 : current;
    if (believed > current || (expected === 'exists' && current === -1)) throw wrong();
    if (events.length === 0) {
      if (believed < current) throw wrong();
      return { revision: current, position: this.#positionOf(tail, current), repeated: false };
    }
    if (tail !== undefined && believed < current) {
      const repeated = this.#recordedAfter(tail, believed, events);
      if (repeated === undefined) throw wrong();
      return repeated;
    }
    const written = this.#write(append, tail);
    if (written !== undefined) return written;
    const repeated = tail && this.#recordedAnywhere(tail, events);
    if (repeated === undefined) throw wrong();
    return repeated;
  }

  /**
   * Writes events as they are, within the transaction under way, without any rule: also an id that is
   * already in the stream. Whoever calls has decided that they may be there.
   * @param revision of the first of them: beyond the last of the stream
   * @returns position of the last of them, or START
   */
  record(stream: string, events: readonly RawEvent[], revision: number): Position {
    const category = categoryOf(stream);
    const tail = this.#tail(stream) ?? this.#begins(stream);
    let position = START;
    for (const { id, type, json, data, metadata } of events) {
      const { lastInsertRowid } = this.#insertRawEvent.run(
        tail.streamId,
        revision,
        id,
        this.#kindId(category, type),
        this.#lastCreatedMs,
        json ? stored(data) : data,
        stored(metadata),
        json ? 1 : 0,
      );
      position = Number(lastInsertRowid);
      tail.revision = revision++;
    }
    this.#moved ||= events.length > 0;
    return position;
  }

  /** The last revision of a stream; -1 if it is not there. */
  lastRevision(stream: string): number {
    return this.#tail(stream)?.revision ?? -1;
  }

  /** The revisions and positions at which an id is in a stream, in order. */
  whereIs(
    stream: string,
    id: string,
  ): readonly (readonly [revision: number, position: Position])[] {
    const tail = this.#tail(stream);
    if (tail === undefined) return [];
    // `again` counts in the order of revisions; by revision SQLite would walk the whole stream.
    const sql =
      'SELECT revision, position FROM event WHERE stream_id = ? AND id = ? ORDER BY again';
    return this.statement(sql).all(tail.streamId, id) as unknown as [number, number][];
  }

  /** Name of the stream of a row. */
  streamName([, streamId]: EventRow): string {
    return this.#streamNames.get(streamId) ?? this.#readStreamName(streamId);
  }

  /** Type of the event of a row. */
  eventType([, , , , kindId]: EventRow): string {
    return (this.#kinds[kindId] ?? this.#readKind(kindId)).type;
  }

  /** Reads several things in one transaction, so that they are of one moment and cost one opening. */
  atOneSight<Result>(read: () => Result): Result {
    this.#beginRead.run();
    try {
      return read();
    } finally {
      this.#commit.run();
    }
  }

  /** The event with this id in this stream, if any. */
  find(stream: string, eventId: string): RecordedEvent | undefined {
    const tail = this.#tail(stream);
    const row = tail && (this.#eventById.get(tail.streamId, eventId) as EventRow | undefined);
    return row && this.event(row);
  }

  /** Position of the last event, or START. */
  end(): Position {
    return (this.#end.get() as unknown as [number | null])[0] ?? START;
  }

  /** At most `limit` events of a stream, beginning with revision `from`. */
  streamPage(stream: string, from: number, forward: boolean, limit: number): Page {
    const tail = this.#tail(stream);
    if (tail === undefined) return { rows: [], last: true };
    const statement = this.statement(
      `SELECT ${COLUMNS} FROM event WHERE stream_id = ?
       AND revision ${forward ? '>=' : '<='} ? ORDER BY revision ${forward ? '' : 'DESC'} LIMIT ?`,
    );
    return page(statement, [tail.streamId, from, limit], limit);
  }

  /** At most `limit` wanted events of the whole log, strictly beyond `after`. */
  logPage(
    after: Position,
    forward: boolean,
    limit: number,
    filter: LogFilter | undefined,
  ): LogPage {
    const kinds = this.#wanted(filter);
    const select = `SELECT ${COLUMNS} FROM event WHERE position ${forward ? '>' : '<'} ?1`;
    const order = `ORDER BY position ${forward ? '' : 'DESC'} LIMIT ?2`;
    let result: Page;
    if (kinds === undefined) {
      result = page(this.statement(`${select} ${order}`), [after, limit], limit);
    } else if (kinds.length === 0) {
      result = { rows: [], last: true };
    } else if (kinds.length <= MAX_KINDS_BY_INDEX && !this.#isNearTheEnd(after, forward, kinds)) {
      // Each arm walks the index of one kind and SQLite merges them: only wanted events are touched.
      const arms = kinds.map((_, index) => `${select} AND kind_id = ?${index + 3}`);
      const statement = this.statement(`${arms.join(' UNION ALL ')} ${order}`);
      result = page(statement, [after, limit, ...kinds], limit);
    } else {
      const wanted = '+kind_id IN (SELECT value FROM json_each(?3))';
      const statement = this.statement(`${select} AND ${wanted} ${order}`);
      result = page(statement, [after, limit, JSON.stringify(kinds)], limit);
    }
    return { ...result, considered: this.#considered(result, after, forward) };
  }

  /** At most `limit` events of the whole log, those of the system too, strictly beyond `after`. */
  everyPage(after: Position, forward: boolean, limit: number): Page {
    const statement = this.statement(
      `SELECT ${COLUMNS} FROM event WHERE position ${forward ? '>' : '<'} ?
       ORDER BY position ${forward ? '' : 'DESC'} LIMIT ?`,
    );
    return page(statement, [after, limit], limit);
  }

  /** Whether so little is left, as for whoever follows the log, that it is quicker to look at all of it. */
  #isNearTheEnd(after: Position, forward: boolean, kinds: readonly number[]): boolean {
    return forward && this.end() - after <= kinds.length * EVENTS_PER_KIND;
  }

  /** The event at a position, if there is one. */
  at(position: Position): EventRow | undefined {
    const statement = this.statement(`SELECT ${COLUMNS} FROM event WHERE position = ?`);
    return statement.get(position) as EventRow | undefined;
  }

  /** A statement, prepared once. Its rows are arrays. */
  statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** The event of a row. Parsing it is most of the cost of reading, so it is done as late as possible. */
  event(row: EventRow): RecordedEvent {
    const [position, , revision, id, , createdMs, data, metadata] = row;
    return {
      position,
      stream: this.streamName(row),
      revision,
      id,
      type: this.eventType(row),
      data: jsonObject(data),
      metadata: jsonObject(metadata),
      createdMs,
    };
  }

  /** Writes the events at the end of the stream; undefined if one of the ids is already in it. */
  #write({ stream, events }: PreparedAppend, known: Tail | undefined): Appended | undefined {
    const category = categoryOf(stream);
    const tail = known ?? this.#begins(stream);
    const several = events.length > 1;
    if (several) {
      // Kinds come first: we remember them, and going back to the savepoint would take them away.
      for (const event of events) this.#kindId(category, event.type);
      this.#savepoint.run();
    }
    let position = START;
    for (const [index, event] of events.entries()) {
      const { changes, lastInsertRowid } = this.#insertEvent.run(
        tail.streamId,
        tail.revision + 1 + index,
        event.id,
        this.#kindId(category, event.type),
        this.#lastCreatedMs,
        event.data,
        event.metadata,
      );
      if (changes === 0) {
        if (several) {
          this.#rollbackToSavepoint.run();
          this.#releaseSavepoint.run();
        }
        return undefined;
      }
      position = Number(lastInsertRowid);
    }
    if (several) this.#releaseSavepoint.run();
    tail.revision += events.length;
    this.#moved = true;
    return { revision: tail.revision, position, repeated: false };
  }

  /** The answer to a repeated append: its ids are those recorded just after the revision. */
  #recordedAfter(
    tail: Tail,
    revision: number,
    events: readonly PreparedEvent[],
  ): Appended | undefined {
    let position = START;
    for (const [index, event] of events.entries()) {
      const row = this.#eventById.get(tail.streamId, event.id) as EventRow | undefined;
      if (row?.[2] !== revision + 1 + index) return undefined;
      position = row[0];
    }
    return { revision: revision + events.length, position, repeated: true };
  }

  /** The answer to a repeated append: all its ids are somewhere in the stream. */
  #recordedAnywhere(tail: Tail, events: readonly PreparedEvent[]): Appended | undefined {
    let last: EventRow | undefined;
    for (const event of events) {
      last = this.#eventById.get(tail.streamId, event.id) as EventRow | undefined;
      if (last === undefined) return undefined;
    }
    return last && { revision: last[2], position: last[0], repeated: true };
  }

  #positionOf(tail: Tail | undefined, revision: number): Position {
    if (tail === undefined) return START;
    const statement = this.statement(
      'SELECT position FROM event WHERE stream_id = ? AND revision = ?',
    );
    return (statement.get(tail.streamId, revision) as unknown as [number])[0];
  }

  #tail(stream: string): Tail | undefined {
    let tail = this.#tails.get(stream);
    if (tail === undefined) {
      const found = this.#streamId.get(stream) as [number] | undefined;
      if (found === undefined) return undefined;
      const last = this.#lastRevision.get(found[0]) as unknown as [number | null];
      tail = { streamId: found[0], revision: last[0] ?? -1 };
    } else {
      this.#tails.delete(stream);
    }
    // A map keeps the order of insertion, so its first is the least recently used.
    this.#tails.set(stream, tail);
    if (this.#tails.size > MAX_TAILS) {
      const [oldest] = this.#tails.keys();
      if (oldest !== undefined) this.#tails.delete(oldest);
    }
    return tail;
  }

  #begins(stream: string): Tail {
    const tail = { streamId: Number(this.#insertStream.run(stream).lastInsertRowid), revision: -1 };
    this.#tails.set(stream, tail);
    return tail;
  }

  /** Another process may have written: what we remember of the ends of streams no longer holds. */
  #lookForOtherWriters(): void {
    const [dataVersion] = this.#dataVersion.get() as unknown as [number];
    if (dataVersion === this.#lastDataVersion) return;
    this.#lastDataVersion = dataVersion;
    this.#tails.clear();
    const lastCreated = this.#lastCreated.get() as [number] | undefined;
    this.#lastCreatedMs = lastCreated?.[0] ?? 0;
  }

  #readStreamName(streamId: number): string {
    const [name] = this.#streamName.get(streamId) as unknown as [string];
    if (this.#streamNames.size >= MAX_STREAM_NAMES) this.#streamNames.clear();
    this.#streamNames.set(streamId, name);
    return name;
  }

  #kindId(category: string, type: string): number {
    const key = kindKey(category, type);
    const known = this.#kindIds.get(key);
    if (known !== undefined) return known;
    this.#readNewKinds();
    return (
      this.#kindIds.get(key) ??
      this.#keepKind({
        id: Number(this.#insertKind.run(category, type).lastInsertRowid),
        category,
        type,
      }).id
    );
  }

  #readKind(id: number): Kind {
    this.#readNewKinds();
    const kind = this.#kinds[id];
    if (kind === undefined) throw new Error(`The log has no kind ${id}`);
    return kind;
  }

  #readNewKinds(): void {
    const rows = this.#newKinds.all(this.#kinds.length - 1);
    for (const [id, category, type] of rows as unknown as [number, string, string][])
      this.#keepKind({ id, category, type });
  }

  #keepKind(kind: Kind): Kind {
    this.#kinds[kind.id] = kind;
    this.#kindIds.set(kindKey(kind.category, kind.type), kind.id);
    return kind;
  }

  /** The kinds a filter wants; undefined when it wants all there are. System streams are nobody's wish. */
  #wanted(filter: LogFilter | undefined): readonly number[] | undefined {
    const { categories, types } = filter ?? {};
    this.#readNewKinds();
    const all = categories === undefined && types === undefined;
    if (all && !this.#kinds.some(isOfTheSystem)) return undefined;
    return this.#kinds
      .filter(
        (kind) =>
          (categories?.includes(kind.category) ?? !isOfTheSystem(kind)) &&
          (types?.includes(kind.type) ?? true),
      )
      .map((kind) => kind.id);
  }

  #considered({ rows, last }: Page, after: Position, forward: boolean): Position {
    if (last) return forward ? Math.max(after, this.end()) : START;
    return rows.at(-1)?.[0] ?? after;
  }

  /** Rows come as arrays, which cost less to make than objects. */
  #prepare(sql: string): StatementSync {
    const statement = this.database.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  }
}

function page(statement: StatementSync, parameters: SQLInputValue[], limit: number): Page {
  const rows: EventRow[] = [];
  let characters = 0;
  for (const row of statement.iterate(...parameters) as Iterable<unknown> as Iterable<EventRow>) {
    rows.push(row);
    characters += row[6].length + row[7].length;
    if (characters > MAX_PAGE_CHARACTERS) return { rows, last: false };
  }
  return { rows, last: rows.length < limit };
}

/** What the store keeps for itself: metadata, checkpoints, settings. */
function isOfTheSystem({ category }: Kind): boolean {
  return !mayHoldFacts(category);
}

function kindKey(category: string, type: string): string {
  return `${category}-${type}`; // a category holds no hyphen
}
