import { EventStore } from '#event-store';
import { TestServer, ZONE } from '../server.fixture.js';
import { Browser } from './browser.fixture.js';

let server: TestServer;
let admin: Browser;
beforeAll(async () => {
  server = await TestServer.start();
  admin = new Browser(server);
  await admin.begin();
});
afterAll(() => server.end());

const position = () => server.application.get(EventStore, { strict: false }).end();
const path = `/api/v1/registers/${ZONE}-organizzazione/grant-role`;
const sites = [undefined, 'same-origin', 'none', 'same-site', 'cross-site', ''] as const;
const origins = [undefined, 'ours', 'null', 'https://evil.example'] as const;
const types = ['application/json', 'text/plain', 'application/x-www-form-urlencoded'] as const;

/** What the rule says: Sec-Fetch-Site where there is one, else Origin, else nothing is known. */
function isOurs(site: (typeof sites)[number], origin: (typeof origins)[number]): boolean {
  return site === undefined ? origin === 'ours' : site === 'same-origin' || site === 'none';
}

describe('A request with the cookie of a session', () => {
  it('changes something only from a page of ours: every method, site, origin and type', async () => {
    const before = await position();
    for (const method of ['POST', 'DELETE', 'PUT', 'PATCH'])
      for (const site of sites)
        for (const origin of origins)
          for (const type of types) {
            const to = method === 'DELETE' ? '/api/v1/sessions/x' : path;
            const response = await fetch(server.url + to, {
              method,
              headers: {
                cookie: admin.cookie ?? '',
                'content-type': type,
                ...(site !== undefined && { 'sec-fetch-site': site }),
                ...(origin !== undefined && { origin: origin === 'ours' ? server.url : origin }),
              },
              // No command id: whatever comes through the door is refused further inside.
              body: '{}',
            });
            const { code } = (await response.json()) as { code: string };
            const known = method === 'POST' || method === 'DELETE';
            const isJson = type === 'application/json';
            const isForeign = code === 'request-foreign';
            expect({ method, site, origin, type, isForeign }).toEqual({
              ...{ method, site, origin, type },
              isForeign: known && isJson && !isOurs(site, origin),
            });
            expect(response.status).toBeGreaterThanOrEqual(400);
          }
    expect(await position()).toBe(before);
  });

  it('may read from anywhere: no other page can see the answer', async () => {
    for (const site of sites) {
      const response = await fetch(`${server.url}/api/v1/session`, {
        headers: {
          cookie: admin.cookie ?? '',
          ...(site !== undefined && { 'sec-fetch-site': site }),
        },
      });
      expect(response.status).toBe(200);
      expect(response.headers.has('access-control-allow-origin')).toBe(false);
      expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  });

  it('signs nobody in from a page of somebody else', async () => {
    const response = await fetch(`${server.url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
      body: JSON.stringify({ login: admin.login, password: 'x' }),
    });
    expect(await response.json()).toMatchObject({ code: 'request-foreign' });
    expect(server.securityLines.at(-1)).toMatch(/"event":"foreign-request"/);
  });
});
