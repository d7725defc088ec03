import { TestServer } from '../server.fixture.js';
import { PageBrowser, pressOn, SCREENS, tabTo, typeInto } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';
import { does, schedeAtWork, type SchedeAtWork } from './schede.fixture.js';

let server: TestServer;
let pages: PageBrowser;
let work: SchedeAtWork;
let scheda: string;

beforeAll(async () => {
  server = await TestServer.start();
  [pages, work] = [await PageBrowser.launch(server), await schedeAtWork(server)];
  scheda = `${work.address}/schede/S-1`;
});
afterAll(async () => {
  await pages.end();
  await server.end();
});

describe('The revisions of a scheda', () => {
  it('have those that went to the office above all others, with what became of them', async () => {
    const page = await pages.seenBy(work.head, `${scheda}/revisioni`);
    const official = page.getByRole('region', {
      name: 'Versioni trasmesse, verificate, approvate',
    });
    const items = official.locator('li.item');
    expect(await items.count()).toBe(2);
    await items.nth(0).getByText('versione 2').first().waitFor();
    await items.nth(1).getByText('Restituita').waitFor();
    const row = page.getByRole('row').filter({ hasText: 'Come chiesto dall’ufficio' });
    await row.getByText('Descrizione, Indicatori').waitFor();
    await pages.closed(page);
  });

  it.each([{ script: true }, { script: false }])(
    'are chosen two at a time to be compared, at an address that stays, %j',
    async (look) => {
      const page = await pages.seenBy(work.head, `${scheda}/revisioni`, look);
      await page.getByLabel('Da: versione 0').check();
      await page.getByLabel('A: versione 1', { exact: true }).check();
      await page.getByRole('button', { name: 'Confronta' }).click();
      await page.getByRole('heading', { level: 1, name: 'tra le versioni 0 e 1' }).waitFor();
      const { pathname, searchParams } = new URL(page.url());
      expect(pathname).toBe(`${scheda}/confronto`);
      expect(Object.fromEntries(searchParams)).toEqual({ da: '0', a: '1' });
      await pages.closed(page);
    },
  );

  it('are chosen with the keyboard alone', async () => {
    const page = await pages.seenBy(work.head, `${scheda}/revisioni`);
    await tabTo(page, page.getByLabel('Da: versione 1'));
    await page.keyboard.press('ArrowDown');
    await pressOn(page, page.getByRole('button', { name: 'Confronta' }));
    await page.getByRole('heading', { level: 1, name: 'tra le versioni 0 e 2' }).waitFor();
    await pages.closed(page);
  });

  it('of which there is one say so', async () => {
    const page = await pages.seenBy(work.head, `${work.address}/schede/S-4/revisioni`);
    await page.getByText('Nessuno ha ancora scritto in questa scheda.').waitFor();
    expect(await page.getByRole('button', { name: 'Confronta' }).count()).toBe(0);
    await pages.closed(page);
  });

  it('are nothing for whoever is of another zone', async () => {
    const stranger = server.as('UPc', 'pisana');
    for (const path of ['revisioni', 'confronto?da=1&a=2']) {
      const page = await pages.seenBy(stranger, `${scheda}/${path}`);
      expect(await page.title()).toMatch(/^Errore: /);
      expect(await page.content()).not.toContain('strada');
      await pages.closed(page);
    }
  });
});

