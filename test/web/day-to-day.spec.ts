import { everyShownPage } from '../screenshots/shown-pages.js';
import { TestServer } from '../server.fixture.js';
import { PageBrowser } from './browser.fixture.js';
import { anywhere } from './routes-of-pages.fixture.js';
import { does, schedeAtWork, waitingScheda, type SchedeAtWork } from './schede.fixture.js';

let server: TestServer;
let browser: PageBrowser;
let work: SchedeAtWork;

beforeAll(async () => {
  server = await TestServer.start();
  [browser, work] = [await PageBrowser.launch(server), await schedeAtWork(server)];
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

describe('The button of the browser that goes back', () => {
  it('leads to the filters one had, and to where one had scrolled to', async () => {
    const page = await browser.seenBy(work.coordinator, `${work.address}/schede`, {
      context: { viewport: { width: 390, height: 400 } },
    });
    await page.getByLabel('In ritardo').check();
    await page.getByRole('button', { name: 'Mostra' }).click();
    await page.getByText('2 di 5 schede').waitFor();
    const link = page.getByRole('link', { name: 'Trasporto sociale' });
    await link.scrollIntoViewIfNeeded();
    const before = await page.evaluate('scrollY');
    expect(before).toBeGreaterThan(100);
    await link.click();
    await page.getByRole('heading', { level: 1, name: /Trasporto sociale/ }).waitFor();
    await page.goBack();
    await page.getByText('2 di 5 schede').waitFor();
    expect(await page.getByLabel('In ritardo').isChecked()).toBe(true);
    await page.waitForFunction(`Math.abs(scrollY - ${Number(before)}) < 2`);
    await browser.closed(page);
  });

  it('leads to the tab one had open', async () => {
    const page = await browser.seenBy(work.coordinator, '/scadenze');
    await page.getByRole('link', { name: 'Mese', exact: true }).click();
    await page.waitForURL(/vista=mese/);
    await page.getByRole('link', { name: 'La mia scrivania' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'La mia scrivania' }).waitFor();
    await page.goBack();
    await page.locator('[aria-current=page]', { hasText: 'Mese' }).waitFor();
    await browser.closed(page);
  });
});

describe('Ctrl and K', () => {
  it('lead to the box to search in, also from where one writes', async () => {
    const page = await browser.seenBy(work.coordinator, `${work.address}/schede`);
    await page.locator('#testo').focus();
    await page.keyboard.press('Control+K');
    expect(await page.evaluate('document.activeElement.id')).toBe('search');
    await page.keyboard.type('trasporto');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/cerca\?q=trasporto/);
    await browser.closed(page);
  });
});

describe('What is said in Italian', () => {
  it.each([
    ['nidi d’infanzia', 'Nidi d’infanzia'],
    ["NIDI D'INFANZIA", 'Nidi d’infanzia'],
    ['poverta estrema', 'Povertà estrema'],
    ['povertà', 'Povertà estrema'],
  ])('is found with other accents and apostrophes: %s', async (words, title) => {
    const page = await browser.seenBy(work.coordinator, `/cerca?q=${encodeURIComponent(words)}`, {
      script: false,
    });
    await page.locator('main .found').getByText(title).first().waitFor();
    await browser.closed(page);
  });

  it('counts one as one, and several as several', async () => {
    const one = await browser.seenBy(work.coordinator, '/cerca?q=infanzia', { script: false });
    await one.getByText('Un risultato nel ciclo').waitFor();
    await browser.closed(one);
    const several = await browser.seenBy(work.head, '/', { script: false });
    await several.getByText('2 cose da fare').waitFor();
    await browser.closed(several);
  });
});

describe('English', () => {
  it('is chosen by a link and stays for that browser, and data stay as they are', async () => {
    const page = await browser.seenBy(work.coordinator, `${work.address}/schede`, {
      script: false,
    });
    await page.getByRole('link', { name: 'English' }).click();
    expect(new URL(page.url()).pathname).toBe(`${work.address}/schede`);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByRole('link', { name: 'Trasporto sociale' }).click();
    await page.getByRole('heading', { level: 1, name: /Trasporto sociale/ }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.goto(server.url);
    await page.getByRole('heading', { level: 1, name: 'My desk' }).waitFor();
    await page.getByRole('link', { name: 'Italiano' }).click();
    await page.getByRole('heading', { level: 1, name: 'La mia scrivania' }).waitFor();
    await browser.closed(page);
    const other = await browser.seenBy(work.coordinator, '/', { script: false });
    expect(await other.locator('html').getAttribute('lang')).toBe('it');
    await browser.closed(other);
  });
});

describe('A page that says no', () => {
  it('says why, which roles may, and a code to quote', async () => {
    const page = await browser.seenBy(work.head, `${work.address}/storico`, { script: false });
    const text = await page.locator('main').innerText();
    expect(text).toContain('«Leggere la storia del ciclo» non spetta a: Responsabile di Unità');
    expect(text).toMatch(/Spetta a: .*Coordinatore dell'Ufficio di Piano.*Revisore\./);
    expect(text).toMatch(/cita questo codice: not-allowed [0-9a-f-]{36}/);
    await browser.closed(page);
  });

  it('says of what is not there what is not, with a code to quote', async () => {
    const page = await browser.seenBy(work.head, '/cicli/livornese-poa-annuale-1999');
    const text = await page.locator('main').innerText();
    expect(text).toContain('Il ciclo livornese-poa-annuale-1999 non esiste.');
    expect(text).toMatch(/cita questo codice: cycle-not-found [0-9a-f-]{36}/);
    await browser.closed(page);
  });
});

describe('Of what there was', () => {
  it('no id is ever used again, and an address stays that of what it was', async () => {
    const { journey, coordinator } = work;
    const title = 'Un’altra cosa';
    const of = { schedaId: 'S-2', title, unitId: 'minori', programmeId: 'P01', personId: 'chi' };
    const again = await coordinator.perform(journey.cycleId, 'assign-scheda', of);
    expect([again.status, (again.body as { readonly code?: string }).code]).toEqual([
      ...[409, 'id-taken'],
    ]);
    const begun = await coordinator.perform(journey.cycleId, 'draft-cycle', { title });
    expect([begun.status, (begun.body as { readonly code?: string }).code]).toEqual([
      ...[409, 'cycle-exists'],
    ]);
    const page = await browser.seenBy(coordinator, `${work.address}/schede/S-2`, { script: false });
    await page.getByRole('heading', { level: 1, name: /Nidi d’infanzia/ }).waitFor();
    await browser.closed(page);
  });
});

describe('The hours', () => {
  it('of pages and of what is exported are those of Rome, and pages say so', async () => {
    // Eight in universal time, in summer.
    expect(new Date(server.clock.nowMs()).toISOString()).toContain('T08:');
    const page = await browser.seenBy(server.as('AUD'), '/', { script: false });
    await page.getByRole('contentinfo').getByText('Date e ore sono quelle di Roma.').waitFor();
    await page.getByText('Aggiornato alle 10:').waitFor();
    await browser.closed(page);
    const asked = server.as('AUD').credentials.headers() as Record<string, string>;
    const answer = await fetch(`${server.url}${work.address}/storico/fatti.csv`, {
      headers: asked,
    });
    const [, first = ''] = (await answer.text()).split('\r\n');
    expect(first).toMatch(/^0;03\/06\/2024;10:00;/);
  });
});

describe('An environment to try things in', () => {
  it('says so on every page there is', async () => {
    const trial = await TestServer.start({ trial: 'on', publicPages: 'on' });
    const there = await schedeAtWork(trial);
    const pages = everyShownPage({ ...anywhere, address: there.address });
    expect(pages.length).toBeGreaterThan(100);
    for (const { path, as } of pages) {
      const headers = { accept: 'text/html', ...(as && trial.as(as).credentials.headers()) };
      const text = await (await fetch(trial.url + path, { headers })).text();
      expect([path, text.includes('AMBIENTE DI PROVA, dati non reali')]).toEqual([path, true]);
      expect([path, text.includes('favicon-trial')]).toEqual([path, true]);
    }
    await trial.end();
  });
});

describe('A page that is open', () => {
  it('tells a screen reader of what is new no more often than every five seconds', async () => {
    for (const id of ['S-20', 'S-21']) await waitingScheda(work, id, `Attività ${id}`);
    const returns = async (schedaId: string): Promise<void> => {
      await does(work, work.officer, 'take-scheda-in-charge', { schedaId });
      await does(work, work.officer, 'return-scheda', {
        ...{ schedaId, reasons: ['TEXT'], text: 'Per chi?', due: server.clock.day(3) },
      });
    };
    const page = await browser.seenBy(work.head, '/');
    await page.getByText('in diretta').waitFor();
    await page.clock.install({ time: server.clock.nowMs() });
    await page.clock.pauseAt(server.clock.nowMs() + 1_000);
    // Each thing that is said, with when: the clock of the page is that of the test.
    await page.evaluate(() => {
      const said: [string | null, number][] = [];
      Object.assign(globalThis, { said });
      const region = document.querySelector('live-updates [data-said]')!;
      new MutationObserver(() => {
        said.push([region.textContent, performance.now()]);
      }).observe(region, { childList: true, characterData: true, subtree: true });
    });
    const button = page.locator('#da-fare').locator('xpath=preceding-sibling::button');
    await returns('S-20');
    await button.waitFor();
    const first = (await button.textContent()) ?? '';
    await page.clock.runFor(100);
    server.clock.pass({ seconds: 90 });
    await returns('S-21');
    await button.filter({ hasNotText: first }).waitFor();
    for (let passed = 0; passed < 15_000; passed += 500) await page.clock.runFor(500);
    const said = await page.evaluate<[string, number][]>('said');
    expect(said.length).toBeGreaterThanOrEqual(2);
    said.slice(1).forEach(([, atMs], before) => {
      expect(atMs - (said[before]?.[1] ?? 0)).toBeGreaterThanOrEqual(5_000);
    });
    await browser.closed(page);
  });
});

// Last, since days go by.
describe('What is late', () => {
  it('is said in days', async () => {
    const late = async (): Promise<string> => {
      const page = await browser.seenBy(work.head, '/', { script: false });
      const text = await page.locator('#da-fare').innerText();
      await browser.closed(page);
      return text;
    };
    expect(await late()).toContain('martedì 4 giugno 2024 (ieri)');
    server.clock.pass({ days: 3 });
    expect(await late()).toContain('martedì 4 giugno 2024 (4 giorni fa)');
  });
});
