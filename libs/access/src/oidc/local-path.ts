/** Nobody owns this name (RFC 6761): whatever resolves against it is a path of ours. */
const ours = 'https://traccia.invalid';

const MAX_CHARACTERS = 1_000;

/** Browsers take a backslash for a slash, and drop tabs and line ends from an address. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const misread = /[\\\u0000-\u0020\u007f]/u;

/**
 * Where to go after signing in, if it is a page of this very site: path, query and fragment.
 * Undefined for every address that some browser could take for another site's (RFC 9700, 4.11).
 */
export function localPath(text: string | undefined): string | undefined {
  if (text === undefined || text.length > MAX_CHARACTERS || misread.test(text)) return undefined;
  if (!leadsHere(text)) return undefined;
  const { pathname, search, hash } = new URL(text, ours);
  const path = pathname + search + hash;
  // `/.//elsewhere` is harmless until its dots are resolved.
  return leadsHere(path) ? path : undefined;
}

function leadsHere(text: string): boolean {
  return /^\/(?!\/)/u.test(text) && URL.canParse(text, ours) && new URL(text, ours).origin === ours;
}
