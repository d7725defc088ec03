/** Where a text stands: in which stream and event, and at what JSON pointer into its data (RFC 6901). */
export interface TextPlace {
  readonly stream: string;
  readonly eventId: string;
  readonly pointer: string;
}

/** A sealed text as it stands in a fact. */
export interface PiiToken {
  readonly $pii: {
    /** Whose it is: a pseudonym. */
    readonly s: string;
    /** Which key opens it, and no other: the commitment to it. */
    readonly k: string;
    /** IV (12 bytes), ciphertext and tag (16 bytes), base64url. */
    readonly c: string;
  };
}

/** A sealed text with the place it stands in, which it cannot be opened without. */
export interface SealedText {
  readonly token: PiiToken;
  readonly place: TextPlace;
}

/*
 * Outside of the log a sealed text is one string, so that it can be remembered, snapshot and kept in a column
 * like any other. The signs around it are isolates (U+2066, U+2069), which no text of ours may have: nobody
 * can type one.
 */
const BEGINNING = '\u2066pii ';
const END = '\u2069';
const form =
  /\u2066pii ([^ \u2069]+) ([\w-]{43}) ([\w-]+) ([^ \u2069]+) ([0-9a-f-]{36}) ([^ \u2069]+)\u2069/gu;

/** A sealed text as one string. */
export function inWriting({ token: { $pii }, place }: SealedText): string {
  const { s, k, c } = $pii;
  const { stream, eventId, pointer } = place;
  return BEGINNING + [s, k, c, stream, eventId, pointer].join(' ') + END;
}

/** The sealed text that a string is, from its first sign to its last; undefined for any other string. */
export function sealedIn(text: string): SealedText | undefined {
  if (!text.startsWith(BEGINNING)) return undefined;
  const [found] = text.matchAll(form);
  return found?.[0] === text ? fromMatch(found) : undefined;
}

/** A text with something else in the place of every sealed text in it. */
export function replaceSealed(text: string, by: (sealed: SealedText) => string): string {
  if (!text.includes(BEGINNING)) return text;
  return text.replaceAll(form, (...match: string[]) => by(fromMatch(match)));
}

/** Whether a value of a fact is the token of a sealed text. */
export function isPiiToken(value: unknown): value is PiiToken {
  if (typeof value !== 'object' || value === null || !('$pii' in value)) return false;
  const { $pii } = value;
  if (typeof $pii !== 'object' || $pii === null) return false;
  const { s, k, c } = $pii as Readonly<Record<string, unknown>>;
  return typeof s === 'string' && typeof k === 'string' && typeof c === 'string';
}

function fromMatch(match: readonly string[]): SealedText {
  const [, s = '', k = '', c = '', stream = '', eventId = '', pointer = ''] = match;
  return { token: { $pii: { s, k, c } }, place: { stream, eventId, pointer } };
}