describe('A comparison', () => {
  it('tells only what has changed, word by word, with days, amounts and figures whole', async () => {
    const page = await pages.seenBy(work.head, `${scheda}/confronto?da=1&a=2`);
    await page.getByText('2 campi cambiati su 11').waitFor();
    const description = page.getByRole('region', { name: 'Descrizione' });
    const [before, after] = [
      description.locator('.sides > div').nth(0),
      description.locator('.sides > div').nth(1),
    ];
    expect(await before.locator('del').allTextContents()).toEqual([
      'tolto: 31/12/2024',
      'tolto: 40',
    ]);
    expect(await after.locator('ins').allTextContents()).toEqual([
      expect.stringContaining('e potenziare'),
      'aggiunto: 30/11/2024',
      'aggiunto: 48',
    ]);
    expect(await before.locator('ins').count()).toBe(0);
    const indicators = page.getByRole('region', { name: 'Indicatori' });
    await indicators.locator('.sides').getByText('riga 1 · Valore atteso').first().waitFor();
    expect(await page.getByRole('region', { name: 'Risorse' }).count()).toBe(0);
    await pages.closed(page);
  });

  it('tells what has not changed, too, where that is asked for', async () => {
    const page = await pages.seenBy(work.head, `${scheda}/confronto?da=1&a=2`);
    await page.getByRole('link', { name: 'Mostra anche gli invariati' }).click();
    await page.getByRole('region', { name: 'Risorse' }).getByText('1.461.245,92 €').waitFor();
    await pages.closed(page);
  });

  it('goes from change to change', async () => {
    const page = await pages.seenBy(work.head, `${scheda}/confronto?da=1&a=2`);
    await pressOn(page, page.getByRole('link', { name: 'Cambio successivo' }));
    expect(new URL(page.url()).hash).toBe('#cambio-2');
    await pressOn(page, page.getByRole('link', { name: 'Cambio precedente' }));
    expect(new URL(page.url()).hash).toBe('#cambio-1');
    await pages.closed(page);
  });

  it.each([{ phone: true }, { print: true }])(
    'is one text where there is little room, %j',
    async (look) => {
      const page = await pages.seenBy(work.head, `${scheda}/confronto?da=1&a=2`, look);
      const description = page.getByRole('region', { name: 'Descrizione' });
      expect(await description.locator('.sides').isVisible()).toBe(false);
      const inLine = description.locator('.in-line');
      expect(await inLine.isVisible()).toBe(true);
      expect(await inLine.locator('del').count()).toBe(2);
      expect(await inLine.locator('ins').count()).toBe(3);
      await pages.closed(page);
    },
  );

  it('begins with what the unit got last', async () => {
    const page = await pages.seenBy(work.coordinator, `${scheda}/confronto`);
    await page.getByRole('heading', { level: 1, name: 'tra le versioni 1 e 2' }).waitFor();
    await pages.closed(page);
  });

  it('with a version that never was is refused', async () => {
    const page = await pages.seenBy(work.head, `${scheda}/confronto?da=1&a=17`);
    expect(await page.title()).toMatch(/^Errore: /);
    await pages.closed(page);
  });
});

describe('Going back to a version', () => {
  const restored = 'S-5';

  it('makes a new one that says the same, with the reason', async () => {
    const { head } = work;
    await does(work, head, 'revise-scheda', {
      schedaId: restored,
      changes: { description: 'Tutt’altro', sector: 'SOCIO_SANITARIO' },
    });
    const address = `${work.address}/schede/${restored}`;
    const page = await pages.seenBy(head, `${address}/confronto?da=1&a=2`);
    await page.getByRole('button', { name: 'Torna alla versione 1' }).click();
    await page.getByRole('alert').getByText('scrivi il motivo').waitFor();
    expect(await page.title()).toMatch(/^Errore: /);
    expect(await accessibilityViolations(page)).toEqual([]);
    await typeInto(page, page.getByLabel('Perché', { exact: true }), 'Scritto per errore');
    await pressOn(page, page.getByRole('button', { name: 'Torna alla versione 1' }));
    await page.getByText('versione 3').first().waitFor();
    await page.locator('#campo-description').getByText('Mezzi attrezzati').waitFor();
    expect(await page.locator('#campo-sector').count()).toBe(0);
    await page.getByRole('link', { name: 'Revisioni e confronto' }).click();
    await page.getByText('«Scritto per errore»').waitFor();
    await pages.closed(page);
  });

  it('is nothing for whoever may not write in it, nor when it is with the office', async () => {
    for (const [client, address] of [
      [work.otherHead, `${work.address}/schede/${restored}/confronto?da=1&a=2`],
      [work.coordinator, `${work.address}/schede/${restored}/confronto?da=1&a=2`],
      [work.head, `${scheda}/confronto?da=1&a=2`],
    ] as const) {
      const page = await pages.seenBy(client, address);
      expect(await page.getByRole('button', { name: /^Torna alla versione/ }).count()).toBe(0);
      await pages.closed(page);
    }
  });

  it('is refused where it is asked for all the same', async () => {
    const page = await pages.seenBy(
      work.head,
      `${work.address}/schede/${restored}/confronto?da=2&a=3`,
    );
    await pages.signIn(page.context(), work.otherHead);
    await page.getByLabel('Perché', { exact: true }).fill('Lo voglio così');
    await page.getByRole('button', { name: 'Torna alla versione 2' }).click();
    await page.getByRole('alert').waitFor();
    const { body } = await work.head.get<{ version: number }>(
      `/api/v1/cycles/${work.journey.cycleId}/schede/${restored}`,
    );
    expect(body.version).toBe(3);
    await pages.closed(page);
  });
});

describe('Each of these pages', () => {
  it.each([
    'S-1/revisioni',
    'S-4/revisioni',
    'S-1/confronto?da=1&a=2',
    'S-1/confronto?da=0&a=2&tutti=1',
    'S-1/confronto?da=2&a=2',
  ])('is valid, accessible and fits: %s', async (path) => {
    for (const viewport of SCREENS) {
      const page = await pages.seenBy(work.head, `${work.address}/schede/${path}`, {
        context: { viewport },
      });
      expect(await accessibilityViolations(page)).toEqual([]);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(viewport.width);
      const answer = await page.reload();
      expect(await invalidHtml((await answer?.text()) ?? '')).toEqual([]);
      await pages.closed(page);
    }
  });
});
