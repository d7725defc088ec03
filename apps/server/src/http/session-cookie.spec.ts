import { noSessionCookie, sessionCookie, shownSecret } from './session-cookie.js';

describe('The cookie of a session', () => {
  it.each<[string | undefined, string | undefined]>([
    [undefined, undefined],
    ['', undefined],
    ['theme=dark', undefined],
    ['__Host-traccia=secret', 'secret'],
    ['theme=dark; __Host-traccia=secret; lang=it', 'secret'],
    ['__Host-traccia=', ''],
    ['__host-traccia=secret', undefined],
    ['x__Host-traccia=secret', undefined],
    ['traccia=secret', undefined],
    ['__Host-traccia=one; __Host-traccia=two', ''],
    ['__Host-traccia=one;__Host-traccia=one', ''],
  ])('of the header %j is %j', (header, secret) => {
    expect(shownSecret(header)).toBe(secret);
  });

  it('is only for this host, over TLS, out of reach of scripts and of foreign pages', () => {
    const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';
    expect(sessionCookie('secret')).toBe(`__Host-traccia=secret; ${attributes}`);
    expect(noSessionCookie).toBe(`__Host-traccia=; ${attributes}; Max-Age=0`);
  });
});
