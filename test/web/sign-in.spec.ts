import type { Browser as Chromium, BrowserContext, Page } from 'playwright-core';
import { Browser, PASSWORD } from '../access/browser.fixture.js';
import { TestServer } from '../server.fixture.js';
import { launchChromium } from '../chromium.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

let server: TestServer;
let chromium: Chromium;
let account: Browser;

beforeAll(async () => {
  server = await TestServer.start();
  account = new Browser(server);
  await account.begin();
  chromium = await launchChromium();
});
afterAll(async () => {
  await chromium.close();
  await server.end();
});

async function opened(
  path: string,
  options: Parameters<Chromium['newContext']>[0] = {},
): Promise<{ readonly page: Page; readonly context: BrowserContext }> {
  const context = await chromium.newContext({ locale: 'it-IT', ...options });
  const page = await context.newPage();
  await page.goto(server.url + path);
  return { page, context };
}

describe('Signing in', () => {
  it.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])(
    'leads to the page one was going to, %j',
    async (options) => {
      const { page, context } = await opened('/', options);
      expect(await page.title()).toBe('Accesso – Traccia');
      await page.getByText('Per vedere questa pagina bisogna entrare.').waitFor();
      await page.getByLabel('Nome utente').fill(account.login);
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Continua' }).click();
      server.clock.pass({ seconds: 30 });
      await page.getByLabel('Codice').fill(account.code());
      await page.getByRole('button', { name: 'Entra' }).click();
      await page.getByRole('heading', { level: 1, name: 'La mia scrivania' }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/');
      if (process.env['SHOTS'])
        await page.screenshot({ path: `${process.env['SHOTS']}/desk.png`, fullPage: true });
      await page.getByRole('button', { name: 'Esci' }).click();
      await page.getByText('Sei uscito.').waitFor();
      await page.goto(`${server.url}/`);
      expect(await page.title()).toBe('Accesso – Traccia');
      await context.close();
    },
  );

  it('says what is wrong beside the field and before the form, and keeps the user name', async () => {
    const { page, context } = await opened('/accesso');
    await page.getByLabel('Nome utente').fill('nessuno');
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'Password: manca' }).waitFor();
    expect(await page.title()).toBe('Errore: Accesso – Traccia');
    const password = page.getByLabel('Password');
    expect(await password.getAttribute('aria-invalid')).toBe('true');
    expect(await password.getAttribute('aria-describedby')).toBe('password-error');
    expect(await page.getByLabel('Nome utente').inputValue()).toBe('nessuno');
    expect(await accessibilityViolations(page)).toEqual([]);
    if (process.env['SHOTS'])
      await page.screenshot({ path: `${process.env['SHOTS']}/sign-in-error.png`, fullPage: true });
    await context.close();
  });

  it.each([
    { width: 1366, height: 768 },
    { width: 390, height: 844 },
  ])('is a valid page that axe-core finds nothing wrong with, %j', async (viewport) => {
    const { page, context } = await opened('/accesso', { viewport });
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await invalidHtml(await (await fetch(`${server.url}/accesso`)).text())).toEqual([]);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(viewport.width);
    if (process.env['SHOTS'])
      await page.screenshot({
        path: `${process.env['SHOTS']}/sign-in-${viewport.width}.png`,
        fullPage: true,
      });
    await context.close();
  });
});
