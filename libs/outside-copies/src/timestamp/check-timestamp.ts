import { hash, verify, X509Certificate, type KeyObject } from 'node:crypto';
import { DerReader, oidIn, tags, type DerValue } from './der.js';
import { digestOf, objectIds, signatureOf } from './object-ids.js';
import type { TimestampToken } from './timestamp-response.js';

/** Why a time stamp is not one to keep, by a stable code. */
export type TimestampFault =
  | 'imprint-other'
  | 'nonce-other'
  | 'time-off'
  | 'digest-weak'
  | 'content-other'
  | 'certificate-missing'
  | 'certificate-other-use'
  | 'certificate-expired'
  | 'certificate-untrusted'
  | 'signature-unknown'
  | 'signature-false';

/** A time stamp does not say what it must, or nobody says so who may. */
export class UnusableTimestamp extends Error {
  override readonly name = 'UnusableTimestamp';

  constructor(readonly code: TimestampFault) {
    super(`The time stamp is not usable: ${code}`);
  }
}

/** What a time stamp must fit. */
export interface Expected {
  /** SHA-256 of what was to be stamped. */
  readonly imprint: Uint8Array;
  /** Absent where a token is looked at again. */
  readonly nonce?: bigint;
  /** Between which instants it was made, milliseconds since 1970; absent where a token is looked at again. */
  readonly betweenMs?: readonly [number, number];
  /** Who is believed, whatever came along; without any, who has signed is left to others. */
  readonly authorities: readonly X509Certificate[];
}

/** Clocks of an authority and of ours may differ by so much. */
const TOLERANCE_MS = 5 * 60_000;
const MAX_CHAIN = 8;
const MIN_RSA_BITS = 2_048;

/**
 * Checks a time stamp: what it stamps and when, who has signed it, and for which use their certificate is.
 * @throws UnusableTimestamp, InvalidDer
 */
export function checkTimestamp(token: TimestampToken, expected: Expected): void {
  const { info, signed } = token;
  const { imprint, nonce, betweenMs } = expected;
  if (info.imprintDigest !== 'sha256' || !same(info.imprint, imprint)) fail('imprint-other');
  if (nonce !== undefined && info.nonce !== nonce) fail('nonce-other');
  if (betweenMs) {
    const [from, to] = betweenMs;
    if (info.atMs < from - TOLERANCE_MS || info.atMs > to + TOLERANCE_MS) fail('time-off');
  }
  const { digest, says, attributes, algorithm, signature } = signed;
  if (digest === undefined) fail('digest-weak');
  const typed = says.get(objectIds.contentType);
  const digested = says.get(objectIds.messageDigest);
  if (!typed || oidIn(typed) !== objectIds.timestampInfo) fail('content-other');
  if (!digested || !same(digested.content, hash(digest, info.bytes, 'buffer')))
    fail('content-other');
  const certificates = token.certificates.flatMap(certificateOf);
  const signer = certificates.find((each) => isNamed(each, says));
  if (!signer) fail('certificate-missing');
  const how = signatureOf[algorithm];
  if (!how || !isStrong(signer.publicKey, how.key)) fail('signature-unknown');
  if (!verify(how.digest ?? digest, attributes, signer.publicKey, signature))
    fail('signature-false');
  // For this use and for no other (RFC 3161, 2.3).
  const uses = signer.keyUsage as readonly string[] | undefined; // a certificate may say nothing of it
  if (uses?.length !== 1 || uses[0] !== objectIds.timestamping) fail('certificate-other-use');
  if (!isValidAt(signer, info.atMs)) fail('certificate-expired');
  if (expected.authorities.length > 0)
    mustLeadTo(signer, certificates, expected.authorities, info.atMs);
}

function fail(code: TimestampFault): never {
  throw new UnusableTimestamp(code);
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

function isStrong(key: KeyObject, kind: 'rsa' | 'ec'): boolean {
  if (key.asymmetricKeyType !== kind) return false;
  return kind === 'ec' || (key.asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_RSA_BITS;
}

function certificateOf(der: Uint8Array): readonly X509Certificate[] {
  try {
    return [new X509Certificate(der)];
  } catch {
    return []; // of a kind that signs no time stamps
  }
}

/** Whether the signed attributes name this certificate as the one that signs (RFC 2634, 5.4; RFC 5035). */
function isNamed(certificate: X509Certificate, says: ReadonlyMap<string, DerValue>): boolean {
  const second = says.get(objectIds.signingCertificateV2);
  if (second) {
    const first = firstIn(second);
    const digest = first.optional(tags.sequence);
    const algorithm = digest
      ? digestOf[oidIn(new DerReader(digest.content).next(tags.oid))]
      : 'sha256';
    const named = first.next(tags.octets).content;
    return algorithm !== undefined && same(named, hash(algorithm, certificate.raw, 'buffer'));
  }
  const older = says.get(objectIds.signingCertificate);
  if (!older) return false;
  // It names by SHA-1: that only finds the certificate, whose own signature is checked besides.
  const fingerprint = Buffer.from(certificate.fingerprint.replaceAll(':', ''), 'hex');
  return same(firstIn(older).next(tags.octets).content, fingerprint);
}

/** The first of the certificates that are named: that of the signature. */
function firstIn(value: DerValue): DerReader {
  return new DerReader(value.whole)
    .within(tags.sequence)
    .within(tags.sequence)
    .within(tags.sequence);
}

function mustLeadTo(
  signer: X509Certificate,
  others: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
  atMs: number,
): void {
  const believed = (each: X509Certificate): boolean =>
    authorities.some(({ raw }) => same(raw, each.raw));
  let certificate = signer;
  for (let length = 0; length < MAX_CHAIN; length++) {
    if (!isValidAt(certificate, atMs)) fail('certificate-expired');
    if (believed(certificate)) return;
    const issuer = [...authorities, ...others].find(
      (each) => each.ca && certificate.checkIssued(each) && certificate.verify(each.publicKey),
    );
    if (!issuer) break;
    certificate = issuer;
  }
  fail('certificate-untrusted');
}

function isValidAt({ validFromDate, validToDate }: X509Certificate, atMs: number): boolean {
  return validFromDate.getTime() <= atMs && atMs <= validToDate.getTime();
}
