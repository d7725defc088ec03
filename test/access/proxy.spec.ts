import { request } from 'node:https';
import { connect, getCiphers } from 'node:tls';
import { text } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';
import { selfSignedCertificate } from '../certificate.fixture.js';
import { NamedProxies } from '../../apps/server/src/http/named-proxies.js';
import { TestServer } from '../server.fixture.js';

type Headers = Readonly<Record<string, string>>;

const hsts = 'strict-transport-security';

async function asked(server: TestServer, headers: Headers = {}): Promise<Response> {
  return fetch(`${server.url}/api/v1/definitions`, {
    headers: { ...server.admitProgram({ role: 'UPc' }).credentials.headers(), ...headers },
  });
}

/** A request from a page at this address, which changes something. */
async function pageAt(server: TestServer, origin: string, headers: Headers = {}): Promise<string> {
  const response = await fetch(`${server.url}/api/v1/views/retry`, {
    method: 'POST',
    headers: { origin, ...server.admitProgram({ role: 'ADM' }).credentials.headers(), ...headers },
  });
  return response.status === 200 ? 'done' : ((await response.json()) as { code: string }).code;
}

describe('A server that names no proxy', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.end());

  it('speaks in clear, and does not ask for more', async () => {
    const response = await asked(server);
    expect(response.status).toBe(200);
    expect(response.headers.has(hsts)).toBe(false);
  });

  it('believes nobody who forges X-Forwarded headers', async () => {
    expect((await asked(server, { 'x-forwarded-proto': 'http' })).status).toBe(200);
    expect((await asked(server, { 'x-forwarded-proto': 'https' })).headers.has(hsts)).toBe(false);
    const claim = { 'x-forwarded-host': 'evil.example' };
    expect(await pageAt(server, 'https://evil.example', claim)).toBe('request-foreign');
    expect(await pageAt(server, server.url, claim)).toBe('done');
  });
});

describe('A server behind a proxy', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start({ proxies: new NamedProxies(['127.0.0.1']) });
  });
  afterAll(() => server.end());

  it('tells browsers to come back over TLS only, for a year', async () => {
    const response = await asked(server, { 'x-forwarded-proto': 'https' });
    expect(response.status).toBe(200);
    expect(response.headers.get(hsts)).toBe('max-age=31536000; includeSubDomains');
  });

  it.each(['http', 'HTTP', 'https, http', ''])(
    'refuses what came to the proxy as %j, and sends it nowhere else',
    async (protocol) => {
      const response = await asked(server, { 'x-forwarded-proto': protocol });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: 'connection-not-secure' });
      expect(response.headers.has('location')).toBe(false);
    },
  );

  it('takes the host of its pages from the proxy', async () => {
    const public_ = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'traccia.example' };
    expect(await pageAt(server, 'https://traccia.example', public_)).toBe('done');
    expect(await pageAt(server, 'https://evil.example', public_)).toBe('request-foreign');
  });
});

describe('A server behind a proxy that is somewhere else', () => {
  it('believes nobody here', async () => {
    const server = await TestServer.start({ proxies: new NamedProxies(['192.0.2.1']) });
    const claim = { 'x-forwarded-host': 'evil.example' };
    expect(await pageAt(server, 'https://evil.example', claim)).toBe('request-foreign');
    expect((await asked(server, { 'x-forwarded-proto': 'http' })).status).toBe(200);
    await server.end();
  });
});

describe('A server with a certificate', () => {
  const { certificate, key } = selfSignedCertificate();
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start({ tls: { cert: certificate, key } });
  });
  afterAll(() => server.end());

  const get = (path: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const asking = request(server.url + path, {
        ca: certificate,
        checkServerIdentity: () => undefined,
      });
      asking.once('response', resolve).once('error', reject).end();
    });

  it('speaks TLS, and tells browsers to keep to it', async () => {
    expect(server.url).toMatch(/^https:/);
    const response = await get('/health/live');
    expect(await text(response)).toBe('{"status":"live"}');
    expect(response.headers[hsts]).toBe('max-age=31536000; includeSubDomains');
  });

  it.each(['TLSv1', 'TLSv1.1'] as const)('does not speak %s', async (version) => {
    const failure = await new Promise((resolve) => {
      const socket = connect({
        ...{ port: Number(new URL(server.url).port), host: '127.0.0.1', ca: certificate },
        ...{ minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' },
      });
      socket.once('secureConnect', () => {
        resolve(undefined);
      });
      socket.once('error', resolve);
    });
    expect(failure).toMatchObject({ code: expect.stringMatching(/SSL/) as string });
  });

  /** The suite that both take, when the client offers these alone; undefined when they do not come together. */
  const spoken = (offered: string, version: 'TLSv1.2' | 'TLSv1.3'): Promise<string | undefined> =>
    new Promise((resolve) => {
      const socket = connect({
        ...{ port: Number(new URL(server.url).port), host: '127.0.0.1', ca: certificate },
        ...{ minVersion: version, maxVersion: version, ciphers: offered },
      });
      socket.once('secureConnect', () => {
        resolve(socket.getCipher().standardName);
        socket.destroy();
      });
      socket.once('error', () => {
        resolve(undefined);
      });
    });

  it('speaks only suites that are authenticated and forget their keys, whatever is offered', async () => {
    const suites = getCiphers().map((name) => name.toUpperCase());
    expect(suites.length).toBeGreaterThan(30);
    const found: string[] = [];
    for (const suite of suites) {
      const version = suite.startsWith('TLS_') ? 'TLSv1.3' : 'TLSv1.2';
      // Of what is broken OpenSSL itself lets us offer some only when it is told not to mind.
      const offered = version === 'TLSv1.3' ? suite : `${suite}:@SECLEVEL=0`;
      const name = await spoken(offered, version);
      if (name !== undefined) found.push(name);
    }
    expect(found.length).toBeGreaterThan(3);
    for (const name of found) {
      expect(name).toMatch(/^TLS_(?:ECDHE_\w+_WITH_)?(?:AES_\d+_GCM|CHACHA20_POLY1305)_SHA\d+$/);
    }
  });

  it('chooses the suite itself, the best that both have', async () => {
    const weakFirst = 'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384';
    expect(await spoken(weakFirst, 'TLSv1.2')).toBe('TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384');
  });
});
