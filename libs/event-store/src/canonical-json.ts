/** Deeper values are refused: facts are small, and a cycle would never end. */
const MAX_NESTING = 32;

/** Strings that need no escape are most of them; asking first is cheaper than JSON.stringify. */
// eslint-disable-next-line no-control-regex -- control characters are what must be escaped
const NEEDS_CARE = /["\\\u0000-\u001f\ud800-\udfff]/;

/** A value has no canonical form: the log refuses it rather than keep something else in its place. */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical';
  constructor(
    /** Where the offending value is, as a JSON Pointer (RFC 6901); empty for the value itself. */
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path === '' ? 'The value' : path} ${reason}`);
  }
}

/**
 * The one text of a JSON value, by the JSON Canonicalization Scheme (RFC 8785): members sorted by
 * UTF-16 code units, no spaces, ECMAScript numbers and escapes. Stricter than JSON.stringify, which
 * drops and converts silently: undefined, dates, maps, big integers, lone surrogates, integers beyond
 * 2^53 - 1 and nesting beyond 32 are refused.
 * @throws NotCanonical
 */
export function canonicalJson(value: unknown): string {
  return text(value, []);
}

/** `path` holds the keys from the root to `value`; its length is the nesting. */
function text(value: unknown, path: (string | number)[]): string {
  switch (typeof value) {
    case 'string':
      return quoted(value, path);
    case 'number':
      if (!Number.isFinite(value)) throw refused(path, 'is not a finite number');
      if (Number.isInteger(value) && !Number.isSafeInteger(value))
        throw refused(path, 'is an integer beyond 2^53 - 1');
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (path.length >= MAX_NESTING) throw refused(path, `is nested deeper than ${MAX_NESTING}`);
      return Array.isArray(value) ? arrayText(value, path) : objectText(value, path);
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
      throw refused(path, `is ${typeof value}, which JSON does not have`);
  }
}

function arrayText(array: readonly unknown[], path: (string | number)[]): string {
  let result = '[';
  for (let index = 0; index < array.length; index++) {
    path.push(index);
    result += (index === 0 ? '' : ',') + text(array[index], path);
    path.pop();
  }
  return result + ']';
}

function objectText(object: object, path: (string | number)[]): string {
  // The prototype of a plain object is null or the end of a chain. The realm does not matter.
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw refused(path, 'is not a plain object');
  let result = '{';
  let separator = '';
  // Without a comparison function sort() compares UTF-16 code units, as RFC 8785 3.2.3 asks.
  for (const key of Object.keys(object).sort()) {
    path.push(key);
    result +=
      separator + quoted(key, path) + ':' + text((object as Record<string, unknown>)[key], path);
    separator = ',';
    path.pop();
  }
  return result + '}';
}

function quoted(string: string, path: readonly (string | number)[]): string {
  if (!NEEDS_CARE.test(string)) return `"${string}"`;
  if (!string.isWellFormed()) throw refused(path, 'holds half of a surrogate pair');
  return JSON.stringify(string);
}

function refused(path: readonly (string | number)[], reason: string): NotCanonical {
  const escaped = path.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1'));
  return new NotCanonical(escaped.map((key) => `/${key}`).join(''), reason);
}
