import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { readAssets } from '../../apps/server/src/web/assets/assets.js';
import type { Client } from '../client.fixture.js';
import { TestServer } from '../server.fixture.js';
import { PageBrowser, SCREENS } from './browser.fixture.js';
import { districtAtWork, type District } from './district.fixture.js';
import { registerAtWork } from './register.fixture.js';

/** As much as each may weigh as it is sent, in bytes of Brotli (RFC 7932). */
const MOST = { style: 45_000, script: 30_000, page: 25_000 } as const;

/** How far what is on a page may jump about while it comes (Layout Instability): 0.1 would still count as good. */
const MOST_SHIFT = 0.05;

let server: TestServer;
let pages: PageBrowser;
let district: District;

beforeAll(async () => {
  server = await TestServer.start();
  [pages, district] = [await PageBrowser.launch(server), await districtAtWork(server)];
  await registerAtWork(server);
}, 300_000);
afterAll(async () => {
  await pages.end();
  await server.end();
});

describe('What every page brings along', () => {
  const weigh = (name: RegExp): number => {
    const [file, more] = [...readAssets()].filter(([each]) => name.test(each));
    expect([file === undefined, more]).toEqual([false, undefined]);
    return file?.[1].brotli?.length ?? Infinity;
  };

  it('is a style sheet that is not too heavy', () => {
    expect(weigh(/^style\..*css$/)).toBeLessThanOrEqual(MOST.style);
  });
});

/** What a page weighs on its way to a browser that takes Brotli. */
async function sentBytes({ credentials }: Client, path: string): Promise<number> {
  const headers = { ...credentials.headers(), accept: 'text/html', 'accept-encoding': 'br' };
  const asked = get(server.url + path, { headers });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  expect([answer.statusCode, answer.headers['content-encoding']]).toEqual([200, 'br']);
  return (await buffer(answer)).length;
}

/** The pages of a district with all its schede. A new page is a line here. */
const everyPage: readonly (readonly [string, (of: string) => string, () => Client])[] = [
  ['the desk of a coordinator', () => '/', () => server.as('UPc')],
  ['the desk of a head', () => '/', () => server.as('UH')],
  ['the desk of an auditor', () => '/', () => server.as('AUD')],
  ['the cycle', (of) => of, () => server.as('UPc')],
  ['the approval', (of) => `${of}/approvazione`, () => server.as('UPc')],
  ['the schede', (of) => `${of}/schede`, () => server.as('UPc')],
  ['a scheda', (of) => `${of}/schede/S-005`, () => server.as('UH')],
  ['the history', (of) => `${of}/storico`, () => server.as('AUD')],
  ['the facts', (of) => `${of}/storico/fatti?zoom=tutto`, () => server.as('AUD')],
  ['a comparison', (of) => `${of}/storico/confronto?da=200`, () => server.as('AUD')],
  ['a question', (of) => `${of}/storico/domande/8`, () => server.as('AUD')],
  ['a search', () => '/cerca?q=assistenza', () => server.as('UPc')],
  ['the deadlines as bars', () => '/scadenze?vista=gantt', () => server.as('UPc')],
  ['the register', () => '/coprogettazione', () => server.as('UPc')],
  ['what can be taken away', () => '/esporta', () => server.as('AUD')],
  ['the integrity', (of) => `${of}/storico/integrita`, () => server.as('AUD')],
  ['the policy', () => '/amministrazione/ruoli', () => server.as('ADM')],
  ['the refusals there are', () => '/amministrazione/rifiuti/catalogo', () => server.as('ADM')],
];

describe.each(everyPage)('%s', (_, path, who) => {
  it('is not too heavy as it is sent, with 130 schede', async () => {
    const sent = await sentBytes(who(), path(district.address));
    const { body } = await who().get<Buffer>(path(district.address));
    expect(sent).toBeLessThanOrEqual(MOST.page);
    expect(sent).toBeLessThan(body.length / 2);
  });

  it('does not load heavy scripts', async () => {
    const { status, body } = await who().get<Buffer>(path(district.address));
    expect(status).toBe(200);
    const scripts = body.toString().matchAll(/<script [^>]*src="\/static\/([^"]+)"/g);
    const files = new Set(Array.from(scripts, ([, file = '']) => file));
    expect(files.size).toBeGreaterThan(0);
    const weights = Array.from(files, (file) => readAssets().get(file)?.brotli?.length ?? Infinity);
    expect(weights.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(MOST.script);
  });

  it.each(SCREENS)('does not jump about while it comes, $width px wide', async (viewport) => {
    const page = await pages.seenBy(who(), path(district.address), { context: { viewport } });
    await page.evaluate('document.fonts.ready');
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          const observer = new PerformanceObserver((list) => {
            for (const entry of list.getEntries())
              sum += (entry as unknown as { readonly value: number }).value;
          });
          observer.observe({ type: 'layout-shift', buffered: true });
          // Two frames later everything that was buffered has been told.
          requestAnimationFrame(() => {
            requestAnimationFrame(() => {
              for (const entry of observer.takeRecords())
                sum += (entry as unknown as { readonly value: number }).value;
              resolve(sum);
            });
          });
        }),
    );
    expect(shift).toBeLessThan(MOST_SHIFT);
    await pages.closed(page);
  });
});
