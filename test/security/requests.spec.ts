import { once } from 'node:events';
import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { EventStore } from '#event-store';
import { openApiDocument } from '../../apps/server/src/api/openapi.js';
import { PAGE_CONTENT_SECURITY_POLICY } from '../../apps/server/src/http/security-headers.js';
import { pageRules } from '../../apps/server/src/web/page-rules.js';
import { routeRules } from '../../apps/server/src/http/route-rules.js';
import { problem } from '../client.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer } from '../server.fixture.js';

let server: TestServer;
let journey: Journey;
/** Of a program of the coordinator: it has no session that some route could end. */
let token: string;
const cycleId = 'livornese-poa-annuale-2024';

beforeAll(async () => {
  server = await TestServer.start();
  token = server.mint({ role: 'UPc' }).token;
  journey = programmeOfYear(server, 2024);
  await journey.perform('UPc', 'draft-cycle', { title: 'POA 2024' });
});
afterAll(() => server.end());

/** Every route as somebody could ask it. */
const routes = Object.entries(routeRules).map(([route, { rule }]) => {
  const [method = '', path = ''] = route.split(' ');
  return { method, rule, path: path.replace(':cycleId', cycleId).replaceAll(/:\w+/g, 'x') };
});

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: { readonly type?: string; readonly pattern?: string };
}
const { paths } = openApiDocument() as {
  readonly paths: Readonly<Record<string, { readonly get?: { readonly parameters: Parameter[] } }>>;
};
/** Every parameter of a query, where it can be asked. */
const parameters = Object.entries(paths).flatMap(([path, { get }]) =>
  (get?.parameters ?? [])
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) => ({
      path: path.replace('{cycleId}', cycleId).replaceAll(/\{\w+\}/g, 'x'),
      name,
      schema,
    })),
);

/** What comes back over a bare connection. */
async function converse(sent: string): Promise<string> {
  const { port } = new URL(server.url);
  const socket = connect({ port: Number(port), host: '127.0.0.1' });
  await once(socket, 'connect');
  socket.write(sent);
  return textOf(socket);
}

const bearer = () => `Authorization: Bearer ${token}\r\n`;
const closing = (head: string) => `${head}Host: a\r\nConnection: close\r\n`;

const isHtml = (headers: Headers): boolean =>
  (headers.get('content-type') ?? '').startsWith('text/html');

/** The pages, as they are asked for here. */
const pages = new Set(
  Object.keys(pageRules).map((route) =>
    route.replace(':cycleId', cycleId).replaceAll(/:\w+/g, 'x'),
  ),
);

const insides = /\\n\s+at |node_modules|\.[jt]s:\d+|SQLITE_|\/home\/|\/tmp\//;

describe('Whatever route is asked, and whoever asks', () => {
  it('the answer has its type, is for this origin alone, and shows nothing of the inside', async () => {
    expect(routes.length).toBeGreaterThan(60);
    for (const { method, path } of routes) {
      for (const origin of ['https://evil.example', server.url, 'null']) {
        const response = await fetch(server.url + path, {
          method,
          headers: { origin, authorization: `Bearer ${token}` },
        });
        const body = await response.text();
        const { headers } = response;
        const isPage = pages.has(`${method} ${path}`);
        expect({
          route: `${method} ${path}`,
          type: /^application\/((problem\+)?json|vnd\.[\w.-]+)|^text\/(csv|event-stream|(html|plain); charset=utf-8)/.test(
            headers.get('content-type') ?? (body === '' ? 'application/json' : ''),
          ),
          sniffing: headers.get('x-content-type-options'),
          referrer: headers.get('referrer-policy'),
          kept: headers.get('cache-control'),
          policy: headers.get('content-security-policy'),
          others: headers.get('access-control-allow-origin'),
          maker: headers.get('server') ?? headers.get('x-powered-by'),
          inside: insides.exec(body)?.[0],
        }).toEqual({
          route: `${method} ${path}`,
          type: true,
          sniffing: 'nosniff',
          referrer: 'no-referrer',
          kept: 'no-store',
          policy:
            isHtml(headers) && isPage
              ? PAGE_CONTENT_SECURITY_POLICY
              : "default-src 'none'; frame-ancestors 'none'",
          others: null,
          maker: null,
          inside: undefined,
        });
      }
    }
  });

  it('reading twice records nothing but that it was read', async () => {
    const store = server.application.get(EventStore, { strict: false });
    const recorded = async () => {
      const found: string[] = [];
      for await (const { stream, id } of store.readAll())
        if (!stream.startsWith('access-')) found.push(id);
      return found;
    };
    const before = await recorded();
    const auditor = server.mint({ role: 'AUD' }).token;
    for (const { method, path } of routes.filter((route) => route.method === 'GET')) {
      for (const role of ['UPc', 'AUD'] as const) {
        for (const how of [method, 'HEAD', method]) {
          const response = await fetch(server.url + path, {
            method: how,
            headers: { authorization: `Bearer ${role === 'UPc' ? token : auditor}` },
          });
          // An answer that nobody reads would keep the server from ending.
          await response.arrayBuffer();
          const { status } = response;
          // Everything is in order here: not even a 503 is expected of anything that is read.
          expect({ path, how, role, isFault: status >= 500 }).toMatchObject({ isFault: false });
        }
      }
    }
    expect(await recorded()).toEqual(before);
  });

  it('a guessed session opens nothing', async () => {
    for (const { method, path, rule } of routes) {
      if (rule === 'public') continue;
      const response = await fetch(server.url + path, {
        method,
        headers: {
          origin: server.url,
          // Of the form of a real one: an id, and a secret of 256 bits.
          cookie: `__Host-traccia=${'a'.repeat(24)}.${'B'.repeat(42)}A`,
        },
      });
      const { code } = (await response.json()) as { code: string };
      expect({ method, path, status: response.status, code }).toEqual({
        ...{ method, path, status: 401, code: 'session-over' },
      });
    }
  });
});

