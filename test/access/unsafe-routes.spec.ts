import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EventStore } from '#event-store';
import { routeRules } from '../../apps/server/src/http/route-rules.js';
import { TestServer } from '../server.fixture.js';
import { Browser } from './browser.fixture.js';

/** The provider itself sends the browser back with this form; it brings no session along. */
const fromElsewhere = 'POST /accesso/oidc/:issuerId/uscita';

/** Every route that changes something. */
const unsafe = Object.entries(routeRules)
  .filter(([route]) => !route.startsWith('GET ') && route !== fromElsewhere)
  .map(([route, { rule }]) => {
    const [method = '', path = ''] = route.split(' ');
    return { method, path: path.replaceAll(/:\w+/g, 'x'), isPublic: rule === 'public' };
  });

let server: TestServer;
let admin: Browser;
beforeAll(async () => {
  server = await TestServer.start();
  admin = new Browser(server);
  await admin.begin();
});
afterAll(() => server.end());

/** Everything that is kept: the end of the log, and every row of the file of who may come in. */
async function kept() {
  const file = new DatabaseSync(join(server.folder, 'access.db'), { readOnly: true });
  try {
    const tables = file
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
      .all()
      .map(({ name }) => String(name));
    expect(tables.length).toBeGreaterThan(3);
    const rows = tables.map((table) => [table, file.prepare(`SELECT * FROM "${table}"`).all()]);
    return { rows, end: await server.application.get(EventStore, { strict: false }).end() };
  } finally {
    file.close();
  }
}

type Headers = Readonly<Record<string, string>>;

async function codeOf({ method, path }: (typeof unsafe)[number], headers: Headers) {
  const isFile = path.includes('/spreadsheets/');
  const response = await fetch(server.url + path, {
    method,
    body: '{}',
    headers: {
      'content-type': isFile ? 'application/octet-stream' : 'application/json',
      'idempotency-key': crypto.randomUUID(),
      ...headers,
    },
  });
  const { code } = (await response.json()) as { readonly code: string };
  return { status: response.status, code };
}

describe('A route that changes something', () => {
  it('is one of many, and of every method that does', () => {
    expect(unsafe.length).toBeGreaterThan(50);
    expect(new Set(unsafe.map(({ method }) => method))).toEqual(new Set(['POST', 'PUT', 'DELETE']));
  });

  it('does nothing for the page of somebody else, whoever is signed in', async () => {
    const before = await kept();
    for (const route of unsafe) {
      const answer = await codeOf(route, {
        cookie: admin.cookie ?? '',
        'sec-fetch-site': 'cross-site',
      });
      expect({ ...route, ...answer }).toEqual({
        ...{ ...route, status: 403, code: 'request-foreign' },
      });
    }
    expect(await kept()).toEqual(before);
    expect(await admin.get('session')).toMatchObject({ status: 200 });
  });

  it('does nothing for a token that has run out, unless it asks nobody who they are', async () => {
    const { token } = server.mint({ role: 'UPc', valid: false });
    const before = await kept();
    for (const route of unsafe.filter(({ isPublic }) => !isPublic)) {
      const answer = await codeOf(route, { authorization: `Bearer ${token}` });
      expect({ ...route, ...answer }).toEqual({
        ...{ ...route, status: 401, code: 'token-invalid' },
      });
    }
    expect(await kept()).toEqual(before);
  });
});
