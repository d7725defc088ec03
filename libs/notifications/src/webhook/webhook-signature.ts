import { createHmac } from 'node:crypto';

/** What a receiver checks that it came from us, unaltered and just now (Standard Webhooks 1.0). */
export interface SignedHeaders {
  /** The same at every attempt: by it a receiver knows what it has. */
  readonly 'webhook-id': string;
  /** Seconds since 1970; a receiver refuses what is older than five minutes. */
  readonly 'webhook-timestamp': string;
  /** One for each secret: while one is exchanged for another, a receiver knows either. */
  readonly 'webhook-signature': string;
}

export interface ToBeSigned {
  /** Without dots, which part what is signed. */
  readonly id: string;
  readonly body: string;
  readonly nowMs: number;
}

/** @param secrets as bytes; the first is the newest */
export function signedHeaders(
  { id, body, nowMs }: ToBeSigned,
  secrets: readonly Buffer[],
): SignedHeaders {
  const timestamp = String(Math.floor(nowMs / 1_000));
  const signatures = secrets.map(
    (secret) =>
      `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
