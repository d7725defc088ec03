import type { DatabaseSync } from 'node:sqlite';
import type { FactsFilter, FactsRequest } from './facts-filter.js';
import { placesOf } from './facts-search.js';
import { textOfKey } from './names.js';
import { query } from './statement.js';

/** A fact as the index tells of it. Null is not said. */
export interface FactRow {
  readonly position: number;
  readonly eventId: string;
  readonly stream: string;
  readonly revision: number;
  /** Empty for what is of no zone. */
  readonly zone: string;
  readonly type: string;
  readonly actor: string | null;
  readonly role: string | null;
  readonly onBehalfOf: string | null;
  readonly verb: string | null;
  readonly scheda: string | null;
  readonly unit: string | null;
  /** Instant, ISO 8601 UTC. */
  readonly recordedAt: string;
  readonly occurredOn: string;
  readonly reason: string | null;
  readonly lateReason: string | null;
  /** Why, where the fact says it in its own data; of a refusal its code. */
  readonly grounds: string | null;
  readonly act: string | null;
}

/**
 * The facts that match, in the order in which they were recorded, or happened where a period of that is asked
 * for. What is of the zone and what is of none are two lists, read alike and put together.
 */
export function factsMatching(
  database: DatabaseSync,
  filter: FactsFilter,
  request: FactsRequest,
): readonly FactRow[] {
  const sign = request.order === 'oldest-first' ? 1 : -1;
  return (
    [...new Set([filter.zone, ''])]
      .flatMap((zone) => placesOf(database, filter, zone, request))
      .toSorted((one, other) => sign * (one.day - other.day || one.position - other.position))
      .slice(0, request.limit)
      // The columns of `COLUMNS`, named after the fields of a stored row.
      .map(({ position }) =>
        factRow(query(database, 'rowAt').get(position) as unknown as StoredRow),
      )
  );
}

/** A row as it is stored: names as they are kept, days as numbers. */
type StoredRow = Omit<FactRow, 'recordedAt' | 'occurredOn'> & {
  readonly recordedMs: number;
  readonly occurredDay: number;
};

function factRow({ recordedMs, occurredDay, ...row }: StoredRow): FactRow {
  const named = (key: string): string => textOfKey(key);
  const maybe = (key: string | null): string | null => (key === null ? null : textOfKey(key));
  const { position, eventId, revision, reason, lateReason, grounds, act } = row;
  return {
    ...{ position, eventId, stream: named(row.stream), revision, zone: named(row.zone) },
    ...{ type: named(row.type), actor: maybe(row.actor), role: maybe(row.role) },
    ...{ onBehalfOf: maybe(row.onBehalfOf), verb: maybe(row.verb), scheda: maybe(row.scheda) },
    ...{ unit: maybe(row.unit), recordedAt: new Date(recordedMs).toISOString() },
    ...{ occurredOn: dayText(occurredDay), reason, lateReason, grounds, act },
  };
}

/** The day of a number: 20240131 is `2024-01-31`. */
function dayText(day: number): string {
  const digits = String(day);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
