import { Readable } from 'node:stream';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { httpProblem } from './http-problems.js';

/** What a file may be sent as. What it is, its bytes say: programs are often wrong about the type. */
export const fileMediaTypes: readonly string[] = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  // What browsers call a CSV where Excel is installed.
  'application/vnd.ms-excel',
  'application/octet-stream',
];

/** For a route whose body is a file. It is not read before the handler asks for it with `readFile`. */
export const TakesFile = (): MethodDecorator => RouteConfig({ takesFile: true });

/** Whether the route of a request takes a file. */
export function takesFile({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as { readonly takesFile?: boolean }).takesFile === true;
}

/**
 * The file that a request brings; no bytes where it brings none. What is over the limit is not kept: the
 * rest of it is let pass, so that the caller, who is still sending, can read the answer.
 * @throws Problem file-too-large, file-type-unsupported
 */
export async function readFile(
  { body, headers }: FastifyRequest,
  limitBytes: number,
): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (!(body instanceof Readable) || (headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw httpProblem('file-type-unsupported');
  }
  if (Number(headers['content-length'] ?? 0) > limitBytes) throw httpProblem('file-too-large');
  return collected(body, limitBytes);
}

/**
 * Has the file that a request brings read piece by piece. Where it is not read to its end, the rest of it is let pass.
 * @throws Problem file-type-unsupported, request-interrupted; whatever `read` throws
 */
export async function streamedFile<T>(
  { body, headers }: FastifyRequest,
  read: (pieces: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  // No body at all is an empty file.
  const stream = body ?? Readable.from([]);
  if (!(stream instanceof Readable) || (headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw httpProblem('file-type-unsupported');
  }
  try {
    return await read(piecesOf(stream));
  } finally {
    stream.resume();
  }
}

/** What throws once whoever sent a request does not wait for its answer any more: request-interrupted. */
export const mustBeThere =
  ({ raw }: FastifyRequest): (() => void) =>
  () => {
    if (raw.socket.destroyed) throw httpProblem('request-interrupted');
  };

/**
 * The pieces of a stream, which stays open where nobody wants all of them.
 * @throws Problem request-interrupted where it ends before its time
 */
export async function* piecesOf(stream: Readable): AsyncGenerator<Uint8Array> {
  const pieces = stream.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await pieces.next().catch((cause: unknown) => {
        throw httpProblem('request-interrupted', { cause });
      });
      if (next.done === true) return;
      yield next.value as Uint8Array;
    }
  } finally {
    await pieces.return?.();
  }
}

function collected(stream: Readable, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let pieces: Buffer[] = [];
    let bytes = 0;
    stream.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes <= limitBytes) pieces.push(piece);
      else {
        pieces = [];
        reject(httpProblem('file-too-large'));
      }
    });
    stream.once('end', () => {
      resolve(Buffer.concat(pieces));
    });
    stream.once('error', (cause) => {
      reject(httpProblem('request-interrupted', { cause }));
    });
    stream.once('close', () => {
      reject(httpProblem('request-interrupted'));
    });
  });
}
