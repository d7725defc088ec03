import { isForeign } from './foreign-request.js';

const host = 'traccia.example';
const unsafe = ['POST', 'PUT', 'PATCH', 'DELETE'];

type Headers = Readonly<Record<string, string>>;

function foreign(method: string, headers: Headers, hasToken = false): boolean {
  return isForeign({ method, headers, host, hasToken });
}

describe('A request that changes something', () => {
  it.each<[string, Headers]>([
    ['from a page of ours', { 'sec-fetch-site': 'same-origin' }],
    ['typed by hand', { 'sec-fetch-site': 'none' }],
    ['from a page of ours, by an older browser', { origin: 'https://traccia.example' }],
    [
      'from a page of ours, whatever Origin says',
      { 'sec-fetch-site': 'same-origin', origin: 'null' },
    ],
  ])('is let through %s', (_, headers) => {
    for (const method of unsafe) expect(foreign(method, headers)).toBe(false);
  });

  it.each<[string, Headers]>([
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbouring host', { 'sec-fetch-site': 'same-site' }],
    ['with a word of its own', { 'sec-fetch-site': 'Same-Origin' }],
    ['with an empty word', { 'sec-fetch-site': '' }],
    ['from another site, by an older browser', { origin: 'https://evil.example' }],
    ['from another port', { origin: 'https://traccia.example:8443' }],
    ['from a host that begins like ours', { origin: 'https://traccia.example.evil.example' }],
    ['from a page without origin', { origin: 'null' }],
    [
      'from another site that claims our origin',
      { 'sec-fetch-site': 'cross-site', origin: 'https://traccia.example' },
    ],
    ['by nobody knows what', {}],
  ])('is refused %s', (_, headers) => {
    for (const method of unsafe) expect(foreign(method, headers)).toBe(true);
  });

  it('is let through from a program with a token', () => {
    expect(foreign('POST', {}, true)).toBe(false);
  });

  it('is refused from a foreign page even with a token', () => {
    expect(foreign('POST', { 'sec-fetch-site': 'cross-site' }, true)).toBe(true);
  });
});

it('A request that changes nothing may come from anywhere', () => {
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    expect(foreign(method, { 'sec-fetch-site': 'cross-site' })).toBe(false);
  }
});
