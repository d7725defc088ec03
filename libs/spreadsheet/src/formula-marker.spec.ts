import fc from 'fast-check';
import { marked, markedIfMarked, unmarked } from './formula-marker.js';

const text = fc.string({ unit: fc.constantFrom("'", '=', '-', ' ', '\t', '\n', 'a') });

describe('The mark of a text that looks like a formula', () => {
  it('comes off again, whatever the text is', () => {
    fc.assert(fc.property(text, (one) => unmarked(marked(one)) === one));
    fc.assert(fc.property(text, (one) => unmarked(markedIfMarked(one)) === one));
  });

  it.each(['=1', '+1', '-1', '@a', '\ta', '\ra', '\na', '  =1', '＝1', '＋1', '－1', '＠a'])(
    'stands before %j',
    (one) => {
      expect(marked(one)).toBe(`'${one}`);
    },
  );

  it.each(['', 'a=1', "'a", '1-1', ' a', '"=1"'])('does not stand before %j', (one) => {
    expect(marked(one)).toBe(one);
  });
});
