import { filterOf, isHidden, isWanted } from '../event-filter.js';
import type { FilterRule } from '../event-filter.js';
import type { NodeEvent } from '../node-event.js';
import type { NodeLog } from '../node-log.js';
import { ALL } from './group-name.js';

/** Some events for a group, in order. */
export interface SourcePage {
  readonly events: readonly NodeEvent[];
  /** Everything up to this place has been looked at. */
  readonly considered: number;
  /** How many events were looked at and not wanted. */
  readonly unwanted: number;
  /** True when there was no more at this moment. */
  readonly last: boolean;
}

/**
 * Where the events of a group come from. A place in it is the revision of an event in the stream, or
 * its position in the log.
 */
export interface GroupSource {
  /** The last place there is. */
  end(): number;
  /** The events strictly beyond a place. */
  page(after: number, limit: number): SourcePage;
  placeOf(event: NodeEvent): number;
  /** A place as the protocol writes it. */
  text(place: number): string;
  /** @param text a place as `text` wrote it */
  place(text: string): number;
  /** The place after which a group begins that was asked to start here, itself included. */
  beginsAfter(startFrom: string): number;
}

export function groupSource(
  log: NodeLog,
  stream: string,
  filter: FilterRule | undefined,
): GroupSource {
  return stream === ALL ? allOfIt(log, filter) : ofStream(log, stream);
}

function ofStream(log: NodeLog, stream: string): GroupSource {
  return {
    end: () => log.lastRevision(stream),
    page: (after, limit) => {
      const page = log.streamPage(stream, after + 1, true, limit);
      if (page.kind !== 'page') return { events: [], considered: after, unwanted: 0, last: true };
      const { events, next, last } = page;
      return { events, considered: Math.max(after, next - 1), unwanted: 0, last };
    },
    placeOf: ({ revision }) => revision,
    text: String,
    place: Number,
    beginsAfter: (startFrom) =>
      startFrom === '-1' ? log.lastRevision(stream) : Number(startFrom) - 1,
  };
}

/** Many events are looked at to find a few. */
const FILTERED_PAGE = 500;

function allOfIt(log: NodeLog, rule: FilterRule | undefined): GroupSource {
  const filter = rule && filterOf(rule);
  const place = (text: string) => Number(/^C:(-?\d+)/u.exec(text)?.[1]);
  return {
    end: () => log.end(),
    page: (after, limit) => {
      const { considered, last } = log.allPage(after, true, filter ? FILTERED_PAGE : limit);
      const events = considered.filter((event) => isWanted(event, filter));
      const end = considered.at(-1)?.position ?? after;
      const seen = considered.filter((event) => !isHidden(event));
      return { events, considered: end, unwanted: seen.length - events.length, last };
    },
    placeOf: ({ position }) => position,
    text: (at) => `C:${at}/P:${at}`,
    place,
    beginsAfter: (startFrom) =>
      place(startFrom) === -1 ? log.end() : Math.max(0, place(startFrom) - 1),
  };
}
