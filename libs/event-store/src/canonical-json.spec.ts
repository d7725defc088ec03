import fc from 'fast-check';
import { canonicalJson, NotCanonical } from './canonical-json.js';
import { anyJson, anyJsonObject } from './json.arbitrary.js';

describe('Canonical JSON', () => {
  it('is the text of the example in RFC 8785 3.2.2', () => {
    const value = {
      numbers: [333333333.3333333, 1e30 / 1e15, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1000000000000000,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts members by UTF-16 code units, as in RFC 8785 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    const meanings = [...canonicalJson(value).matchAll(/:"([^"]*)"/g)].map(
      ([, meaning]) => meaning,
    );
    expect(meanings).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    [Number.MIN_VALUE, '5e-324'],
    [9007199254740991, '9007199254740991'],
    [-9007199254740991, '-9007199254740991'],
    [333333333.3333332, '333333333.3333332'],
    [0.000001, '0.000001'],
    [-3.333e-7, '-3.333e-7'],
  ])('writes the number %p as ECMAScript does', (number, text) => {
    expect(canonicalJson(number)).toBe(text);
  });

  it('puts integer-like members in the order of their texts, not of their numbers', () => {
    expect(canonicalJson({ 9: 0, 10: 0, a: 0 })).toBe('{"10":0,"9":0,"a":0}');
  });

  it.each([
    ['undefined', undefined, ''],
    ['a member that is undefined', { a: { b: undefined } }, '/a/b'],
    ['a hole in an array', { a: [1, , 3] }, '/a/1'], // eslint-disable-line no-sparse-arrays -- the point
    ['not a number', [Number.NaN], '/0'],
    ['infinity', [Infinity], '/0'],
    ['an integer beyond 2^53 - 1', { amount: 2 ** 53 }, '/amount'],
    ['a big integer', { amount: 1n }, '/amount'],
    ['a date', { at: new Date(0) }, '/at'],
    ['a map', { rows: new Map() }, '/rows'],
    ['a function', { toJSON: () => 1 }, '/toJSON'],
    ['a symbol', [Symbol('s')], '/0'],
    ['an instance of a class', { c: new URLSearchParams() }, '/c'],
    ['a boxed string', [new String('s')], '/0'],
    ['half of a surrogate pair', ['\ud800'], '/0'],
    ['half of a surrogate pair in a name', { '\udc00': 1 }, '/\udc00'],
    ['a name with a slash and a tilde', { 'a/b~c': undefined }, '/a~1b~0c'],
  ])('refuses %s and says where it is', (_, value, path) => {
    expect(() => canonicalJson(value)).toThrow(NotCanonical);
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ path }) as Error);
  });

  it('goes 32 levels deep and not deeper', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
    expect(canonicalJson(nested(32))).toBe('['.repeat(32) + '1' + ']'.repeat(32));
    expect(() => canonicalJson(nested(33))).toThrow(NotCanonical);
  });

  it('refuses a value that contains itself', () => {
    const value: Record<string, unknown> = {};
    value['self'] = value;
    expect(() => canonicalJson(value)).toThrow(NotCanonical);
  });

  it('takes objects without a prototype and members called __proto__', () => {
    expect(canonicalJson(Object.assign(Object.create(null) as object, { a: 1 }))).toBe('{"a":1}');
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });

  it('is a fixed point: parsed and written again it is the same text', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('means what JSON.stringify means', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the order in which members were added', () => {
    fc.assert(
      fc.property(anyJsonObject, (object) => {
        const reversed = Object.fromEntries(Object.entries(object).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(object));
      }),
    );
  });
});
