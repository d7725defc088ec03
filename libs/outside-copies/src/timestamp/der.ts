/** Bytes are not DER (X.690), or not what was expected there; says what. */
export class InvalidDer extends Error {
  override readonly name = 'InvalidDer';
}

/** The tags that time stamps are made of. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
  time: 0x18,
  /** The first and the second of what a structure numbers itself, when they hold others. */
  zero: 0xa0,
  one: 0xa1,
} as const;

/** One value, with its tag and length and without. */
export interface DerValue {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly whole: Uint8Array;
}

/** More than four bytes of length nothing has that we read. */
const MAX_LENGTH_BYTES = 3;

/**
 * Reads values one after the other, as DER writes them and no otherwise: what could be written in two ways could be
 * understood in two ways.
 */
export class DerReader {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get isAtEnd(): boolean {
    return this.#at === this.bytes.length;
  }

  /** The tag of the next value; undefined at the end. */
  get nextTag(): number | undefined {
    return this.bytes[this.#at];
  }

  /** @throws InvalidDer when there is no value of this tag */
  next(tag: number): DerValue {
    if (this.nextTag !== tag) throw new InvalidDer(`There is no value of tag ${tag}`);
    return this.any();
  }

  /** The next value, if it has this tag. @throws InvalidDer */
  optional(tag: number): DerValue | undefined {
    return this.nextTag === tag ? this.any() : undefined;
  }

  /** What stands within the next value. @throws InvalidDer */
  within(tag: number): DerReader {
    return new DerReader(this.next(tag).content);
  }

  /** @throws InvalidDer */
  any(): DerValue {
    const start = this.#at;
    const tag = this.#byte();
    if ((tag & 0x1f) === 0x1f) throw new InvalidDer('A tag is longer than a byte');
    const end = this.#length() + this.#at;
    if (end > this.bytes.length) throw new InvalidDer('A value is longer than what holds it');
    const content = this.bytes.subarray(this.#at, end);
    this.#at = end;
    return { tag, content, whole: this.bytes.subarray(start, end) };
  }

  /** @throws InvalidDer when something is left */
  end(): void {
    if (!this.isAtEnd) throw new InvalidDer('There is more than there must be');
  }

  #length(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    const count = first & 0x7f;
    if (count === 0 || count > MAX_LENGTH_BYTES)
      throw new InvalidDer('A length is open, or too long');
    let length = 0;
    for (let read = 0; read < count; read++) length = length * 256 + this.#byte();
    if (length < 0x80 || length < 256 ** (count - 1))
      throw new InvalidDer('A length is written longer than it must be');
    return length;
  }

  #byte(): number {
    const byte = this.bytes[this.#at++];
    if (byte === undefined) throw new InvalidDer('It ends within a value');
    return byte;
  }
}

/** Reads bytes that are one value, and no more. @throws InvalidDer */
export function readOne<Result>(
  bytes: Uint8Array,
  tag: number,
  read: (within: DerReader) => Result,
): Result {
  const reader = new DerReader(bytes);
  const within = reader.within(tag);
  reader.end();
  const result = read(within);
  within.end();
  return result;
}

/** A number that is not negative, of at most 20 bytes, as serial numbers and nonces are. @throws InvalidDer */
export function numberIn({ content }: DerValue): bigint {
  const [first = 0x80, second = 0x80] = content;
  if (first >= 0x80 || content.length > 21) throw new InvalidDer('It is no such number');
  if (first === 0 && content.length > 1 && second < 0x80)
    throw new InvalidDer('A number is written longer than it must be');
  return BigInt(`0x${Buffer.from(content).toString('hex')}`);
}

/** An object identifier with its dots. @throws InvalidDer */
export function oidIn({ content }: DerValue): string {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of content) {
    if (number === 0 && byte === 0x80) throw new InvalidDer('A number of an id begins with zero');
    number = number * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(number)) throw new InvalidDer('A number of an id is too large');
    if (byte >= 0x80) continue;
    if (numbers.length === 0) numbers.push(Math.min(2, Math.floor(number / 40)));
    numbers.push(numbers.length === 1 ? number - (numbers[0] ?? 0) * 40 : number);
    number = 0;
  }
  if (numbers.length === 0 || (content.at(-1) ?? 0x80) >= 0x80)
    throw new InvalidDer('An id ends within a number');
  return numbers.join('.');
}

/** A value of DER of these bytes. */
export function derOf(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Uint8Array.of(tag, length), content]);
  const digits = length.toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  return Buffer.concat([Uint8Array.of(tag, 0x80 | bytes.length), bytes, content]);
}

/** A number that is not negative. */
export function derNumber(number: bigint): Uint8Array {
  const digits = number.toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  const sign = (bytes[0] ?? 0) >= 0x80 ? [Uint8Array.of(0)] : [];
  return derOf(tags.integer, ...sign, bytes);
}

/** An object identifier, written with its dots. */
export function derOid(oid: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = oid.split('.').map(Number);
  return derOf(tags.oid, Uint8Array.from([first * 40 + second, ...rest].flatMap(groupsOfSeven)));
}

function groupsOfSeven(number: number): readonly number[] {
  const groups = [number % 128];
  for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128))
    groups.unshift(0x80 | (left % 128));
  return groups;
}
