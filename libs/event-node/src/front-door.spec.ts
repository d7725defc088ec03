import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { selfSignedCertificate } from '../../../test/certificate.fixture.js';
import { MAX_HTTP_1, openFrontDoor } from './front-door.js';
import type { FrontDoor, OpenFrontDoor } from './front-door.js';

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const LIVE = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\n';

describe('The door of a node', () => {
  let door: FrontDoor | undefined;
  const clients: Socket[] = [];
  const inside: Socket[] = [];

  /** @returns what somebody who speaks HTTP/2 had said when it was known. */
  const open = async (more: Partial<OpenFrontDoor> = {}) => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const http2 = (connection: Socket) => {
      inside.push(connection);
      resolve(String(connection.read()));
    };
    door = await openFrontDoor({ host: '127.0.0.1', port: 0, http2, ...more });
    return { said: promise };
  };
  afterEach(() => {
    door?.close();
    for (const connection of [...clients.splice(0), ...inside.splice(0)]) connection.destroy();
  });

  const connected = async (host = '127.0.0.1') => {
    const client = connect(door?.port ?? 0, host);
    client.on('error', () => undefined);
    client.setNoDelay(true);
    clients.push(client);
    await once(client, 'connect');
    return client;
  };
  /** Also when it was not closed in good order. */
  const closed = (client: Socket) =>
    new Promise<void>((resolve) => {
      if (client.closed) resolve();
      client.resume();
      client.once('close', () => {
        resolve();
      });
    });
  const heard = async (client: Socket) => String((await once(client, 'data'))[0]);
  const asks = async (bytes: string, host?: string) => {
    const client = await connected(host);
    client.write(bytes);
    return heard(client);
  };

  it('waits until it is certain which protocol it is', async () => {
    const { said } = await open();
    const client = await connected();
    for (const letter of PREFACE.slice(0, 2)) {
      client.write(letter);
      expect(await asks(`${LIVE}\r\n`)).toContain(' 204 '); // by then the letter has come, too
    }
    client.write(PREFACE.slice(2));
    expect(await said).toBe(PREFACE);
    expect(inside).toHaveLength(1);
  });

  it('takes nothing for HTTP/2 that only begins like it', async () => {
    await open();
    expect(await asks('PROPFIND / HTTP/1.1\r\nHost: localhost\r\n\r\n')).toContain(' 404 ');
    expect(await asks('PUT / HTTP/1.1\r\nHost: localhost\r\n\r\n')).toContain(' 404 ');
    expect(await asks('pri * HTTP/2.0\r\n\r\n')).toContain(' 400 ');
    expect(inside).toEqual([]);
  });

  it('is not kept by who says nothing, or not all of a question', async () => {
    const { said } = await open({ patienceMs: 500 });
    const call = await connected();
    call.write(PREFACE);
    await said;
    const unfinished = ['', 'P', LIVE, 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Le'];
    const left = unfinished.map(async (bytes) => {
      const client = await connected();
      client.write(bytes);
      await closed(client);
    });
    await Promise.all(left);
    expect(inside.map(({ destroyed }) => destroyed)).toEqual([false]); // a call may be silent
  });

  describe('behind which TLS is spoken', () => {
    const tls = selfSignedCertificate();
    const negotiated = async (ALPNProtocols: string[], bytes: string) => {
      const port = door?.port;
      const client = connectTls({ host: '127.0.0.1', port, ca: tls.certificate, ALPNProtocols });
      client.on('error', () => undefined);
      clients.push(client);
      await once(client, 'secureConnect');
      client.write(bytes);
      return client;
    };

    it.each([[[]], [['http/1.1']]])('answers who offers %j, and no calls', async (protocols) => {
      await open({ tls });
      expect(await heard(await negotiated(protocols, `${LIVE}\r\n`))).toContain(' 204 ');
      await closed(await negotiated(protocols, PREFACE));
      expect(inside).toEqual([]);
    });

    it.each([[['h2']], [['http/1.1', 'h2']]])('takes calls of who offers %j', async (protocols) => {
      const { said } = await open({ tls });
      await negotiated(protocols, PREFACE);
      await said;
      expect(inside).toHaveLength(1);
    });

    it('is not kept by who never begins with it', async () => {
      await open({ patienceMs: 50, tls });
      const client = await connected();
      await closed(client);
      expect(inside).toEqual([]);
    });
  });

  it('has room for a few questions at a time, and always for calls', async () => {
    const { said } = await open();
    const asking = new Set<Socket>();
    for (let n = 0; n <= MAX_HTTP_1; n++) asking.add(await connected());
    const gone = Promise.race(
      [...asking].map(async (client) => {
        client.write(LIVE);
        await closed(client);
        return client;
      }),
    );
    const oneTooMany = await gone;
    expect(oneTooMany.bytesRead).toBe(0);
    asking.delete(oneTooMany);
    (await connected()).write(PREFACE);
    expect(await said).toBe(PREFACE);

    for (const client of asking) client.write('\r\n');
    await Promise.all([...asking].map(closed));
    for (const client of asking) expect(client.bytesRead).toBeGreaterThan(0);
    expect(await asks(`${LIVE}\r\n`)).toContain(' 204 ');
  });

  it('is at every address of a name, and nowhere else when it cannot be at any', async () => {
    await open({ host: 'localhost' });
    expect(await asks(`${LIVE}\r\n`, 'localhost')).toContain(' 204 ');
    const { port = 0 } = door ?? {};
    const again = openFrontDoor({ host: 'localhost', port, http2: () => undefined });
    await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' });
    const nowhere = openFrontDoor({ host: 'nessuno.invalid', port: 0, http2: () => undefined });
    await expect(nowhere).rejects.toThrow('nessuno.invalid');
  });

  it('is closed to everybody at once', async () => {
    await open();
    const [silent, asking] = [await connected(), await connected()];
    asking.write(LIVE);
    const gone = Promise.all([silent, asking].map(closed));
    door?.close();
    await gone;
    await expect(connected()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
