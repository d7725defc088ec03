import { codeInWords } from './code-in-words.js';

describe('A cell of an answer', () => {
  it.each([
    ['onTime', 'rispettata', 'met'],
    ['SchedaWithdrawn', 'Scheda ritirata', 'Scheda withdrawn'],
    ['NO_INDICATOR', 'Senza indicatore', 'Senza indicatore'],
    [
      'NO_INDICATOR 2; TEXT 1',
      'Senza indicatore (2); Testo da rivedere (1)',
      'Senza indicatore (2); Testo da rivedere (1)',
    ],
    ['UH', 'Responsabile di Unità funzionale o Servizio', 'Head of a functional unit'],
  ])('says %s in words', (code, it, en) => {
    expect(codeInWords(code, 'it')).toBe(it);
    expect(codeInWords(code, 'en')).toBe(en);
  });

  it.each(['2024-P01-001', 'CUP 12', 'Motivo scritto da una persona', 'constructor', ''])(
    'leaves %s as it is',
    (text) => {
      expect(codeInWords(text, 'it')).toBe(text);
    },
  );
});
