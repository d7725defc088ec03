import fc from 'fast-check';
import { canonicalJson, type Json, type JsonObject } from '#event-store';
import { applied } from './applied.fixture.js';
import { documentDifference, pointerTo } from './document-difference.js';

const text = fc.oneof(fc.constantFrom('a', 'b c', 'b d', '__proto__', ''), fc.string());
const json: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    ...[fc.constant(null), fc.boolean(), fc.integer({ min: 0, max: 3 }), text],
    fc.array(tie('json'), { maxLength: 5 }),
    fc.dictionary(text, tie('json'), { maxKeys: 5 }),
  ),
})).json;
const row = fc.record({
  rowId: fc.constantFrom('1', '2', '3', '4', '5'),
  says: fc.oneof(json, text),
});
const rows = fc.uniqueArray(row, { selector: ({ rowId }) => rowId });
const document: fc.Arbitrary<Json> = fc.oneof(json, rows as fc.Arbitrary<Json>);

describe('The difference of two documents', () => {
  it('is nothing where they are equal, whatever the order of their members', () => {
    const turned = (value: Json): Json => JSON.parse(canonicalJson(value)) as Json;
    fc.assert(fc.property(document, (one) => documentDifference(one, turned(one)).length === 0));
  });

  it('makes the latter of the former', () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        const made = applied(before, documentDifference(before, after));
        expect(canonicalJson(made)).toBe(canonicalJson(after));
      }),
      { numRuns: 500 },
    );
  });

  it('touches neither of them', () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        const texts = [canonicalJson(before), canonicalJson(after)];
        applied(before, documentDifference(before, after));
        expect([canonicalJson(before), canonicalJson(after)]).toEqual(texts);
      }),
    );
  });

  it('knows the rows of a list by their id', () => {
    const before = [
      { sessionId: 'a', act: '1', on: '2024-01-01' },
      { sessionId: 'b', act: '2', on: '2024-02-01' },
    ];
    const after = [
      { sessionId: 'c', act: '3', on: '2024-03-01' },
      { sessionId: 'b', act: '2 bis', on: '2024-02-01' },
    ];
    expect(told(before, after)).toEqual([
      ['removed', '/0'],
      ['added', '/0'],
      ['changed', '/1/act'],
    ]);
  });

  it('tells a text of a list that is put in the place of another word by word', () => {
    const difference = documentDifference(
      ['prima', 'la spesa è di 10,00 €'],
      ['prima', 'la spesa è di 12,00 €', 'poi'],
    );
    expect(difference).toMatchObject([
      {
        ...{ is: 'changed', from: [1], to: [1] },
        words: [
          { is: 'same', text: 'la spesa è di ' },
          { is: 'removed', text: '10,00 €' },
          { is: 'added', text: '12,00 €' },
        ],
      },
      { is: 'added', to: [2], after: 'poi' },
    ]);
  });

  it('does not look for words in ids', () => {
    expect(documentDifference({ unitId: 'u-1' }, { unitId: 'u-2' })).toEqual([
      { is: 'changed', from: ['unitId'], to: ['unitId'], before: 'u-1', after: 'u-2' },
    ]);
  });

  it('is bounded for long lists with nothing in common', () => {
    const list = (name: string): Json => Array.from({ length: 5_000 }, (_, index) => [name, index]);
    expect(documentDifference(list('a'), list('b'))).toHaveLength(10_000);
  });
});

function told(before: readonly JsonObject[], after: readonly JsonObject[]): unknown {
  return documentDifference(before, after).map((change) => [
    change.is,
    pointerTo(change.is === 'removed' ? change.from : change.to),
  ]);
}
