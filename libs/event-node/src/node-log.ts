import { randomUUID } from 'node:crypto';
import { holdsNotices } from '#event-store';
import type { EventRow, ExpectedRevision, Log, Position, RawEvent, SqliteLog } from '#event-store';
import { mayAppend } from './append-rules.js';
import type { Standing } from './append-rules.js';
import { isWanted } from './event-filter.js';
import type { EventFilter } from './event-filter.js';
import { nodeEvent, ownEvent, TOMBSTONE } from './node-event.js';
import type { NodeEvent, ResolvedEvent } from './node-event.js';
import type { StreamPage, Written } from './log-answers.js';
import type { Notices } from './notices.js';
import {
  beginningAt,
  DELETED_METADATA,
  describedBy,
  metadataStreamOf,
  streamMetadata,
} from './stream-metadata.js';
import type { StreamMetadata } from './stream-metadata.js';

/** Some events of the whole log in the order asked for. */
export interface AllPage {
  /** Every event that was looked at. */
  readonly considered: readonly NodeEvent[];
  /** True when there was no more at this moment. */
  readonly last: boolean;
}

const PAGE = 500;
const MAX_REMEMBERED_METADATA = 10_000;
const NO_METADATA: StreamMetadata = { deleted: false };

/**
 * The embedded log with the rules of an EventStoreDB server: its own order of checks at an append,
 * deletion that can be undone and deletion that cannot, and metadata that hide events from readers.
 */
export class NodeLog {
  readonly #log: Log;
  /** Read once per stream: a write to the stream of the metadata forgets them. */
  readonly #metadata = new Map<string, StreamMetadata>();
  readonly #notices: Notices;

  constructor(log: Log, notices: Notices) {
    this.#log = log;
    this.#notices = notices;
  }

  get bell(): Log['bell'] {
    return this.#log.bell;
  }

  get nowMs(): () => number {
    return this.#log.nowMs;
  }

  /** Writes all events or none; resolves once they are durable. @throws StoreUnavailable */
  append(
    stream: string,
    events: readonly RawEvent[],
    expected: ExpectedRevision,
  ): Promise<Written> {
    if (holdsNotices(stream)) return this.#post(stream, events, expected);
    let bytes = 0;
    for (const { data, metadata } of events) bytes += data.byteLength + metadata.byteLength;
    return this.#write((log) => this.#append(log, stream, events, expected), bytes);
  }

