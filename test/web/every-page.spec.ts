import type { Page } from 'playwright-core';
import type { Role } from '#people';
import { districtToShow, serverToShow } from '../screenshots/shown-district.js';
import { everyShownPage, type ShownPage } from '../screenshots/shown-pages.js';
import type { TestServer } from '../server.fixture.js';
import { PageBrowser, SCREENS } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';
import { anywhere } from './routes-of-pages.fixture.js';

/** So many have some of every kind. */
const SCHEDE = 20;
/** What is left of a sheet of A4 between its margins, in pixels of CSS: 180 mm. */
const SHEET = 680;
const [office, telephone] = SCREENS;

let server: TestServer;
let browser: PageBrowser;
let pages: readonly ShownPage[];
/** One page for each of them, that goes from address to address. */
const opened = new Map<Role | undefined, Page>();
/** The addresses of pages, without what is filtered in them, by their titles. */
const titles = new Map<string, Set<string>>();

beforeAll(async () => {
  server = await serverToShow();
  browser = await PageBrowser.launch(server);
  pages = everyShownPage(await districtToShow(server, SCHEDE));
}, 300_000);
afterAll(async () => {
  await browser.end();
  await server.end();
});

/** Opens a page in the browser of whoever it is for. @returns it with the HTML that was sent */
async function open({ as, path, then }: ShownPage): Promise<{ page: Page; html: string }> {
  const page = opened.get(as) ?? (await browser.seenBy(as && server.as(as), '/accessibilita'));
  opened.set(as, page);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(office);
  const answer = await page.goto(server.url + path);
  await then?.(page);
  return { page, html: then ? await page.content() : ((await answer?.text()) ?? '') };
}

/** What is wider than the screen, by how much; nothing where the page stays within. */
const tooWide = (page: Page): Promise<number> =>
  page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)');

/** Those that are the same whenever they are made, that say when in a way of their own, or that keep what is written. */
const undated: ReadonlySet<string> = new Set([
  ...['aiuto', 'aiuto-ruolo', 'aiuto-tastiera', 'glossario', 'accessibilita', 'privacy'],
  ...['note-legali', 'licenze', 'segnalazioni', 'accesso', 'conferma', 'stato', 'stato-dettaglio'],
  ...['modifica-sezione', 'modifica-allegati', 'non-trovata', 'vietata'],
]);

/** How often it says when it was made, and whether a link leads to what one may do there, where there is something. */
async function saidOnce(page: Page, name: string): Promise<readonly unknown[]> {
  const count = (selector: string): Promise<number> => page.locator(selector).count();
  const dated = [await count('.freshness'), undated.has(name) ? 0 : 1];
  const skips = [await count('a.skip[href="#actions"]'), await count('main #actions')];
  return [dated, skips].filter(([there, wanted]) => there !== wanted);
}

/** What of a page is seen on paper and should not be, and the other way round. */
async function wrongOnPaper(page: Page): Promise<readonly string[]> {
  const seen = (selector: string): Promise<readonly string[]> =>
    page
      .locator(`${selector} >> visible=true`)
      .evaluateAll((found) => found.map((each) => each.outerHTML.slice(0, 200)));
  const wanted = ['header.site-header .site-title', 'main h1', 'footer print-note'];
  const missing: string[] = [];
  for (const selector of wanted)
    if ((await seen(selector)).length === 0) missing.push(`not there: ${selector}`);
  const rest = page.locator('main').locator('> :not(.page-head):not(nav) >> visible=true');
  if ((await rest.allInnerTexts()).join('').trim() === '') missing.push('nothing but a heading');
  return [
    ...missing,
    ...(await seen('nav:not(.document-index) a, button, [role=search], .filters')),
  ];
}

describe.each(
  everyShownPage(anywhere).map(({ name, persona }, index) => ({ name, persona, index })),
)('$name, as $persona sees it', ({ index }) => {
  it('is valid, accessible, fits a telephone and a sheet of paper', async () => {
    const shown = pages[index]!;
    const { page, html } = await open(shown);
    const found = {
      html: await invalidHtml(html),
      accessibility: await accessibilityViolations(page),
      headings: await page.locator('h1').count(),
      saidNotOnce: await saidOnce(page, shown.name),
    };
    const title = await page.title();
    titles.set(title, (titles.get(title) ?? new Set()).add(new URL(page.url()).pathname));
    await page.setViewportSize(telephone);
    const telephoneTooWide = await tooWide(page);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ ...office, width: SHEET });
    expect({
      ...found,
      ...{ telephoneTooWide, sheetTooWide: await tooWide(page) },
      wrongOnPaper: await wrongOnPaper(page),
    }).toEqual({
      ...{ html: [], accessibility: [], headings: 1, saidNotOnce: [] },
      ...{ telephoneTooWide: 0, sheetTooWide: 0, wrongOnPaper: [] },
    });
  });
});

describe('The pages', () => {
  it('have each a title of their own', () => {
    const shared = [...titles].filter(([, paths]) => paths.size > 1);
    expect(shared.map(([title, paths]) => [title, ...paths])).toEqual([]);
  });

  // The last: it looks back on all that the browsers did meanwhile.
  it('asked no other host, broke no policy of theirs and wrote no error', async () => {
    expect(opened.size).toBeGreaterThan(5);
    for (const page of opened.values()) await browser.closed(page);
    opened.clear();
  });
});
