import fc from 'fast-check';
import { localPath } from './local-path.js';

describe('A page of this site', () => {
  it.each([
    ['/', '/'],
    ['/cicli', '/cicli'],
    [
      '/cicli/livornese-poa-annuale-2027?vista=schede#S-1',
      '/cicli/livornese-poa-annuale-2027?vista=schede#S-1',
    ],
    ['/a/../b', '/b'],
    ['/cicli?poi=//elsewhere.example', '/cicli?poi=//elsewhere.example'],
    ['/%2Felsewhere.example', '/%2Felsewhere.example'],
    ['/cicli/perché', '/cicli/perch%C3%A9'],
  ])('%s', (text, path) => {
    expect(localPath(text)).toBe(path);
  });
});

describe('Not a page of this site', () => {
  it.each([
    undefined,
    '',
    'cicli',
    '?a=b',
    '//elsewhere.example',
    '///elsewhere.example',
    '////elsewhere.example/%2f..',
    '/\\elsewhere.example',
    '\\/elsewhere.example',
    '\\\\elsewhere.example',
    '/\t/elsewhere.example',
    '/\n/elsewhere.example',
    '/\r\nSet-Cookie: sid=1',
    '/\u0000/elsewhere.example',
    ' //elsewhere.example',
    '/ /elsewhere.example',
    '\u00a0//elsewhere.example',
    'https://elsewhere.example',
    'https:elsewhere.example',
    'https:/elsewhere.example',
    'http:///elsewhere.example',
    'HTTPS://traccia.invalid/cicli',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    '@elsewhere.example',
    'traccia.invalid@elsewhere.example',
    '/.//elsewhere.example',
    '/..//elsewhere.example',
    '/./.././/elsewhere.example',
    '/a/..//elsewhere.example',
    '/%2e//elsewhere.example',
    '/%2e%2e//elsewhere.example',
    '/cicli\\..\\..\\elsewhere.example',
    `/${'a'.repeat(1_000)}`,
  ])('%j', (text) => {
    expect(localPath(text)).toBeUndefined();
  });
});

it('Whatever is accepted leads here, for a browser that resolves it once or twice', () => {
  const piece = fc.constantFrom(
    ...['/', '//', '\\', '.', '..', '%2e', '%2f', '%5c', '@', ':', '?', '#', '\t', '\n', ' ', 'a'],
    ...['elsewhere.example', 'https:', 'javascript:', '\u3002', '\uff0f', '[', ']', '%', '%00'],
  );
  const here = 'https://traccia.example';
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const path = localPath(pieces.join(''));
      if (path === undefined) return;
      const once = new URL(path, here);
      expect(once.origin).toBe(here);
      expect(new URL(once.pathname + once.search + once.hash, here).origin).toBe(here);
      expect(localPath(path)).toBe(path);
    }),
    { numRuns: 3_000 },
  );
});
