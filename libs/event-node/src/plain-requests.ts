import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';

/** More than any probe says of itself; whoever sends more is told so (431) and leaves. */
const MAX_HEADER_BYTES = 8_192;
const LIVE = 204;
/** Where to find what is served here, for whoever looks with a browser. */
const NOTHING_HERE = 'Here are /health/live, and the gRPC services of EventStoreDB.\n';

/**
 * What is no call of gRPC asks whether the node is there, as start scripts and load balancers do of a server, or
 * asks for something that is not here. A node that listens is ready.
 */
function answerTo(method: string, target: string): { status: number; text: string } {
  const { pathname, searchParams } = URL.parse(target, 'http://node') ?? {};
  if (pathname !== '/health/live' || (method !== 'GET' && method !== 'HEAD'))
    return { status: 404, text: NOTHING_HERE };
  return { status: statusWanted(searchParams?.get('liveCode')), text: '' };
}

/** Balancers that take nothing but a 200 for a yes say so, as to a server. */
function statusWanted(code: string | null | undefined): number {
  return /^[2-5]\d\d$/u.test(code ?? '') ? Number(code) : LIVE;
}

/** Answers one request on each connection that it is given, without reading a body, and ends the connection. */
export function http1Answers(): Server {
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const { status, text } = answerTo(request.method ?? '', request.url ?? '');
    response.statusCode = status;
    response.setHeader('connection', 'close');
    if (text !== '') response.setHeader('content-type', 'text/plain; charset=utf-8');
    response.end(text);
  };
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, answer);
  return server.on('checkContinue', answer); // who asks before sending a body shall keep it
}

/** Answers the same over HTTP/2. */
export function answerHttp2(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
  stream.on('error', () => undefined); // whoever asked has left
  const method = headers[':method'] ?? '';
  const { status, text } = answerTo(method, headers[':path'] ?? '');
  if (text === '' || method === 'HEAD') {
    stream.respond({ ':status': status }, { endStream: true });
  } else {
    stream.respond({ ':status': status, 'content-type': 'text/plain; charset=utf-8' });
    stream.end(text);
  }
  stream.close(); // a body that still comes is not waited for
}
