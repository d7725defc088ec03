import fc from 'fast-check';
import { Problem } from './problem.js';
import { parseStrictJson } from './strict-json.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function refusal(body: Uint8Array): Problem {
  try {
    parseStrictJson(body);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('It was accepted');
}

/** The value in a box, or what kind of refusal it met: SyntaxError or the code of a problem. */
function attempt(read: () => unknown): { value: unknown } | string | typeof SyntaxError {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof Problem) return error.code;
    if (error instanceof SyntaxError) return SyntaxError;
    throw error;
  }
}

const forbidden = ['__proto__', 'constructor', 'prototype'];
const key = fc.string({ unit: 'binary', maxLength: 8 }).filter((text) => !forbidden.includes(text));
/** Every JSON value within the limits: whole characters, exact numbers, few levels. */
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    fc.double({
      min: Number.MIN_SAFE_INTEGER,
      max: Number.MAX_SAFE_INTEGER,
      noNaN: true,
      noDefaultInfinity: true,
    }),
    fc.string({ unit: 'binary' }),
    fc.array(tie('json'), { maxLength: 5 }),
    fc.dictionary(key, tie('json'), { maxKeys: 5 }),
  ),
}));
const layout = fc.constantFrom(undefined, 1, '\t', '\n \r');
const document = fc.tuple(json, layout).map(([value, space]) => JSON.stringify(value, null, space));
/** Any spelling of a string: as it is, or in escapes. */
const escaped = (text: string): string =>
  `"${Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`;

