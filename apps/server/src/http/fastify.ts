import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import compress from '@fastify/compress';
import rateLimit from '@fastify/rate-limit';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fileMediaTypes, takesFile } from './file-body.js';
import { FORM_MEDIA_TYPE, MAX_FORM_BYTES, takesForm } from './form-body.js';
import { httpProblem, type HttpProblemCode } from './http-problems.js';
import { NamedProxies } from './named-proxies.js';
import { problemOf, REQUEST_ID_HEADER } from './problem.filter.js';
import { problemResponse } from './problem.js';
import { securityHeaders } from './security-headers.js';
import { parseStrictJson } from './strict-json.js';
import { takeToldOnce } from '../web/shows-page.js';
import { TLS_CIPHERS, TLS_MIN_VERSION, type TlsIdentity } from './tls.js';
import { takesUpload, UPLOAD_MEDIA_TYPE } from './upload-body.js';

const MAX_BODY_BYTES = 1_048_576;
const MAX_PARAMETER_CHARACTERS = 200;
/** Up to this size a page is compressed in one go, which costs a fraction of what a stream for it would. */
const COMPRESSED_AT_ONCE_BYTES = 256 * 1024;

export interface HttpEdgeOptions {
  /** A request must have arrived whole within this time, or it ends in 408. Default 30,000. */
  readonly requestTimeoutMs?: number;
  /** An idle connection is kept this long; longer than the proxy in front keeps it. Default 72,000. */
  readonly keepAliveTimeoutMs?: number;
  /** Speaks TLS itself with this certificate. */
  readonly tls?: TlsIdentity | undefined;
  /** The proxy in front, which speaks TLS. Default: none is believed. */
  readonly proxies?: NamedProxies;
  /** Whether every page says that this is an environment to try things in. Default: no. */
  readonly isTrial?: boolean;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether this is an environment to try things in. */
    readonly isTrial: boolean;
  }
}

/** Nest's Fastify, without the body parsers Nest would add at start: strict JSON and files are the only ones. */
class StrictFastifyAdapter extends FastifyAdapter {
  override registerParserMiddleware(): void {
    // The parsers are registered in createFastifyAdapter.
  }
}

/**
 * The HTTP server with all its limits. Whatever it refuses by itself is answered as a problem.
 * Where no proxy is named, a request comes from the address that opened the connection.
 */
export function createFastifyAdapter(options: HttpEdgeOptions = {}): FastifyAdapter {
  const { requestTimeoutMs = 30_000, keepAliveTimeoutMs = 72_000, tls, isTrial = false } = options;
  const { proxies = new NamedProxies([]) } = options;
  const headers = securityHeaders(tls !== undefined || !proxies.areNone);
  const http = {
    requestTimeout: requestTimeoutMs,
    // Node swaps the two timeouts when this one is the longer, and its default is 60 s:
    // a body that stalls would then be waited for that long.
    headersTimeout: requestTimeoutMs,
    // Node looks at the timeouts only this often, every 30 s if not told otherwise.
    connectionsCheckingInterval: Math.ceil(requestTimeoutMs / 4),
  };
  const adapter = new StrictFastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: requestTimeoutMs,
    ...(tls
      ? {
          https: {
            ...http,
            ...tls,
            minVersion: TLS_MIN_VERSION,
            ciphers: TLS_CIPHERS,
            honorCipherOrder: true,
          },
        }
      : { http }),
    keepAliveTimeout: keepAliveTimeoutMs,
    routerOptions: { maxParamLength: MAX_PARAMETER_CHARACTERS },
    trustProxy: !proxies.areNone && ((address: string) => proxies.include(address)),
    genReqId: () => randomUUID(),
    // While closing, requests already on the way are answered for good, and their connection closed.
    return503OnClosing: false,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      setCommonHeaders(request, reply, headers);
      answerUnrouted(error, request, reply);
    },
    clientErrorHandler: (error, socket) => {
      answerUnreadable(error, socket, headers);
    },
  });
  const fastify = adapter.getInstance();
  fastify.decorate('isTrial', isTrial);
  fastify.addHook('onRequest', (request, reply, done) => {
    setCommonHeaders(request, reply, headers);
    takeToldOnce(request);
    if (saysTwice(request)) done(httpProblem('request-malformed'));
    // Not sent elsewhere: whoever asks in clear would go on doing so (ASVS 5.0 4.1.2).
    else if (cameInClear(request, proxies)) done(httpProblem('connection-not-secure'));
    else done();
  });
  // It only lends its way of counting, to guards that know who asks: see RequestCounts.
  void fastify.register(rateLimit, { global: false });
  // Pages alone: they are many, long and repetitive. Bodies that come compressed are refused below.
  void fastify.register(compress, {
    ...{ customTypes: /^text\/html/, encodings: ['br', 'gzip'], globalDecompression: false },
    syncThreshold: COMPRESSED_AT_ONCE_BYTES,
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES },
    (request, body: Buffer, done) => {
      if (!isPlainUtf8(request)) done(httpProblem('media-type-unsupported'));
      // Fastify catches what the parser throws and answers with it.
      else done(null, parseStrictJson(body));
    },
  );
  fastify.addContentTypeParser(
    FORM_MEDIA_TYPE,
    { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
    (request, body: string, done) => {
      if (takesForm(request)) done(null, new URLSearchParams(body));
      else done(httpProblem('media-type-unsupported'));
    },
  );
  // Whether a file is wanted, the route says; the handler reads it, once it knows who is asking.
  fastify.addContentTypeParser([...fileMediaTypes], (request, payload, done) => {
    if (takesFile(request)) done(null, payload);
    else done(httpProblem('media-type-unsupported'));
  });
  fastify.addContentTypeParser(UPLOAD_MEDIA_TYPE, (request, payload, done) => {
    if (takesUpload(request)) done(null, payload);
    else done(httpProblem(takesFile(request) ? 'file-type-unsupported' : 'media-type-unsupported'));
  });
  fastify.addContentTypeParser('*', (request, _payload, done) => {
    done(httpProblem(takesFile(request) ? 'file-type-unsupported' : 'media-type-unsupported'));
  });
  return adapter;
}

