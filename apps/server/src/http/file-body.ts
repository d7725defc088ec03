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
