import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { unusableCertificate } from './cannot-serve.js';
import { http1Answers } from './plain-requests.js';

export interface OpenFrontDoor {
  /** A name stands for all its addresses. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The certificate and key in PEM; without them connections are not encrypted. */
  readonly tls?: { readonly certificate: Buffer; readonly key: Buffer } | undefined;
  /** Takes over a connection whose other end speaks HTTP/2; what it has said already can be read again. */
  readonly http2: (connection: Socket) => void;
  /** How long somebody may take who does not speak HTTP/2, or says nothing. Default ten seconds. */
  readonly patienceMs?: number;
}

/** The port of the node, where two protocols come in. */
export interface FrontDoor {
  readonly port: number;
  /** Nobody else comes in, and whoever speaks HTTP/1.1 leaves. */
  close(): void;
}

/** No method of HTTP/1.1 begins like the preface of HTTP/2 (RFC 9113, 3.4; 11.6). */
const HTTP_2 = 'PRI';
const PATIENCE_MS = 10_000;
/** How many connections of HTTP/1.1 are answered at a time. Each costs little, and ends soon. */
export const MAX_HTTP_1 = 64;

/**
 * Listens for both protocols on one port: TLS says which of them it is (ALPN; who does not negotiate speaks
 * HTTP/1.1), without it the first bytes do.
 * @throws CannotServe if the certificate and the key cannot be used; whatever looking up a name and listening throw
 */
export async function openFrontDoor(open: OpenFrontDoor): Promise<FrontDoor> {
  const { http2, patienceMs = PATIENCE_MS } = open;
  const answers = http1Answers();
  const waiting = new Set<Socket>();
  let answering = 0;
  let closed = false;

  /** Until it is let go, a connection ends when its time is over, or the door closes. */
  const hold = (connection: Socket) => {
    connection.on('error', () => undefined); // its end is enough
    const timer = setTimeout(() => connection.destroy(), patienceMs);
    const letGo = () => {
      clearTimeout(timer);
      waiting.delete(connection);
    };
    waiting.add(connection);
    connection.once('close', letGo);
    return letGo;
  };
  const http1 = (connection: Socket) => {
    if (answering === MAX_HTTP_1) {
      connection.destroy();
      return;
    }
    answering++;
    connection.once('close', () => answering--);
    answers.emit('connection', connection);
  };
  const decided = (connection: Socket, isHttp2: boolean, letGo: () => void) => {
    if (closed) {
      connection.destroy(); // it was still being encrypted
    } else if (isHttp2) {
      letGo();
      http2(connection);
    } else {
      http1(connection);
    }
  };
  const receive = (connection: Socket) => {
    const letGo = hold(connection);
    firstBytes(connection, HTTP_2, (isHttp2) => {
      decided(connection, isHttp2, letGo);
    });
  };
  const server = () =>
    open.tls === undefined
      ? createServer(receive)
      : tlsServer(open.tls, patienceMs).on('secureConnection', (connection) => {
          decided(connection, connection.alpnProtocol === 'h2', hold(connection));
        });

  const { port, servers } = await listen(server, open);
  return {
    port,
    close: () => {
      closed = true;
      for (const listening of servers) listening.close();
      for (const connection of waiting) connection.destroy();
    },
  };
}

/** Says whether a connection begins with a text as soon as that is certain, and leaves everything to be read again. */
function firstBytes(connection: Socket, text: string, decided: (isSo: boolean) => void): void {
  let come = Buffer.alloc(0);
  const look = () => {
    const bytes = connection.read() as Buffer | null;
    if (bytes === null) return;
    come = Buffer.concat([come, bytes]);
    const begins = come.toString('latin1', 0, text.length);
    if (begins.length < text.length && text.startsWith(begins)) return;
    connection.off('readable', look);
    connection.unshift(come);
    decided(begins === text);
  };
  connection.on('readable', look);
}

function tlsServer(
  { certificate, key }: NonNullable<OpenFrontDoor['tls']>,
  handshakeTimeout: number,
): ReturnType<typeof createTlsServer> {
  try {
    const ALPNProtocols = ['h2', 'http/1.1'];
    const server = createTlsServer({ cert: certificate, key, ALPNProtocols, handshakeTimeout });
    // Nobody else ends a connection that could not be encrypted, or not in time.
    return server.on('tlsClientError', (_error, connection) => connection.destroy());
  } catch (error) {
    throw unusableCertificate(error);
  }
}

/** Listens on every address of the host that can be had, on the port of the first one. */
async function listen(
  server: () => Server,
  { host, port }: OpenFrontDoor,
): Promise<{ port: number; servers: readonly Server[] }> {
  const servers: Server[] = [];
  const failures: unknown[] = [];
  let common = port;
  for (const { address } of await lookup(host, { all: true })) {
    const next = server();
    try {
      await once(next.listen(common, address), 'listening');
    } catch (error) {
      failures.push(error);
      continue;
    }
    servers.push(next);
    common = (next.address() as AddressInfo).port;
  }
  if (servers.length === 0) throw failures[0];
  return { port: common, servers };
}