  /** Says on a board what is no event of the log. */
  async #post(...[stream, events, expected]: Parameters<NodeLog['append']>): Promise<Written> {
    await Promise.resolve();
    return this.#notices.append(stream, events, expected, this.end(), this.#log.nowMs());
  }

  /** Hides what the stream holds until somebody writes to it again. @throws StoreUnavailable */
  delete(stream: string, expected: ExpectedRevision): Promise<Written> {
    return this.#write((log) => {
      const standing = this.#standing(log, stream);
      const refused = this.#refusal(log, stream, standing, expected);
      if (refused !== undefined) return refused;
      if (standing.current === -1 && !standing.hasMetadata) return { kind: 'wrong', current: -1 };
      return this.#setMetadata(log, stream, DELETED_METADATA);
    });
  }

  /** Ends the stream for ever. @throws StoreUnavailable */
  tombstone(stream: string, expected: ExpectedRevision): Promise<Written> {
    return this.#write((log) => {
      const standing = this.#standing(log, stream);
      const refused = this.#refusal(log, stream, standing, expected);
      if (refused !== undefined) return refused;
      const event = ownEvent('$streamDeleted', '');
      const position = log.record(stream, [event], TOMBSTONE);
      return { kind: 'written', revision: TOMBSTONE, position };
    });
  }

  /**
   * A page of a stream, without what its metadata hide.
   * @param from first revision, inclusive both ways; undefined: the end, when reading backward
   */
  streamPage(stream: string, from: number | undefined, forward: boolean, limit = PAGE): StreamPage {
    if (holdsNotices(stream)) return this.#notices.page(stream, from, forward, limit);
    return this.#log.commits.read((log) => {
      const standing = this.#standing(log, stream);
      if (standing.current === TOMBSTONE) return { kind: 'deleted' };
      if (standing.current === -1 || standing.deleted) return { kind: 'none' };
      const first = this.#firstVisible(log, stream, standing.current);
      const start = forward ? Math.max(from ?? 0, first) : (from ?? standing.current);
      const { rows, last } = log.streamPage(stream, start, forward, Math.min(limit, PAGE));
      const oldestMs = this.#oldestVisibleMs(log, stream);
      const events = rows
        .filter((row) => row[2] >= first && row[5] >= oldestMs)
        .map((row) => nodeEvent(log, row));
      const end = rows.at(-1)?.[2];
      const range = [first, standing.current] as const;
      if (forward) {
        const next = end === undefined ? Math.max(start, standing.current + 1) : end + 1;
        return { kind: 'page', events, next, last, range };
      }
      const begun = last || (end ?? 0) <= first;
      return { kind: 'page', events, next: (end ?? 0) - 1, last: begun, range };
    });
  }

  /** The event that ended a stream for ever, if it has ended. */
  tombstoneOf(stream: string): NodeEvent | undefined {
    return this.#log.commits.read((log) => {
      const [row] = log.streamPage(stream, TOMBSTONE, true, 1).rows;
      return row && nodeEvent(log, row);
    });
  }

  /** Last revision of a stream, whatever its metadata hide; -1 if it has no events. */
  lastRevision(stream: string): number {
    if (holdsNotices(stream)) return this.#notices.lastRevision(stream);
    return this.#log.commits.read((log) => lastRevision(log, stream));
  }

  /** Every event of the log strictly beyond a position, hidden or not: the server hides none there. */
  allPage(after: Position, forward: boolean, limit = PAGE): AllPage {
    return this.#log.commits.read((log) => {
      const { rows, last } = log.everyPage(after, forward, Math.min(limit, PAGE));
      return { considered: rows.map((row) => nodeEvent(log, row)), last };
    });
  }

  /** Position of the last event of the log, 0 if there is none. */
  end(): Position {
    return this.#log.commits.read((log) => log.end());
  }

  /** Follows a link to the event it names; any other event is itself. */
  resolved(event: NodeEvent): ResolvedEvent {
    if (event.type !== '$>') return { event };
    const [, revision, stream] =
      /^(\d+)@(.+)$/su.exec(Buffer.from(event.data).toString('utf8')) ?? [];
    if (revision === undefined || stream === undefined) return { event };
    const target = this.eventAt(stream, Number(revision));
    return target === undefined ? { link: event } : { event: target, link: event };
  }

  /** The event of a stream at a revision, unless it is hidden. */
  eventAt(stream: string, revision: number): NodeEvent | undefined {
    const page = this.streamPage(stream, revision, true, 1);
    const [event] = page.kind === 'page' ? page.events : [];
    return event?.revision === revision ? event : undefined;
  }

  /** The last event of a stream that is not hidden. */
  lastEvent(stream: string): NodeEvent | undefined {
    const page = this.streamPage(stream, undefined, false, 1);
    return page.kind === 'page' ? page.events[0] : undefined;
  }

  /** The metadata of a stream as its last `$metadata` event says. */
  metadataOf(stream: string): StreamMetadata {
    return this.#log.commits.read((log) => this.#metadataOf(log, stream));
  }

  async close(): Promise<void> {
    this.#log.commits.close();
    this.#notices.close();
    this.#log.bell.silence();
    await Promise.resolve();
  }

  #write(write: (log: SqliteLog) => Written, bytes = 0): Promise<Written> {
    // A failed transaction takes back what was written: what we remember may then be too new.
    return this.#log.commits.write(write, bytes).catch((error: unknown) => {
      this.#metadata.clear();
      throw error;
    });
  }

  #append(
    log: SqliteLog,
    stream: string,
    events: readonly RawEvent[],
    expected: ExpectedRevision,
  ): Written {
    const standing = this.#standing(log, stream);
    const verdict = mayAppend(
      standing,
      expected,
      events.map(({ id }) => id),
      recorded(log, stream),
    );
    if (verdict.kind === 'wrong') return { kind: 'wrong', current: standing.current };
    if (verdict.kind === 'deleted') return verdict;
    if (verdict.kind === 'repeated')
      return { kind: 'written', revision: verdict.revision, position: verdict.position };
    const { current } = standing;
    if (events.length === 0)
      return { kind: 'written', revision: current, position: positionOf(log, stream, current) };
    const described = describedBy(stream);
    const undeletes = described !== undefined && this.#metadataOf(log, described).deleted;
    const position = log.record(stream, events, current + 1);
    if (described !== undefined) this.#metadata.delete(described);
    if (standing.deleted) this.#undelete(log, stream, current + 1);
    if (undeletes) this.#undelete(log, described, log.lastRevision(described) + 1);
    return { kind: 'written', revision: current + events.length, position };
  }

  /** Writing to a deleted stream brings it back, beginning with what is written now. */
  #undelete(log: SqliteLog, stream: string, revision: number): void {
    const last = lastEvent(log, metadataStreamOf(stream));
    this.#setMetadata(log, stream, beginningAt(last?.data, revision));
  }

  #setMetadata(log: SqliteLog, stream: string, metadata: string): Written {
    const name = metadataStreamOf(stream);
    const revision = log.lastRevision(name) + 1;
    const position = log.record(name, [ownEvent('$metadata', metadata)], revision);
    this.#metadata.delete(stream);
    return { kind: 'written', revision, position };
  }

  #standing(log: SqliteLog, stream: string): Standing {
    return {
      current: lastRevision(log, stream),
      deleted: this.#metadataOf(log, stream).deleted,
      hasMetadata: log.lastRevision(metadataStreamOf(stream)) >= 0,
    };
  }

  #refusal(
    log: SqliteLog,
    stream: string,
    standing: Standing,
    expected: ExpectedRevision,
  ): Written | undefined {
    const verdict = mayAppend(standing, expected, [randomUUID()], recorded(log, stream));
    if (verdict.kind === 'deleted') return verdict;
    return verdict.kind === 'write' ? undefined : { kind: 'wrong', current: standing.current };
  }

  #firstVisible(log: SqliteLog, stream: string, current: number): number {
    const { maxCount, truncateBefore = 0 } = this.#metadataOf(log, stream);
    return Math.max(0, truncateBefore, maxCount === undefined ? 0 : current - maxCount + 1);
  }

  #oldestVisibleMs(log: SqliteLog, stream: string): number {
    const { maxAgeMs } = this.#metadataOf(log, stream);
    return maxAgeMs === undefined ? -Infinity : this.#log.nowMs() - maxAgeMs;
  }

  #metadataOf(log: SqliteLog, stream: string): StreamMetadata {
    // Of the streams that hold metadata only the last event counts.
    if (stream.startsWith('$$')) return { maxCount: 1, deleted: false };
    const known = this.#metadata.get(stream);
    if (known !== undefined) return known;
    const event = lastEvent(log, metadataStreamOf(stream));
    const metadata = event === undefined ? NO_METADATA : streamMetadata(event.data);
    if (this.#metadata.size >= MAX_REMEMBERED_METADATA) this.#metadata.clear();
    this.#metadata.set(stream, metadata);
    return metadata;
  }
}

