import { jest } from '@jest/globals';
import { Ledger } from '#ledger';
import type { Client } from '../client.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { onScheda, preparing, submitted, unitOf } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { PageBrowser, pressOn, SCREENS } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

const NOTE = 'Manca il valore atteso.\nCon quale numero diremo che è andata bene?';

let server: TestServer;
let pages: PageBrowser;
let journey: Journey;
let cycle: string;
let head: Client;

beforeAll(async () => {
  server = await TestServer.start();
  [pages, journey, head] = [
    await PageBrowser.launch(server),
    programmeOfYear(server, 2024),
    server.as('UH'),
  ];
  cycle = `/cicli/${journey.cycleId}`;
  await preparing(journey);
  const set = { kind: 'SCHEDE_SUBMITTED', due: server.clock.day(6), basis: 'OFFICE' };
  await journey.perform('UPc', 'set-deadline', { deadlineId: 'D-1', ...set });
  const own = unitOf(server, UNIT);
  await submitted(journey, { schedaId: 'S-1', unit: own, title: 'Assistenza domiciliare' });
  const office = server.as('UPo');
  await onScheda(journey, office, 'take-scheda-in-charge', 'S-1');
  await onScheda(journey, office, 'return-scheda', 'S-1', {
    ...{ reasons: ['NO_INDICATOR'], text: NOTE, due: server.clock.day() },
  });
  await submitted(journey, { schedaId: 'S-2', unit: own, title: 'Centro diurno' });
});
afterAll(async () => {
  await pages.end();
  await server.end();
});

const minors = (): Client => unitOf(server, 'minori').head;

describe('The desk of the head of a unit', () => {
  it('says what is due when, why it is theirs, and what was said of what came back', async () => {
    const page = await pages.seenBy(head, '/');
    const today = page.getByRole('region', { name: /^Oggi/ });
    await today.getByRole('link', { name: 'Correggere e ritrasmettere' }).waitFor();
    await today.getByText('di cui è responsabile').waitFor();
    const own = page.getByRole('region', { name: 'Le mie schede' });
    expect(await own.getByRole('listitem').count()).toBe(2);
    await own.getByText('restituita per integrazioni').waitFor();
    expect(await own.locator('.as-written').innerText()).toBe(NOTE);
    await pages.closed(page);
  });

  it('holds nothing of another unit', async () => {
    const page = await pages.seenBy(minors(), '/');
    await page.getByText('Nessuna scheda è affidata alla tua unità.').waitFor();
    expect(await page.content()).not.toContain('domiciliare');
    await pages.closed(page);
  });

  it('says what comes next where nothing is to do', async () => {
    const page = await pages.seenBy(server.as('AUD'), '/');
    await page.getByText('Nulla da fare. La prossima scadenza è').waitFor();
    await page.getByText('(tra 6 giorni)').waitFor();
    await pages.closed(page);
    const free = await pages.seenBy(minors(), '/');
    await free.getByText('Nulla da fare. Quando qualcosa aspetta te').waitFor();
    await pages.closed(free);
  });
});

