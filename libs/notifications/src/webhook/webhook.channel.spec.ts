import { once } from 'node:events';
import { lookup } from 'node:dns';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { selfSignedCertificate } from '../../../../test/certificate.fixture.js';
import type { OutgoingMessage, SendOutcome } from '../channel.js';
import { cloudEventOf } from './cloud-event.js';
import type { WebhookEndpoint } from './webhook-endpoint.js';
import { WebhookChannel, type WebhookSettings } from './webhook.channel.js';

const EVENT = '7c9e6679-7425-80de-944b-e07fc1f90ae7';
const secret = (fill: number): Buffer => Buffer.alloc(32, fill);
const written = (bytes: Buffer): string => `whsec_${bytes.toString('base64')}`;
const body = cloudEventOf(
  {
    cause: {
      eventId: EVENT,
      type: 'SchedaReturned',
      position: 17,
      recordedAt: '2025-02-13T08:30:00Z',
    },
    zone: 'livornese',
    cycleId: 'livornese-poa-annuale-2025',
    about: { kind: 'scheda', id: '2025-P07-003' },
  },
  'https://traccia.ente.example',
);
const never = new AbortController().signal;

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly method: string | undefined;
  readonly body: string;
}

describe('A webhook', () => {
  const received: Received[] = [];
  let server: Server;
  let respond: (response: ServerResponse, request: IncomingMessage) => void;

  const listen = async (made: Server): Promise<number> => {
    made.listen(0, 'localhost');
    await once(made, 'listening');
    return (made.address() as AddressInfo).port;
  };
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    const { headers, method } = request;
    void text(request).then((sent) => {
      received.push({ headers, method, body: sent });
      respond(response, request);
    });
  };
  let port = 0;
  beforeAll(async () => {
    server = createServer(take);
    port = await listen(server);
  });
  beforeEach(() => {
    received.length = 0;
    respond = (response) => response.writeHead(204).end();
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const endpoint = (changes: Partial<WebhookEndpoint> = {}): WebhookEndpoint => ({
    id: 'bilancio',
    url: new URL(`http://localhost:${port}/traccia`),
    secrets: [secret(1)],
    types: ['SchedaReturned'],
    zones: ['livornese'],
    isTrial: true,
    ...changes,
  });
  const send = (
    to: WebhookEndpoint = endpoint(),
    settings: Partial<WebhookSettings> = {},
  ): Promise<SendOutcome> => {
    const message: OutgoingMessage = {
      to: { address: to.url.href },
      messageId: 'a.b@traccia.ente.example',
      ...{ subject: '', html: '', text: body, causeEventIds: [EVENT] },
    };
    const usual = { endpoint: to, nowMs: () => Date.now(), timeoutMs: 300 };
    return new WebhookChannel({ ...usual, ...settings }).send(message, never);
  };

  it('is a signed CloudEvent, as a receiver by other authors finds', async () => {
    expect(await send()).toEqual({ kind: 'sent', code: 'http-204' });
    const [{ headers, body: sent, method }] = received as [Received];
    expect([method, headers['content-type']]).toEqual([
      'POST',
      'application/cloudevents+json; charset=utf-8',
    ]);
    const heard = new Webhook(written(secret(1))).verify(sent, headers as Record<string, string>);
    expect(heard).toEqual({
      specversion: '1.0',
      id: EVENT,
      source: 'https://traccia.ente.example/api/v1/cycles/livornese-poa-annuale-2025',
      type: 'traccia.SchedaReturned',
      time: '2025-02-13T08:30:00Z',
      subject: 'scheda/2025-P07-003',
      datacontenttype: 'application/json',
      data: { zone: 'livornese', cycleId: 'livornese-poa-annuale-2025', position: 17 },
    });
    expect(headers['webhook-id']).toBe(EVENT);
    expect(headers.cookie).toBeUndefined();
    expect(() =>
      new Webhook(written(secret(1))).verify(`${sent} `, headers as Record<string, string>),
    ).toThrow();
  });

  it('is known by the old secret and by the new one while they are exchanged, and by no third', async () => {
    await send(endpoint({ secrets: [secret(2), secret(1)] }));
    const [{ headers, body: sent }] = received as [Received];
    const by = (bytes: Buffer) => () =>
      new Webhook(written(bytes)).verify(sent, headers as Record<string, string>);
    expect(by(secret(1))).not.toThrow();
    expect(by(secret(2))).not.toThrow();
    expect(by(secret(3))).toThrow();
  });

  it('says nothing of whom a fact is about', () => {
    const about = { kind: 'delegation', id: 'delega-del-responsabile' };
    const cause = { eventId: EVENT, type: 'DelegationGranted', position: 1, recordedAt: '' };
    const told = cloudEventOf(
      { cause, zone: 'livornese', cycleId: 'c', about },
      'https://a.example',
    );
    expect(told).not.toContain('delega-del-responsabile');
  });

  it('comes with the same id when it is sent again', async () => {
    respond = (response) => response.writeHead(503).end();
    expect(await send()).toEqual({ kind: 'deferred', code: 'http-503', isChannelDown: false });
    respond = (response) => response.writeHead(200).end('ok');
    expect(await send()).toEqual({ kind: 'sent', code: 'http-200' });
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([EVENT, EVENT]);
  });

  it.each([400, 401, 404, 500, 502])('waits after %d', async (status) => {
    respond = (response) => response.writeHead(status).end();
    expect(await send()).toEqual({
      kind: 'deferred',
      code: `http-${status}`,
      isChannelDown: false,
    });
  });

  it.each([
    [429, undefined, undefined],
    [429, '120', 120_000],
    [503, '5', 5_000],
    [503, '86400', 3_600_000],
    [503, 'Thu, 13 Feb 2025 08:31:00 GMT', 60_000],
    [503, 'Thu, 13 Feb 2025 08:29:00 GMT', 0],
  ])(
    'waits with all that is to come after %d with Retry-After: %s',
    async (status, asked, waitMs) => {
      respond = (response) =>
        response.writeHead(status, asked === undefined ? {} : { 'retry-after': asked }).end();
      const nowMs = () => Date.parse('2025-02-13T08:30:00Z');
      expect(await send(endpoint(), { nowMs })).toEqual({
        ...{ kind: 'deferred', code: `http-${status}`, isChannelDown: true },
        ...(waitMs !== undefined && { waitMs }),
      });
    },
  );

  it('makes nothing of a Retry-After that says no time', async () => {
    respond = (response) => response.writeHead(503, { 'retry-after': 'domani' }).end();
    expect(await send()).toEqual({ kind: 'deferred', code: 'http-503', isChannelDown: false });
  });

  it('is down where a third message fails and none has arrived since, and not where the same one does', async () => {
    const channel = new WebhookChannel({ endpoint: endpoint(), nowMs: () => Date.now() });
    const isDown = async (messageId: string) => {
      const outcome = await channel.send(
        {
          ...{ to: { address: endpoint().url.href }, messageId, text: body },
          ...{ subject: '', html: '', causeEventIds: [EVENT] },
        },
        never,
      );
      return outcome.kind === 'deferred' ? outcome.isChannelDown : outcome.kind;
    };
    respond = (response) => response.writeHead(500).end();
    for (const id of ['a', 'b', 'a', 'b', 'a']) expect(await isDown(id)).toBe(false);
    expect(await isDown('c')).toBe(true);
    // What may have arrived says the same of the endpoint.
    respond = (_response, { socket }) => socket.destroy();
    expect(await isDown('a')).toBe(true);
    respond = (response) => response.writeHead(204).end();
    expect(await isDown('a')).toBe('sent');
    respond = (response) => response.writeHead(500).end();
    expect(await isDown('c')).toBe(false);
  });

  it('is over for good after 410', async () => {
    respond = (response) => response.writeHead(410).end();
    expect(await send()).toEqual({ kind: 'refused', code: 'http-410' });
  });

  it.each([301, 302, 303, 307, 308])('follows no redirect: %d', async (status) => {
    let isFollowed = false;
    const elsewhere = createServer((_request, response) => {
      isFollowed = true;
      response.end();
    });
    const location = `http://localhost:${await listen(elsewhere)}/`;
    respond = (response) => response.writeHead(status, { location }).end();
    expect(await send()).toEqual({
      kind: 'deferred',
      code: `http-${status}`,
      isChannelDown: false,
    });
    expect(isFollowed).toBe(false);
    elsewhere.close();
  });

  it('reads of a huge answer no more than 64 KiB', async () => {
    let sent = 0;
    const ended = Promise.withResolvers<undefined>();
    respond = (response) => {
      response.writeHead(200);
      const piece = Buffer.alloc(64 * 1024);
      const more = (): void => {
        while (!response.destroyed) {
          sent += piece.length;
          if (!response.write(piece)) {
            response.once('drain', more);
            return;
          }
        }
      };
      response.once('close', () => {
        ended.resolve(undefined);
      });
      more();
    };
    expect(await send()).toEqual({ kind: 'sent', code: 'http-200' });
    await ended.promise;
    // What the system holds between the two is megabytes at most.
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  it('believes a status whose answer never ends', async () => {
    respond = (response) => response.writeHead(200).write('a');
    expect(await send()).toEqual({ kind: 'sent', code: 'http-200' });
  });

  it('may have arrived when nothing is answered in time, or the connection breaks', async () => {
    respond = () => undefined;
    expect(await send()).toEqual({ kind: 'unknown', code: 'no-answer' });
    respond = (_response, { socket }) => socket.destroy();
    expect(await send()).toEqual({ kind: 'unknown', code: 'no-answer' });
    expect(received).toHaveLength(2);
  });

  it('waits for a receiver that is not there', async () => {
    const closed = createServer();
    const url = new URL(`http://localhost:${await listen(closed)}/`);
    await new Promise((resolve) => closed.close(resolve));
    const deferred = { kind: 'deferred', isChannelDown: false } as const;
    expect(await send(endpoint({ url }))).toEqual({ ...deferred, code: 'unreachable' });
  });

  it('goes nowhere that the administrator has not named', async () => {
    const other = endpoint({ url: new URL(`http://localhost:${port}/altrove`) });
    expect(await send(other, { endpoint: endpoint() })).toEqual({
      kind: 'refused',
      code: 'not-configured',
    });
    expect(received).toEqual([]);
  });

  describe('over TLS', () => {
    const identity = selfSignedCertificate();
    let secure: Server;
    let url: URL;
    beforeAll(async () => {
      secure = createTlsServer({ cert: identity.certificate, key: identity.key }, take);
      url = new URL(`https://localhost:${await listen(secure)}/`);
    });
    afterAll(() => {
      secure.closeAllConnections();
      secure.close();
    });
    const remote = (): WebhookEndpoint => endpoint({ url, isTrial: false });

    it('arrives where the certificate is believed', async () => {
      const trusted = { lookup, authorities: [identity.certificate], timeoutMs: 5_000 };
      expect(await send(remote(), trusted)).toMatchObject({ kind: 'sent' });
      expect(await send(remote(), { lookup, timeoutMs: 5_000 })).toEqual({
        kind: 'deferred',
        code: 'tls-failed',
        isChannelDown: false,
      });
      expect(received).toHaveLength(1);
    });

    it('goes to no name that leads to this machine or the network around it', async () => {
      expect(await send(remote(), { authorities: [identity.certificate] })).toEqual({
        kind: 'deferred',
        code: 'address-forbidden',
        isChannelDown: false,
      });
      expect(received).toEqual([]);
    });

    it('connects to the very address that was seen, however the name is resolved afterwards', async () => {
      let resolved = 0;
      const once: WebhookSettings['lookup'] = (hostname, options, callback) => {
        resolved += 1;
        lookup(hostname, options, callback as never);
      };
      await send(remote(), { lookup: once, authorities: [identity.certificate], timeoutMs: 5_000 });
      expect(resolved).toBe(1);
    });
  });
});
