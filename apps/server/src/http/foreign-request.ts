/** What a request says of the page it came from. */
export interface Provenance {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The host the request was sent to, with its port: what the address bar of our own pages shows. */
  readonly host: string;
  /** Whether it shows a token, which no browser sends by itself. */
  readonly hasToken: boolean;
}

/** Methods that change nothing (RFC 9110, section 9.2.1). */
const safe: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether a request that changes something was sent by a page of somebody else. Browsers say so
 * (Fetch Metadata, W3C; `Sec-Fetch-Site`), older ones by `Origin` alone; who says neither is a program, and
 * has a token. The same rule as the CrossOriginProtection of Go 1.25.
 */
export function isForeign({ method, headers, host, hasToken }: Provenance): boolean {
  if (safe.includes(method)) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = headers['origin'];
  if (origin !== undefined) return typeof origin !== 'string' || hostOf(origin) !== host;
  return !hasToken;
}

/** The host of an origin; undefined for `null` and for what is none. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
