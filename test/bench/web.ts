import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { v7 as uuidV7 } from 'uuid';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../chromium.fixture.js';
import { beginCycle } from './begin-cycle.js';
import { coordinator, cycleOf, unitHead } from './district.js';
import { HttpClient } from './http-client.js';
import { mintToken } from './mint-token.js';
import { openOffice } from './office.js';
import { Progress } from './progress.js';
import { ServerProcess } from './server-process.js';
import type { Sizes } from './sizes.js';
import { median, percentile } from './statistics.js';
import { ratePerSecond, timeMs } from './stopwatch.js';
import { atLeast, atMost, type Limit, type Line } from './table.js';
import type { Workspace } from './workspace.js';

const CLIENTS = 8;
/** Still enough for a median that one slow round does not move. */
const ROUNDS_OF_OTHERS = 5;
/** A slow PC of an office: a processor four times slower, 20 Mbit/s, 20 ms to the server. */
const [SLOWER, BYTES_PER_SECOND, LATENCY_MS] = [4, (20 * 1_000_000) / 8, 20];

/** What is worked with besides the cycle, each with the same budgets as the page of the cycle. */
const otherPages = (cycle: string): readonly (readonly [string, string])[] => [
  ['Schede', `${cycle}/schede`],
  ['Participation', `${cycle}/partecipazione`],
  ['Co-programming', `${cycle}/coprogrammazione`],
  ['Approval', `${cycle}/approvazione`],
  ['Monitoring', `${cycle}/monitoraggio`],
  ['Report of the year', `${cycle}/rendiconto`],
  ['Public page', cycle.replace('/cicli/', '/pubblico/')],
  ['Register of co-design', '/coprogettazione'],
  ['Agenda', '/scadenze'],
  ['Month', '/scadenze?vista=mese'],
  ['Gantt', '/scadenze?vista=gantt'],
  ['Notices', '/notifiche'],
  ['Search', '/cerca?q=assistenza+anziani'],
  ['Exports', '/esporta'],
  ['Import', '/importa'],
  ['Help', '/aiuto'],
  ['State of the service', '/stato/dettaglio'],
  ['Roles', '/amministrazione/ruoli'],
];

/** Pages as people have them: a real browser on a slow PC, many readers at once, and a second browser that follows. */
export async function measureWeb(workspace: Workspace, sizes: Sizes): Promise<Line[]> {
  const folder = workspace.folder('web');
  const cycleId = cycleOf(2024);
  const office = openOffice(folder);
  await beginCycle(office, cycleId);
  await office.close();
  const token = mintToken(folder, coordinator);
  const server = await ServerProcess.traccia(folder, '', { TRACCIA_PUBLIC_PAGES: 'on' });
  const client = new HttpClient(server.url, CLIENTS);
  const chromium = await launchChromium();
  const bare = await barePages();
  try {
    const asked = { ...{ server, client, chromium, token, bare }, path: `/cicli/${cycleId}` };
    if (sizes.page !== '') return await others(asked, sizes);
    return [
      ...(await visits(asked, sizes)),
      ...(await throughput(asked, sizes)),
      ...(await others(asked, sizes)),
      await sliding(asked, sizes),
      await following(asked, cycleId, sizes),
    ];
  } finally {
    await chromium.close();
    bare.close();
    client.close();
    await server.stop();
  }
}

interface Asked {
  readonly server: ServerProcess;
  readonly client: HttpClient;
  readonly chromium: Browser;
  readonly token: string;
  readonly bare: BarePages;
  /** The page of the cycle. */
  readonly path: string;
}

interface BarePages {
  /** A heading alone: what the browser itself takes on this machine. */
  readonly empty: string;
  /** Where such HTML is shown, with nothing else. */
  shows(html: string): string;
  close(): void;
}

/** What no page of ours can be faster than. */
async function barePages(): Promise<BarePages> {
  let shown = '';
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    const empty = '<!doctype html><title>Traccia</title><h1>Traccia</h1>';
    response.end(request.url === '/' ? empty : shown);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  const shows = (html: string): string => {
    shown = html;
    return `${url}html`;
  };
  return { empty: url, shows, close: () => server.close() };
}

/** The HTML of a page without what it loads: no style, no script, no font, no picture. */
async function htmlAlone({ client, path, token }: Asked): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, accept: 'text/html' };
  const { body } = await client.get(path, headers);
  return body
    .replaceAll(/<script[^>]*><\/script>|<link[^>]*>/g, '')
    .replaceAll(/<use[^>]*>(?:<\/use>)?/g, '');
}

const headersOf = (
  { token }: Asked,
  more: Record<string, string> = {},
): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  accept: 'text/html',
  'accept-encoding': 'br',
  ...more,
});

const newContext = ({ chromium, token }: Asked): Promise<BrowserContext> =>
  chromium.newContext({
    ...{ locale: 'it-IT', viewport: { width: 1366, height: 768 } },
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });

/** Every other page: seen from a slow PC, and by many at once, in fewer rounds, since there are many. */
async function others(asked: Asked, all: Sizes): Promise<Line[]> {
  const lines: Line[] = [];
  const sizes = { ...all, rounds: Math.min(all.rounds, ROUNDS_OF_OTHERS) };
  for (const [name, path] of otherPages(asked.path)) {
    if (!name.includes(all.page)) continue;
    const [first, next] = await visits({ ...asked, path }, sizes, name);
    const [rate] = await throughput({ ...asked, path }, sizes, name);
    for (const line of [first, next, rate]) if (line) lines.push(line);
  }
  return lines;
}

