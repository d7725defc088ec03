import { roles, type Role } from '#people';
import { verbs } from '#planning';
import { TestServer } from '../server.fixture.js';
import { PageBrowser, SCREENS } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

let server: TestServer;
let browser: PageBrowser;

beforeAll(async () => {
  server = await TestServer.start({
    publicInformation: {
      contact: 'Ufficio di piano, 0586 000000',
      statement: 'https://form.agid.gov.it/view/prova',
    },
  });
  browser = await PageBrowser.launch(server);
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

const everyRole = Object.keys(roles) as readonly Role[];
const pageFor = async (path: string, role?: Role): Promise<Response> =>
  fetch(server.url + path, {
    headers: {
      ...(role && server.as(role).credentials.headers()),
      ...{ accept: 'text/html', 'accept-language': 'it' },
    },
  });

describe('The help', () => {
  it.each([
    ['UH', 'Responsabile di Unità funzionale o Servizio'],
    ['AUD', 'Revisore'],
  ] as const)('begins for %s with what their own role does', async (role, name) => {
    const page = await browser.seenBy(server.as(role), '/aiuto', { script: false });
    const first = page.locator('main .found').first();
    expect(await first.innerText()).toContain('È il tuo ruolo.');
    await first.getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByText('È il tuo ruolo.').waitFor();
    await browser.closed(page);
  });

  it.each(everyRole)('has for %s a page with what they may do and on what ground', async (role) => {
    const page = await (await pageFor(`/aiuto/${role.toLowerCase()}`, 'UH')).text();
    const theirs = verbs.filter(({ who }) => who.some((grant) => grant.role === role));
    expect(page.match(/<tr><th scope="row">/g)?.length ?? 0).toBe(theirs.length);
    expect(page).toContain('Fondamento');
  });

  it('knows no role that there is not', async () => {
    expect((await pageFor('/aiuto/sindaco', 'UH')).status).toBe(404);
    expect((await pageFor('/aiuto/sys', 'UH')).status).toBe(404);
  });

  it('has the words of the office on a page of their own', async () => {
    const page = await browser.seenBy(server.as('ETS'), '/aiuto', { script: false });
    await page.getByRole('link', { name: /^POA, PIS, PSSIR/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Le parole' }).waitFor();
    for (const term of ['CUP', 'ETS', 'PIS', 'POA', 'PSSIR']) {
      await page.getByText(term, { exact: true }).waitFor();
    }
    await browser.closed(page);
  });

  it('is reached from every page, and is of nobody who is not signed in', async () => {
    const page = await browser.seenBy(server.as('UH'), '/');
    await page.getByRole('banner').getByRole('link', { name: 'Aiuto' }).click();
    await page.getByRole('heading', { level: 1, name: 'Aiuto' }).waitFor();
    await browser.closed(page);
    for (const path of ['/aiuto', '/aiuto/uh', '/aiuto/glossario']) {
      expect((await pageFor(path)).status).toBe(401);
    }
  });
});

describe('The pages that the law wants', () => {
  it.each([
    ['Accessibilità', 'Dichiarazione di accessibilità'],
    ['Privacy', 'Privacy'],
    ['Note legali', 'Note legali'],
    ['Licenze', 'Licenze'],
    ['Segnala un problema', 'Segnala un problema'],
  ])('%s: reached from the foot of every page by anybody', async (link, title) => {
    const page = await browser.seenBy(undefined, '/accesso', { script: false });
    await page.getByRole('contentinfo').getByRole('link', { name: link }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await browser.closed(page);
  });

  it.each(['/accessibilita', '/privacy', '/note-legali', '/licenze', '/stato', '/segnalazioni'])(
    '%s keeps the menu of whoever is signed in, and shows nobody else one',
    async (path) => {
      const menu = 'id="menu"';
      expect(await (await pageFor(path, 'UH')).text()).toContain(menu);
      const over = await fetch(server.url + path, {
        headers: { accept: 'text/html', cookie: '__Host-traccia=invented' },
      });
      for (const answer of [await pageFor(path), over]) {
        expect(answer.status).toBe(200);
        expect(await answer.text()).not.toContain(menu);
      }
    },
  );

  it('say how far the pages are accessible, where the statement is and whom to call', async () => {
    const page = await (await pageFor('/accessibilita')).text();
    expect(page).toContain('Parzialmente conforme');
    expect(page).toContain('https://form.agid.gov.it/view/prova');
    expect(page).toContain('Ufficio di piano, 0586 000000');
    expect(page).toContain('/segnalazioni?tipo=accessibilita');
  });

  it('list the libraries of what is distributed, and none that only developers need', async () => {
    const page = await (await pageFor('/licenze')).text();
    for (const name of ['preact', 'fastify', 'bootstrap-italia', 'htmx.org']) {
      expect(page).toContain(`<th scope="row">${name}</th>`);
    }
    for (const name of ['jest', 'eslint', 'typescript']) {
      expect(page).not.toContain(`<th scope="row">${name}</th>`);
    }
  });
});

describe('Each of these pages', () => {
  it('is usable by everybody, on a telephone as well', async () => {
    const paths = ['/aiuto', '/aiuto/uh', '/aiuto/glossario', '/accessibilita', '/privacy'];
    for (const path of [...paths, '/note-legali', '/licenze', '/segnalazioni']) {
      for (const { width } of SCREENS) {
        const page = await browser.seenBy(server.as('UH'), path, { phone: width < 768 });
        expect({ path, found: await accessibilityViolations(page) }).toEqual({ path, found: [] });
        expect(await invalidHtml(await page.content())).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
        if (process.env['SHOTS'] !== undefined) {
          const name = path.replaceAll(/\W+/g, '-');
          await page.screenshot({ path: `${process.env['SHOTS']}/${name}${width}.png` });
        }
        await browser.closed(page);
      }
    }
  }, 240_000);
});

it('A page that is not for somebody says whom to ask in the office', async () => {
  const refused = await pageFor('/notifiche/recapiti', 'ETS');
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain('Ufficio di piano, 0586 000000</p>');
  // Of an address where there is nothing nobody has to be asked.
  const missing = await pageFor('/amministrazione/rifiuti/niente', 'ADM');
  expect(missing.status).toBe(404);
  expect(await missing.text()).not.toContain('0586 000000</p>');
});
