import { codeInWords } from './code-in-words.js';

describe('A cell of an answer', () => {
  it.each([
    ['onTime', 'rispettata', 'met'],
    ['SchedaWithdrawn', 'Scheda ritirata', 'Scheda withdrawn'],
    ['UH', 'Responsabile di Unità funzionale o Servizio', 'Head of a functional unit'],
  ])('says %s in words', (code, it, en) => {
    expect(codeInWords(code, 'it')).toBe(it);
    expect(codeInWords(code, 'en')).toBe(en);
  });

  it.each(['2024-P01-001', 'Motivo scritto da una persona', 'constructor', ''])(
    'leaves %s as it is',
    (text) => {
      expect(codeInWords(text, 'it')).toBe(text);
    },
  );
});
