import { livornoRegister } from '../../apps/cli/src/import/register-data.js';
import { runRegisterImport } from '../../apps/cli/src/import/run-import.js';
import { TracciaClient } from '../../apps/cli/src/traccia-client.js';
import { roles, type Role } from '#people';
import type { Client } from '../client.fixture.js';
import { TestServer } from '../server.fixture.js';
import { PageBrowser, SCREENS, tabTo, typeInto } from './browser.fixture.js';
import { districtAtWork, type District } from './district.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

const everyRole = Object.keys(roles) as readonly Role[];

let server: TestServer;
let browser: PageBrowser;
let district: District;

beforeAll(async () => {
  server = await TestServer.start();
  browser = await PageBrowser.launch(server);
  district = await districtAtWork(server, 12);
  const client = new TracciaClient(server.url, server.mint({ role: 'UPc' }).token);
  await runRegisterImport(client, 'livornese-registro-di-zona', livornoRegister);
  const { journey } = district;
  await journey.perform('UPo', 'schedule-meeting', {
    ...{ meetingId: 'M-faro', title: 'Incontro con le associazioni', counterpart: 'OO_SS' },
    ...{ date: server.clock.day(5), channel: 'IN_PERSON', venue: 'Casa della salute' },
  });
  await journey.perform('ETS', 'receive-contribution', {
    ...{ contributionId: 'K-faro', body: 'Associazione Il Faro', meetingId: 'M-faro' },
    document: { title: 'Osservazioni sul trasporto', sha256: 'a'.repeat(64) },
  });
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

const address = (text: string, more = ''): string => `/cerca?q=${encodeURIComponent(text)}${more}`;

async function answered(client: Client, path: string): Promise<Response> {
  const headers = { ...client.credentials.headers(), accept: 'text/html' };
  return fetch(server.url + path, { headers });
}

const pageOf = async (client: Client, path: string): Promise<string> =>
  (await answered(client, path)).text();

/** Where what is found leads to, as somebody sees it. */
async function foundBy(role: Role, text: string): Promise<readonly string[]> {
  const page = await pageOf(server.as(role), address(text, '&anni=tutti'));
  const main = page.slice(page.indexOf('<main'), page.indexOf('</main>'));
  return [...main.matchAll(/<li class="found"><h3>.*?<a href="([^"]+)"/gs)].map(([, href]) =>
    (href ?? '').replaceAll('&amp;', '&'),
  );
}

describe('The search', () => {
  it('is reached from every page with the keyboard, and works without a script', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/', { script: false });
    await typeInto(page, page.locator('#search'), 'S-003');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Ricerca di «S-003»' }).waitFor();
    const first = page.locator('main .found').first();
    expect(await first.innerText()).toContain('È il codice che hai scritto.');
    await first.getByRole('link').click();
    expect(new URL(page.url()).pathname).toBe(`${district.address}/schede/S-003`);
    await browser.closed(page);
  });

  it('marks what fits, in one form or another, and says how much there is of each kind', async () => {
    const page = await browser.seenBy(server.as('UPc'), address('delle dipendenza'));
    const unit = page.getByRole('region', { name: /^Unità/ });
    await unit.getByRole('link', { name: 'UF Dipendenze' }).waitFor();
    expect(await unit.locator('mark').first().innerText()).toBe('Dipendenze');
    await browser.closed(page);
  });

  it('finds a co-design by its CUP', async () => {
    const codes = livornoRegister.rows.flatMap(({ codes: { cup = [] } = {} }) => cup);
    const [cup = ''] = codes;
    expect(cup).not.toBe('');
    const page = await browser.seenBy(server.as('UPc'), address(cup.toLowerCase()));
    const first = page
      .getByRole('region', { name: /^Co-progettazioni/ })
      .locator('.found')
      .first();
    expect(await first.innerText()).toContain('È il codice che hai scritto.');
    await browser.closed(page);
  });

  it('finds a fact by its number for whoever may read the history, and for nobody else', async () => {
    const auditor = await browser.seenBy(server.as('AUD'), address('fatto 12'));
    await auditor.getByRole('link', { name: 'Fatto n. 12' }).click();
    expect(new URL(auditor.url()).pathname).toBe(`${district.address}/storico/fatti/12`);
    await browser.closed(auditor);
    expect(await foundBy('UH', 'fatto 12')).not.toContain(`${district.address}/storico/fatti/12`);
  });

  it('says what may have been meant, and what to do where nothing is there', async () => {
    const page = await browser.seenBy(server.as('UPc'), address('dipednenze'), { script: false });
    await page.getByRole('heading', { name: 'Non è stato trovato nulla' }).waitFor();
    await page.getByRole('link', { name: 'dipendenze', exact: true }).click();
    await page.getByRole('link', { name: 'UF Dipendenze' }).waitFor();
    await page.goto(server.url + address('xyzzyxyzzy'));
    await page.getByRole('link', { name: 'Cerca anche negli anni precedenti' }).waitFor();
    await page.getByRole('link', { name: 'Guarda l’elenco delle schede' }).waitFor();
    await browser.closed(page);
  });

  it('is narrowed down to one kind', async () => {
    const page = await browser.seenBy(server.as('UPc'), address('salute'), { script: false });
    await page.getByLabel('Tipo').selectOption({ label: 'Incontri' });
    await page.locator('main').getByRole('button', { name: 'Cerca' }).click();
    expect(await page.locator('main .found').count()).toBe(1);
    await page.getByRole('link', { name: 'Incontro con le associazioni' }).waitFor();
    await browser.closed(page);
  });

  it.each(['"', '* OR', 'NEAR(a', "'; DROP TABLE", 'a'.repeat(5_000), '‮\u0000', '%00', '((('])(
    'takes whatever is typed: %j',
    async (text) => {
      const { status } = await answered(server.as('UPc'), address(text));
      expect(status).toBe(200);
    },
  );

  it('is of nobody who is not signed in', async () => {
    const { status } = await fetch(server.url + address('salute'));
    expect(status).toBe(401);
  });
});

