import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import type { OutgoingHttpHeaders } from 'node:http2';
import { request as requestTls } from 'node:https';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { selfSignedCertificate } from '../../../test/certificate.fixture.js';
import { TestNode } from './event-node.fixture.js';
import { events } from './persistent-subscriptions/consuming.fixture.js';

interface Answer {
  readonly status: number | undefined;
  readonly text: string;
  readonly ends?: boolean;
}
const YES: Answer = { status: 204, text: '', ends: true };
const NO: Answer = { status: 404, text: expect.stringContaining('/health/live') as string };

/** As start scripts and load balancers ask a server. */
const questions: [asked: string, method: string, path: string, answer: Answer][] = [
  ['whether it lives', 'GET', '/health/live', YES],
  ['whether it lives, without a body', 'HEAD', '/health/live', YES],
  ['for a yes that is a 200', 'GET', '/health/live?liveCode=200', { status: 200, text: '' }],
  [
    'for a yes that is a 200, without a body',
    'HEAD',
    '/health/live?liveCode=200',
    { ...YES, status: 200 },
  ],
  ['for a yes that is no status', 'GET', '/health/live?liveCode=99', YES],
  ['for a yes that is not final', 'GET', '/health/live?liveCode=101', YES],
  ['for a yes in words', 'GET', '/health/live?liveCode=ok', YES],
  ['whether something else lives', 'GET', '/health/live/2', NO],
  ['for a page', 'GET', '/', NO],
  ['without a body for a page', 'HEAD', '/', { status: 404, text: '' }],
  ['for the statistics of a server', 'GET', '/stats', NO],
  ['for what is no address', 'GET', '//[', NO],
  ['to be rid of what lives', 'DELETE', '/health/live', NO],
];

/** Also when it was not closed in good order. */
const closed = (connection: Socket) =>
  new Promise<void>((resolve) => {
    connection.once('close', () => {
      resolve();
    });
  });

describe.each(['plain', 'tls'])('an event node asked in HTTP, %s', (transport) => {
  const tls = transport === 'tls' ? selfSignedCertificate() : undefined;
  const node = new TestNode(
    tls ? { tls, credentials: { name: 'admin', password: 'segreta' } } : {},
  );

  const ask = async (method: string, path: string, more: RequestOptions = {}, body = '') => {
    const options = { host: '127.0.0.1', port: node.port, method, path, agent: false, ...more };
    const asked = tls ? requestTls({ ...options, ca: tls.certificate }) : request(options);
    asked.end(body);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    const ends = answer.headers.connection === 'close';
    return { status: answer.statusCode, text: await text(answer), ends };
  };
  const askHttp2 = async (headers: OutgoingHttpHeaders, body?: string) => {
    const address = `${tls ? 'https' : 'http'}://127.0.0.1:${node.port}`;
    const session = connectHttp2(address, { ca: tls?.certificate });
    const asked = session.request(headers, { endStream: body === undefined });
    if (body !== undefined) asked.write(body); // and there would be more
    const [answer] = (await once(asked, 'response')) as [Record<string, unknown>];
    const found = { status: answer[':status'], text: await text(asked) };
    session.destroy();
    return found;
  };

  it.each(questions)('%s: %s %s', async (_asked, method, path, answer) => {
    expect(await ask(method, path)).toMatchObject({ ...answer, ends: true });
    const { status, text: said } = answer;
    expect(await askHttp2({ ':method': method, ':path': path })).toEqual({ status, text: said });
  });

  it('does not want what else somebody has to say', async () => {
    expect(await ask('POST', '/health/live', {}, 'is it?')).toMatchObject(NO);
    const asksFirst = { headers: { expect: '100-continue', 'content-length': 1_000_000 } };
    expect(await ask('PUT', '/', asksFirst)).toMatchObject(NO);
    const get = { ':method': 'GET', ':path': '/health/live' };
    expect(await askHttp2(get, 'is it?')).toEqual({ status: 204, text: '' });
    expect(await askHttp2({ ':method': 'POST', ':path': '/health/live' })).toEqual({
      status: 415, // the library takes only gRPC for a POST
      text: '',
    });
  });

  it('stays with HTTP/1.1 when somebody proposes more', async () => {
    const headers = { upgrade: 'h2c', connection: 'Upgrade, HTTP2-Settings', 'http2-settings': '' };
    expect(await ask('GET', '/health/live', { headers })).toMatchObject(YES);
  });

  const connected = async () => {
    const connection = tls
      ? connectTls({ port: node.port, host: '127.0.0.1', ca: tls.certificate })
      : connect(node.port, '127.0.0.1');
    await once(connection, tls ? 'secureConnect' : 'connect');
    return connection.on('error', () => undefined); // as it ends is looked at where it matters
  };
  /** Everything that is answered to these bytes, until the node ends the connection. */
  const say = async (bytes: string, more: 'and wait' | 'and no more' = 'and wait') => {
    const connection = await connected();
    const heard: Buffer[] = [];
    connection.on('data', (part: Buffer) => heard.push(part));
    if (more === 'and no more') connection.end(bytes);
    else connection.write(bytes);
    await closed(connection);
    return Buffer.concat(heard).toString('latin1');
  };
  const LIVE = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\n';

  it('answers one question, also of who has nothing more to say', async () => {
    const twice = await say(`${LIVE}\r\n${LIVE}\r\n`);
    expect(twice.match(/HTTP\/1\.1 204/gu)).toHaveLength(1);
    expect(await say(`${LIVE}\r\n`, 'and no more')).toMatch(/^HTTP\/1\.1 204 /u);
  });

  it('ends what is no question', async () => {
    expect(await say('\u0000\u0001\u0002\u0003')).toMatch(/^HTTP\/1\.1 400 /u);
  });

  it('reads no more of a header than a question needs', async () => {
    expect(await say(`${LIVE}X: ${'x'.repeat(8_192)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /u);
  });

  it('serves gRPC meanwhile', async () => {
    const authority = join(node.folder, 'ca.pem');
    if (tls) writeFileSync(authority, tls.certificate);
    const client = tls
      ? node.anotherClient(`tls=true&tlsCAFile=${encodeURIComponent(authority)}`, 'admin:segreta@')
      : node.client;
    const appended = client.appendToStream('scheda-1', events(1));
    expect(await ask('GET', '/health/live')).toMatchObject(YES);
    expect(await appended).toMatchObject({ success: true });
  });

  it('does not stay for who is still asking when it stops', async () => {
    const silent = await connected();
    const asking = await connected();
    asking.write(LIVE);
    const gone = Promise.all([silent, asking].map(closed));
    await node.stop();
    await gone;
    await expect(ask('GET', '/health/live')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
