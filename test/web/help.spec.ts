import { TestServer } from '../server.fixture.js';
import { PageBrowser, SCREENS } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

let server: TestServer;
let browser: PageBrowser;

beforeAll(async () => {
  server = await TestServer.start();
  browser = await PageBrowser.launch(server);
}, 120_000);
afterAll(async () => {
  await browser.end();
  await server.end();
});

describe('The help', () => {
  it.each([
    ['UH', 'Responsabile di Unità funzionale o Servizio'],
    ['AUD', 'Revisore'],
  ] as const)('begins for %s with what their own role does', async (role, name) => {
    const page = await browser.seenBy(server.as(role), '/aiuto', { script: false });
    const first = page.locator('main details').first();
    expect(await first.locator('summary').innerText()).toBe(name);
    expect(await first.getAttribute('open')).not.toBeNull();
    expect(await page.locator('main details[open]').count()).toBe(1);
    await browser.closed(page);
  });

  it('is reached from every page, and is of nobody who is not signed in', async () => {
    const page = await browser.seenBy(server.as('UH'), '/');
    await page.getByRole('contentinfo').getByRole('link', { name: 'Aiuto' }).click();
    await page.getByRole('heading', { level: 1, name: 'Aiuto' }).waitFor();
    await browser.closed(page);
    const { status } = await fetch(`${server.url}/aiuto`, { headers: { accept: 'text/html' } });
    expect(status).toBe(401);
  });

  it('is usable by everybody, on a telephone as well', async () => {
    for (const { width } of SCREENS) {
      const page = await browser.seenBy(server.as('UH'), '/aiuto', { phone: width < 768 });
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await invalidHtml(await page.content())).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      await browser.closed(page);
    }
  });
});
