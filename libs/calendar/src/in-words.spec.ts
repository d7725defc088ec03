import { dayInWords } from './in-words.js';

describe('A day in words', () => {
  it.each([
    ['it', 'short', '1 maggio'],
    ['it', 'weekday', 'giovedì 1 maggio'],
    ['it', 'long', '1 maggio 2025'],
    ['it', 'full', 'giovedì 1 maggio 2025'],
    ['en', 'short', '1 May'],
    ['en', 'weekday', 'Thursday 1 May'],
    ['en', 'long', '1 May 2025'],
    ['en', 'full', 'Thursday, 1 May 2025'],
  ] as const)('in %s, %s, is %s', (language, form, words) => {
    expect(dayInWords('2025-05-01', language, form)).toBe(words);
  });

  it('is not made of what is no day', () => {
    expect(() => dayInWords('2025-02-30', 'it')).toThrow(RangeError);
  });
});
