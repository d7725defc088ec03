import type { RecordedEvent } from '#event-store';
import { timeline, type TimelineRow, type Told } from './timeline.js';

/** Which rows of a timeline are wanted. */
export interface PageOfTimeline extends Omit<Told, 'before'> {
  /** The revision of the first fact, and of the last one. */
  readonly from: number;
  readonly to: number;
  /** Rows at most. */
  readonly limit: number;
}

/** Rows of a timeline, and where the next ones begin; null after the last. */
export interface RowsOfTimeline {
  readonly rows: readonly TimelineRow[];
  readonly next: number | null;
}

/**
 * A page of a timeline. A row is never cut: the next page begins where the last row of this one ends.
 * @param facts those of the timeline, in order, from before `from` on where there are any
 */
export async function pageOfTimeline(
  facts: AsyncIterable<RecordedEvent>,
  { from, to, limit, ...told }: PageOfTimeline,
): Promise<RowsOfTimeline> {
  const wanted = facts[Symbol.asyncIterator]();
  let before: RecordedEvent | undefined;
  let first = await wanted.next();
  while (first.done !== true && first.value.revision < from) {
    before = first.value;
    first = await wanted.next();
  }
  const [begin, goOn] = [first, { [Symbol.asyncIterator]: () => wanted }];
  async function* stretch(): AsyncIterable<RecordedEvent> {
    if (begin.done === true || begin.value.revision > to) return;
    yield begin.value;
    for await (const fact of goOn) {
      if (fact.revision > to) return;
      yield fact;
    }
  }
  const rows: TimelineRow[] = [];
  for await (const row of timeline(stretch(), { ...told, before })) {
    if (rows.length === limit) return { rows, next: row.from };
    rows.push(row);
  }
  return { rows, next: null };
}
