import { once } from 'node:events';
import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import type { Channel, OutgoingMessage, SendOutcome } from '../channel.js';
import { ForbiddenAddress, lookUpPublic } from './public-address.js';
import { webhookRecipient, type WebhookEndpoint } from './webhook-endpoint.js';
import { signedHeaders } from './webhook-signature.js';

export interface WebhookSettings {
  readonly endpoint: WebhookEndpoint;
  readonly nowMs: () => number;
  /** For the whole of one attempt, in milliseconds. */
  readonly timeoutMs?: number;
  /** Certificates to believe besides those that Node knows; a test signs its own. */
  readonly authorities?: readonly Buffer[];
  /** Resolves names; only a test resolves them itself. */
  readonly lookup?: RequestOptions['lookup'];
}

/** Standard Webhooks: 15 to 30 seconds. */
const TIMEOUT_MS = 15_000;
const MAX_ANSWER_BYTES = 64 * 1024;
/** When so many messages have failed and none has arrived since the first of them, it is the endpoint that fails. */
const FAILING = 3;
/** Who asks for more is asked again all the same. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Tells a program of others of facts: a signed POST of a CloudEvent, which is the text of the message, to an endpoint
 * that the administrator has named. It goes over TLS to a public address and follows nobody elsewhere. Each endpoint
 * has a channel of its own: one that is slow, or away, holds up no other. Where several messages fail one after the
 * other the endpoint is down: a single one that it cannot take waits alone.
 */
export class WebhookChannel implements Channel {
  readonly name = 'webhook';
  readonly recipientId: string;
  /** The messages that have failed since the last one arrived, no more of them than it takes. */
  readonly #failed = new Set<string>();

  constructor(private readonly settings: WebhookSettings) {
    this.recipientId = webhookRecipient(settings.endpoint.id);
  }

  async send(message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome> {
    const outcome = await this.#attempt(message, signal);
    if (outcome.kind === 'sent' || outcome.kind === 'refused') {
      this.#failed.clear();
      return outcome;
    }
    // Whoever breaks off learns nothing of the endpoint.
    if (signal.aborted) return outcome;
    if (this.#failed.size < FAILING) this.#failed.add(message.messageId);
    // That one may have arrived says no more of it than its id, by which the receiver knows it again.
    return this.#failed.size < FAILING
      ? outcome
      : { ...outcome, kind: 'deferred', isChannelDown: true };
  }

  async #attempt(message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome> {
    const { endpoint, timeoutMs = TIMEOUT_MS } = this.settings;
    if (endpoint.url.href !== message.to.address)
      return { kind: 'refused', code: 'not-configured' };
    const over = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const request = this.#request(endpoint, message, over);
    try {
      request.end(message.text);
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      const outcome = outcomeOf(response, this.settings.nowMs());
      await readSome(response);
      return outcome;
    } catch (error) {
      return failed(error, request);
    } finally {
      request.destroy();
    }
  }

  #request(
    { url, secrets, isTrial }: WebhookEndpoint,
    { text, causeEventIds, messageId }: OutgoingMessage,
    signal: AbortSignal,
  ): ClientRequest {
    const { nowMs, authorities = [], lookup = lookUpPublic } = this.settings;
    // One fact goes in one message; its id is the same when it is sent anew, so that a receiver knows it.
    const id = causeEventIds[0] ?? messageId.replace(/\..*$/u, '');
    const options: RequestOptions = {
      method: 'POST',
      agent: false,
      signal,
      headers: {
        'content-type': 'application/cloudevents+json; charset=utf-8',
        'content-length': Buffer.byteLength(text),
        'user-agent': 'Traccia',
        ...signedHeaders({ id, body: text, nowMs: nowMs() }, secrets),
      },
    };
    return isTrial
      ? requestHttp(url, options)
      : requestHttps(url, {
          ...{ ...options, lookup, minVersion: 'TLSv1.2' },
          ...(authorities.length > 0 && { ca: [...authorities] }),
        });
  }
}

function outcomeOf({ statusCode = 0, headers }: IncomingMessage, nowMs: number): SendOutcome {
  const code = `http-${statusCode}`;
  if (statusCode >= 200 && statusCode < 300) return { kind: 'sent', code };
  // It wants nothing any more (Standard Webhooks).
  if (statusCode === 410) return { kind: 'refused', code };
  const waitMs = waitOf(headers['retry-after'], nowMs);
  // Whoever says when to come back, or that it is too much, means all that is to come.
  const isChannelDown = waitMs !== undefined || statusCode === 429;
  return { kind: 'deferred', code, isChannelDown, ...(waitMs !== undefined && { waitMs }) };
}

/** What `Retry-After` asks for (RFC 9110, 10.2.3), seconds or a date; undefined where it is neither. */
function waitOf(asked: string | undefined, nowMs: number): number | undefined {
  if (asked === undefined) return undefined;
  const waitMs = /^\d+$/u.test(asked) ? Number(asked) * 1_000 : Date.parse(asked) - nowMs;
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(waitMs, 0), LONGEST_WAIT_MS);
}

/** The status has said it all; of the rest so much is read that a receiver can end its answer, and no more. */
async function readSome(response: IncomingMessage): Promise<void> {
  let bytes = 0;
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > MAX_ANSWER_BYTES) return;
    }
  } catch {
    // It broke off after its status, or took too long: that takes nothing back.
  }
}

function failed(error: unknown, request: ClientRequest): SendOutcome {
  const later = (code: string): SendOutcome => ({ kind: 'deferred', code, isChannelDown: false });
  if (error instanceof ForbiddenAddress) return later('address-forbidden');
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return later('host-unknown');
  if (request.writableFinished) return { kind: 'unknown', code: 'no-answer' };
  // The message had not left as a whole. Node's names of errors of TLS have an underscore, those of the system none.
  return later(code.includes('_') ? 'tls-failed' : 'unreachable');
}