describe('Addresses that lead nowhere', () => {
  it.each([
    ...['/api', '/api/', '/api/v1', '/api/v1/', '/health', '/health/', '/docs/', '/dist/'],
    ...['/.git/config', '/.env', '/package.json', '/data/log.db', '/log.db', '/access.db'],
    ...[
      '/metrics',
      '/debug',
      '/debug/pprof',
      '/api-docs',
      '/swagger',
      '/graphql',
      '/server-status',
    ],
    ...['/..%2f..%2fetc%2fpasswd', '/%2e%2e/%2e%2e/etc/passwd', '/....//....//etc/passwd'],
    ...['/api/v1/cycles/..%2f..%2f..%2fetc%2fpasswd', '/api/v1/definitions/..%2f..%2f1/1'],
  ])('%s', async (path) => {
    const answer = await converse(closing(`GET ${path} HTTP/1.1\r\n${bearer()}`) + '\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  });
});

describe('A method that nobody needs is not served', () => {
  it.each(['TRACE', 'OPTIONS', 'PUT', 'PATCH', 'PROPFIND', 'LINK'])('%s', async (method) => {
    for (const path of ['/health/live', `/api/v1/cycles/${cycleId}`, '/']) {
      const head = closing(`${method} ${path} HTTP/1.1\r\n${bearer()}X-Echo: spiegel\r\n`);
      const answer = await converse(`${head}\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 (403|404|405|415) /);
      expect(answer).not.toContain('spiegel');
    }
  });

  it.each(['TRACK', 'get', 'FOO'])('%s', async (method) => {
    const answer = await converse(closing(`${method} /health/live HTTP/1.1\r\n`) + '\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('CONNECT', async () => {
    const answer = await converse(
      'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n',
    );
    expect(answer).not.toMatch(/^HTTP\/1\.1 2/);
  });
});

describe('A request whose end is not certain is answered with 400, and its connection closed:', () => {
  const post = `POST /api/v1/cycles/${cycleId}/draft-cycle HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n`;
  const next = `GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n`;

  it.each([
    ['a length and chunks', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x'],
    ['two lengths in one', 'Content-Length: 2, 3\r\n\r\n{}x'],
    ['a length with a sign', 'Content-Length: +2\r\n\r\n{}'],
    ['a chunk of no size', 'Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n'],
    [
      'a chunk that is longer than it says',
      'Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n',
    ],
    ['an encoding nobody knows', 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n'],
    ['chunks before something else', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
    ['a blank before the colon', 'Content-Length : 2\r\n\r\n{}'],
    ['a line that goes on', 'X-A: b\r\n c\r\nContent-Length: 2\r\n\r\n{}'],
    ['a bare line feed', 'X-A: b\nContent-Length: 2\r\n\r\n{}'],
  ])('%s', async (_, rest) => {
    const answer = await converse(post + rest + next);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    // Nothing of the body was taken for another request.
    expect(answer.match(/^HTTP\/1\.1 /gm)).toHaveLength(1);
  });
});

it('A request that is malformed leaves a line for whoever watches, and nothing of what was sent', async () => {
  const before = server.securityLines.length;
  const said = 'segreto-nel-corpo';
  const reply = await fetch(`${server.url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ login: said, password: 1, [said]: said }),
  });
  expect(reply.status).toBe(400);
  const lines = server.securityLines.slice(before);
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({
      ...{ event: 'malformed', code: 'request-invalid', route: 'POST /api/v1/sign-in' },
    }),
  ]);
  expect(lines.join('')).not.toContain(said);
});

describe('What is said twice', () => {
  it('is refused in an address, whatever the parameter', async () => {
    for (const { path, name } of parameters) {
      const reply = await server.as('UPc').get(`${path}?${name}=1&${name}=2`);
      expect({ path, name, status: reply.status }).toEqual({ path, name, status: 400 });
    }
  });

  it.each(['Idempotency-Key', 'On-Behalf-Of', 'Authorization', 'Content-Type', 'If-Match', 'Host'])(
    'is refused in the header %s',
    async (name) => {
      const said: Readonly<Record<string, string>> = {
        Host: 'a',
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': '7b0e4f5e-8f5b-4c62-9a63-6e2f1f0d8c12',
        'If-Match': `"${journey.revision}"`,
      };
      const { [name]: value = 'coordinatore' } = said;
      const lines = [...Object.entries({ ...said, [name]: value }), [name, value]];
      const body = '{"objectiveId":"O-9","name":"Prevenzione"}';
      const answer = await converse(
        `POST /api/v1/cycles/${cycleId}/add-objective HTTP/1.1\r\n` +
          lines.map((line) => `${line.join(': ')}\r\n`).join('') +
          `Connection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    },
  );
});

describe('A parameter of a query', () => {
  it.each([
    ["' OR 1=1 --"],
    ['"; DROP TABLE scheda; --'],
    ['%'],
    ['_%_'],
    ['(a+)+$'],
    ['\u0000'],
    ['🏡\u202e'],
    ['../../etc/passwd'],
    ['1 UNION SELECT secret FROM session'],
    ['{"$ne":null}'],
  ])('may be %j, and finds nothing by it', async (value) => {
    for (const { path, name } of parameters) {
      const reply = await server.as('UPc').get(`${path}?${name}=${encodeURIComponent(value)}`);
      expect({ path, name, isFault: reply.status >= 500 }).toEqual({ path, name, isFault: false });
      expect(JSON.stringify(reply.body)).not.toMatch(insides);
    }
  });

  it('is refused when it is endless', async () => {
    for (const { path, name } of parameters) {
      const reply = await server.as('UPc').get(`${path}?${name}=${'9'.repeat(2_000)}`);
      expect({ path, name, status: reply.status }).toEqual({ path, name, status: 400 });
    }
  });
});

describe('A picture that could be a page', () => {
  it('is taken nowhere', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
    for (const { method, path } of routes.filter((route) => route.method === 'POST')) {
      const reply = await fetch(server.url + path, {
        method,
        body: svg,
        headers: {
          'content-type': 'image/svg+xml',
          'idempotency-key': '7b0e4f5e-8f5b-4c62-9a63-6e2f1f0d8c13',
          authorization: `Bearer ${token}`,
        },
      });
      expect({ path, isRefused: [403, 404, 415].includes(reply.status) }).toEqual({
        path,
        isRefused: true,
      });
    }
  });
});

describe('A text', () => {
  const corpus = [
    ...[
      '%2525',
      '%3Cscript%3E',
      '&amp;lt;b&amp;gt;',
      '\\u003cb\\u003e',
      '\\x3cb\\x3e',
      '&#60;b&#62;',
    ],
    ...[
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      '</script><svg onload=alert(1)>',
    ],
    ...["'-alert(1)-'", '{{7*7}}', '${7*7}', '<%= 7*7 %>', '#{7*7}', 'javascript:alert(1)'],
    ...[
      '**grassetto** [x](javascript:alert(1))',
      '<style>*{display:none}</style>',
      'url(//evil.example)',
    ],
    ...[
      "Robert'); DROP TABLE scheda;--",
      '%s%o%d%j',
      '=1+1',
      '@SUM(A1)',
      '$(id)',
      '`id`',
      '| id',
      '&& id',
    ],
    ...[
      '\\',
      '\\\\',
      '\\"',
      '__proto__',
      'constructor',
      'null',
      'undefined',
      'NaN',
      '0',
      '-0',
      '1e400',
    ],
  ];

  it('comes back as it was typed, and nothing in it is anything else', async () => {
    for (const [number, name] of corpus.entries()) {
      const objectiveId = `O-${number}`;
      await journey.perform('UPc', 'add-objective', { objectiveId, name });
      const { body } = await server
        .as('UPc')
        .get<{ readonly items: { data: { name: string } }[] }>(
          journey.path(`/facts?from=${journey.revision}`),
        );
      expect(body.items.at(-1)?.data.name).toBe(name);
    }
    const reply = await fetch(server.url + journey.path(), {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(reply.headers.get('content-type')).toMatch(/^application\/json; charset=utf-8$/i);
    const whole = JSON.stringify(await reply.json());
    for (const name of corpus) expect(whole).toContain(JSON.stringify(name));
  });

  it('that goes with a problem is quoted there, not built into anything', async () => {
    const reply = await server.as('UPc').get('/api/v1/cycles/%3Cscript%3Ealert(1)%3C%2Fscript%3E');
    expect(problem(reply).status).toBe(404);
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });
});
