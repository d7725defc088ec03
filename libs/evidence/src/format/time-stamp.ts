/** What a time stamp says (RFC 3161, TSTInfo). Whether its signature is good is another question. */
export interface TimeStamp {
  /** Milliseconds since 1970, UTC. */
  readonly atMs: number;
  /** The hash of what was stamped. */
  readonly imprint: Uint8Array;
}

interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
}

/** `1.2.840.113549.1.9.16.1.4`, id-ct-TSTInfo. */
const TST_INFO = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];
const [SEQUENCE, OCTETS, OBJECT_ID, GENERALIZED_TIME] = [0x30, 0x04, 0x06, 0x18];

/**
 * Reads a token, or an answer that holds one, in DER.
 * @returns undefined for what holds none
 */
export function readTimeStamp(der: Uint8Array): TimeStamp | undefined {
  try {
    const info = tstInfoIn(elementsOf(der), 0);
    if (info === undefined) return undefined;
    const [whole] = elementsOf(info);
    const members = elementsOf(whole?.content ?? new Uint8Array());
    const imprint = members
      .filter(({ tag }) => tag === SEQUENCE)
      .map(({ content }) => elementsOf(content).find(({ tag }) => tag === OCTETS)?.content)
      .find((octets) => octets !== undefined);
    const time = members.find(({ tag }) => tag === GENERALIZED_TIME)?.content;
    const atMs = time === undefined ? NaN : instantOf(String.fromCharCode(...time));
    return imprint && !Number.isNaN(atMs) ? { atMs, imprint } : undefined;
  } catch {
    return undefined;
  }
}

/** The octets after the object id that says what they are, somewhere inside. */
function tstInfoIn(elements: readonly Element[], depth: number): Uint8Array | undefined {
  if (depth > 12) return undefined;
  for (const [at, { tag, content }] of elements.entries()) {
    if (tag === OBJECT_ID && TST_INFO.every((byte, index) => content[index] === byte)) {
      const [octets] = elementsOf(elements[at + 1]?.content ?? new Uint8Array());
      return octets?.tag === OCTETS ? octets.content : undefined;
    }
    if ((tag & 0x20) === 0) continue;
    const found = tstInfoIn(elementsOf(content), depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** @throws RangeError for what is no DER */
function elementsOf(bytes: Uint8Array): readonly Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = byteAt(bytes, at++);
    let length = byteAt(bytes, at++);
    if (length > 0x84) throw new RangeError('too long');
    if (length >= 0x80) {
      const count = length - 0x80;
      length = 0;
      for (let digit = 0; digit < count; digit++) length = length * 256 + byteAt(bytes, at++);
    }
    if (at + length > bytes.length) throw new RangeError('cut off');
    elements.push({ tag, content: bytes.subarray(at, at + length) });
    at += length;
  }
  return elements;
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new RangeError('cut off');
  return byte;
}

/** `20260301100000.123Z` */
function instantOf(text: string): number {
  const [, year, month, day, hour, minute, second, fraction = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(text) ?? [];
  if (year === undefined) return NaN;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`);
}