describe('What somebody finds', () => {
  const words = ['a', 'salute', 'faro', 'S-003', '12', 'trasporto', 'dipendenze', 'poa', 'schede'];

  it.each(everyRole)('as %s they may open, all of it', async (role) => {
    const found = new Set<string>();
    for (const text of words) for (const href of await foundBy(role, text)) found.add(href);
    for (const href of found) {
      const { status } = await answered(server.as(role), href.replace(/#.*/, ''));
      expect({ role, href, status }).toEqual({ role, href, status: 200 });
    }
    // Nobody is left with a search that finds nothing.
    expect(found.size).toBeGreaterThan(0);
  });

  it('is what they may read: schede for none who read none, contributions for whoever made them', async () => {
    for (const role of ['ETS', 'ADM'] as const) {
      expect(await pageOf(server.as(role), address('S-003'))).toContain('Nessun risultato');
    }
    const contributions = `${district.address}/contributi#contribution-K-faro`;
    expect(await foundBy('ETS', 'faro')).toContain(contributions);
    const other = server.admit({ role: 'ETS', personId: 'altra-associazione' });
    const body = await pageOf(other, address('trasporto'));
    expect(body).not.toContain('Il Faro');
    expect(body).toContain('Nessun risultato');
    expect(await foundBy('ADM', 'faro')).toEqual([]);
  });

  it('is what the API says, too', async () => {
    const { body } = await server.as('UH').get<{
      readonly kinds: readonly { readonly kind: string; readonly total: number }[];
    }>('/api/v1/search?q=S-003');
    expect(body.kinds[0]).toMatchObject({ kind: 'scheda', total: 1 });
    const none = await server.as('ADM').get('/api/v1/search?q=S-003');
    expect(none.body).toMatchObject({ kinds: [], facts: [], suggestion: null });
  });

  it('is of this zone alone', async () => {
    const elsewhere = server.admit({ role: 'UPc', personId: 'altra', zone: 'altra' });
    expect(await pageOf(elsewhere, address('S-003', '&anni=tutti'))).toContain('Nessun risultato');
  });
});

it('The search is usable by everybody, on a telephone as well', async () => {
  for (const path of [address('salute'), address('xyzzyxyzzy'), '/cerca']) {
    for (const { width } of SCREENS) {
      const page = await browser.seenBy(server.as('UPc'), path, { phone: width < 768 });
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await invalidHtml(await page.content())).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      await tabTo(page, page.locator('main .found a, main li a, #q').first());
      if (process.env['SHOTS'] !== undefined) {
        const name = path.replaceAll(/\W+/g, '-');
        await page.screenshot({ path: `${process.env['SHOTS']}/${name}${width}.png` });
      }
      await browser.closed(page);
    }
  }
});
