import type { Page } from 'playwright-core';
import { romeTime } from '#calendar';
import { recorded, type Client } from '../client.fixture.js';
import { TestServer } from '../server.fixture.js';
import { PageBrowser } from './browser.fixture.js';
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

/** What a page says of when it was made, as it is sent: `10:00`; nothing where it does not say it. */
async function hoursOf(client: Client, path: string): Promise<readonly (string | undefined)[]> {
  const { status, body } = await client.get<Buffer>(path);
  expect([path, status]).toEqual([path, 200]);
  const said = String(body).matchAll(
    /Aggiornato alle <time datetime="([^"]+)" data-at="true">(\d\d:\d\d)<\/time>/g,
  );
  return Array.from(said, ([, instant = '', hour]) => {
    expect(Date.parse(instant)).toBe(server.clock.nowMs());
    return hour;
  });
}

const now = (): string => romeTime(server.clock.nowMs());

/** Pages of each kind, with what is below the address of the cycle written `~`. */
const dated = [
  ...['/', '/cicli', '/scadenze', '/notifiche', '/cerca?q=casa', '/coprogettazione', '/esporta'],
  ...['~', '~/schede', '~/schede/S-1', '~/schede/S-1/revisioni', '~/schede/S-2/verifica'],
  ...['~/verifica', '~/storico', '~/partecipazione', '~/approvazione', '~/monitoraggio'],
  ...['~/azioni/set-deadline', '/amministrazione/unita', '/segnalazioni/ricevute'],
];

describe('A page says once when it was made', () => {
  it.each(dated)('%s', async (path) => {
    const address = path.replace('~', work.address);
    expect(await hoursOf(work.coordinator, address)).toEqual([now()]);
    server.clock.pass({ seconds: 60 });
    expect(await hoursOf(work.coordinator, address)).toEqual([now()]);
  });

  it.each([
    '/aiuto',
    '/aiuto/glossario',
    '/aiuto/tastiera',
    '/accessibilita',
    '/privacy',
    '/stato',
  ])(
    'and not where it is the same at any time, or says so in a way of its own: %s',
    async (path) => {
      expect(await hoursOf(work.coordinator, path)).toEqual([]);
    },
  );

  it('and not where somebody writes, beside when that was saved', async () => {
    const path = `${work.address}/schede/S-5/modifica`;
    expect(await hoursOf(work.head, `${path}?sezione=attivita`)).toEqual([]);
    expect(await hoursOf(work.head, path)).toEqual([now()]);
  });

  it('and is kept by nobody, who could show it later as if it were new', async () => {
    const { status, headers } = await work.coordinator.get(`${work.address}/schede`);
    expect([status, headers.get('cache-control'), headers.get('etag')]).toEqual([
      ...[200, 'no-store', null],
    ]);
  });

  it('with the day on paper, which is looked at on another one', async () => {
    const path = `${work.address}/schede`;
    for (const client of [work.coordinator, work.head]) {
      const page = await browser.seenBy(client, path, { script: false });
      const line = page.locator('.freshness');
      expect(await line.innerText()).toMatch(/^Aggiornato alle \d\d:\d\d$/);
      await page.emulateMedia({ media: 'print' });
      expect(await line.innerText()).toMatch(/^Aggiornato alle \d\d:\d\d del \d{1,2} giugno 2024$/);
      await browser.closed(page);
    }
  });
});

/** A page that says that it goes on by itself. */
async function liveAt(path: string, client = work.coordinator): Promise<Page> {
  const page = await browser.seenBy(client, work.address + path);
  await page.locator('live-updates[data-standing=live]').getByText('in diretta').waitFor();
  return page;
}

const news = (page: Page) => page.getByRole('button', { name: /novità · mostra$/ });

