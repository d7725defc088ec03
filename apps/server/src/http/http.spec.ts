import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Body,
  Controller,
  Get,
  Logger,
  Module,
  NotFoundException,
  Param,
  ParseIntPipe,
  Post,
  Res,
  type INestApplication,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import type { FastifyReply } from 'fastify';
import { Sessions } from '#access';
import { StoreUnavailable } from '#event-store';
import { ApiTokens, PeopleModule, type Person } from '#people';
import { AccessModule } from '../access/access.module.js';
import { AuthenticationGuard } from './authentication.guard.js';
import { BodyRequired } from './body-required.pipe.js';
import { CurrentPerson } from './current-person.js';
import { createFastifyAdapter, type HttpEdgeOptions } from './fastify.js';
import { HealthController } from './health.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { Problem } from './problem.js';
import { Public } from './public.js';
import { SESSION_COOKIE } from './session-cookie.js';
import { Readiness, type Examination } from './readiness.js';

const secretReason = 'the password is swordfish';

@Controller('echo')
class EchoController {
  @Post()
  @Public()
  echo(@Body(BodyRequired) body: unknown): unknown {
    return { body };
  }

  @Get('me')
  me(@CurrentPerson() person: Person): Person {
    return person;
  }

  @Get('nobody')
  @Public()
  nobody(@CurrentPerson() person: Person): Person {
    return person;
  }

  @Get('number/:number')
  @Public()
  number(@Param('number', ParseIntPipe) number: number): unknown {
    return { number };
  }

  @Get('fault/:kind')
  @Public()
  fault(@Param('kind') kind: string): never {
    if (kind === 'store') throw new StoreUnavailable(secretReason);
    if (kind === 'missing') throw new NotFoundException('Cannot find it');
    if (kind === 'bug') throw new Error(secretReason);
    if (kind === 'text') throw secretReason as unknown as Error;
    throw new Problem({
      code: 'not-now',
      status: 409,
      it: { title: 'Non ora', detail: 'La fase è chiusa.' },
      en: { title: 'Not now', detail: 'The phase is closed.' },
      extensions: { phase: 'closed' },
    });
  }

  @Get('half')
  @Public()
  half(@Res() reply: FastifyReply): void {
    reply.hijack();
    reply.raw.write('half of ');
    throw new Error(secretReason);
  }
}

let folder: string;
let app: INestApplication;
let origin: string;
let tokens: ApiTokens;
let logged: unknown[][];
let store: () => Examination | Promise<Examination>;

/** This is how the composition root plugs the edge in. */
async function start(options: HttpEdgeOptions = {}): Promise<INestApplication> {
  @Module({
    imports: [
      PeopleModule.forRoot({ file: join(folder, 'access.db') }),
      AccessModule.forRoot({ file: join(folder, 'access.db') }),
    ],
    controllers: [HealthController, EchoController],
    providers: [
      { provide: APP_FILTER, useClass: ProblemFilter },
      { provide: APP_GUARD, useClass: AuthenticationGuard },
      {
        provide: Readiness,
        useFactory: () => new Readiness([{ name: 'store', examine: () => store() }]),
      },
    ],
  })
  class EdgeModule {}
  const testing = await Test.createTestingModule({ imports: [EdgeModule] }).compile();
  const started = testing.createNestApplication(createFastifyAdapter(options));
  const note = (...line: unknown[]) => void logged.push(line);
  started.useLogger({ log: () => undefined, warn: note, error: note });
  await started.listen(0, '127.0.0.1');
  return started;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'http-'));
  app = await start();
  origin = await app.getUrl();
  tokens = app.get(ApiTokens);
});

afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
  Logger.overrideLogger(true);
});

