import fc from 'fast-check';
import type { ExpectedRevision } from '#event-store';
import { mayAppend } from './append-rules.js';
import type { Recorded, Standing, Verdict } from './append-rules.js';
import { TOMBSTONE } from './node-event.js';

/** A stream that holds events with these ids, from revision 0 on; each at position 10 + its revision. */
function stream(
  ids: string,
  flags: {
    readonly deleted?: boolean;
    readonly hasMetadata?: boolean;
    readonly ended?: boolean;
  } = {},
) {
  const { deleted = false, ended = false } = flags;
  const standing: Standing = {
    current: ended ? TOMBSTONE : ids.length - 1,
    deleted,
    hasMetadata: flags.hasMetadata ?? deleted,
  };
  const recorded: Recorded = {
    place: (id) => {
      const revision = ids.indexOf(id);
      return revision < 0 ? undefined : [revision, 10 + revision];
    },
    at: (revision) => {
      const id = ids[revision];
      return id === undefined ? undefined : [id, 10 + revision];
    },
  };
  return (expected: ExpectedRevision, written: string): Verdict =>
    mayAppend(standing, expected, Array.from(written), recorded);
}

const WRITE = { kind: 'write' };
const WRONG = { kind: 'wrong' };
const DELETED = { kind: 'deleted' };
const repeated = (revision: number) => ({ kind: 'repeated', revision, position: 10 + revision });

describe('whether events may be appended', () => {
  it('they may never be, once the stream has ended for ever', () => {
    const ended = stream('ab', { ended: true });
    for (const expected of ['any', 'none', 'exists', 1, 7] as const)
      expect(ended(expected, 'c')).toEqual(DELETED);
    expect(ended('any', '')).toEqual(WRITE); // nothing is no event
  });

  it('they may be appended to a deleted stream, but not as to one that is there', () => {
    const deleted = stream('ab', { deleted: true });
    expect(deleted('exists', 'c')).toEqual(DELETED);
    expect(deleted('any', 'c')).toEqual(WRITE);
    expect(deleted('none', 'c')).toEqual(WRITE);
    expect(deleted(1, 'c')).toEqual(WRITE);
    expect(deleted(0, 'c')).toEqual(WRONG);
  });

  it('a stream that has only metadata is there, one that has nothing is not', () => {
    expect(stream('')('exists', 'a')).toEqual(WRONG);
    expect(stream('', { hasMetadata: true })('exists', 'a')).toEqual(WRITE);
  });

  it.each(['any', 'exists'] as const)('with %p, unless they are there already', (expected) => {
    const there = stream('abc');
    expect(there(expected, 'd')).toEqual(WRITE);
    expect(there(expected, 'da')).toEqual(WRITE); // only the first is looked for
    expect(there(expected, 'ab')).toEqual(repeated(1));
    expect(there(expected, 'b')).toEqual(repeated(1));
    expect(there(expected, 'ad')).toEqual(WRONG);
  });

  it('after the last revision, whatever their ids', () => {
    expect(stream('')('none', 'a')).toEqual(WRITE);
    expect(stream('ab')(1, 'c')).toEqual(WRITE);
    expect(stream('ab')(1, 'ab')).toEqual(WRITE); // the server writes them twice
  });

  it('not beyond it', () => {
    expect(stream('')(0, 'a')).toEqual(WRONG);
    expect(stream('ab')(5, 'ab')).toEqual(WRONG);
  });

  it('before it only when the same ones are just there', () => {
    const there = stream('ab');
    expect(there('none', 'ab')).toEqual(repeated(1));
    expect(there('none', 'a')).toEqual(repeated(0));
    expect(there(0, 'b')).toEqual(repeated(1));
    expect(there(0, 'a')).toEqual(WRONG);
    expect(there('none', 'c')).toEqual(WRONG);
    expect(there('none', 'ac')).toEqual(WRONG);
    expect(there('none', 'abc')).toEqual(WRONG);
  });

  it('no events may be appended where events may', () => {
    expect(stream('ab')('any', '')).toEqual(WRITE);
    expect(stream('ab')('exists', '')).toEqual(WRITE);
    expect(stream('ab')(1, '')).toEqual(WRITE);
    expect(stream('ab')(0, '')).toEqual(WRONG);
    expect(stream('ab')('none', '')).toEqual(WRONG);
    expect(stream('')('exists', '')).toEqual(WRONG);
  });

  it('always as the table of the server says, read row by row', () => {
    const ids = (maxLength: number) =>
      fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength }).map((letters) => letters.join(''));
    const expected = fc.oneof(
      fc.constantFrom<ExpectedRevision>('any', 'none', 'exists'),
      fc.integer({ min: 0, max: 5 }),
    );
    const flags = fc.record({ deleted: fc.boolean(), ended: fc.boolean() });
    fc.assert(
      fc.property(ids(4), flags, expected, ids(3), (there, { deleted, ended }, wish, written) => {
        const asked = stream(there, { deleted, ended })(wish, written);
        expect(asked.kind).toBe(byTheTable(there, deleted, ended, wish, written));
      }),
      { numRuns: 1_000 },
    );
  });
});

/** The thirteen rows, one after the other. The first that applies decides. */
function byTheTable(
  there: string,
  deleted: boolean,
  ended: boolean,
  wish: ExpectedRevision,
  written: string,
): Verdict['kind'] {
  const current = ended ? TOMBSTONE : there.length - 1;
  const lenient = wish === 'any' || wish === 'exists';
  const first = written.slice(0, 1);
  const known = (id: string) => id !== '' && there.includes(id);
  const believed = wish === 'none' ? -1 : Number(wish);
  const after = there.slice(believed + 1);
  const rows: readonly (readonly [boolean, Verdict['kind']])[] = [
    [ended && written !== '', 'deleted'],
    [wish === 'exists' && deleted, 'deleted'],
    [wish === 'exists' && current === -1 && !deleted, 'wrong'],
    [lenient && !known(first), 'write'],
    [lenient && Array.from(written).every(known), 'repeated'],
    [lenient, 'wrong'],
    [believed < current && written === '', 'wrong'],
    [believed < current && after.startsWith(written), 'repeated'],
    [believed < current && !after.startsWith(first) && believed === -1 && deleted, 'write'],
    [believed < current, 'wrong'],
    [believed > current, 'wrong'],
    [believed === current, 'write'],
  ];
  return rows.find(([applies]) => applies)?.[1] ?? 'wrong';
}
