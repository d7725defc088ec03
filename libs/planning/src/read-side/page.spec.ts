import fc from 'fast-check';
import {
  InvalidCursor,
  LARGEST_PAGE,
  page,
  PAGE,
  placeOf,
  rowsToRead,
  type PageRequest,
} from './page.js';

const all = Array.from({ length: 7 }, (_, index) => index);
const read = (request: PageRequest) => {
  const [last] = placeOf(request, [-1]);
  const rows = all.filter((each) => each > last).slice(0, rowsToRead(request));
  return page(rows, all.length, request, (row) => [row]);
};

describe('A page', () => {
  it('and the next, and the next, are the whole list, whatever their size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (limit) => {
        const seen: number[] = [];
        let after: string | undefined;
        do {
          const { rows, next } = read({ after, limit });
          expect(rows.length).toBeLessThanOrEqual(limit);
          seen.push(...rows);
          after = next ?? undefined;
        } while (after !== undefined);
        expect(seen).toEqual(all);
      }),
    );
  });

  it('has a size when nobody gives one, and never more than the largest', () => {
    expect(rowsToRead({})).toBe(PAGE + 1);
    expect(rowsToRead({ limit: 10_000 })).toBe(LARGEST_PAGE + 1);
    expect(rowsToRead({ limit: -3 })).toBe(2);
    expect(rowsToRead({ limit: 2.9 })).toBe(3);
  });

  it('begins nowhere but where a cursor of the list says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json().map(written)), (after) => {
        const place = () => placeOf({ after }, ['', 0]);
        if (isPlace(after)) expect(place()).toHaveLength(2);
        else expect(place).toThrow(InvalidCursor);
      }),
    );
  });
});

const written = (json: string): string => Buffer.from(json).toString('base64url');

function isPlace(cursor: string): boolean {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return (
      Array.isArray(place) &&
      place.length === 2 &&
      typeof place[0] === 'string' &&
      typeof place[1] === 'number'
    );
  } catch {
    return false;
  }
}