describe('A page of a cycle that is open', () => {
  it('says that the list has something new and moves nothing: not what is read, typed or chosen', async () => {
    await waitingScheda(work, 'F-1', 'Orti sociali');
    const page = await liveAt('/schede');
    const row = page.getByRole('row').filter({ hasText: 'Orti sociali' });
    await row.getByRole('checkbox').check();
    await page.locator('#testo').fill('casa');
    const before = await page.locator('#elenco').innerText();
    await does(work, work.officer, 'take-scheda-in-charge', { schedaId: 'F-1' });
    await news(page).waitFor();
    expect(await page.locator('#elenco').innerText()).toBe(before);
    await news(page).click();
    await row.getByText('In verifica').first().waitFor();
    expect(await row.getByRole('checkbox').isChecked()).toBe(true);
    expect(await page.locator('#testo').inputValue()).toBe('casa');
    expect(await news(page).count()).toBe(0);
    await browser.closed(page);
  });

  it('goes on choosing several, with rows that came later', async () => {
    const page = await liveAt('/schede');
    await waitingScheda(work, 'F-2', 'Sportello badanti');
    await news(page).waitFor();
    await news(page).click();
    const row = page.getByRole('row').filter({ hasText: 'Sportello badanti' });
    await row.getByRole('checkbox').check();
    await page.getByRole('status').getByText('Una scheda scelta').waitFor();
    await browser.closed(page);
  });

  it('says only when it was brought up to date where what it shows has not changed', async () => {
    const page = await liveAt('/verifica');
    server.clock.pass({ seconds: 60 });
    await does(work, work.head, 'revise-scheda', {
      schedaId: 'S-5',
      changes: { description: `Mezzi attrezzati, visti alle ${now()}` },
    });
    await page.locator('live-updates [data-at]').getByText(now()).waitFor();
    expect(await news(page).count()).toBe(0);
    await browser.closed(page);
  });

  it('shows the queue anew when asked', async () => {
    const page = await liveAt('/verifica');
    await waitingScheda(work, 'F-3', 'Portierato di quartiere');
    await news(page).click();
    await page.getByRole('link', { name: 'Portierato di quartiere' }).waitFor();
    await browser.closed(page);
  });

  it.each([
    ['/partecipazione', { meetingId: 'm-1', title: 'Incontro con gli utenti' }],
    ['/approvazione', { meetingId: 'm-2', title: 'Incontro con la consulta' }],
  ])('shows what was recorded of %s', async (path, meeting) => {
    const page = await liveAt(path);
    server.clock.pass({ seconds: 60 });
    await does(work, work.officer, 'schedule-meeting', {
      ...meeting,
      ...{ counterpart: 'CONSULTA_TERZO_SETTORE', date: server.clock.day(5), channel: 'ONLINE' },
    });
    await page.locator('live-updates [data-at]').getByText(now()).waitFor();
    if (path === '/partecipazione') {
      await news(page).click();
      await page.getByRole('link', { name: meeting.title }).waitFor();
    }
    await browser.closed(page);
  });

  it('does not go on for whom it would miss something, nor for whom each look is on record', async () => {
    const path = `${work.address}/schede`;
    for (const client of [work.head, server.as('AUD'), server.as('SEG')]) {
      const page = await browser.seenBy(client, path);
      await page.locator('.freshness').waitFor();
      expect(await page.locator('live-updates').count()).toBe(0);
      await browser.closed(page);
    }
  });

  it('does not go on where nothing is listed yet that could move', async () => {
    const page = await browser.seenBy(work.coordinator, `${work.address}/schede?testo=nulla`);
    await page.locator('.freshness').waitFor();
    expect(await page.locator('live-updates').count()).toBe(0);
    await browser.closed(page);
  });
});

/** Whether a page leads to what one may do there; whether there is such a part of it. */
async function leadsToActions(client: Client, path: string): Promise<readonly boolean[]> {
  const { status, body } = await client.get<Buffer>(path);
  expect([path, status]).toEqual([path, 200]);
  return ['href="#actions"', 'id="actions"'].map((each) => String(body).includes(each));
}

describe('The link to the actions', () => {
  const pages = ['unita', 'persone', 'deleghe'].map((each) => `/amministrazione/${each}`);

  it('leads to how the register is opened, for whoever may open it', async () => {
    for (const path of pages) {
      expect(await leadsToActions(work.coordinator, path)).toEqual([true, true]);
      expect(await leadsToActions(work.officer, path)).toEqual([false, false]);
    }
  });

  it('leads to what may be done with the register, once it is open', async () => {
    const opened = await work.coordinator.perform('livornese-organizzazione', 'open-organisation', {
      title: 'Organizzazione',
    });
    recorded(opened);
    const [units = '', people = '', delegations = ''] = pages;
    const director = server.as('DIR');
    for (const [client, path] of [
      [work.coordinator, units],
      [work.coordinator, people],
      [director, delegations],
    ] as const)
      expect(await leadsToActions(client, path)).toEqual([true, true]);
    for (const [client, path] of [
      [work.officer, units],
      [director, people],
      [work.officer, delegations],
    ] as const)
      expect(await leadsToActions(client, path)).toEqual([false, false]);
  });

  it('leads to the list of what is checked', async () => {
    const page = await browser.seenBy(work.officer, `${work.address}/schede/S-2/verifica`);
    expect(await page.locator('a.skip[href="#actions"]').count()).toBe(1);
    await page.locator('a.skip[href="#actions"]').press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('#actions') !== null)).toBe(
      true,
    );
    await browser.closed(page);
  });
});
