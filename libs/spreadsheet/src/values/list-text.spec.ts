import fc from 'fast-check';
import { readList, writeList } from './list-text.js';

describe('A list in a cell', () => {
  it.each([
    ['a;b', ['a', 'b']],
    [' a | b c |', ['a', 'b c']],
    ['a;;  ;b', ['a', 'b']],
    ['"a;b"; "c""d" |e', ['a;b', 'c"d', 'e']],
    ['"Casa" di riposo; x', ['"Casa" di riposo', 'x']],
    ['"open; x', ['"open', 'x']],
    ['', []],
  ])('%j is %j', (text, items) => {
    expect(readList(text)).toEqual(items);
  });

  it('is read with the items that were written', () => {
    const item = fc
      .string({ unit: fc.constantFrom('a', '"', ';', '|', ' ', '\n'), minLength: 1 })
      .map((one) => one.trim())
      .filter((one) => one !== '');
    fc.assert(
      fc.property(fc.array(item), (items) => {
        expect(readList(writeList(items))).toEqual(items);
      }),
    );
  });
});
