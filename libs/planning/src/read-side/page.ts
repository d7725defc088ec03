/** Rows per page when nobody says how many, and at most. */
export const PAGE = 50;
export const LARGEST_PAGE = 200;

/** Which page of a list is wanted. */
export interface PageRequest {
  /** `next` of the page before. */
  readonly after?: string | undefined;
  /** Rows on the page: 1 to `LARGEST_PAGE`, `PAGE` if not said. More are not given. */
  readonly limit?: number | undefined;
}

/** Some rows of a list. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** How many rows the filters let through, on all pages. */
  readonly total: number;
  /** Where the next page begins; null on the last page. */
  readonly next: string | null;
}

/** The cursor is none that this list has given out. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
  readonly code = 'invalid-cursor';

  constructor() {
    super('Il cursore non è di questo elenco / The cursor does not belong to this list.');
  }
}

/** A place in the order of a list: the sort key of the last row seen. */
export type Place = readonly (string | number)[];

/**
 * The place after which the page begins; `start`, a place before all others, when the request names none.
 * Cursors come from outside: they are checked against the shape of `start`.
 * @throws InvalidCursor
 */
export function placeOf<Start extends Place>({ after }: PageRequest, start: Start): Start {
  if (after === undefined) return start;
  const place = read(after);
  const fits =
    Array.isArray(place) &&
    place.length === start.length &&
    start.every((each, index) => typeof each === typeof place[index]);
  if (!fits) throw new InvalidCursor();
  return place as unknown as Start;
}

/** How many rows to ask the database for: one more than the page has, to know whether there is a next. */
export function rowsToRead(request: PageRequest): number {
  return pageSize(request) + 1;
}

/** Makes a page of the rows that were read; `place` is the sort key of a row. */
export function page<Row>(
  read: readonly Row[],
  total: number,
  request: PageRequest,
  place: (row: Row) => Place,
): Page<Row> {
  const size = pageSize(request);
  const rows = read.slice(0, size);
  const last = rows.at(-1);
  const next = last !== undefined && read.length > size ? write(place(last)) : null;
  return { rows, total, next };
}

function pageSize({ limit = PAGE }: PageRequest): number {
  return Math.min(Math.max(Math.trunc(limit), 1), LARGEST_PAGE);
}

function write(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function read(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new InvalidCursor();
  }
}
