import { FOUND_FROM, FOUND_TO } from '#planning';
import type { Frame } from '../../frame.js';
import { wordsIn } from '../../words/words.js';
import { passageInWords } from './passage-in-words.js';

describe('The words around what was found', () => {
  const frame = { words: wordsIn('it'), language: 'it' } as Frame;
  const inScheda = (passage: string) => passageInWords({ kind: 'scheda', passage }, frame);

  it('say days and choices as a person does, with what the field is called', () => {
    expect(inScheda('Anziani soli · year · 2024-01-01 · Livorno')).toBe(
      'Anziani soli · Precisione del periodo: all’anno · 1 gennaio 2024 · Livorno',
    );
    expect(inScheda('…year · 01/02/2024…')).toBe(
      '…Precisione del periodo: all’anno · 1 febbraio 2024…',
    );
  });

  it('keep what was found marked', () => {
    expect(inScheda(`${FOUND_FROM}2024${FOUND_TO}-12-31 · ${FOUND_FROM}anziani${FOUND_TO}`)).toBe(
      `${FOUND_FROM}31 dicembre 2024${FOUND_TO} · ${FOUND_FROM}anziani${FOUND_TO}`,
    );
  });

  it('say of a day of which only a part is there what a person can use', () => {
    expect(inScheda('…01-01 · Livorno · 2024-…')).toBe('… · Livorno · 2024…');
    expect(inScheda(`Livorno · ${FOUND_FROM}2024${FOUND_TO}-12…`)).toBe(
      `Livorno · ${FOUND_FROM}2024${FOUND_TO}…`,
    );
    expect(inScheda('…65 · 2024…')).toBe('…65 · 2024…');
  });

  it('leave alone what a person wrote, and what means something only in a scheda', () => {
    expect(inScheda('one year, from 2024-01-01 on · 2024-02-31')).toBe(
      'one year, from 2024-01-01 on · 2024-02-31',
    );
    expect(passageInWords({ kind: 'meeting', passage: 'year · 20/02/2024' }, frame)).toBe(
      'year · 20 febbraio 2024',
    );
  });
});
