import { randomBytes, type X509Certificate } from 'node:crypto';
import { callOutside, OutsideSilent, type OutsideCall } from '../call-outside.js';
import type { Reach } from '../reach.js';
import { checkTimestamp } from './check-timestamp.js';
import { MAX_RESPONSE_BYTES, tokenIn, type TimestampToken } from './timestamp-response.js';
import { timestampRequest } from './timestamp-request.js';

/** Who stamps, and whom we believe that they are. */
export interface TimestampSettings {
  readonly url: URL;
  readonly reach: Reach;
  /** The authorities whose time stamps are believed; without any, that is left to whoever checks them later. */
  readonly authorities: readonly X509Certificate[];
}

const NONCE_BYTES = 8;
const TYPES = { question: 'application/timestamp-query', answer: 'application/timestamp-reply' };

/** Asks a time-stamping authority (RFC 3161) over HTTP, and believes no answer it has not checked. */
export class TimestampAuthority {
  constructor(
    readonly settings: TimestampSettings,
    private readonly nowMs: () => number,
    /** How the call is made; only a test makes it otherwise. */
    private readonly call: Partial<OutsideCall> = {},
  ) {}

  /**
   * A time stamp over something.
   * @param imprint its SHA-256
   * @throws OutsideSilent, NotStamped, UnusableTimestamp, InvalidDer
   */
  async stamp(imprint: Uint8Array, signal: AbortSignal): Promise<TimestampToken> {
    const { url, reach, authorities } = this.settings;
    const nonce = BigInt(`0x${randomBytes(NONCE_BYTES).toString('hex')}`);
    const askedMs = this.nowMs();
    const { status, contentType, body } = await callOutside({
      ...{ url, reach, signal, contentType: TYPES.question },
      body: timestampRequest({ imprint, nonce }),
      maxAnswerBytes: MAX_RESPONSE_BYTES,
      ...this.call,
    });
    if (status !== 200 || contentType !== TYPES.answer) throw new OutsideSilent('answer-other');
    const token = tokenIn(body);
    checkTimestamp(token, { imprint, nonce, betweenMs: [askedMs, this.nowMs()], authorities });
    return token;
  }
}