describe('The news of somebody', () => {
  it.each([{ script: true }, { script: false }])(
    'are read one by one with a button, %j',
    async (look) => {
      const page = await pages.seenBy(head, '/', look);
      const news = page.getByRole('region', { name: 'Novità' });
      const before = await news.getByRole('listitem').count();
      const first = news.getByRole('listitem').first();
      const title = await first.getByRole('heading').innerText();
      await first.getByRole('button', { name: 'Segna letta' }).click();
      await page.waitForURL(`${server.url}/#novita`);
      expect(await page.getByRole('region', { name: 'Novità' }).innerText()).not.toContain(title);
      expect(before).toBeGreaterThan(0);
      await pages.closed(page);
    },
  );

  it('are marked by nobody else', async () => {
    interface Inbox {
      readonly total: number;
      readonly items: readonly { readonly noticeId: string }[];
    }
    const unread = async (): Promise<Inbox> =>
      (await head.get<Inbox>('/api/v1/notices?state=unread')).body;
    const { total, items } = await unread();
    const answer = await fetch(`${server.url}/notifiche/lette`, {
      ...{ method: 'POST', redirect: 'manual' },
      headers: {
        ...minors().credentials.headers(),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: `noticeId=${items[0]?.noticeId ?? ''}`,
    });
    expect(answer.status).toBe(303);
    expect((await unread()).total).toBe(total);
  });
});

describe('Whoever decides', () => {
  it('finds each decision with the form of it, and what to look at first', async () => {
    const page = await pages.seenBy(server.as('DIR'), '/');
    const decisions = page.getByRole('region', { name: /^Decisioni che aspettano te/ });
    await decisions.getByText('Decidere sulla co-programmazione').waitFor();
    expect(await decisions.getByRole('link').allInnerTexts()).toEqual([
      'Decidi sulla co-programmazione',
      'Il ciclo',
      'Le schede',
      'La storia',
    ]);
    await decisions.getByRole('link', { name: 'Le schede' }).click();
    await page.waitForURL(`${server.url}${cycle}/schede`);
    await page.goBack();
    await decisions.getByRole('link', { name: 'Decidi sulla co-programmazione' }).click();
    await page.getByRole('heading', { level: 1, name: 'Decidi sulla co-programmazione' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`${cycle}/azioni/decide-co-programming`);
    await pages.closed(page);
  });

  it('finds no form of what somebody else decides', async () => {
    const page = await pages.seenBy(server.as('SEG'), '/');
    expect(await page.getByRole('link', { name: /co-programmazione/ }).count()).toBe(0);
    await pages.closed(page);
  });
});

describe('An auditor', () => {
  it('is told when the chain was last read again, and of how many facts', async () => {
    const before = await pages.seenBy(server.as('AUD'), '/');
    await before.getByText('la catena non è ancora stata riletta').waitFor();
    await pages.closed(before);
    const { facts } = await server.application.get(Ledger).audit();
    const page = await pages.seenBy(server.as('AUD'), '/');
    await page.getByText(`Tutti i ${facts} fatti registrati sono stati riletti`).waitFor();
    await pages.closed(page);
  });

  it('finds the rest where one part cannot be read', async () => {
    const ledger = server.application.get(Ledger);
    const standing = jest.spyOn(ledger, 'standing').mockImplementation(() => {
      throw new Error('away');
    });
    const page = await pages.seenBy(server.as('AUD'), '/');
    standing.mockRestore();
    await page.getByText('Questa parte ora non si può mostrare.').waitFor();
    await page.getByText('Nulla da fare. La prossima scadenza è').waitFor();
    await page.getByText('Nessuna novità che tu non abbia letto.').waitFor();
    await pages.closed(page);
  });
});

describe('The menu', () => {
  const entries = async (client: Client, path: string): Promise<readonly string[]> => {
    const page = await pages.seenBy(client, path);
    const found = await page.getByRole('navigation', { name: 'Sezioni' }).getByRole('link').all();
    const texts = await Promise.all(found.map((link) => link.innerText()));
    await pages.closed(page);
    return texts;
  };

  const [desk, thisCycle, schede] = ['La mia scrivania', 'Ciclo 2024', 'Schede'] as const;
  const [verification, history] = ['Verifica', 'Storico'] as const;
  const approval = 'Approvazione';
  const [participation, coDesign, agenda] = [
    'Partecipazione',
    'Co-progettazione',
    'Scadenze',
  ] as const;

  it.each([
    [
      'UPc',
      [desk, thisCycle, schede, verification, approval, participation, coDesign, agenda, history],
    ],
    ['UH', [desk, thisCycle, schede, approval, participation, coDesign, agenda]],
    ['RF', [desk, schede, approval, participation, coDesign, agenda]],
    ['AUD', [desk, thisCycle, schede, approval, participation, coDesign, agenda, history]],
    ['SEG', [desk, schede, approval, participation, coDesign, agenda, history]],
    ['ETS', [desk, participation, agenda]],
    ['ADM', [desk, agenda]],
  ] as const)('leads %s only where they may go', async (role, expected) => {
    expect(await entries(server.as(role), '/')).toEqual(expected);
    // The same on a page that is of no cycle.
    expect(await entries(server.as(role), '/scadenze')).toEqual(expected);
  });

  it('leads to pages that are there', async () => {
    const page = await pages.seenBy(server.as('UPc'), '/');
    const links = page.getByRole('navigation', { name: 'Sezioni' }).getByRole('link');
    const addresses = await links.evaluateAll((all) =>
      all.map((link) => (link as HTMLAnchorElement).pathname),
    );
    for (const address of addresses)
      expect([address, (await server.as('UPc').get(address)).status]).toEqual([address, 200]);
    await pages.closed(page);
  });

  it('marks where one is, and is reached past with the keyboard', async () => {
    const page = await pages.seenBy(head, `${cycle}/schede`);
    const current = page.locator('[aria-current=page]').first();
    expect(await current.innerText()).toBe('Schede');
    await pressOn(page, page.getByRole('link', { name: 'Vai al menu' }));
    await pressOn(page, page.getByRole('link', { name: 'La mia scrivania' }).first());
    await page.waitForURL(`${server.url}/`);
    await pages.closed(page);
  });
});

describe('The desk', () => {
  it.each([
    ['a coordinator', () => server.as('UPc')],
    ['a head', () => head],
    ['a referent', () => server.as('RF')],
    ['a director', () => server.as('DIR')],
    ['the secretariat', () => server.as('SEG')],
    ['an auditor', () => server.as('AUD')],
    ['a stakeholder', () => server.as('ETS')],
    ['an administrator', () => server.as('ADM')],
  ])('of %s is valid, accessible and fits', async (_, who) => {
    for (const viewport of SCREENS) {
      const page = await pages.seenBy(who(), '/', { context: { viewport } });
      expect(await accessibilityViolations(page)).toEqual([]);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(viewport.width);
      const answer = await page.reload();
      expect(await invalidHtml((await answer?.text()) ?? '')).toEqual([]);
      await pages.closed(page);
    }
  });

  it('is printed without what only a screen has', async () => {
    const page = await pages.seenBy(head, '/', { print: true });
    await page.getByRole('heading', { level: 1, name: 'La mia scrivania' }).waitFor();
    expect(await page.getByRole('button', { name: 'Segna letta' }).first().isVisible()).toBe(false);
    expect(await page.getByRole('navigation', { name: 'Sezioni' }).isVisible()).toBe(false);
    expect(await page.locator('.as-written').isVisible()).toBe(true);
    await pages.closed(page);
  });

  it('of a head puts what is overdue before all else, and counts it in the title', async () => {
    server.clock.pass({ days: 1 });
    const page = await pages.seenBy(head, '/');
    expect(await page.title()).toMatch(/^\(1\) La mia scrivania/);
    const groups = page.locator('#da-fare h2');
    expect(await groups.first().innerText()).toMatch(/^Scadute/);
    await pages.closed(page);
  });
});
