import { EventStore } from '#event-store';
import { TestServer } from '../server.fixture.js';
import { Browser, PASSWORD } from './browser.fixture.js';

let server: TestServer;
let admin: Browser;
beforeEach(async () => {
  server = await TestServer.start();
  admin = new Browser(server);
  await admin.begin();
});
afterEach(() => server.end());

const position = () => server.application.get(EventStore, { strict: false }).end();

describe('Whoever guesses passwords', () => {
  it('ten thousand times is let wait after five, and the owner comes in later', async () => {
    const before = await position();
    const codes = new Map<string, number>();
    const guess = async (number: number): Promise<void> => {
      const body = { login: admin.login, password: `tentativo numero ${number}` };
      const { status, headers, body: answer } = await new Browser(server).post('sign-in', body);
      const code = String(answer['code']);
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (status === 429) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    };
    for (let round = 0; round < 200; round += 1) {
      await Promise.all(Array.from({ length: 50 }, (_, index) => guess(round * 50 + index)));
    }
    expect(Object.fromEntries(codes)).toEqual({ 'sign-in-refused': 5, 'sign-in-delayed': 9_995 });
    expect(await position()).toBe(before);
    server.clock.pass({ seconds: 900 });
    expect(await admin.signIn()).toMatchObject({ status: 200 });
  });

  it('may not try codes without end either', async () => {
    server.clock.pass({ seconds: 60 });
    const begun = await admin.post<{ step: string }>('sign-in', {
      ...{ login: admin.login, password: PASSWORD },
    });
    const { step } = begun.body;
    for (let time = 0; time < 10; time += 1) {
      server.clock.pass({ seconds: 900 });
      expect((await admin.post('sign-in/second-factor', { step, code: '000000' })).status).toBe(
        403,
      );
    }
    const late = await admin.post('sign-in/second-factor', { step, code: admin.code() });
    expect(late).toMatchObject({ status: 403, body: { code: 'sign-in-refused' } });
  });
});

describe('A cookie', () => {
  it.each([
    ['that is made up', () => `__Host-traccia=${'0'.repeat(24)}.${'A'.repeat(43)}`],
    [
      'whose last character is another',
      (own: string) => own.replace(/.$/, (c) => (c === 'A' ? 'E' : 'A')),
    ],
    ['that is sent twice', (own: string) => `${own}; ${own}`],
    ['under another name', (own: string) => own.replace('__Host-', '')],
    ['that is longer than any', (own: string) => own + 'x'.repeat(4_000)],
  ])('%s opens nothing', async (_, of) => {
    const thief = new Browser(server);
    thief.cookie = of(admin.cookie ?? '');
    expect(await thief.get('session')).toMatchObject({ status: 401 });
    expect(await admin.get('session')).toMatchObject({ status: 200 });
  });
});

describe('A line of the security log', () => {
  it('stays one line of plain text, whatever was sent', async () => {
    const nasty = 'a\r\n{"level":"security","event":"signed-in"}\u001b[31m\u2028';
    await admin.post('sign-in', { login: nasty, password: nasty });
    const about = encodeURIComponent(nasty);
    await new Browser(server).ask('GET', `accounts?${about}`);
    await new Browser(server).ask('DELETE', `accounts/${about}/sessions`);
    for (const line of server.securityLines) {
      expect(line).toMatch(/^[\x20-\x7e]+\n$/);
      expect(JSON.parse(line)).toMatchObject({ level: 'security' });
      expect(line).not.toContain('31m');
    }
  });
});

describe('A header', () => {
  it('of an answer is never made of what was sent', async () => {
    const nasty = encodeURIComponent('x\r\nset-cookie: __Host-traccia=evil');
    for (const path of [`sign-in?returnTo=${nasty}`, `accounts/${nasty}/disable`]) {
      const response = await fetch(`${server.url}/api/v1/${path}`, { redirect: 'manual' });
      expect(response.headers.getSetCookie()).toEqual([]);
      expect(response.headers.has('location')).toBe(false);
    }
  });
});
