import fc from 'fast-check';
import { mergedList, mergedText } from './merge-text.js';

const sentence = fc.constantFrom(
  'Visite a casa. ',
  'Un pasto al giorno. ',
  'Trasporto alle visite.\n',
  'Sostegno a chi assiste. ',
  'Secondo la LR 40/2005, art. 21. ',
);
const text = fc.array(sentence, { maxLength: 8 }).map((all) => all.join(''));

describe('Two texts that come of the same one', () => {
  it('are one where both say the same', () => {
    fc.assert(
      fc.property(text, text, (base, both) => {
        expect(mergedText(base, both, both)).toBe(both);
      }),
    );
  });

  it('are the one of whoever changed it, where the other did not', () => {
    fc.assert(
      fc.property(text, text, (base, changed) => {
        expect(mergedText(base, changed, base)).toBe(changed);
        expect(mergedText(base, base, changed)).toBe(changed);
      }),
    );
  });

  it('make the same whoever is called mine', () => {
    fc.assert(
      fc.property(text, text, text, (base, one, other) => {
        expect(mergedText(base, one, other)).toBe(mergedText(base, other, one));
      }),
    );
  });

  it('are merged where each changed sentences of its own, apart', () => {
    const base = 'Visite a casa. Un pasto al giorno. Trasporto alle visite.';
    expect(
      mergedText(
        base,
        base.replace('Visite a casa', 'Visite e cure a casa'),
        `${base} Sostegno a chi assiste.`,
      ),
    ).toBe(
      'Visite e cure a casa. Un pasto al giorno. Trasporto alle visite. Sostegno a chi assiste.',
    );
  });

  it('are left to a person where both touched the same sentence, or one beside the other', () => {
    const base = 'Visite a casa. Un pasto al giorno. Trasporto alle visite.';
    const mine = base.replace('Un pasto', 'Due pasti');
    expect(mergedText(base, mine, base.replace('Un pasto', 'Tre pasti'))).toBeUndefined();
    expect(mergedText(base, mine, base.replace('Visite a casa', 'Visite'))).toBeUndefined();
  });
});

describe('Two lists', () => {
  it('are merged item by item', () => {
    const base = ['Cecina', 'Livorno', 'Rosignano'];
    expect(mergedList(base, ['Bibbona', ...base.slice(1)], [...base, 'Capraia'])).toEqual([
      ...['Bibbona', 'Livorno', 'Rosignano', 'Capraia'],
    ]);
    expect(mergedList(base, ['Bibbona', ...base], ['Capraia', ...base])).toBeUndefined();
  });
});
