import { categoryOf, type LogFilter, type Position, type RecordedEvent } from './event-store.js';
import { mayHoldFacts } from './notices.js';
import type { EventRow, SqliteLog } from './sqlite.log.js';

/** What is kept at most: whoever is further behind reads the log itself. */
const MAX_EVENTS = 512;
const MAX_CHARACTERS = 4_000_000;

/** What somebody who follows the log sees next. */
export interface RecentPage {
  readonly events: readonly RecordedEvent[];
  /** Up to where the log was looked at. */
  readonly considered: Position;
  readonly end: Position;
}

interface Kept {
  readonly row: EventRow;
  readonly category: string;
  readonly type: string;
  /** Parsed when somebody wants it: what nobody wants need not be JSON. */
  event?: RecordedEvent;
}

/**
 * The last events of the log, read and parsed once for all who follow it: a dozen views each want nearly every
 * new fact, and each in its own turn.
 */
export class RecentEvents {
  /** Every event after `#after` and up to `#end`, in order. */
  #kept: Kept[] = [];
  #after: Position | undefined;
  #end: Position = 0;
  #characters = 0;

  /**
   * The next wanted events after a position; undefined where that is further back than what is kept.
   * @param limit of events in the answer
   */
  page(
    log: SqliteLog,
    after: Position,
    limit: number,
    filter: LogFilter | undefined,
  ): RecentPage | undefined {
    const end = log.end();
    if (this.#after === undefined || end < this.#end || end - this.#end > MAX_EVENTS)
      this.#begin(end);
    if (this.#end < end) this.#readOn(log);
    if (this.#after === undefined || after < this.#after) return undefined;
    const events: RecordedEvent[] = [];
    for (const kept of this.#kept.slice(this.#firstBeyond(after))) {
      if (!isWanted(kept, filter)) continue;
      events.push((kept.event ??= log.event(kept.row)));
      if (events.length === limit) return { events, considered: kept.row[0], end };
    }
    return { events, considered: Math.max(after, end), end };
  }

  /** Forgets everything: what follows is kept from here on. */
  #begin(after: Position): void {
    this.#kept = [];
    this.#characters = 0;
    this.#after = this.#end = after;
  }

  #readOn(log: SqliteLog): void {
    for (let last = false; !last;) {
      const page = log.everyPage(this.#end, true, MAX_EVENTS);
      for (const row of page.rows) {
        const category = categoryOf(log.streamName(row));
        this.#kept.push({ row, category, type: log.eventType(row) });
        this.#characters += charactersOf(row);
        this.#end = row[0];
      }
      last = page.last;
    }
    let dropped = 0;
    while (this.#kept.length - dropped > MAX_EVENTS || this.#characters > MAX_CHARACTERS) {
      const oldest = this.#kept[dropped++];
      if (oldest === undefined) break;
      this.#characters -= charactersOf(oldest.row);
      this.#after = oldest.row[0];
    }
    if (dropped > 0) this.#kept.splice(0, dropped);
  }

  /** Where in what is kept the first event beyond a position is. */
  #firstBeyond(after: Position): number {
    let low = 0;
    let high = this.#kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#kept[middle]?.row[0] ?? Infinity) > after) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function charactersOf(row: EventRow): number {
  return row[6].length + row[7].length;
}

function isWanted({ type, category }: Kept, filter: LogFilter | undefined): boolean {
  const { categories, types } = filter ?? {};
  return (
    (categories?.includes(category) ?? mayHoldFacts(category)) && (types?.includes(type) ?? true)
  );
}