/** On the bare response, so that answers written there (such as live updates) carry them too. */
function setCommonHeaders(
  request: FastifyRequest,
  reply: FastifyReply,
  headers: Readonly<Record<string, string>>,
): void {
  reply.raw.setHeader(REQUEST_ID_HEADER, request.id);
  for (const [name, value] of Object.entries(headers)) reply.raw.setHeader(name, value);
}

/** Headers of which Node would take the first, and who stands before us perhaps the last. */
const saidOnce = ['authorization', 'content-type', 'host'];

/** Whether a request says one thing twice (RFC 9110, section 5.3; ASVS 5.0 15.3.7). */
function saysTwice({ raw }: FastifyRequest): boolean {
  return saidOnce.some((name) => (raw.headersDistinct[name]?.length ?? 0) > 1);
}

/** Whether the proxy, and nobody else, says that what it passes on came to it without TLS. */
function cameInClear(
  { headers, protocol, socket }: FastifyRequest,
  proxies: NamedProxies,
): boolean {
  if (headers['x-forwarded-proto'] === undefined) return false;
  return proxies.include(socket.remoteAddress) && (protocol as string).toLowerCase() !== 'https';
}

function isPlainUtf8({ headers }: FastifyRequest): boolean {
  const charset = /charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  const encoding = headers['content-encoding'] ?? 'identity';
  return charset.toLowerCase() === 'utf-8' && encoding.toLowerCase() === 'identity';
}

/** The router refused the address before any hook or filter could run. */
function answerUnrouted(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const answer = problemResponse(problemOf(error), request.id, request.headers['accept-language']);
  void reply.code(answer.status).headers(answer.headers).send(answer.body);
}

const unreadable: Readonly<Record<string, HttpProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'body-too-large',
};

/** Node could not make a request out of what arrived: there is only the socket to answer on. */
function answerUnreadable(
  error: Error & { readonly code?: string },
  socket: Socket,
  securityHeaders: Readonly<Record<string, string>>,
): void {
  if (socket.writable && error.code !== 'ECONNRESET') {
    const requestId = randomUUID();
    const problem = httpProblem(unreadable[error.code ?? ''] ?? 'request-malformed');
    const { status, headers, body } = problemResponse(problem, requestId);
    const head = {
      ...securityHeaders,
      ...headers,
      [REQUEST_ID_HEADER]: requestId,
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
    };
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`,
    );
  }
  socket.destroy(error);
}
