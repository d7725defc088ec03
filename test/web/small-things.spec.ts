import type { Page } from 'playwright-core';
import { TestServer } from '../server.fixture.js';
import { PageBrowser, SCREENS, tabTo } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';
import { schedeAtWork, type SchedeAtWork } from './schede.fixture.js';

let server: TestServer;
let browser: PageBrowser;
let work: SchedeAtWork;

beforeAll(async () => {
  server = await TestServer.start();
  [browser, work] = [await PageBrowser.launch(server), await schedeAtWork(server)];
}, 120_000);
afterAll(async () => {
  await browser.end();
  await server.end();
});

/** Presses keys one after the other, wherever one is. */
async function presses(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const path = (page: Page): string => new URL(page.url()).pathname;
const focusedText = (page: Page): Promise<string> =>
  page.evaluate(() => (document.activeElement as HTMLElement).innerText.trim());

describe('The keys', () => {
  it.each([
    ['g s', (): string => '/'],
    ['g c', (): string => work.address],
    ['g h', (): string => `${work.address}/storico`],
    ['?', (): string => '/aiuto/tastiera'],
    ['e', (): string => `${work.address}/schede/S-5/modifica`],
  ] as const)('%s leads where its page says', async (keys, wanted) => {
    const client = keys === 'e' ? work.head : work.coordinator;
    const page = await browser.seenBy(client, `${work.address}/schede/S-5`);
    await presses(page, ...keys.split(' '));
    await page.waitForURL((url) => url.pathname === wanted());
    await browser.closed(page);
  });

  it('go nowhere for whom there is no such page, nor out of the order', async () => {
    const page = await browser.seenBy(work.head, `${work.address}/schede/S-1`);
    // Handed in: nobody writes in it now. And s alone means nothing.
    await presses(page, 'e', 's', 'x', 'Alt+e');
    expect(path(page)).toBe(`${work.address}/schede/S-1`);
    await browser.closed(page);
  });

  it('go through a queue and through a list, forth and back', async () => {
    const page = await browser.seenBy(work.coordinator, `${work.address}/schede`);
    const titles = await page.locator('tbody th a').allInnerTexts();
    await presses(page, 'j');
    expect(await focusedText(page)).toBe(titles[0]);
    await presses(page, 'j', 'j', 'k');
    expect(await focusedText(page)).toBe(titles[1]);
    await presses(page, 'Enter');
    await page.getByRole('heading', { level: 1, name: titles[1] ?? '' }).waitFor();
    await browser.closed(page);
  });

  it('go through the changes of a comparison', async () => {
    const page = await browser.seenBy(work.head, `${work.address}/schede/S-1/confronto?da=1&a=2`);
    const first = await page.locator('.compared').nth(0).getAttribute('id');
    const second = await page.locator('.compared').nth(1).getAttribute('id');
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');
    await presses(page, 'n');
    expect(await focused()).toBe(first);
    await presses(page, 'n');
    expect(await focused()).toBe(second);
    await presses(page, 'p');
    expect(await focused()).toBe(first);
    await browser.closed(page);
  });

  it('are letters where somebody writes, and lead to the field to search in from elsewhere', async () => {
    const page = await browser.seenBy(work.coordinator, `${work.address}/schede`);
    await page.locator('#testo').focus();
    await page.keyboard.type('e?gs/jn');
    expect(await page.locator('#testo').inputValue()).toBe('e?gs/jn');
    expect(path(page)).toBe(`${work.address}/schede`);
    await page.locator('h1').click();
    await presses(page, '/');
    if ((await page.locator('#search').count()) > 0)
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('search');
    else await page.waitForURL((url) => url.pathname === '/cerca');
    await browser.closed(page);
  });

  it('are switched off in one browser by the keyboard, which remembers it, and on again', async () => {
    const page = await browser.seenBy(work.coordinator, '/aiuto/tastiera');
    const box = page.getByRole('checkbox', { name: 'Usa i tasti singoli' });
    const cycle = page.getByRole('navigation', { name: 'Sezioni' }).getByText('Ciclo 2024');
    expect(await cycle.getAttribute('title')).toBe('Ciclo 2024 (g c)');
    await tabTo(page, box);
    await presses(page, 'Space');
    expect(await cycle.getAttribute('title')).toBe('');
    await page.goto(`${server.url}${work.address}/schede`);
    await presses(page, 'g', 's', 'j', '?');
    expect(path(page)).toBe(`${work.address}/schede`);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    await page.goto(`${server.url}/aiuto/tastiera`);
    expect(await box.isChecked()).toBe(false);
    await box.check();
    await page.locator('h1').click();
    await presses(page, 'g', 's');
    await page.waitForURL((url) => url.pathname === '/');
    await browser.closed(page);
  });

  it('send the form one writes in with Ctrl and Enter', async () => {
    const page = await browser.seenBy(work.coordinator, `${work.address}/schede`);
    await page.locator('#testo').fill('nidi');
    await presses(page, 'Control+Enter');
    await page.waitForURL((url) => url.searchParams.get('testo') === 'nidi');
    await browser.closed(page);
  });

  it('are told in tooltips and to screen readers, and without a script nowhere but in the list', async () => {
    const at = `${work.address}/schede/S-5`;
    const page = await browser.seenBy(work.head, at);
    const edit = page.locator('[data-key=e]');
    expect(await edit.getAttribute('aria-keyshortcuts')).toBe('e');
    expect(await edit.getAttribute('title')).toContain('(e)');
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await invalidHtml(await page.content())).toEqual([]);
    await browser.closed(page);
    const bare = await browser.seenBy(work.head, at, { script: false });
    expect(await bare.locator('[aria-keyshortcuts]').count()).toBe(0);
    await bare.getByRole('link', { name: 'Scorciatoie da tastiera' }).click();
    await bare.getByText('Le scorciatoie hanno bisogno di JavaScript').waitFor();
    expect(await bare.locator('tbody tr').count()).toBe(12);
    expect(await bare.getByRole('checkbox').count()).toBe(0);
    await browser.closed(bare);
  });

  it.each(SCREENS)('are told on a page for everybody, $width px wide', async (viewport) => {
    const page = await browser.seenBy(work.head, '/aiuto/tastiera', { context: { viewport } });
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await invalidHtml(await page.content())).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await browser.closed(page);
  });

  it('are of nobody who is not signed in', async () => {
    const page = await browser.seenBy(undefined, '/accesso');
    expect(await page.locator('key-shortcuts').count()).toBe(0);
    await browser.closed(page);
  });
});

