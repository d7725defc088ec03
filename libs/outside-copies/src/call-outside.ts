import { once } from 'node:events';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import { ForbiddenAddress, lookUpPublic } from '#notifications';
import { isLoopback, mayCall, type Reach } from './reach.js';

/** What is sent to somebody outside. */
export interface OutsideCall {
  readonly url: URL;
  readonly body: string | Uint8Array;
  readonly contentType: string;
  readonly reach: Reach;
  readonly maxAnswerBytes: number;
  readonly signal: AbortSignal;
  /** For the whole of the call, in milliseconds. */
  readonly timeoutMs?: number;
  /** Certificates to believe besides those that Node knows. */
  readonly authorities?: readonly Buffer[];
  /** Resolves names; only a test resolves them itself. */
  readonly lookup?: RequestOptions['lookup'];
}

export interface OutsideAnswer {
  readonly status: number;
  /** Without its parameters; empty where there is none. */
  readonly contentType: string;
  readonly body: Buffer;
}

/** Nobody has answered, or not as one may; says why by a short code. */
export class OutsideSilent extends Error {
  override readonly name = 'OutsideSilent';

  constructor(
    readonly code: 'address-forbidden' | 'unreachable' | 'answer-too-long' | 'answer-other',
    cause?: unknown,
  ) {
    super(`Nobody outside has answered: ${code}`, { cause });
  }
}

const TIMEOUT_MS = 15_000;

/** Posts something to somebody outside, and follows nobody elsewhere. @throws OutsideSilent */
export async function callOutside(call: OutsideCall): Promise<OutsideAnswer> {
  const { url, body, contentType, reach, signal, timeoutMs = TIMEOUT_MS } = call;
  if (!mayCall(url, reach)) throw new OutsideSilent('address-forbidden');
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    headers: {
      'content-type': contentType,
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Traccia',
    },
  };
  const request =
    url.protocol === 'http:'
      ? requestHttp(url, { ...options, ...lookupOf(call) })
      : requestHttps(url, { ...options, ...lookupOf(call), ...tlsOf(call) });
  try {
    request.end(body);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const { statusCode: status = 0, headers } = response;
    const answered = await bodyOf(response, call.maxAnswerBytes);
    return {
      status,
      contentType: (headers['content-type'] ?? '').split(';')[0] ?? '',
      body: answered,
    };
  } catch (error) {
    if (error instanceof OutsideSilent) throw error;
    const isForbidden = error instanceof ForbiddenAddress;
    throw new OutsideSilent(isForbidden ? 'address-forbidden' : 'unreachable', error);
  } finally {
    request.destroy();
  }
}

function lookupOf({ url, reach, lookup }: OutsideCall): RequestOptions {
  if (lookup) return { lookup };
  return reach === 'public' && !isLoopback(url.hostname) ? { lookup: lookUpPublic } : {};
}

function tlsOf({ authorities = [] }: OutsideCall): RequestOptions {
  return { minVersion: 'TLSv1.2', ...(authorities.length > 0 && { ca: [...authorities] }) };
}

async function bodyOf(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > maxBytes) throw new OutsideSilent('answer-too-long');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
