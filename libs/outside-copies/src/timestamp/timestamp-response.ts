import { DerReader, InvalidDer, numberIn, oidIn, readOne, tags, type DerValue } from './der.js';
import { digestOf, objectIds, type Digest } from './object-ids.js';

/** Bytes. With the certificates of authority and issuers an answer has some thousands; this fits into one fact. */
export const MAX_RESPONSE_BYTES = 32 * 1024;
/** A chain has three or four. */
const MAX_CERTIFICATES = 16;

/** The authority has not stamped it; says which status it gave (RFC 3161, 2.4.2). */
export class NotStamped extends Error {
  override readonly name = 'NotStamped';

  constructor(readonly status: number) {
    super(`The authority has answered with status ${status}`);
  }
}

/** What a time stamp says, before anybody has checked who says so. */
export interface TimestampToken {
  /** As it is kept: a CMS message. */
  readonly bytes: Uint8Array;
  readonly info: TimestampInfo;
  /** What is signed besides: the attributes, which hold the digest of the information. */
  readonly signed: SignedInfo;
  /** The certificates that came along, DER. */
  readonly certificates: readonly Uint8Array[];
}

export interface TimestampInfo {
  /** The bytes of it that are signed. */
  readonly bytes: Uint8Array;
  readonly imprintDigest: Digest | undefined;
  readonly imprint: Uint8Array;
  readonly serialNumber: bigint;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly nonce: bigint | undefined;
}

export interface SignedInfo {
  readonly digest: Digest | undefined;
  /** The attributes as a set: these bytes are signed. */
  readonly attributes: Uint8Array;
  /** What the attributes say, by object identifier. */
  readonly says: ReadonlyMap<string, DerValue>;
  /** Object identifier of the algorithm. */
  readonly algorithm: string;
  readonly signature: Uint8Array;
}

/** The token in an answer of an authority. @throws NotStamped, InvalidDer */
export function tokenIn(response: Uint8Array): TimestampToken {
  if (response.length > MAX_RESPONSE_BYTES) throw new InvalidDer('It is too long');
  return readOne(response, tags.sequence, (within) => {
    const status = Number(numberIn(within.within(tags.sequence).next(tags.integer)));
    // 0 is granted, 1 is granted with changes: what they are is seen from the token.
    if (status > 1) throw new NotStamped(status);
    return parseToken(within.next(tags.sequence).whole);
  });
}

/** @throws InvalidDer */
export function parseToken(bytes: Uint8Array): TimestampToken {
  if (bytes.length > MAX_RESPONSE_BYTES) throw new InvalidDer('It is too long');
  return readOne(bytes, tags.sequence, (content) => {
    mustBe(content.next(tags.oid), objectIds.signedData);
    return readOne(content.next(tags.zero).content, tags.sequence, (data) => ({
      bytes,
      ...signedDataIn(data),
    }));
  });
}

function signedDataIn(data: DerReader): Omit<TimestampToken, 'bytes'> {
  data.next(tags.integer); // the version follows from what is there
  data.next(tags.set); // the digests, which each signature names again
  const encapsulated = data.within(tags.sequence);
  mustBe(encapsulated.next(tags.oid), objectIds.timestampInfo);
  const info = readOne(encapsulated.next(tags.zero).whole, tags.zero, (within) =>
    infoIn(within.next(tags.octets).content),
  );
  encapsulated.end();
  const certificates = certificatesIn(data.optional(tags.zero));
  data.optional(tags.one); // what was revoked is of no use without a date
  const signers = data.within(tags.set);
  const signed = signerIn(signers.within(tags.sequence));
  signers.end(); // an authority signs once (RFC 3161, 2.4.2)
  return { info, certificates, signed };
}

function infoIn(bytes: Uint8Array): TimestampInfo {
  return readOne(bytes, tags.sequence, (info) => {
    if (numberIn(info.next(tags.integer)) !== 1n) throw new InvalidDer('It is of another version');
    info.next(tags.oid); // its policy
    const imprint = info.within(tags.sequence);
    const imprintDigest = digestOf[algorithmIn(imprint)];
    const hash = imprint.next(tags.octets).content;
    imprint.end();
    const serialNumber = numberIn(info.next(tags.integer));
    const atMs = instantIn(info.next(tags.time));
    info.optional(tags.sequence); // accuracy
    info.optional(tags.boolean); // ordering
    const nonce = info.optional(tags.integer);
    info.optional(tags.zero); // the name of the authority, which the certificate says, too
    info.optional(tags.one); // extensions
    return {
      ...{ bytes, imprintDigest, imprint: hash, serialNumber, atMs },
      nonce: nonce && numberIn(nonce),
    };
  });
}

function certificatesIn(value: DerValue | undefined): readonly Uint8Array[] {
  const certificates: Uint8Array[] = [];
  for (const all = new DerReader(value?.content ?? new Uint8Array()); !all.isAtEnd;) {
    const { tag, whole } = all.any();
    if (tag === tags.sequence) certificates.push(whole);
    if (certificates.length > MAX_CERTIFICATES) throw new InvalidDer('Too many certificates');
  }
  return certificates;
}

function signerIn(signer: DerReader): SignedInfo {
  signer.next(tags.integer);
  signer.any(); // who: the signed attributes name the certificate by its digest
  const digest = digestOf[algorithmIn(signer)];
  const { content, whole } = signer.next(tags.zero);
  // What is signed is the set itself, not that it is the first of a structure (RFC 5652, 5.4).
  const attributes = Buffer.concat([Uint8Array.of(tags.set), whole.subarray(1)]);
  const algorithm = algorithmIn(signer);
  const signature = signer.next(tags.octets).content;
  signer.optional(tags.one); // what nobody has signed
  signer.end();
  return { digest, attributes, says: attributesIn(content), algorithm, signature };
}

function attributesIn(content: Uint8Array): ReadonlyMap<string, DerValue> {
  const says = new Map<string, DerValue>();
  for (const all = new DerReader(content); !all.isAtEnd;) {
    const attribute = all.within(tags.sequence);
    const oid = oidIn(attribute.next(tags.oid));
    const values = attribute.within(tags.set);
    attribute.end();
    if (says.has(oid)) throw new InvalidDer(`${oid} is said twice`);
    says.set(oid, values.any());
  }
  return says;
}

/** The object identifier of the algorithm that comes next; its parameters are read over. @throws InvalidDer */
function algorithmIn(reader: DerReader): string {
  const algorithm = reader.within(tags.sequence);
  const oid = oidIn(algorithm.next(tags.oid));
  if (!algorithm.isAtEnd) algorithm.any();
  algorithm.end();
  return oid;
}

/** A time as DER writes it: in UTC, with seconds, and fractions that do not end in zero. */
function instantIn({ content }: DerValue): number {
  const text = Buffer.from(content).toString('latin1');
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{0,8}[1-9]))?Z$/.exec(text);
  if (!match) throw new InvalidDer('A time is not written as one');
  const [, year, month, day, hour, minute, second, fraction = ''] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const ms = Date.parse(`${iso}.${fraction.padEnd(3, '0').slice(0, 3)}Z`);
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(iso))
    throw new InvalidDer('There is no such time');
  return ms;
}

function mustBe(value: DerValue, oid: string): void {
  if (oidIn(value) !== oid) throw new InvalidDer(`It is not ${oid}`);
}
