import fc from 'fast-check';
import { wordsOf } from './words.js';

describe('The words of a text', () => {
  it.each([
    ['il 28/03/2024 alle ore', '28/03/2024'],
    ['dal 2024-03-28 al', '2024-03-28'],
    ['scade il 1.2.24.', '1.2.24'],
    ['registrato 2024-03-28T10:15:00.123Z, poi', '2024-03-28T10:15:00.123Z'],
    ['per 1.234,56 € in tutto', '1.234,56 €'],
    ['per € 1.234.567,00, di cui', '€ 1.234.567,00'],
    ['per EUR 300 annui', 'EUR 300'],
    ['costo 1234,50 euro.', '1234,50 euro'],
    ['il 12,5 % dei casi', '12,5 %'],
    ['pari al 30% del', '30%'],
    ['CUP J71H22000140006, CIG', 'J71H22000140006'],
    ['CIG Z4F1234567;', 'Z4F1234567'],
    ['DPR 445/2000 e', '445/2000'],
    ['prot. 0012345/2024 del', '0012345/2024'],
    ['scheda POA-12.3 della', 'POA-12.3'],
    ['scrivi a ufficio.piano@zona.example entro', 'ufficio.piano@zona.example'],
    ['vedi https://zona.example/atti?id=3&v=2 (PDF)', 'https://zona.example/atti?id=3&v=2'],
  ])('leave whole what %j holds', (text, word) => {
    expect(wordsOf(text)).toContain(word);
  });

  it('are cut where a sentence ends, an article stops and a bracket opens', () => {
    expect(wordsOf('L’unità (nuova) c’è.')).toEqual([
      ...['L', '’', 'unità', ' ', '(', 'nuova', ')', ' ', 'c', '’', 'è', '.'],
    ]);
  });

  it('leave whole what is sealed, so that it can be opened', () => {
    const sealed = '\u2066pii person/zona/uno AAAA-_ BBBB cycle-zona 00000000-0000 /body\u2069';
    expect(wordsOf(`da ${sealed}.`)).toEqual(['da', ' ', sealed, '.']);
  });

  it('do not take two amounts for one', () => {
    expect(wordsOf('1.234,56 2.000,00')).toEqual(['1.234,56', ' ', '2.000,00']);
    expect(wordsOf('12, 13')).toEqual(['12', ',', ' ', '13']);
  });

  it('make the text again, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => wordsOf(text).join('') === text),
    );
  });
});