/** What a filter wants of the events that were looked at. */
export function wanted(
  events: readonly NodeEvent[],
  filter: EventFilter | undefined,
): readonly NodeEvent[] {
  return events.filter((event) => isWanted(event, filter));
}

function recorded(log: SqliteLog, stream: string) {
  const rowAt = (revision: number): EventRow | undefined => {
    const [row] = log.streamPage(stream, revision, true, 1).rows;
    return row?.[2] === revision ? row : undefined;
  };
  return {
    place: (id: string) => log.whereIs(stream, id)[0],
    at: (revision: number): readonly [string, Position] | undefined => {
      const row = rowAt(revision);
      return row && [row[3], row[0]];
    },
  };
}

/** What describes a stream that has ended for ever has ended with it. */
function lastRevision(log: SqliteLog, stream: string): number {
  const described = describedBy(stream);
  const ended = described !== undefined && log.lastRevision(described) === TOMBSTONE;
  return ended ? TOMBSTONE : log.lastRevision(stream);
}

function lastEvent(log: SqliteLog, stream: string): NodeEvent | undefined {
  const revision = log.lastRevision(stream);
  const [row] = revision < 0 ? [] : log.streamPage(stream, revision, true, 1).rows;
  return row && nodeEvent(log, row);
}

function positionOf(log: SqliteLog, stream: string, revision: number): Position {
  const [row] = revision < 0 ? [] : log.streamPage(stream, revision, true, 1).rows;
  return row?.[0] ?? 0;
}
