import { findNamed, inWords, labelOf } from './find-named.js';

const all = [
  { id: 'P1', name: 'Anziani' },
  { id: 'P2', name: 'Disabilità' },
  { id: 'P3', name: 'anziani' },
  { id: 'Disabilità', name: 'P1' },
];

describe('What a person names', () => {
  it.each([
    ['P1', 'P1'],
    [' P1 ', 'P1'],
    ['p2', 'P2'],
    ['P1 – Anziani', 'P1'],
    ['P3 - ANZIANI', 'P3'],
  ])('%j is found by its id, or by id and name', (text, id) => {
    expect(findNamed(all, text)).toMatchObject({ id });
  });

  it('is found by its name, where no id is called so', () => {
    expect(findNamed(all.slice(0, 2), 'disabilita')).toMatchObject({ id: 'P2' });
    expect(findNamed(all, 'Disabilità')).toMatchObject({ id: 'Disabilità' });
  });

  it('is not guessed: two of a name are ambiguous, and a piece of a name is unknown', () => {
    expect(findNamed(all, 'Anziani')).toBe('ambiguous');
    expect(findNamed(all, 'Anzi')).toBe('unknown');
    expect(findNamed([], '')).toBe('unknown');
  });

  it('is shown as an export writes it, and a long list is cut', () => {
    expect(labelOf({ id: 'P1', name: 'Anziani' })).toBe('P1 – Anziani');
    expect(labelOf({ id: 'P1', name: '' })).toBe('P1');
    const many = Array.from({ length: 9 }, (_, index) => ({ id: `P${index}`, name: '' }));
    expect(inWords(many)).toBe('P0; P1; P2; P3; P4; P5; P6; P7; …');
  });
});
