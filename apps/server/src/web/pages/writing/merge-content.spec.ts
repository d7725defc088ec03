import fc from 'fast-check';
import { mergedContent } from './merge-content.js';

const base = {
  description: 'Visite a casa. Un pasto al giorno. Trasporto alle visite.',
  territory: ['Cecina', 'Livorno', 'Rosignano'],
  expectedRecipients: 40,
};

describe('What somebody wants to save', () => {
  it('is saved as it is where nobody else touched the field', () => {
    expect(
      mergedContent(base, { expectedRecipients: 45 }, { ...base, description: 'Altro.' }),
    ).toEqual({
      expectedRecipients: { how: 'mine', value: 45 },
    });
  });

  it('is there already where others wrote the very same', () => {
    expect(
      mergedContent(base, { expectedRecipients: 45 }, { ...base, expectedRecipients: 45 }),
    ).toEqual({ expectedRecipients: { how: 'same' } });
  });

  it('is put together by sentence, and by item', () => {
    const mine = {
      description: base.description.replace('Visite a casa', 'Visite e cure a casa'),
      territory: ['Bibbona', ...base.territory.slice(1)],
    };
    const theirs = {
      description: `${base.description} Sostegno a chi assiste.`,
      territory: [...base.territory, 'Capraia'],
    };
    expect(mergedContent(base, mine, { ...base, ...theirs })).toEqual({
      description: { how: 'together', value: `${mine.description} Sostegno a chi assiste.` },
      territory: { how: 'together', value: ['Bibbona', 'Livorno', 'Rosignano', 'Capraia'] },
    });
  });

  it.each<[string, object, object]>([
    ['one number is another', { expectedRecipients: 45 }, { expectedRecipients: 48 }],
    ['one emptied what another changed', { description: null }, { description: 'Altro.' }],
    [
      'both changed the same sentence',
      { description: base.description.replace('Un pasto', 'Due pasti') },
      { description: base.description.replace('Un pasto', 'Tre pasti') },
    ],
  ])('is asked for where %s', (_, mine, theirs) => {
    const merged = mergedContent(base, mine as Record<string, never>, { ...base, ...theirs });
    expect(Object.values(merged)).toEqual([{ how: 'asked' }]);
  });

  it('never loses a field, and never touches one that nobody wants to change', () => {
    const content = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x. ', 'y. z. '));
    fc.assert(
      fc.property(content, content, content, (before, mine, theirs) => {
        expect(Object.keys(mergedContent(before, mine, theirs)).toSorted()).toEqual(
          Object.keys(mine).toSorted(),
        );
      }),
    );
  });
});
