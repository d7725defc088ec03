import fc from 'fast-check';
import { formerText, latterText, wordDifference } from './word-difference.js';

const word = fc.constantFrom(
  ...['spesa', 'di', 'la', 'utenti', '1.234,56 €', '2.000,00 €', '28/03/2024', '30%', '.', ','],
);
const prose = fc.array(word, { maxLength: 40 }).map((words) => words.join(' '));

describe('The difference of two texts', () => {
  it('is nothing where they are equal', () => {
    fc.assert(fc.property(prose, (text) => wordDifference(text, text).length === 0));
  });

  it('gives both of them back', () => {
    fc.assert(
      fc.property(fc.oneof(prose, fc.string()), fc.oneof(prose, fc.string()), (before, after) => {
        const difference = wordDifference(before, after);
        if (before === after) return;
        expect(formerText(difference)).toBe(before);
        expect(latterText(difference)).toBe(after);
      }),
    );
  });

  it('tells an amount, a day and a share whole', () => {
    expect(
      wordDifference(
        'Spesa di 1.234,56 € entro il 28/03/2024 per il 30% degli utenti',
        'Spesa di 1.235,56 € entro il 29/03/2024 per il 35% degli utenti',
      ),
    ).toEqual([
      { is: 'same', text: 'Spesa di ' },
      { is: 'removed', text: '1.234,56 €' },
      { is: 'added', text: '1.235,56 €' },
      { is: 'same', text: ' entro il ' },
      { is: 'removed', text: '28/03/2024' },
      { is: 'added', text: '29/03/2024' },
      { is: 'same', text: ' per il ' },
      { is: 'removed', text: '30%' },
      { is: 'added', text: '35%' },
      { is: 'same', text: ' degli utenti' },
    ]);
  });

  it('tells changes with nothing but a space between them as one', () => {
    expect(wordDifference('la casa grande', 'il borgo piccolo')).toEqual([
      { is: 'removed', text: 'la casa grande' },
      { is: 'added', text: 'il borgo piccolo' },
    ]);
  });

  it('keeps a paragraph that stays, where another is put in before it', () => {
    const paragraph = 'Il servizio resta aperto il sabato.';
    expect(wordDifference(paragraph, `Nuovo capoverso.\n\n${paragraph}`)).toEqual([
      { is: 'added', text: 'Nuovo capoverso.\n\n' },
      { is: 'same', text: paragraph },
    ]);
  });

  it('of long texts with nothing in common is one replaced by the other', () => {
    const text = (name: string): string =>
      Array.from({ length: 20_000 }, (_, index) => `${name}${index}`).join(' ');
    const [before, after] = [text('a'), text('b')];
    expect(wordDifference(before, after)).toEqual([
      { is: 'removed', text: before },
      { is: 'added', text: after },
    ]);
  });
});
