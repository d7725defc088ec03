import { livornoRegister } from '../../apps/cli/src/import/register-data.js';
import { runRegisterImport } from '../../apps/cli/src/import/run-import.js';
import { TracciaClient } from '../../apps/cli/src/traccia-client.js';
import { TestServer } from '../server.fixture.js';
import { PageBrowser, SCREENS } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

const REGISTER = 'livornese-registro-di-zona';

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

const shown = async (query = ''): Promise<number> => {
  const page = await browser.seenBy(server.as('UPc'), `/coprogettazione${query}`);
  const count = await page.getByRole('row').count();
  await browser.closed(page);
  return Math.max(0, count - 1);
};

describe('The register of co-design', () => {
  it('says that it is not open yet, and who opens it', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/coprogettazione');
    await page.getByText('Il registro di zona non è ancora aperto').waitFor();
    await browser.closed(page);
  });

  it('lists the forty rows as their document has them, and by what they are looked for', async () => {
    const client = new TracciaClient(server.url, server.mint({ role: 'UPc' }).token);
    await runRegisterImport(client, REGISTER, livornoRegister);
    expect(await shown()).toBe(40);
    const ongoing = await shown('?stato=ongoing&titolare=&cup=&entro=');
    expect(ongoing).toBeGreaterThan(0);
    expect(ongoing).toBeLessThan(40);
    expect(await shown('?stato=withdrawn')).toBe(0);
    expect(await shown('?stato=ongoing&entro=366')).toBeLessThanOrEqual(ongoing);
  });

  it('is narrowed down by a form without a script, and says when nothing is left', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/coprogettazione', { script: false });
    await page.getByLabel('Stato').selectOption({ label: 'Ritirata' });
    await page.getByRole('button', { name: 'Mostra' }).click();
    await page.getByText('Nessuna riga è così.').waitFor();
    await page.getByRole('link', { name: 'Togli i filtri' }).click();
    await page.getByText('40 righe').waitFor();
    await browser.closed(page);
  });

  it('shows a row with the very words of its document and what they are understood as', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/coprogettazione/CP03');
    await page.getByText(/nel documento: «/).waitFor();
    await page.getByText('Da dove viene').waitFor();
    expect(await page.getByRole('heading', { name: 'Che cosa puoi fare' }).count()).toBe(1);
    await browser.closed(page);
    const none = await browser.seenBy(server.as('UPc'), '/coprogettazione/CP99');
    await none.getByRole('heading', { level: 1, name: 'Non trovato' }).waitFor();
    await browser.closed(none);
  });

  it('is given out as a file with the same columns', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/coprogettazione');
    const file = page.getByRole('link', { name: 'CSV', exact: true });
    const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    await browser.closed(page);
  });

  it('is not for whoever may not read it', async () => {
    const page = await browser.seenBy(server.as('ETS'), '/coprogettazione');
    expect(await page.getByRole('row').count()).toBe(0);
    expect(await page.title()).toMatch(/^Errore:/);
    await browser.closed(page);
  });

  it('is usable by everybody, on a telephone as well', async () => {
    for (const address of ['/coprogettazione', '/coprogettazione/CP03']) {
      for (const { width } of SCREENS) {
        const page = await browser.seenBy(server.as('UPc'), address, { phone: width < 768 });
        expect(await accessibilityViolations(page)).toEqual([]);
        expect(await invalidHtml(await page.content())).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
        await browser.closed(page);
      }
    }
  });
});