beforeEach(() => {
  logged = [];
  store = () => ({ ok: true, detail: 'writable' });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(origin + path, { headers });

type Content = NonNullable<RequestInit['body']>;

const post = (body: Content | null, headers: Record<string, string>) =>
  fetch(`${origin}/echo`, { method: 'POST', body, headers: { origin, ...headers } });

const postJson = (body: Content) => post(body, { 'content-type': 'application/json' });

/** The answer, which must be a problem as RFC 9457 writes it. */
async function problem(response: Response | Promise<Response>): Promise<Record<string, unknown>> {
  const answer = await response;
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const document = (await answer.json()) as Record<string, unknown>;
  expect(document).toMatchObject({
    type: `/problems/${String(document['code'])}`,
    status: answer.status,
    instance: `urn:uuid:${String(answer.headers.get('traccia-request-id'))}`,
    it: { title: expect.any(String), detail: expect.any(String) },
    en: { title: expect.any(String), detail: expect.any(String) },
  });
  return document;
}

function dial(server: INestApplication): Socket {
  const { port } = (server.getHttpServer() as Server).address() as AddressInfo;
  return connect(port, '127.0.0.1');
}

/** Sends these bytes as they are and gives everything that came back until the server hung up. */
async function converse(sent: string, server = app): Promise<string> {
  const socket = dial(server);
  let received = '';
  socket.setEncoding('utf8').on('data', (text: string) => (received += text));
  socket.write(sent);
  await once(socket, 'close');
  return received;
}

function bodyOf(answer: string): Record<string, unknown> {
  const body = answer.slice(answer.indexOf('\r\n\r\n') + 4);
  return JSON.parse(body) as Record<string, unknown>;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('Every answer', () => {
  it.each(['/health/live', '/nowhere', '/echo/me', '/echo/fault/bug', '/%zz'])(
    'to %s carries a request id and the headers of an API',
    async (path) => {
      const { headers } = await get(path);
      expect(headers.get('traccia-request-id')).toMatch(uuid);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; frame-ancestors 'none'",
      );
      expect(headers.has('x-powered-by')).toBe(false);
      expect(headers.has('server')).toBe(false);
    },
  );

  it('has a request id of our own choice', async () => {
    const mine = '11111111-1111-4111-8111-111111111111';
    const asked = { 'traccia-request-id': mine, 'request-id': mine, 'x-request-id': mine };
    const { headers } = await get('/health/live', asked);
    expect(headers.get('traccia-request-id')).not.toBe(mine);
  });
});

describe('A body', () => {
  it('is read as JSON', async () => {
    const response = await postJson('{"titolo":"Salute è 🌱","anno":2027}');
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ body: { titolo: 'Salute è 🌱', anno: 2027 } });
  });

  it.each([
    'application/json',
    'Application/JSON; charset=UTF-8',
    'application/json;charset="utf-8"',
  ])('may be announced as %s', async (type) => {
    expect((await post('{}', { 'content-type': type })).status).toBe(201);
  });

  it.each([
    ['text', '{}', { 'content-type': 'text/plain' }],
    ['a form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a form with files', '--a--\r\n', { 'content-type': 'multipart/form-data; boundary=a' }],
    ['a patch', '{}', { 'content-type': 'application/merge-patch+json' }],
    ['an unknown type', '{}', { 'content-type': 'nonsense' }],
    ['Latin-1', '{}', { 'content-type': 'application/json; charset=iso-8859-1' }],
    ['gzip', '{}', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
  ])('may not be %s', async (_, body, headers) => {
    const response = await post(body, headers);
    expect(response.headers.get('accept')).toBe('application/json');
    expect(await problem(response)).toMatchObject({ code: 'media-type-unsupported', status: 415 });
  });

  it('may not come without its type', async () => {
    const answer = await converse(
      'POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}',
    );
    expect(bodyOf(answer)).toMatchObject({ code: 'media-type-unsupported' });
  });

  it('may not be missing where it is needed', async () => {
    expect(await problem(postJson(''))).toMatchObject({ code: 'body-missing', status: 400 });
    expect(await problem(post(null, {}))).toMatchObject({ code: 'body-missing', status: 400 });
  });

  it.each([
    ['json-duplicate-key', '{"a":1,"a":2}'],
    ['json-lone-surrogate', '{"a":"\\ud800"}'],
    ['json-number-too-large', '{"a":1e400}'],
    ['json-too-deep', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['json-forbidden-key', '{"__proto__":{"admin":true}}'],
    ['json-malformed', '{"a":NaN}'],
    ['body-not-utf8', Uint8Array.of(0x22, 0xff, 0x22)],
  ])('is refused as %s, with the place', async (code, body) => {
    const document = await problem(postJson(body));
    expect(document).toMatchObject({ code, status: 400, offsetBytes: expect.any(Number) });
  });

  it('may have 1 MiB', async () => {
    expect((await postJson(JSON.stringify('a'.repeat(1_048_574)))).status).toBe(201);
  });

  const upload = 'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';

  it('may not announce a byte more', async () => {
    const answer = await converse(`${upload}Content-Length: 1048577\r\n\r\n`);
    expect(bodyOf(answer)).toMatchObject({ code: 'body-too-large', status: 413 });
  });

  it('may not have a byte more by coming in pieces either', async () => {
    const pieces = `10000\r\n${'a'.repeat(0x10000)}\r\n`.repeat(16);
    const answer = await converse(`${upload}Transfer-Encoding: chunked\r\n\r\n${pieces}1\r\na\r\n`);
    expect(bodyOf(answer)).toMatchObject({ code: 'body-too-large', status: 413 });
  });

  it.each([
    ['a body', `${upload}Content-Length: 9\r\n\r\n{"a"`],
    ['a head', upload],
  ])('ends in 408 when %s stalls', async (_, stalled) => {
    const impatient = await start({ requestTimeoutMs: 200 });
    const answer = await converse(stalled, impatient);
    await impatient.close();
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(answer).toMatch(/\r\ntraccia-request-id: [0-9a-f-]{36}\r\n/);
    expect(bodyOf(answer)).toMatchObject({ code: 'request-timeout', status: 408 });
    expect(logged).toEqual([]);
  });

  it('that is never finished troubles nobody', async () => {
    const abandoned = await start();
    const socket = dial(abandoned);
    socket.write(`${upload}Content-Length: 9\r\n\r\n{"a"`);
    await once(abandoned.getHttpServer() as Server, 'request');
    socket.destroy();
    await abandoned.close();
    expect(logged).toEqual([]);
  });
});

describe('What is not HTTP is answered in HTTP:', () => {
  it.each([
    ['nonsense', 'HELLO\r\n\r\n', 400, 'request-malformed'],
    [
      'two lengths',
      'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'request-malformed',
    ],
    [
      'a huge header',
      `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
  ])('%s', async (_, sent, status, code) => {
    const answer = await converse(sent);
    expect(answer.startsWith(`HTTP/1.1 ${status} `)).toBe(true);
    expect(answer).toMatch(/\r\ncontent-type: application\/problem\+json\r\n/);
    expect(answer).toMatch(/\r\nx-content-type-options: nosniff\r\n/);
    expect(bodyOf(answer)).toMatchObject({ code, status });
  });
});

describe('A request that cannot be done is answered with a problem:', () => {
  it.each([
    ['an unknown address', '/nowhere', 404, 'not-found'],
    ['a thing not there', '/echo/fault/missing', 404, 'not-found'],
    ['an address badly encoded', '/%zz', 400, 'address-malformed'],
    ['a parameter too long', `/echo/fault/${'a'.repeat(201)}`, 414, 'address-too-long'],
    ['a refusal of the domain', '/echo/fault/refusal', 409, 'not-now'],
    ['a parameter of the wrong kind', '/echo/number/x', 400, 'request-refused'],
    ['the store away', '/echo/fault/store', 503, 'store-unavailable'],
    ['a bug', '/echo/fault/bug', 500, 'internal-error'],
    ['something thrown that is no error', '/echo/fault/text', 500, 'internal-error'],
  ])('%s', async (_, path, status, code) => {
    expect(await problem(get(path))).toMatchObject({ status, code });
  });

  it('in Italian, or in English to whoever prefers it', async () => {
    expect(await problem(get('/nowhere'))).toMatchObject({ title: 'Non trovato' });
    const response = await get('/nowhere', { 'accept-language': 'en' });
    expect(response.headers.get('content-language')).toBe('en');
    expect(await problem(response)).toMatchObject({ title: 'Not found' });
  });

  it('with the further members of the refusal', async () => {
    expect(await problem(get('/echo/fault/refusal'))).toMatchObject({ phase: 'closed' });
  });

  it('with a time to come back when the store is away', async () => {
    expect((await get('/echo/fault/store')).headers.get('retry-after')).toBe('5');
  });

  it.each(['bug', 'text', 'store'])(
    'and a %s goes to the log, once, and never to the caller',
    async (kind) => {
      const response = await get(`/echo/fault/${kind}`);
      const id = String(response.headers.get('traccia-request-id'));
      expect(await response.text()).not.toContain('swordfish');
      expect(logged).toHaveLength(1);
      expect(String(logged[0]![0])).toContain(id);
      expect(String(logged[0]![1])).toContain(secretReason);
    },
  );

  it('while what callers do wrong stays out of the log', async () => {
    await get('/nowhere');
    await postJson('{');
    await get('/echo/me');
    expect(logged).toEqual([]);
  });

  it('unless half an answer is out: then the connection breaks', async () => {
    await expect(get('/echo/half').then((response) => response.text())).rejects.toThrow();
    expect(logged).toHaveLength(1);
  });
});

describe('A route', () => {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const who = { personId: 'operatore-1', role: 'UPo', zone: 'zona1' };
  const request = { ...who, scopes: ['read'], expiresInDays: 1 };

  it('knows who is asking', async () => {
    const { token } = tokens.mint({ ...request, unitId: 'anziani' });
    const response = await get('/echo/me', bearer(token));
    expect(await response.json()).toEqual({
      personId: 'operatore-1',
      role: 'UPo',
      zone: 'zona1',
      unitId: 'anziani',
      authMethod: 'api-token',
      scopes: ['read'],
    });
  });

  it('reads the scheme in any case', async () => {
    const { token } = tokens.mint(request);
    expect((await get('/echo/me', { authorization: `bearer  ${token}` })).status).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['an empty header', { authorization: '' }],
    ['no token', { authorization: 'Bearer' }],
    ['a password', { authorization: 'Basic YTpi' }],
    ['two tokens', { authorization: 'Bearer a b' }],
  ])('is closed to whoever shows %s', async (_, headers) => {
    const response = await get('/echo/me', headers);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="traccia"');
    expect(await problem(response)).toMatchObject({ code: 'token-missing', status: 401 });
  });

  it('is closed to a token that does not hold', async () => {
    const { id, token } = tokens.mint(request);
    tokens.revoke(id);
    for (const shown of [token, `${token}x`, 'a']) {
      const response = await get('/echo/me', bearer(shown));
      expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
      const text = await response.clone().text();
      expect(await problem(response)).toMatchObject({ code: 'token-invalid', status: 401 });
      expect(text).not.toContain(token);
    }
  });

  describe('asked with the cookie of a session', () => {
    const begun = () =>
      app.get(Sessions).begin({
        ...{ personId: 'direttore-1', role: 'DIR', zone: 'zona1' },
        ...{ method: 'passkey', authenticatedAtMs: Date.now() },
      });
    const cookie = (secret: string) => ({ cookie: `theme=dark; ${SESSION_COOKIE}=${secret}` });

    it('knows who is asking, and how they proved it', async () => {
      const { secret, session } = begun();
      expect(await (await get('/echo/me', cookie(secret))).json()).toEqual({
        personId: 'direttore-1',
        role: 'DIR',
        zone: 'zona1',
        authMethod: 'passkey',
        authenticatedAtMs: session.authenticatedAtMs,
      });
    });

    it('is closed when the session is over', async () => {
      const { secret } = begun();
      app.get(Sessions).end(secret);
      for (const shown of [secret, '', 'x', `${secret}x`]) {
        const response = await get('/echo/me', cookie(shown));
        expect(response.headers.get('www-authenticate')).toBe('Bearer realm="traccia"');
        expect(await problem(response)).toMatchObject({ code: 'session-over', status: 401 });
      }
    });

    it('is closed to whoever shows two of them, good as they may be', async () => {
      const [one, other] = [begun().secret, begun().secret];
      const both = { cookie: `${SESSION_COOKIE}=${one}; ${SESSION_COOKIE}=${other}` };
      expect(await problem(get('/echo/me', both))).toMatchObject({ code: 'session-over' });
    });

    it('looks at the token, where there is one, and at nothing else', async () => {
      const shown = { ...cookie(begun().secret), ...bearer('a') };
      expect(await problem(get('/echo/me', shown))).toMatchObject({ code: 'token-invalid' });
    });
  });

  it('changes nothing for a page of somebody else, even where it is public', async () => {
    for (const from of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]) {
      const response = await post('{}', { 'content-type': 'application/json', ...from });
      expect(await problem(response)).toMatchObject({ code: 'request-foreign', status: 403 });
    }
  });

  it('that is public has no current person: asking for one is a bug', async () => {
    expect(await problem(get('/echo/nobody'))).toMatchObject({ code: 'internal-error' });
  });
});

describe('Health', () => {
  it('is alive as long as it answers', async () => {
    store = () => ({ ok: false, detail: 'disk full' });
    const response = await get('/health/live');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'live' });
  });

  it('is ready when everything it needs is', async () => {
    const response = await get('/health/ready');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'ready',
      checks: [{ name: 'store', ok: true, detail: 'writable' }],
    });
  });

  it('is unready, and says why, when something is not', async () => {
    store = () => Promise.resolve({ ok: false, detail: 'disk full' });
    const response = await get('/health/ready');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      status: 'unready',
      checks: [{ name: 'store', ok: false, detail: 'disk full' }],
    });
  });

  it('is unready when a check fails, and keeps the reason to itself', async () => {
    store = () => Promise.reject(new Error(secretReason));
    const response = await get('/health/ready');
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('swordfish');
    expect(logged).toHaveLength(1);
  });
});
