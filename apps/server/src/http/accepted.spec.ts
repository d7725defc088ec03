import fc from 'fast-check';
import { accepted } from './accepted.js';

const offered = ['application/json', 'text/csv'];

describe('Of JSON and CSV', () => {
  it.each([
    [undefined, 'application/json'],
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    ['text/csv', 'text/csv'],
    ['TEXT/CSV; charset=utf-8', 'text/csv'],
    ['text/*', 'text/csv'],
    ['text/html, */*;q=0.1', 'application/json'],
    ['application/json;q=0.5, text/csv', 'text/csv'],
    ['application/json, text/csv', 'application/json'],
    ['application/json;q=0, */*', 'text/csv'],
    ['text/csv;q=0.3, text/*;q=0.9, application/json;q=0.5', 'application/json'],
    ['text/html', undefined],
    ['text/csv;q=0', undefined],
    ['text/csv;q=2', undefined],
    ['text/csv;q=much', undefined],
  ])('whoever accepts %j gets %j', (accept, type) => {
    expect(accepted(accept, offered)).toBe(type);
  });

  it('whatever stands in the header, the answer is one of both or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (accept) => {
        expect([...offered, undefined]).toContain(accepted(accept, offered));
      }),
    );
  });
});
