import { DatabaseSync } from 'node:sqlite';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { recorded, type Client } from '../client.fixture.js';
import { nothingGoesOut } from '../../apps/server/src/notifications/outgoing.js';
import { drive } from '../drivers.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer } from '../server.fixture.js';
import { PageBrowser, pressOn, SCREENS } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

const detail = '/stato/dettaglio';

/** Mail is set up, and nobody is on duty who sends it. */
const withMail = {
  outgoing: {
    ...nothingGoesOut,
    mail: {
      relay: { host: 'posta.ente.example', port: 465, isImplicitTls: true, isLoopback: false },
      from: { name: 'Traccia', address: 'traccia@ente.example' },
    },
  },
};

let server: TestServer;
let browser: PageBrowser;

beforeAll(async () => {
  server = await TestServer.start(withMail);
  browser = await PageBrowser.launch(server);
  recorded(
    await server.as('UPc').perform('livornese-organizzazione', 'open-organisation', {
      title: 'Organizzazione',
    }),
  );
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

async function textAt(client: Client | undefined, path: string): Promise<string> {
  const page = await browser.seenBy(client, path, { script: false });
  const text = await page.locator('main').innerText();
  await browser.closed(page);
  return text;
}

describe('The state of the service', () => {
  it('is told to everybody, in a word and what it means, without a sign-in and without a script', async () => {
    const text = await textAt(undefined, '/stato');
    expect(text).toContain('Il servizio è attivo.');
    expect(text).toContain('controlla la tua rete');
    // No more than that: not where the log stands, not what lags.
    expect(text).not.toMatch(/posizione|viste|istanza/i);
  });

  it('is told to programs by the same words', async () => {
    const response = await fetch(`${server.url}/stato.json`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ stato: 'attivo', at: expect.any(String) });
  });

  it('is led to from the end of every page', async () => {
    const page = await browser.seenBy(undefined, '/accesso', { script: false });
    await page.getByRole('contentinfo').getByRole('link', { name: 'Stato del servizio' }).click();
    await page.getByRole('heading', { level: 1, name: 'Stato del servizio' }).waitFor();
    await browser.closed(page);
  });

  it('is told part by part to whoever keeps it in order or checks that', async () => {
    for (const role of ['ADM', 'AUD', 'UPc'] as const) {
      const text = await textAt(server.as(role), detail);
      expect(text).toMatch(/Registro dei fatti\s+va bene/);
      expect(text).toMatch(/Posizione \d/);
      expect(text).toMatch(/Viste\s+va bene/);
      expect(text).toMatch(/Disco/);
      expect(text).toMatch(/Traccia \d+\.\d+\.\d+, con licenza EUPL/);
    }
    // Whether notices arrive is for those who look after them.
    expect(await textAt(server.as('ADM'), detail)).toContain('Spedizioni');
    expect(await textAt(server.as('AUD'), detail)).not.toContain('Spedizioni');
  });

  it('is not told part by part to anybody else', async () => {
    for (const role of ['UH', 'RF', 'ETS', 'DIR', 'SEG', 'UPo'] as const) {
      const page = await browser.seenBy(server.as(role), detail, { script: false });
      expect([role, await page.title()]).toEqual([role, expect.stringMatching(/^Errore:/)]);
      await browser.closed(page);
    }
    const nobody = await fetch(`${server.url}${detail}.json`);
    expect(nobody.status).toBe(401);
  });

  it('is given out to programs part by part, with the same lights', async () => {
    const { body } = await server.as('ADM').get<{
      readonly parts: readonly { readonly part: string; readonly light: string }[];
    }>(`${detail}.json`);
    const lights = Object.fromEntries(body.parts.map(({ part, light }) => [part, light]));
    expect(lights).toMatchObject({ web: 'good', log: 'good', views: 'good', backup: 'unknown' });
  });
});

describe('What the views could not apply', () => {
  it('is retried by an administrator alone, who says so twice', async () => {
    const calm = await browser.seenBy(server.as('ADM'), '/stato/viste/ripresa', { script: false });
    await calm.getByText('non c’è nulla da riprovare').waitFor();
    expect(await calm.getByRole('button', { name: 'Riprova adesso' }).count()).toBe(0);
    await browser.closed(calm);

    park('cycles');
    const page = await browser.seenBy(server.as('ADM'), detail, { script: false });
    await page.getByText('da guardare').first().waitFor();
    await page.getByRole('link', { name: 'Riprova i fatti accantonati' }).click();
    await page.getByText('Un fatto sarà applicato di nuovo').waitFor();
    await page.getByRole('button', { name: 'Riprova adesso' }).click();
    await page.getByText(/^Applicati: \d\. Rimasti accantonati: \d\./).waitFor();
    await browser.closed(page);
  });

  it('is retried by nobody else', async () => {
    for (const role of ['UPc', 'AUD'] as const) {
      expect(await textAt(server.as(role), detail)).not.toContain('Riprova i fatti');
      const page = await browser.seenBy(server.as(role), '/stato/viste/ripresa', { script: false });
      expect(await page.title()).toMatch(/^Errore:/);
      await browser.closed(page);
    }
  });
});

/** As if a view had not been able to apply the first fact of the log. */
function park(view: string): void {
  const [file = ''] = globSync(join(server.folder, 'views', `${view}*.db`));
  const database = new DatabaseSync(file);
  database
    .prepare(
      'INSERT INTO parked (position, stream, revision, type, error, at) VALUES (1, ?, 0, ?, ?, ?)',
    )
    .run(
      'register-livornese-organizzazione',
      'OrganisationOpened',
      'Error: così, per prova',
      '2024-01-29T10:00:00.000Z',
    );
  database.close();
}

describe('What did not arrive', () => {
  it('is sent again by whoever looks after it, who says so twice', async () => {
    await drive(programmeOfYear(server, 2024), { type: 'SchedaAssigned' }, 'S-1');
    server.clock.pass({ days: 6 });
    const page = await browser.seenBy(server.as('ADM'), detail, { script: false });
    await page.getByRole('heading', { name: 'Avvisi che non sono arrivati' }).waitFor();
    await page
      .getByRole('link', { name: /^Rispedisci a / })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: 'Rispedire questo avviso?' }).waitFor();
    const asked = page.url();
    await page.getByRole('button', { name: 'Rispedisci' }).click();
    await page.getByText('La spedizione ricomincia.').waitFor();
    // Once more changes nothing: it waits already.
    await page.goto(asked);
    await page.getByRole('button', { name: 'Rispedisci' }).click();
    await page.getByText('Era già in attesa di partire').waitFor();
    await browser.closed(page);
    const whole = await browser.seenBy(server.as('ADM'), new URL(asked).pathname, { phone: true });
    expect(await accessibilityViolations(whole)).toEqual([]);
    expect(await invalidHtml(await whole.content())).toEqual([]);
    await browser.closed(whole);
    const other = await browser.seenBy(server.as('AUD'), new URL(asked).pathname, {
      script: false,
    });
    expect(await other.title()).toMatch(/^Errore:/);
    await browser.closed(other);
  });

  it('is nothing where there is no such delivery', async () => {
    const page = await browser.seenBy(server.as('ADM'), '/stato/recapiti/x/email', {
      script: false,
    });
    await page.getByRole('heading', { level: 1, name: 'Non trovato' }).waitFor();
    await browser.closed(page);
  });
});

describe('The pages about the service', () => {
  it('are usable by everybody, on a telephone as well', async () => {
    for (const [address, client] of [
      ['/stato', undefined],
      [detail, server.as('ADM')],
      ['/stato/viste/ripresa', server.as('ADM')],
    ] as const) {
      for (const { width } of SCREENS) {
        const page = await browser.seenBy(client, address, { phone: width < 768 });
        expect(await accessibilityViolations(page)).toEqual([]);
        expect(await invalidHtml(await page.content())).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
        await browser.closed(page);
      }
    }
  });

  it('are reached with the keyboard alone', async () => {
    const page = await browser.seenBy(server.as('ADM'), '/stato');
    await pressOn(page, page.getByRole('link', { name: 'Nel dettaglio' }));
    await page
      .getByRole('heading', { level: 1, name: 'Stato del servizio, nel dettaglio' })
      .waitFor();
    await browser.closed(page);
  });
});
