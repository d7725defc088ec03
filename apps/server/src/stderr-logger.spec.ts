import { jest } from '@jest/globals';
import fc from 'fast-check';
import { asLine, StderrLogger } from './stderr-logger.js';

/** What the logger writes while something happens. */
function written(during: (logger: StderrLogger) => void): string {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    during(new StderrLogger());
    return write.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    write.mockRestore();
  }
}

describe('A line of the log', () => {
  it('says when, in UTC, how grave it is, where and what', () => {
    const line = written((logger) => {
      logger.warn('Qualcosa', 'Http');
    });
    expect(JSON.parse(line)).toEqual({
      at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/) as string,
      level: 'warn',
      context: 'Http',
      message: 'Qualcosa',
    });
  });

  it.each([
    ['a line end', 'uno\n{"level":"fatal","message":"finto"}'],
    ['a carriage return', 'uno\rdue'],
    ['the line end of Unicode', 'uno\u2028due\u2029tre\u0085quattro'],
    ['a colour of the terminal', '\u001b[31mrosso\u001b[0m'],
    ['a control sequence of one byte', '\u009b2J'],
    ['a bell and a delete', '\u0007\u007f'],
    ['the signs of a format', '%s%o%d%j%c'],
    ['half a character', '\ud800'],
  ])('stays one, and the same text, with %s', (_, text) => {
    const line = written((logger) => {
      logger.error(text, undefined, 'Http');
    });
    // eslint-disable-next-line no-control-regex -- that none of them is left is what is shown
    expect(line).toMatch(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]+\n$/);
    expect(JSON.parse(line)).toMatchObject({ level: 'error', message: text });
  });

  it('stays one whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const line = asLine({ text });
        // eslint-disable-next-line no-control-regex -- that none of them is left is what is shown
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
        expect(JSON.parse(line)).toEqual({ text });
      }),
    );
  });
});
