import { isOf, valueAt, withValueAt } from './json-pointer.js';

describe('A JSON pointer', () => {
  const fact = { text: 'uno', changes: { 'a/b': ['x', { name: 'y' }] } };

  it('names a member, however deep, also one with a slash in its name', () => {
    expect(valueAt(fact, '/text')).toBe('uno');
    expect(valueAt(fact, '/changes/a~1b/1/name')).toBe('y');
  });

  it('names nothing where nothing is, and nothing that every object has', () => {
    for (const pointer of ['/other', '/text/more', '/changes/a~1b/2', '/constructor']) {
      expect(valueAt(fact, pointer)).toBeUndefined();
    }
  });

  it('lets a copy have something else there, and leaves the original', () => {
    expect(withValueAt(fact, '/changes/a~1b/1/name', 'z')).toEqual({
      text: 'uno',
      changes: { 'a/b': ['x', { name: 'z' }] },
    });
    expect(withValueAt(fact, '/changes/a~1b/0', 'z').changes['a/b']).toEqual(['z', { name: 'y' }]);
    expect(fact.changes['a/b'][0]).toBe('x');
  });

  it('adds nothing where nothing was', () => {
    expect(withValueAt(fact, '/other', 'z')).toEqual(fact);
    expect(withValueAt(fact, '/changes/a~1b/7', 'z')).toEqual(fact);
  });

  it.each([
    ['/text', '/text', true],
    ['/text', '/texts', false],
    ['/text', '/text/0', false],
    ['/attendance/*', '/attendance/2', true],
    ['/attendance/*', '/attendance', false],
    ['/attendance/*', '/attendance/2/name', false],
    ['/changes/**', '/changes/indicators/0/name', true],
    ['/changes/**', '/changes', false],
  ])('of the pattern %s: %s is %s', (pattern, pointer, expected) => {
    expect(isOf(pointer, pattern)).toBe(expected);
  });
});
