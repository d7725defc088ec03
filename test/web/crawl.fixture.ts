import type { Client } from '../client.fixture.js';
import type { TestServer } from '../server.fixture.js';

/** A link on a page that leads to a refusal, to nothing, or to no place of the page it leads to. */
export interface BrokenLink {
  /** The page on which it stands. */
  readonly on: string;
  readonly href: string;
  /** The status of the answer; of one that is right, that its anchor is missing. */
  readonly answer: number | 'no such anchor';
}

/** What somebody found who followed the links of their pages. */
export interface Crawl {
  /** The addresses that were opened, without anchors. */
  readonly opened: ReadonlySet<string>;
  readonly broken: readonly BrokenLink[];
}

/** Pages that differ in ids alone are of a kind; so many of each are opened. */
const OF_A_KIND = 3;
/** Addresses with a query are filters and forms: there are many, and their pages are much alike. */
const OF_A_KIND_WITH_QUERY = 2;
/** No further from the first page than so many links. */
const DEPTH = 8;

/** What an address looks like where its ids are left out, but for the cycle: each stands at another point. */
function kindOf(address: string): string {
  const [path = '', query = ''] = address.split('?');
  const steps = path
    .split('/')
    .map((step, place, [, first]) =>
      place === 2 && first === 'cicli' ? step : step.replaceAll(/\d+|[0-9a-f]{8,}/g, '*'),
    );
  return [steps.join('/'), ...new URLSearchParams(query).keys()].join(' ');
}

const attribute = (html: string, name: string): readonly string[] =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value = '']) => plain(value));

const plain = (html: string): string =>
  html.replaceAll('&quot;', '"').replaceAll('&#39;', '’').replaceAll('&amp;', '&');

/**
 * Follows the links of the pages that somebody may open, from some of them on, as a browser without scripts does.
 * @param client undefined for nobody
 */
export async function crawl(
  server: TestServer,
  client: Client | undefined,
  starts: readonly string[],
): Promise<Crawl> {
  /** The names of places on each page that was opened; undefined where it is no page. */
  const places = new Map<string, ReadonlySet<string> | undefined>();
  const seen = new Map<string, number>();
  const broken: BrokenLink[] = [];
  const kinds = new Map<string, number>();
  let next = starts.map((href) => ({ href, on: 'the beginning' }));
  const anchors: { readonly href: string; readonly on: string }[] = [];

  for (let depth = 0; depth <= DEPTH && next.length > 0; depth++) {
    const found = new Map<string, string>();
    for (const { href, on } of next) {
      const [address = ''] = href.split('#');
      const kind = kindOf(address);
      const already = kinds.get(kind) ?? 0;
      if (seen.has(address)) continue;
      if (already >= (address.includes('?') ? OF_A_KIND_WITH_QUERY : OF_A_KIND)) continue;
      kinds.set(kind, already + 1);
      const reply = await opened(server, client, address);
      seen.set(address, reply.status);
      if (!isRight(reply.status)) broken.push({ on, href, answer: reply.status });
      if (reply.location !== undefined) found.set(reply.location, address);
      places.set(
        address,
        reply.html === undefined ? undefined : new Set(attribute(reply.html, 'id')),
      );
      for (const link of linksIn(reply.html ?? '', address)) {
        if (link.includes('#')) anchors.push({ href: link, on: address });
        if (!found.has(link)) found.set(link, address);
      }
    }
    next = [...found].map(([href, on]) => ({ href, on }));
  }
  for (const { href, on } of anchors) {
    const [address = '', anchor = ''] = href.split('#');
    const there = places.get(address);
    if (there && !there.has(anchor) && !there.has(decodeURIComponent(anchor)))
      broken.push({ on, href, answer: 'no such anchor' });
  }
  return { opened: new Set(seen.keys()), broken };
}

const isRight = (status: number): boolean => status === 200 || status === 303;

/** Where the links of a page lead on this server; what is on the page itself is an anchor of it. */
const linksIn = (html: string, page: string): readonly string[] =>
  [...html.matchAll(/<a\s[^>]*>/g)]
    .flatMap(([tag]) => attribute(tag, 'href'))
    .map((href) => (href.startsWith('#') ? page + href : href))
    .filter((href) => href.startsWith('/') && !href.startsWith('//'));

async function opened(
  server: TestServer,
  client: Client | undefined,
  address: string,
): Promise<{
  readonly status: number;
  readonly location: string | undefined;
  readonly html: string | undefined;
}> {
  const response = await fetch(server.url + address, {
    redirect: 'manual',
    headers: {
      ...client?.credentials.headers(),
      ...{ accept: 'text/html', 'accept-language': 'it' },
    },
  });
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  const text = await response.text();
  const location = response.headers.get('location') ?? undefined;
  return {
    ...{ status: response.status, html: isPage ? text : undefined },
    location: location?.startsWith('/') ? location : undefined,
  };
}