/** How long until the page shows its data: the last large thing that is painted (Largest Contentful Paint). */
async function visits(
  asked: Asked,
  { rounds }: Sizes,
  name = 'Page of a cycle with 130 schede',
): Promise<Line[]> {
  const ours = new Visits();
  const [empty, alone] = [new Visits(), new Visits()];
  const html = asked.bare.shows(await htmlAlone(asked));
  await Progress.during(`${name}: visits from a slow PC`, rounds, async (step) => {
    for (let round = 1; round <= rounds; round++) {
      await ours.take(asked, asked.server.url + asked.path);
      await empty.take(asked, asked.bare.empty);
      await alone.take(asked, html);
      step(round);
    }
  });
  const least = (which: 'firstMs' | 'nextMs'): Limit[] => [
    { what: 'the speed of an empty page', ratio: empty[which] / ours[which] },
    { what: 'its HTML alone', ratio: alone[which] / ours[which] },
  ];
  return [
    atMost({
      ...{ what: `${name}, slow office PC, first visit`, unit: 'ms', target: 700 },
      ...{ value: ours.firstMs, limits: least('firstMs') },
    }),
    atMost({
      ...{ what: '  next visits', unit: 'ms', target: 200 },
      ...{ value: ours.nextMs, limits: least('nextMs') },
    }),
  ];
}

/** How soon one page is seen, the first time and the next, by somebody who has just opened a browser on a slow PC. */
class Visits {
  readonly #first: number[] = [];
  readonly #next: number[] = [];

  get firstMs(): number {
    return median(this.#first);
  }

  get nextMs(): number {
    return median(this.#next);
  }

  async take(asked: Asked, url: string): Promise<void> {
    const context = await newContext(asked);
    const page = await context.newPage();
    await slowed(page);
    this.#first.push(await shownAfterMs(page, url));
    this.#next.push(await shownAfterMs(page, url));
    await context.close();
  }
}

async function slowed(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: LATENCY_MS },
    ...{ downloadThroughput: BYTES_PER_SECOND, uploadThroughput: BYTES_PER_SECOND },
  });
}

async function shownAfterMs(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'load' });
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          resolve(list.getEntries().at(-1)?.startTime ?? Infinity);
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
}

async function throughput(
  asked: Asked,
  { rounds, requests }: Sizes,
  name = 'Page of a cycle with 130 schede',
): Promise<Line[]> {
  const pages = Math.ceil(requests / 8);
  const latencies: number[] = [];
  const rates: number[] = [];
  const read = async (): Promise<void> => {
    const start = performance.now();
    const { status } = await asked.client.get(asked.path, headersOf(asked));
    if (status !== 200) throw new Error(`${asked.path} answers ${status}`);
    latencies.push(performance.now() - start);
  };
  const everybody = (): Promise<unknown> =>
    Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        for (let index = 0; index < pages / CLIENTS; index++) await read();
      }),
    );
  await everybody();
  latencies.length = 0;
  const usedMs = asked.server.processorMs() ?? 0;
  await Progress.during(`${name}: for many at once`, rounds, async (step) => {
    for (let round = 1; round <= rounds; round++) {
      rates.push(await ratePerSecond(pages, everybody));
      step(round);
    }
  });
  const ownMs = ((asked.server.processorMs() ?? 0) - usedMs) / latencies.length;
  return [
    atLeast({
      what: `${name}, ${CLIENTS} clients`,
      ...{ value: median(rates), unit: 'pages/s', target: 150 },
    }),
    atMost({ what: '  99 % within', value: percentile(latencies, 99), unit: 'ms' }),
    // Whoever else is at work on the machine does not change it.
    atMost({ what: '  of the processor for each', value: ownMs, unit: 'ms' }),
  ];
}

/** A step of the slider of the history: the cycle as it was after another fact. */
async function sliding(asked: Asked, { instants }: Sizes): Promise<Line> {
  const steps: number[] = [];
  const ask = async (revision: number): Promise<void> => {
    const headers = headersOf(asked, { 'hx-request': 'true' });
    const { status } = await asked.client.get(`${asked.path}/storico?al=${revision}`, headers);
    if (status !== 200) throw new Error(`The history answers ${status}`);
  };
  await ask(200);
  for (let step = 0; step < instants; step++) steps.push(await timeMs(() => ask(100 + step * 3)));
  return atMost({
    what: `Step of the time slider, median of ${instants}`,
    ...{ value: median(steps), unit: 'ms', target: 60 },
  });
}

/** From the moment somebody asks for something until the page of somebody else shows it. */
async function following(asked: Asked, cycleId: string, { rounds }: Sizes): Promise<Line> {
  const { server, client, token, path } = asked;
  const context = await newContext(asked);
  const page = await context.newPage();
  await page.goto(server.url + path);
  await page.locator('live-updates[data-standing=live]').waitFor();
  const delays: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const seen = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const region = document.querySelector('#punto');
          const before = region?.textContent;
          const observer = new MutationObserver(() => {
            if (document.querySelector('#punto')?.textContent === before) return;
            observer.disconnect();
            resolve(performance.timeOrigin + performance.now());
          });
          observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        }),
    );
    // The browser has begun to watch once it answers anything that was asked later.
    await page.evaluate('0');
    const startMs = performance.timeOrigin + performance.now();
    const { status, body } = await client.post(
      `/api/v1/cycles/${cycleId}/assign-scheda`,
      { authorization: `Bearer ${token}`, 'idempotency-key': uuidV7() },
      JSON.stringify({
        ...{ schedaId: `nuova-${round}`, programmeId: 'P01', title: `Attività nuova ${round}` },
        ...{ unitId: unitHead.unitId, personId: unitHead.personId },
      }),
    );
    if (status !== 200) throw new Error(`${status} ${body}`);
    delays.push((await seen) - startMs);
  }
  await context.close();
  return atMost({
    what: 'From a command to the page in a second browser',
    ...{ value: median(delays), unit: 'ms', target: 300 },
  });
}
