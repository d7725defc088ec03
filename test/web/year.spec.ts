import type { Role } from '#people';
import type { PlanningFact } from '#planning';
import { drive, reach } from '../drivers.fixture.js';
import { TestServer } from '../server.fixture.js';
import { PageBrowser, SCREENS } from './browser.fixture.js';
import { accessibilityViolations } from './pages.fixture.js';
import { YearAtPages } from './year-at-pages.fixture.js';

/*
 * A whole year by its pages: whatever the machine of a cycle asks for until it is closed, each does by the form of it,
 * in a browser. Each of these tests goes on where the one before it has ended.
 */
let server: TestServer;
let pages: PageBrowser;
let year: YearAtPages;

beforeAll(async () => {
  server = await TestServer.start();
  pages = await PageBrowser.launch(server);
  year = new YearAtPages(server, pages, 2024);
});
afterAll(async () => {
  await pages.end();
  await server.end();
});

const A_LOT = 600_000;

/** What somebody reads at an address on both screens: accessible, and no wider than the screen. */
async function reads(role: Role, path: string): Promise<string> {
  let text = '';
  for (const viewport of SCREENS) {
    const page = await pages.seenBy(server.as(role), path, { context: { viewport } });
    expect([path, await accessibilityViolations(page)]).toEqual([path, []]);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(viewport.width);
    text = await page.locator('main').innerText();
    await pages.closed(page);
  }
  return text;
}

const cycle = (rest = ''): string => `/cicli/${year.cycleId}${rest}`;

/** What has to happen besides where the shortest way leads. */
const alsoThere: Readonly<Record<string, readonly PlanningFact['type'][]>> = {
  inForce: [
    ...([
      'PlanPublished',
      'ProwebDepositRecorded',
      'CheckpointOpened',
      'ProgressRecorded',
    ] as const),
    'CheckpointClosed',
  ],
};

it.each([
  ['preparation', 'UPc', '', /Fase in corso: Preparazione/],
  ['verification', 'UPo', '', /Fase in corso: Verifica/],
  ['approval', 'DIR', '', /Fase in corso: Approvazione/],
  ['inForce', 'SEG', '/approvazione', /12/],
  ['reporting', 'UPc', '', /Fase in corso: Rendiconto/],
  ['closed', 'AUD', '', /chius/i],
] as const)(
  'The year comes to %s by what people fill in and send',
  async (phase, role, page, said) => {
    await reach(year, (root) => root.matches(phase));
    for (const type of alsoThere[phase] ?? []) await drive(year, { type });
    expect(await reads(role, cycle(page))).toMatch(said);
    expect(await reads(role, '/')).toMatch(/cos[ae] da fare|Nulla da fare/);
  },
  A_LOT,
);

it('Everybody had a hand in it', () => {
  const hands = new Set(year.done.map(({ role }) => role));
  expect([...hands].toSorted()).toEqual(['DIR', 'ETS', 'RF', 'SEG', 'UH', 'UPc', 'UPo'].toSorted());
});

it('The history holds what was done by forms, and the auditor reads it', async () => {
  expect(year.done.length).toBeGreaterThan(40);
  expect(await reads('AUD', cycle('/storico'))).toMatch(/Chiuso/);
});
