import type { Page } from 'playwright-core';
import { everyFact, type Client, type ShownFact } from '../client.fixture.js';
import { TestServer } from '../server.fixture.js';
import { pressOn, PageBrowser, SCREENS, typeInto } from './browser.fixture.js';
import { districtAtWork, type District } from './district.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

/** Some of every kind in three units. */
const SCHEDE = 30;

let server: TestServer;
let browser: PageBrowser;
let district: District;
let coordinator: Client;
let cycle: string;

beforeAll(async () => {
  server = await TestServer.start();
  browser = await PageBrowser.launch(server);
  district = await districtAtWork(server, SCHEDE);
  cycle = district.address;
  // The day by which the schede were to be handed in is over.
  server.clock.pass({ days: 6 });
  coordinator = server.as('UPc');
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

const factsOf = (type: string): Promise<readonly ShownFact[]> =>
  everyFact(server.as('UPc'), district.journey.cycleId).then((facts) =>
    facts.filter((fact) => fact.type === type),
  );
const byHand = async (): Promise<readonly ShownFact[]> =>
  (await factsOf('ReminderSent')).filter(({ data }) => data['byHand'] === true);

describe('The page of a cycle', () => {
  it('says in which phase it is and when that closes, and leads to the schede of each point', async () => {
    const page = await browser.seenBy(coordinator, cycle);
    await page.getByText('Fase in corso: Preparazione.').waitFor();
    await page.getByText(/Doveva chiudere l.altro ieri, venerdì 7 giugno 2024/).waitFor();
    expect(await page.locator('[aria-current="step"]').textContent()).toContain('Preparazione');
    await page.getByRole('link', { name: /3\s+Restituite/ }).click();
    await page.waitForURL(/schede\?stato=returned$/);
    await browser.closed(page);
  });

  it('says what holds it back, in the words of the refusal', async () => {
    const page = await browser.seenBy(coordinator, cycle);
    await page.getByText(/Per «apri la verifica» manca ancora qualcosa/).waitFor();
    await browser.closed(page);
  });

  it('says why a deadline falls on its day, and lets whoever may extend it', async () => {
    const page = await browser.seenBy(coordinator, cycle);
    const deadlines = page.getByRole('region', { name: 'Prossime scadenze' });
    await pressOn(page, deadlines.getByText('Perché questo giorno').first(), 'Enter');
    await deadlines.getByText('fissata dall’ufficio').first().waitFor();
    await deadlines
      .getByRole('link', { name: /^Proroga:/ })
      .first()
      .click();
    await page.waitForURL(/azioni\/extend-deadline/);
    await browser.closed(page);
    const auditor = await browser.seenBy(server.as('AUD'), cycle);
    expect(await auditor.getByRole('link', { name: /^Proroga:/ }).count()).toBe(0);
    expect(await auditor.getByRole('link', { name: /Sollecita/ }).count()).toBe(0);
    await browser.closed(auditor);
  });

  it('has a table with the same numbers as the mosaic, with the schede in it', async () => {
    const page = await browser.seenBy(coordinator, cycle, { script: false });
    const [tiles, counters] = [await tilesOf(page), await countersOf(page)];
    expect(tiles.length).toBeGreaterThan(5);
    await page.getByRole('link', { name: 'Mostra come tabella' }).click();
    const table = page.getByRole('table', { name: /^Obiettivi, programmi e schede/ });
    await table.waitFor();
    const rows = await rowsOf(page);
    for (const { name, ready, of } of tiles) {
      const row = rows.find((each) => each.name === name);
      expect({ name, of: row?.total }).toEqual({ name, of });
      expect({ name, ready: row?.numbers[0] }).toEqual({ name, ready });
    }
    const last = rows.at(-1);
    expect(last?.total).toBe(SCHEDE);
    expect(last?.numbers.slice(0, counters.length)).toEqual(counters);
    await table
      .getByText(/^(La scheda|Le \d+ schede)$/)
      .first()
      .click();
    await table.getByRole('listitem').first().getByRole('link').click();
    await page.waitForURL(/\/schede\/S-\d+$/);
    await browser.closed(page);
  });

  it('finds the units that are late, with its filter in the address and no script', async () => {
    const page = await browser.seenBy(coordinator, cycle, { script: false });
    const units = page.getByRole('region', { name: 'Unità' });
    const all = await units.getByRole('row').count();
    await page.getByLabel('Cerca unità o responsabile').fill('MINORI');
    await page.getByLabel('Solo in ritardo').check();
    await page.getByRole('button', { name: 'Filtra' }).click();
    await page.getByText('le altre le tolgono i filtri').waitFor();
    expect(new URL(page.url()).searchParams.get('ritardo')).toBe('si');
    expect(await units.getByRole('row').count()).toBe(2);
    await units
      .getByText(/in ritardo/)
      .last()
      .waitFor();
    await page.getByRole('link', { name: 'Togli i filtri' }).click();
    expect(await units.getByRole('row').count()).toBe(all);
    await browser.closed(page);
  });

  it('shows the head of a unit what is theirs, and nothing of the others', async () => {
    const [head] = district.heads;
    const page = await browser.seenBy(head, cycle);
    await page.getByRole('heading', { name: 'Unità' }).waitFor();
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toContain('Assistenza agli anziani');
    expect(text).not.toContain('Minori e famiglie');
    const own = await countersOf(page);
    const everybody = await browser.seenBy(coordinator, cycle);
    const all = await countersOf(everybody);
    const sum = (counts: readonly number[]) => counts.reduce((one, other) => one + other, 0);
    expect(sum(all)).toBe(SCHEDE);
    expect(sum(own)).toBeGreaterThan(0);
    expect(sum(own)).toBeLessThan(SCHEDE);
    await browser.closed(everybody);
    await browser.closed(page);
  });

  it('is refused to somebody of another zone', async () => {
    for (const path of ['', '/calendario', '/diagramma', '/solleciti', '/programmi/P01']) {
      const page = await browser.seenBy(server.as('UPc', 'pisana'), cycle + path);
      expect(await page.title()).toMatch(/^Errore: /);
      await browser.closed(page);
    }
  });

  it('prints its charts with backgrounds off', async () => {
    const page = await browser.seenBy(coordinator, cycle, { print: true });
    for (const part of ['.stage-bar rect.stage-verified', '.gantt-bar', '.stage-lines']) {
      const paint = await page
        .locator(part)
        .first()
        .evaluate((element) => {
          const style = element.ownerDocument.defaultView?.getComputedStyle(element);
          return [style?.fill, style?.stroke].some((each) => (each ?? '').startsWith('rgb'));
        });
      expect({ part, paint }).toEqual({ part, paint: true });
    }
    expect(await page.getByRole('button', { name: 'Filtra' }).isVisible()).toBe(false);
    await browser.closed(page);
  });
});

describe('Reminders', () => {
  it('are shown before anything is sent, and nothing is written by looking', async () => {
    const before = (await factsOf('ReminderSent')).length;
    const page = await browser.seenBy(coordinator, cycle, { script: false });
    await page.getByRole('link', { name: /^Sollecita le \d+ unità in ritardo$/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Solleciti' }).waitFor();
    await page.getByText('Lo ricevono: ').or(page.getByText('Lo riceve: ')).first().waitFor();
    const message = (await page.locator('pre').first().textContent()) ?? '';
    expect(message).toMatch(/Sollecito dell’Ufficio di Piano:\s+Scaduta da 2 giorni/);
    expect(await factsOf('ReminderSent')).toHaveLength(before);
    await browser.closed(page);
  });

  it('are asked for with a reason: without one nothing is sent, and what was chosen stays so', async () => {
    const page = await browser.seenBy(coordinator, `${cycle}/solleciti`);
    const first = page.getByRole('checkbox').first();
    const name = (await first.getAttribute('id')) ?? '';
    await first.uncheck();
    await page.getByRole('button', { name: 'Invia i solleciti scelti' }).click();
    await page.getByRole('alert').getByText('Scrivi perché solleciti').waitFor();
    expect(await page.locator(`[id="${name}"]`).isChecked()).toBe(false);
    expect(await page.getByRole('checkbox').nth(1).isChecked()).toBe(true);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await byHand()).toHaveLength(0);
    await browser.closed(page);
  });

  it('are sent with the keyboard alone, once however often the form is sent, and reach the head', async () => {
    const page = await browser.seenBy(coordinator, `${cycle}/solleciti`);
    const chosen = await page.getByRole('checkbox').count();
    await typeInto(page, page.getByLabel('Perché solleciti'), 'Mancano due giorni alla verifica');
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await pressOn(page, page.getByRole('button', { name: 'Invia i solleciti scelti' }));
    const form = (await sent).postData() ?? '';
    await page.getByText(`${chosen} solleciti inviati, 0 rifiutati.`).waitFor();
    expect(await byHand()).toHaveLength(chosen);
    // The same form once more, as by a second click.
    const { cookie = '' } = coordinator.credentials.headers();
    const again = await fetch(`${server.url}${cycle}/solleciti`, {
      method: 'POST',
      headers: {
        ...{ cookie, accept: 'text/html', origin: server.url, 'sec-fetch-site': 'same-origin' },
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: form,
    });
    expect(again.status).toBe(200);
    expect(await again.text()).toContain(`${chosen} solleciti inviati, 0 rifiutati.`);
    const facts = await byHand();
    expect(facts).toHaveLength(chosen);
    server.clock.pass({ seconds: 12 });
    const [head] = district.heads;
    const position = Math.max(...facts.map((fact) => fact.position));
    const inbox = await head?.get<{ items: readonly { title: { it: string } }[] }>(
      `/api/v1/notices?after=${position}`,
    );
    expect(inbox?.body.items.map(({ title }) => title.it)).toContainEqual(
      expect.stringMatching(/^Sollecito dell’Ufficio di Piano: Scaduta da 2 giorni/),
    );
    await page.goto(server.url + cycle);
    await page.getByText('un sollecito').first().waitFor();
    await browser.closed(page);
  });

  it('say of each that was refused why', async () => {
    const page = await browser.seenBy(coordinator, `${cycle}/solleciti`);
    const before = (await byHand()).length;
    await page.getByLabel('Perché solleciti').fill('Ancora');
    await page
      .getByRole('checkbox')
      .first()
      .evaluate((box) => {
        const [, deadline = '', id = ''] = (box.getAttribute('value') ?? '').split(' ');
        box.setAttribute('value', `dipendenze-che-non-ci-sono ${deadline} ${id}`);
      });
    await page.getByRole('button', { name: 'Invia i solleciti scelti' }).click();
    await page.getByText(/, uno rifiutato/).waitFor();
    await page.getByText(/non va ricordata a nessuno/).waitFor();
    expect((await byHand()).length).toBeGreaterThan(before);
    await browser.closed(page);
  });

  it('are for the office alone', async () => {
    const [head] = district.heads;
    const page = await browser.seenBy(head, `${cycle}/solleciti`);
    expect(await page.title()).toMatch(/^Errore: /);
    await browser.closed(page);
  });
});

describe('The way of a cycle and of its schede', () => {
  it('is a picture with a title and where they stand, and a table of all steps', async () => {
    const page = await browser.seenBy(coordinator, `${cycle}/diagramma`, { script: false });
    const picture = page.getByRole('img', { name: /^Il ciclo/ });
    await picture.waitFor();
    await page.getByText('Adesso: in preparazione.', { exact: true }).waitFor();
    expect(await picture.locator('.diagram-current').textContent()).toContain('in preparazione');
    expect(await picture.locator('.diagram-current').count()).toBe(1);
    await page.getByText('Tutti i passaggi in tabella').first().click();
    await page.getByRole('cell', { name: 'Aperta la verifica' }).first().waitFor();
    await browser.closed(page);
  });

  it('shows one scheda where it stands, and none that somebody may not see', async () => {
    const page = await browser.seenBy(coordinator, `${cycle}/diagramma?scheda=S-005`);
    await page.getByText('Adesso: restituita per integrazioni.', { exact: true }).waitFor();
    await browser.closed(page);
    const none = await browser.seenBy(coordinator, `${cycle}/diagramma?scheda=S-999`);
    expect(await none.title()).toMatch(/^Errore: /);
    await browser.closed(none);
    const [, other] = district.heads;
    const hidden = await browser.seenBy(other, `${cycle}/diagramma?scheda=S-005`);
    expect(await hidden.title()).toMatch(/^Errore: /);
    await browser.closed(hidden);
  });
});

describe('The list of the cycles', () => {
  it('leads to each, and offers the next one to whoever may draft it', async () => {
    const page = await browser.seenBy(coordinator, '/cicli');
    await page.getByRole('link', { name: 'Imposta il ciclo 2025 dal modello 2024' }).click();
    await page.waitForURL(/poa-annuale-2025\/azioni\/draft-from-previous/);
    await browser.closed(page);
    const auditor = await browser.seenBy(server.as('AUD'), '/cicli');
    await auditor.getByRole('table').getByRole('link').first().click();
    await auditor.waitForURL(server.url + cycle);
    await browser.closed(auditor);
    const other = await browser.seenBy(server.as('AUD'), '/cicli');
    expect(await other.getByRole('link', { name: /^Imposta/ }).count()).toBe(0);
    await browser.closed(other);
  });

  it('says so where there is none, with the way to the first', async () => {
    const page = await browser.seenBy(server.as('UPc', 'pisana'), '/cicli');
    await page.getByText('Non c’è ancora nessun ciclo.').waitFor();
    await page.getByRole('link', { name: 'Imposta il ciclo 2024' }).waitFor();
    await browser.closed(page);
  });
});

describe('The page of a programme', () => {
  it('has its schede and what is missing, and is not there for a programme that is not', async () => {
    const page = await browser.seenBy(coordinator, cycle);
    const tile = page.locator('.tile a').first();
    const name = (await tile.textContent()) ?? '';
    await tile.click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    expect(await page.getByRole('row').count()).toBeGreaterThan(1);
    await page.getByText('Nessuna scheda dice ancora con quali risorse.').waitFor();
    await browser.closed(page);
    const none = await browser.seenBy(coordinator, `${cycle}/programmi/constructor`);
    expect(await none.title()).toMatch(/^Errore: /);
    await browser.closed(none);
  });
});

describe('Each of these pages', () => {
  it.each([
    ['the cycle', () => cycle],
    ['its table', () => `${cycle}?vista=tabella`],
    ['the calendar', () => `${cycle}/calendario`],
    ['the diagrams', () => `${cycle}/diagramma`],
    ['the reminders', () => `${cycle}/solleciti?tutte=si`],
    ['the cycles', () => '/cicli'],
    ['a programme', () => `${cycle}/programmi/P01`],
  ])('is valid, accessible and fits: %s', async (_, path) => {
    for (const screen of SCREENS) {
      const page = await browser.seenBy(coordinator, path(), { context: { viewport: screen } });
      expect(await page.title()).not.toMatch(/^Errore/);
      expect(await accessibilityViolations(page)).toEqual([]);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(screen.width);
      const answer = await page.reload();
      expect(await invalidHtml((await answer?.text()) ?? '')).toEqual([]);
      await browser.closed(page);
    }
  });
});

/** Name, ready and of how many: each tile of the mosaic that has schede. */
async function tilesOf(
  page: Page,
): Promise<readonly { readonly name: string; readonly ready: number; readonly of: number }[]> {
  const tiles = await page.locator('.tile').allInnerTexts();
  return tiles.flatMap((text) => {
    const [, name = '', ready = '', of = ''] = /^(.*?)\s*(\d+) di (\d+) pronte/s.exec(text) ?? [];
    return of === '' ? [] : [{ name: name.trim(), ready: Number(ready), of: Number(of) }];
  });
}

async function countersOf(page: Page): Promise<readonly number[]> {
  const counts = await page.locator('.counter strong').allInnerTexts();
  return counts.map(Number);
}

/** The rows of the table twin with their numbers, the last of which is the total. */
async function rowsOf(
  page: Page,
): Promise<
  readonly { readonly name: string; readonly numbers: readonly number[]; readonly total: number }[]
> {
  const rows = await page.locator('table.tree tr').all();
  const read = await Promise.all(
    rows.map(async (row) => ({
      name: (await row.locator('th').allInnerTexts())[0] ?? '',
      numbers: (await row.locator('td.number').allInnerTexts()).map(Number),
    })),
  );
  return read
    .filter(({ numbers }) => numbers.length > 0)
    .map(({ name, numbers }) => ({ name, numbers, total: numbers.at(-1) ?? 0 }));
}
