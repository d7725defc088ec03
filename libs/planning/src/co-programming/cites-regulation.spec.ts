import { citesRegulation } from './cites-regulation.js';

describe('A regulation', () => {
  it.each([
    'Regolamento zonale n. 12/2021, art. 7',
    'Delibera 12/2021',
    'Regolamento approvato con delibera n. 4 del 20 febbraio 2019',
  ])('is cited by %j', (text) => {
    expect(citesRegulation(text)).toBe(true);
  });

  it.each([
    ['too little', 'x'],
    ['a number and a year alone', '12/2021'],
    ['no number', 'Regolamento zonale sulla co-programmazione'],
    ['no year', 'Regolamento zonale, art. 7'],
    ['nothing but a year', 'Regolamento zonale del 2021'],
    ['a longer number in place of a year', 'Regolamento zonale n. 120215, art. 7'],
    ['blanks', '   12 2021  '],
  ])('is not cited by %s: %j', (_what, text) => {
    expect(citesRegulation(text)).toBe(false);
  });
});