describe('The bar of what is on its way', () => {
  /** The link, where the server has nothing to show instead: the browser stays where it is. */
  async function follows(page: Page, name: string): Promise<void> {
    await page.route(/schede(\.csv)?$/, (route) => route.fulfill({ status: 204 }));
    await page.getByRole('link', { name, exact: true }).first().click();
  }

  it('shows when the next page takes long, and says so; no more once one is back', async () => {
    const page = await browser.seenBy(work.coordinator, '/');
    const bar = page.locator('loading-bar');
    expect([await bar.isVisible(), await bar.getAttribute('role')]).toEqual([false, 'status']);
    await follows(page, 'Schede');
    await bar.waitFor({ state: 'visible' });
    expect(await page.locator('main').getAttribute('aria-busy')).toBe('true');
    await page.evaluate(() => dispatchEvent(new Event('pageshow')));
    expect(await bar.isVisible()).toBe(false);
    expect(await page.locator('main').getAttribute('aria-busy')).toBeNull();
    await browser.closed(page);
  });

  it('does not show for what opens elsewhere, nor within the page', async () => {
    const page = await browser.seenBy(work.coordinator, `${work.address}/schede`);
    await page.clock.install();
    await page.evaluate(() => {
      // Clicks as people make them, none of which leads away from here.
      const clicks = [
        ['a.skip', {}],
        ['main tbody a', { ctrlKey: true }],
      ] as const;
      for (const [link, held] of clicks) {
        const click = new MouseEvent('click', { bubbles: true, cancelable: true, ...held });
        addEventListener(
          'click',
          (event) => {
            event.preventDefault();
          },
          { once: true },
        );
        document.querySelector(link)?.dispatchEvent(click);
      }
    });
    await page.clock.runFor(1_000);
    expect(await page.locator('loading-bar').isVisible()).toBe(false);
    await browser.closed(page);
  });

  it('is not needed without a script, where the browser says so itself', async () => {
    const page = await browser.seenBy(work.coordinator, '/', { script: false });
    expect(await page.locator('loading-bar').isVisible()).toBe(false);
    await page.getByRole('link', { name: 'Schede', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Schede' }).waitFor();
    await browser.closed(page);
  });
});

describe('On a page', () => {
  it('of a cycle the way back leads to other years; on a phone to the page above alone', async () => {
    const office = await browser.seenBy(work.coordinator, `${work.address}/schede/S-1`);
    const trail = office.getByRole('navigation', { name: 'Dove sei' });
    expect(await trail.getByRole('link', { name: 'Altri anni' }).getAttribute('href')).toBe(
      '/cicli',
    );
    expect(await trail.getByRole('listitem').last().getAttribute('aria-current')).toBe('page');
    expect(await trail.getByRole('listitem').last().getByRole('link').count()).toBe(0);
    await browser.closed(office);
    const phone = await browser.seenBy(work.coordinator, `${work.address}/schede/S-1`, {
      phone: true,
      script: false,
    });
    const shown = phone.getByRole('navigation', { name: 'Dove sei' }).locator('li:visible');
    expect(await shown.allInnerTexts()).toEqual(['Schede']);
    await browser.closed(phone);
  });

  it('is printed with its address and the instant, with heads repeated and all that is folded', async () => {
    const at = `${work.address}/schede/S-5`;
    const page = await browser.seenBy(work.head, at, { print: true });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const note = page.locator('print-note');
    expect(await note.innerText()).toMatch(
      new RegExp(`^Stampato da ${server.url}${at} il \\d+ \\w+ \\d{4} alle \\d\\d:\\d\\d$`),
    );
    await page.goto(`${server.url}/aiuto`);
    const folded = page.locator('main details:not([open]) p').first();
    expect(await folded.isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    expect(await folded.isVisible()).toBe(false);
    await browser.closed(page);
    const bare = await browser.seenBy(work.head, `${work.address}/schede`, {
      print: true,
      script: false,
    });
    expect(await bare.locator('print-note').innerText()).toBe(`Stampato da ${work.address}/schede`);
    const head = await bare
      .locator('main thead')
      .evaluate((each) => getComputedStyle(each).display);
    expect(head).toBe('table-header-group');
    await browser.closed(bare);
  });
});
