import { httpProblem, type HttpProblemCode } from './http-problems.js';

const MAX_DEPTH = 32;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTABLE = 0x20;
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const space = /[ \t\n\r]*/y;

/**
 * Reads a JSON document (RFC 8259) that means the same to everybody who will ever read it, as I-JSON
 * (RFC 7493) asks: UTF-8 without errors, whole characters, no key twice, no number that loses digits,
 * at most 32 levels, no key that could reach a prototype. What it accepts equals what `JSON.parse` gives.
 * @throws Problem saying which rule, where and what to do
 */
export function parseStrictJson(body: Uint8Array): unknown {
  const text = decode(body);
  new Scan(text).document();
  return JSON.parse(text);
}

function decode(body: Uint8Array): string {
  try {
    // A byte order mark is kept, so that the grammar refuses it as RFC 8259 section 8.1 wants.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch (cause) {
    throw httpProblem('body-not-utf8', { place: { offsetBytes: firstInvalidByte(body) }, cause });
  }
}

/** The forgiving decoder puts U+FFFD for what it cannot read: the first one that was not there. */
function firstInvalidByte(body: Uint8Array): number {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  let offset = 0;
  for (const piece of bytes.toString('utf8').split('\ufffd')) {
    offset += Buffer.byteLength(piece);
    if (bytes.toString('hex', offset, offset + 3) !== 'efbfbd') break;
    offset += 3;
  }
  return offset;
}

/** One pass over the text, checking the grammar and the rules; it builds nothing but strings. */
class Scan {
  #at = 0;
  readonly #path: (string | number)[] = [];

  constructor(private readonly text: string) {}

  document(): void {
    this.#space();
    if (this.#at === this.text.length) throw httpProblem('body-missing');
    this.#value();
    this.#space();
    if (this.#at < this.text.length) throw this.#problem('json-malformed');
  }

  #value(): void {
    const first = this.text[this.#at];
    if (first === '{') this.#object();
    else if (first === '[') this.#array();
    else if (first === '"') this.#string();
    else this.#scalar();
  }

  #object(): void {
    this.#open();
    if (this.#take('}')) return;
    const keys = new Set<string>();
    do {
      this.#space();
      const start = this.#at;
      const key = this.#string();
      this.#path.push(key);
      if (keys.has(key)) throw this.#problem('json-duplicate-key', start);
      if (forbiddenKeys.has(key)) throw this.#problem('json-forbidden-key', start);
      keys.add(key);
      this.#space();
      this.#expect(':');
      this.#space();
      this.#value();
      this.#space();
      this.#path.pop();
    } while (this.#take(','));
    this.#expect('}');
  }

  #array(): void {
    this.#open();
    if (this.#take(']')) return;
    let index = 0;
    do {
      this.#path.push(index);
      this.#space();
      this.#value();
      this.#space();
      this.#path.pop();
      index += 1;
    } while (this.#take(','));
    this.#expect(']');
  }

  #open(): void {
    if (this.#path.length >= MAX_DEPTH) throw this.#problem('json-too-deep');
    this.#at += 1;
    this.#space();
  }

  #string(): string {
    const start = this.#at;
    this.#expect('"');
    let escaped = false;
    for (;;) {
      const code = this.text.charCodeAt(this.#at);
      if (code === QUOTE) break;
      // Past the end the code is NaN, which is not printable either.
      if (!(code >= FIRST_PRINTABLE)) throw this.#problem('json-malformed');
      if (code === BACKSLASH) escaped = true;
      this.#at += code === BACKSLASH ? 2 : 1;
    }
    this.#at += 1;
    const string = escaped ? this.#unescape(start) : this.text.slice(start + 1, this.#at - 1);
    if (!string.isWellFormed()) throw this.#problem('json-lone-surrogate', start);
    return string;
  }

  #unescape(start: number): string {
    try {
      // A JSON string parses to a string or not at all.
      return JSON.parse(this.text.slice(start, this.#at)) as string;
    } catch {
      throw this.#problem('json-malformed', start);
    }
  }

  #scalar(): void {
    const token = this.#match(scalar);
    if (token === '') throw this.#problem('json-malformed');
    // The words true, false and null are NaN, and NaN is not greater.
    if (Math.abs(Number(token)) > Number.MAX_SAFE_INTEGER) {
      throw this.#problem('json-number-too-large', this.#at - token.length);
    }
  }

  #space(): void {
    this.#match(space);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #take(character: string): boolean {
    if (this.text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #expect(character: string): void {
    if (!this.#take(character)) throw this.#problem('json-malformed');
  }

  #problem(code: HttpProblemCode, at = Math.min(this.#at, this.text.length)): Error {
    const offsetBytes = Buffer.byteLength(this.text.slice(0, at));
    return httpProblem(code, { place: { path: jsonPath(this.#path), offsetBytes } });
  }
}

/** Long keys are cut: an answer does not echo a whole request. */
function jsonPath(path: readonly (string | number)[]): string {
  const step = (key: string | number): string => {
    if (typeof key === 'number') return `[${key}]`;
    if (/^[A-Za-z_]\w{0,39}$/.test(key)) return `.${key}`;
    return `[${JSON.stringify(key.length > 40 ? `${key.slice(0, 40)}…` : key)}]`;
  };
  return `$${path.map(step).join('')}`;
}
