import type { Client } from '../client.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { onScheda, preparing, submitted, unitOf } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { PageBrowser, pressOn, SCREENS } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

let server: TestServer;
let pages: PageBrowser;
let journey: Journey;
let head: Client;
let cycle: string;

beforeAll(async () => {
  server = await TestServer.start();
  [pages, journey, head] = [
    await PageBrowser.launch(server),
    programmeOfYear(server, 2024),
    server.as('UH'),
  ];
  cycle = `/cicli/${journey.cycleId}`;
  await preparing(journey);
  await submitted(journey, {
    schedaId: 'S-1',
    unit: unitOf(server, UNIT),
    title: 'Assistenza <domiciliare>',
  });
  await submitted(journey, { schedaId: 'S-2', unit: unitOf(server, 'minori'), title: 'Nidi' });
  const office = server.as('UPo');
  await onScheda(journey, office, 'take-scheda-in-charge', 'S-1');
  await onScheda(journey, office, 'return-scheda', 'S-1', {
    reasons: ['NO_INDICATOR'],
    text: 'Manca il valore atteso',
    due: server.clock.day(3),
  });
});
afterAll(async () => {
  await pages.end();
  await server.end();
});

describe('The head of a unit', () => {
  it('goes from what came back on the desk to the scheda, with the note and the day', async () => {
    const page = await pages.seenBy(head, '/');
    await page.getByRole('link', { name: 'Correggere e ritrasmettere' }).click();
    await page.getByRole('heading', { level: 1, name: 'Assistenza <domiciliare>' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`${cycle}/schede/S-1`);
    await page.getByText('Manca il valore atteso').waitFor();
    await page.getByText('(tra 3 giorni)').waitFor();
    await pages.closed(page);
  });

  it('does not find what waits for another unit', async () => {
    const page = await pages.seenBy(unitOf(server, 'minori').head, '/');
    await page.getByRole('heading', { level: 1, name: 'La mia scrivania' }).waitFor();
    expect(await page.getByRole('link', { name: 'Correggere e ritrasmettere' }).count()).toBe(0);
    await pages.closed(page);
  });
});

describe('Whoever has only a keyboard', () => {
  it('goes past the menu to what is to do, and on to the scheda', async () => {
    const page = await pages.seenBy(head, '/');
    await pressOn(page, page.getByRole('link', { name: 'Vai al contenuto' }));
    await pressOn(page, page.getByRole('link', { name: 'Correggere e ritrasmettere' }));
    await page.getByRole('heading', { level: 1, name: 'Assistenza <domiciliare>' }).waitFor();
    await pages.closed(page);
  });
});

describe('The link to the actions', () => {
  it('leads past all else to what one may do', async () => {
    const page = await pages.seenBy(head, `${cycle}/schede/S-1`);
    await pressOn(page, page.getByRole('link', { name: 'Vai alle azioni' }));
    // From there on: the first of them.
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.actions') !== null)).toBe(
      true,
    );
    await page.goto(`${server.url}${cycle}`);
    expect(await page.locator('a.skip[href="#actions"]').count()).toBe(
      await page.locator('main .actions').count(),
    );
    await pages.closed(page);
  });

  it('is not there where there is nothing to do', async () => {
    const page = await pages.seenBy(server.as('AUD'), `${cycle}/schede`);
    await page.getByRole('link', { name: 'Vai al contenuto' }).waitFor({ state: 'attached' });
    expect(await page.locator('a.skip[href="#actions"]').count()).toBe(0);
    await pages.closed(page);
  });
});

describe('The list of the schede', () => {
  it.each([{ script: true }, { script: false }])(
    'keeps its filter in the address, %j',
    async (look) => {
      const page = await pages.seenBy(server.as('UPc'), `${cycle}/schede`, look);
      expect(await page.getByRole('row').count()).toBe(3);
      await page.getByLabel('Punto', { exact: true }).selectOption({ label: 'Restituite' });
      await page.getByRole('button', { name: 'Mostra' }).click();
      await page.getByText('1 di 2 schede').waitFor();
      expect(new URL(page.url()).searchParams.get('stato')).toBe('returned');
      expect(await page.getByRole('row').count()).toBe(2);
      await page.getByRole('link', { name: 'Togli i filtri' }).click();
      await page.getByText('2 schede').waitFor();
      await pages.closed(page);
    },
  );

  it('says so where nothing is like that', async () => {
    const page = await pages.seenBy(server.as('UPc'), `${cycle}/schede?testo=nulla%20di%20simile`);
    await page.getByText('Nessuna scheda è così.').waitFor();
    await pages.closed(page);
  });
});

describe('A page', () => {
  it('that is not there says so, with a way on', async () => {
    const page = await pages.seenBy(head, '/cicli/livornese-poa-annuale-1999');
    expect(await page.title()).toMatch(/^Errore: /);
    await page.getByRole('link', { name: 'Vai alla tua scrivania' }).click();
    await page.getByRole('heading', { level: 1, name: 'La mia scrivania' }).waitFor();
    await pages.closed(page);
  });

  it('that is not for somebody is refused, and shows nothing of what it holds', async () => {
    const stranger = server.as('UPc', 'pisana');
    const page = await pages.seenBy(stranger, `${cycle}/schede/S-1`);
    expect(await page.title()).toMatch(/^Errore: /);
    expect(await page.content()).not.toContain('domiciliare');
    await pages.closed(page);
  });

  it.each([
    ['the desk', () => '/'],
    ['the cycle', () => cycle],
    ['the schede', () => `${cycle}/schede`],
    ['a scheda', () => `${cycle}/schede/S-1`],
    ['a page that is not there', () => '/cicli/livornese-poa-annuale-1999'],
  ])('is valid, accessible and fits: %s', async (_, path) => {
    for (const viewport of SCREENS) {
      const page = await pages.seenBy(server.as('UPc'), path(), { context: { viewport } });
      expect(await accessibilityViolations(page)).toEqual([]);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(viewport.width);
      const answer = await page.reload();
      expect(await invalidHtml((await answer?.text()) ?? '')).toEqual([]);
      await pages.closed(page);
    }
  });
});
