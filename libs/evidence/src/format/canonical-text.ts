/** Deeper values are no entry: the log allows 32, and an entry wraps what it holds. */
const MAX_NESTING = 40;

type Parsed =
  null | boolean | number | string | readonly Parsed[] | { readonly [key: string]: Parsed };

/** The value of a text, if the text is the one way to write it. */
export interface CanonicalValue {
  readonly value: unknown;
}

/**
 * Reads a text that is JSON in its canonical form (RFC 8785) and nothing else: of two members with one name, of
 * a space or another way to write a number, one parser may make something else than another.
 * @returns undefined when it is not
 */
export function readCanonical(text: string): CanonicalValue | undefined {
  let value: Parsed;
  try {
    value = JSON.parse(text) as Parsed;
  } catch {
    return undefined;
  }
  // JSON.stringify writes as RFC 8785 asks but for the order of members, which is mostly right already.
  const isOrdered = inOrder(value, 0);
  if (isOrdered === undefined) return undefined;
  return (isOrdered && JSON.stringify(value) === text) || written(value) === text
    ? { value }
    : undefined;
}

/** Whether the members are met in their canonical order; undefined for what has no canonical form. */
function inOrder(value: Parsed, depth: number): boolean | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? true : undefined;
  if (value === null || typeof value !== 'object') return true;
  if (depth >= MAX_NESTING) return undefined;
  let isOrdered = true;
  if (Array.isArray(value)) {
    for (const each of value as readonly Parsed[]) {
      const inner = inOrder(each, depth + 1);
      if (inner === undefined) return undefined;
      isOrdered &&= inner;
    }
    return isOrdered;
  }
  let before: string | undefined;
  for (const [key, each] of Object.entries(value)) {
    if (!key.isWellFormed()) return undefined;
    if (before !== undefined && !(before < key)) isOrdered = false;
    before = key;
    const inner = inOrder(each, depth + 1);
    if (inner === undefined) return undefined;
    isOrdered &&= inner;
  }
  return isOrdered;
}

/** The canonical text; names that look like numbers are met in another order than they are written in. */
function written(value: Parsed): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each) => written(each as Parsed)).join(',')}]`;
  const members = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${written(each)}`);
  return `{${members.join(',')}}`;
}
