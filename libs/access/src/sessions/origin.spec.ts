import { coarsely } from './origin.js';

describe('What a session keeps of where it came from', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36', 'Chrome'],
    ['Mozilla/5.0 AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge'],
    ['Mozilla/5.0 AppleWebKit/537.36 Chrome/140.0 Safari/537.36 OPR/120.0', 'Opera'],
    ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15', 'Safari'],
    ['Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 CriOS/140.0 Mobile Safari/604.1', 'Chrome'],
    ['curl/8.5.0', 'other'],
    ['', 'other'],
  ])('of %s is %s', (userAgent, browser) => {
    expect(coarsely({ userAgent, address: '192.0.2.77' })).toEqual({
      browser,
      network: '192.0.2.0/24',
    });
  });

  it('is nothing where nothing is known', () => {
    expect(coarsely({})).toEqual({ browser: 'other', network: 'unknown' });
  });
});