describe('Strict JSON', () => {
  it('accepts every value within its limits, and reads it as JSON.parse does', () => {
    fc.assert(
      fc.property(document, (text) => {
        expect(parseStrictJson(bytes(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('calls malformed exactly what JSON.parse does, however a document is damaged', () => {
    const scrap = fc.oneof(
      fc.stringMatching(/^[{}[\]",:\\0.eu -]$/),
      fc.constantFrom('\0', '\ufeff', '\\u', '01', 'tru', "'", '//', 'NaN'),
    );
    fc.assert(
      fc.property(document, fc.nat(), fc.nat(3), scrap, (text, at, cut, put) => {
        const start = at % (text.length + 1);
        const damaged = text.slice(0, start) + put + text.slice(start + cut);
        fc.pre(damaged.isWellFormed() && damaged.trim() !== '');
        const expected = attempt(() => JSON.parse(damaged) as unknown);
        const read = attempt(() => parseStrictJson(bytes(damaged)));
        if (expected === SyntaxError) expect(read).toMatch(/^json-/);
        else if (typeof read !== 'string') expect(read).toEqual(expected);
        else expect(read).not.toBe('json-malformed');
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses a repeated key, also in another spelling, wherever it stands', () => {
    fc.assert(
      fc.property(key, json, json, fc.boolean(), fc.nat(20), (name, one, other, spelt, depth) => {
        const second = spelt ? escaped(name) : JSON.stringify(name);
        const twice = `{${JSON.stringify(name)}:${JSON.stringify(one)},${second}:${JSON.stringify(other)}}`;
        const text = '['.repeat(depth) + twice + ']'.repeat(depth);
        expect(refusal(bytes(text)).code).toBe('json-duplicate-key');
      }),
    );
  });

  it('does not mind the same key in different objects', () => {
    expect(parseStrictJson(bytes('{"a":{"a":[{"a":1},{"a":2}]},"b":{"a":3}}'))).toEqual({
      a: { a: [{ a: 1 }, { a: 2 }] },
      b: { a: 3 },
    });
  });

  it('refuses half a character in a value or a key', () => {
    const half = fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => `\\u${code.toString(16)}`);
    fc.assert(
      fc.property(half, fc.boolean(), (escape, inKey) => {
        const text = inKey ? `{"a${escape}":1}` : `["a${escape}b"]`;
        expect(refusal(bytes(text)).code).toBe('json-lone-surrogate');
      }),
    );
  });

  it('accepts a whole character written as a pair of escapes', () => {
    expect(parseStrictJson(bytes('"\\ud83c\\udf31"'))).toBe('🌱');
  });

  it('accepts 32 levels and refuses the 33rd, of objects and arrays mixed', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 32, maxLength: 40 }), (kinds) => {
        const nested = kinds.reduceRight(
          (inner, list) => (list ? `[${inner}]` : `{"a":${inner}}`),
          '0',
        );
        if (kinds.length === 32) expect(parseStrictJson(bytes(nested))).toBeDefined();
        else expect(refusal(bytes(nested)).code).toBe('json-too-deep');
      }),
    );
  });

  it.each([
    ['9007199254740991', 9007199254740991],
    ['-9007199254740991', -9007199254740991],
    ['1e-400', 0],
    ['0.1', 0.1],
    ['1E+2', 100],
  ])('accepts the number %s', (text, number) => {
    expect(parseStrictJson(bytes(text))).toBe(number);
  });

  it.each<[string, string, Uint8Array, string | undefined, number | undefined]>([
    ['nothing', 'body-missing', bytes(''), undefined, undefined],
    ['white space', 'body-missing', bytes(' \n\t'), undefined, undefined],
    ['a byte order mark', 'json-malformed', bytes('\ufeff{}'), '$', 0],
    ['a lone continuation byte', 'body-not-utf8', Uint8Array.of(0x22, 0x80, 0x22), undefined, 1],
    ['an overlong slash', 'body-not-utf8', Uint8Array.of(0x22, 0xc0, 0xaf, 0x22), undefined, 1],
    [
      'a surrogate in bytes',
      'body-not-utf8',
      Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22),
      undefined,
      1,
    ],
    ['a character cut short', 'body-not-utf8', Uint8Array.of(0x22, 0xc3), undefined, 1],
    [
      'a bad byte after a true U+FFFD',
      'body-not-utf8',
      Uint8Array.of(0x22, 0xef, 0xbf, 0xbd, 0xff),
      undefined,
      4,
    ],
    ['UTF-16', 'body-not-utf8', Uint8Array.of(0xff, 0xfe, 0x7b, 0, 0x7d, 0), undefined, 0],
    ['NaN', 'json-malformed', bytes('{"cost":NaN}'), '$.cost', 8],
    ['Infinity', 'json-malformed', bytes('[1,-Infinity]'), '$[1]', 3],
    ['1e400', 'json-number-too-large', bytes('{"cost":1e400}'), '$.cost', 8],
    ['-1e400', 'json-number-too-large', bytes('-1e400'), '$', 0],
    ['2^53', 'json-number-too-large', bytes('[9007199254740992]'), '$[0]', 1],
    ['twenty digits', 'json-number-too-large', bytes('12345678901234567890'), '$', 0],
    ['a leading zero', 'json-malformed', bytes('012'), '$', 1],
    ['a plus sign', 'json-malformed', bytes('+1'), '$', 0],
    ['hexadecimal', 'json-malformed', bytes('0x10'), '$', 1],
    ['a trailing comma', 'json-malformed', bytes('{"a":1,}'), '$', 7],
    ['a trailing comma in a list', 'json-malformed', bytes('[1,]'), '$[1]', 3],
    ['a comment', 'json-malformed', bytes('{} // ok'), '$', 3],
    ['two documents', 'json-malformed', bytes('{}{}'), '$', 2],
    ['single quotes', 'json-malformed', bytes("{'a':1}"), '$', 1],
    ['a raw newline in a string', 'json-malformed', bytes('"a\nb"'), '$', 2],
    ['a NUL in a string', 'json-malformed', bytes('"\u0000"'), '$', 1],
    ['an unknown escape', 'json-malformed', bytes('["ok","\\x41"]'), '$[1]', 6],
    ['an escape cut short', 'json-malformed', bytes('"\\u00"'), '$', 0],
    ['a string without end', 'json-malformed', bytes('{"a":"b'), '$.a', 7],
    ['a string that ends in a backslash', 'json-malformed', bytes('"\\'), '$', 2],
    ['an object without end', 'json-malformed', bytes('{"a":1'), '$', 6],
    ['a no-break space', 'json-malformed', bytes('\u00a0{}'), '$', 0],
    [
      '__proto__',
      'json-forbidden-key',
      bytes('{"a":{"__proto__":{"admin":true}}}'),
      '$.a.__proto__',
      6,
    ],
    [
      '__proto__ in escapes',
      'json-forbidden-key',
      bytes('{"\\u005f_proto__":1}'),
      '$.__proto__',
      1,
    ],
    ['constructor', 'json-forbidden-key', bytes('[{"constructor":{}}]'), '$[0].constructor', 2],
    ['prototype', 'json-forbidden-key', bytes('{"prototype":{}}'), '$.prototype', 1],
    [
      'a repeated key after other letters',
      'json-duplicate-key',
      bytes('{"è":1,"è":2}'),
      '$["è"]',
      8,
    ],
    [
      'half a million brackets',
      'json-too-deep',
      bytes('['.repeat(500_000)),
      `$${'[0]'.repeat(32)}`,
      32,
    ],
  ])('refuses %s as %s, and says where', (_, code, body, path, offsetBytes) => {
    const problem = refusal(body);
    expect(problem).toMatchObject({ code, status: 400 });
    expect(problem.extensions['path']).toBe(path);
    expect(problem.extensions['offsetBytes']).toBe(offsetBytes);
    if (offsetBytes !== undefined) {
      expect(problem.it.detail).toContain(`byte ${offsetBytes})`);
      expect(problem.en.detail).toContain(`byte ${offsetBytes})`);
    }
  });

  it('names a strange key without repeating a whole request', () => {
    const problem = refusal(bytes(`{"${'k'.repeat(1_000)}":NaN}`));
    expect(problem.extensions['path']).toBe(`$["${'k'.repeat(40)}…"]`);
  });

  it.each([
    ['digits', '1'.repeat(1_000_000), 'json-number-too-large'],
    ['decimals', `0.${'1'.repeat(1_000_000)}`, undefined],
    ['spaces', `${' '.repeat(1_000_000)}1`, undefined],
    ['escapes', `"${'\\u00e8'.repeat(170_000)}"`, undefined],
    ['letters', `"${'a'.repeat(1_000_000)}"`, undefined],
    ['keys', `{${Array.from({ length: 90_000 }, (_, i) => `"k${i}":0`).join()}}`, undefined],
    ['elements', `[${'0,'.repeat(500_000)}0]`, undefined],
  ])('reads a megabyte of %s', (_, text, code) => {
    if (code === undefined) expect(parseStrictJson(bytes(text))).toEqual(JSON.parse(text));
    else expect(refusal(bytes(text)).code).toBe(code);
  });
});
