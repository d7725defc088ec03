import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Witness } from './witness.js';

/** A checkpoint with sixteen signatures that quantum computers do not forge, and the longest proof, is less. */
const MAX_BODY_BYTES = 128 * 1024;
/** For the whole of a request. */
const TIMEOUT_MS = 15_000;
const MAX_CONNECTIONS = 256;
const PATH = '/add-checkpoint';

/** Serves `POST /add-checkpoint` and nothing else. */
export function witnessServer(witness: Witness, note: (line: string) => void): Server {
  const server = createServer((request, response) => {
    void answer(request, response, witness, note);
  });
  server.requestTimeout = TIMEOUT_MS;
  server.headersTimeout = TIMEOUT_MS;
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  witness: Witness,
  note: (line: string) => void,
): Promise<void> {
  try {
    if (request.url !== PATH) {
      end(response, 404, 'Only /add-checkpoint is here\n');
      return;
    }
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST');
      end(response, 405, 'POST a checkpoint\n');
      return;
    }
    const body = await bodyOf(request);
    if (body === undefined) {
      end(response, 413, `More than ${MAX_BODY_BYTES} bytes\n`);
      return;
    }
    const { status, body: said, isSize } = witness.addCheckpoint(body);
    end(response, status, said, isSize && 'text/x.tlog.size');
  } catch (error) {
    if (request.destroyed && !request.complete) return; // whoever asked has gone
    note(`Una richiesta è fallita (a request has failed): ${String(error)}`);
    end(response, 500, 'It failed; nothing was cosigned\n');
  }
}

/** Undefined when it is too large; what is left of it is not read. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return undefined;
  // Whoever sends too much is still told so.
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function end(
  response: ServerResponse,
  status: number,
  body: string,
  type = 'text/plain; charset=utf-8',
): void {
  // What was not read would be taken for the next request.
  if (!response.req.complete) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
