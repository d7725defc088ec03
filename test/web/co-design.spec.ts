import { readFile } from 'node:fs/promises';
import { recorded } from '../client.fixture.js';
import { readPdf, withRole } from '../pdf.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { PageBrowser, SCREENS } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';
import { registerAtWork } from './register.fixture.js';

let server: TestServer;
let browser: PageBrowser;

beforeAll(async () => {
  server = await TestServer.start();
  browser = await PageBrowser.launch(server);
});
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
    await registerAtWork(server);
    expect(await shown()).toBe(40);
    const ongoing = await shown('?stato=ongoing&titolare=&cup=&entro=&ente=&dal=&al=');
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
    expect(await page.locator('a.skip[href="#actions"]').count()).toBe(1);
    await browser.closed(page);
    const none = await browser.seenBy(server.as('UPc'), '/coprogettazione/CP99');
    await none.getByRole('heading', { level: 1, name: 'Non trovato' }).waitFor();
    await browser.closed(none);
  });

  it('is looked through by body and by the days that a period meets', async () => {
    const caritas = await shown('?ente=caritas');
    expect(caritas).toBeGreaterThan(0);
    expect(caritas).toBeLessThan(40);
    expect(await shown('?ente=nessuno+si+chiama+cosi')).toBe(0);
    const then = await shown('?dal=2022-01-01&al=2022-12-31');
    expect(then).toBeGreaterThan(0);
    expect(then).toBeLessThan(40);
    expect(await shown('?dal=1990-01-01&al=1990-12-31')).toBe(0);
    const page = await browser.seenBy(server.as('UPc'), '/coprogettazione?dal=ieri');
    expect(await page.title()).toMatch(/^Errore:/);
    await browser.closed(page);
  });

  it('is looked through by CIG and by scheda, and by a form that keeps what was typed', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/coprogettazione', { script: false });
    await page.getByLabel('CIG').fill('zfa3d7718e');
    await page.getByRole('button', { name: 'Mostra' }).click();
    await page.getByText('1 di 40 righe').waitFor();
    expect(await page.getByLabel('CIG').inputValue()).toBe('zfa3d7718e');
    const csv = page.locator('.co-design-files').getByRole('link', { name: 'CSV' });
    expect(await csv.getAttribute('href')).toContain('cig=zfa3d7718e');
    await browser.closed(page);
    expect(await shown('?cig=ZZZ')).toBe(0);
    expect(await shown('?scheda=S-999')).toBe(0);
  });

  it('says an amount as people write it', async () => {
    const completed = {
      coDesignRowId: 'CP04',
      amountEur: '1461245.92',
      basis: 'Determina 12/2024',
    };
    const register = `${ZONE}-registro-di-zona`;
    recorded(await server.as('UPc').perform(register, 'complete-co-design-row', completed));
    const page = await browser.seenBy(server.as('UPc'), '/coprogettazione/CP04');
    await page.getByText('1.461.245,92 €', { exact: true }).waitFor();
    await browser.closed(page);
  });

  it('draws periods, and says of a row what it renews and what renews it', async () => {
    const renewal = { coDesignRowId: 'CP02', renewedBy: 'CP03' };
    const register = `${ZONE}-registro-di-zona`;
    recorded(await server.as('UPc').perform(register, 'renew-co-design-row', renewal));
    const page = await browser.seenBy(server.as('UPc'), '/coprogettazione', { script: false });
    expect(await page.locator('svg.period-bar').count()).toBeGreaterThan(20);
    await page
      .getByText(/nel documento: «/)
      .first()
      .waitFor();
    const renewed = page.getByText('Rinnovata da').first();
    await renewed.getByRole('link', { name: 'CP03' }).click();
    await page.getByText('Rinnova', { exact: true }).waitFor();
    expect(await page.getByRole('link', { name: 'CP02' }).getAttribute('href')).toBe(
      '/coprogettazione/CP02',
    );
    await browser.closed(page);
  });

  it('is given out as a file of what is seen, with the five columns of its document', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/coprogettazione?stato=ongoing');
    for (const [name, ending] of [
      ['CSV', 'csv'],
      ['XLSX', 'xlsx'],
      ['JSON', 'json'],
      ['PDF', 'pdf'],
    ] as const) {
      const link = page.locator('.co-design-files').getByRole('link', { name, exact: true });
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      const day = server.clock.day();
      expect(download.suggestedFilename()).toBe(
        `registro-co-progettazione_in-corso_${day}.${ending}`,
      );
      if (ending === 'pdf') {
        const pdf = await readPdf(await readFile(await download.path()));
        expect(pdf).toMatchObject({ language: 'it-IT', isTagged: true, universalAccess: '1' });
        const rows = withRole(pdf.elements, 'TR').filter((row) => row.text.trim() !== '');
        expect(rows).toHaveLength(1 + (await shown('?stato=ongoing')));
        const text = pdf.elements.map((element) => element.text).join(' ');
        expect(text).toContain('Stato: In corso');
      }
      if (ending !== 'csv') continue;
      const [titles, ...rows] = (await readFile(await download.path(), 'utf8'))
        .trim()
        .split('\r\n');
      expect(titles).toContain('Soggetto titolare;Attività;Soggetti coinvolti;Stato;Data/periodo');
      expect(rows).toHaveLength(await shown('?stato=ongoing'));
    }
    await browser.closed(page);
  });

  it('is given out to whoever may read it, and to nobody else', async () => {
    for (const ending of ['csv', 'pdf']) {
      const { status } = await server.as('ETS').get(`/coprogettazione.${ending}`);
      expect(status).toBe(403);
    }
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
