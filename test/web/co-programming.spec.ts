import { reach } from '../drivers.fixture.js';
import { Journey } from '../journey.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { coProgrammazioneWays } from '../ways/co-programmazione.ways.fixture.js';
import { PageBrowser, SCREENS } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

let server: TestServer;
let browser: PageBrowser;
let programme: Journey;
let procedure: Journey;
let path: string;

beforeAll(async () => {
  server = await TestServer.start();
  browser = await PageBrowser.launch(server);
  programme = programmeOfYear(server, 2024);
  await reach(programme, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
  procedure = new Journey(server, `${ZONE}-co-programmazione-2024`, coProgrammazioneWays);
  await reach(procedure, (root) => root.matches('inSession'));
  path = `/cicli/${programme.cycleId}/coprogrammazione`;
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

describe('Co-programming: activate it, or say why not', () => {
  it('is said not to be decided, with the last useful day and how it is counted', async () => {
    const page = await browser.seenBy(server.as('UPc'), path, { script: false });
    await page.getByText('Non è ancora decisa.').waitFor();
    await page.getByText('Ultimo giorno utile per decidere').waitFor();
    const tabs = page.getByRole('navigation', { name: 'Pagine della partecipazione' });
    await tabs.getByRole('link', { name: 'Co-programmazione' }).waitFor();
    const menu = page.getByRole('navigation', { name: 'Sezioni' });
    const current = menu.getByRole('link', { name: 'Partecipazione' });
    expect(await current.getAttribute('aria-current')).toBe('true');
    await browser.closed(page);
  });

  it('leads whoever decides to the form, and tells others why not', async () => {
    const director = await browser.seenBy(server.as('DIR'), path);
    await director
      .getByRole('link', { name: /Decidi sulla co-programmazione|Conferma|Accedi/ })
      .first()
      .waitFor();
    await browser.closed(director);
    const auditor = await browser.seenBy(server.as('AUD'), path);
    await auditor.getByText('Non è ancora decisa.').waitFor();
    expect(await auditor.getByRole('heading', { name: 'Che cosa puoi fare' }).count()).toBe(0);
    await browser.closed(auditor);
  });

  it('shows a procedure of its own: notice of twenty days, participants, sessions, report', async () => {
    const page = await browser.seenBy(server.as('UPc'), path);
    await page.locator(`a[href="/cicli/${procedure.cycleId}/coprogrammazione"]`).click();
    await page.getByRole('heading', { level: 2, name: 'L’avviso' }).waitFor();
    await page.getByText(/ne servono almeno 20/).waitFor();
    await page.getByRole('heading', { level: 2, name: 'Chi ha chiesto di partecipare' }).waitFor();
    await page.getByRole('heading', { level: 2, name: 'Le sessioni' }).waitFor();
    await page.getByText('Non è ancora rilasciata.').waitFor();
    // The menu leads to the yearly programme, not into the procedure.
    const menu = page.getByRole('navigation', { name: 'Sezioni' });
    const link = menu.getByRole('link', { name: 'Schede' });
    expect(await link.getAttribute('href')).toBe(`/cicli/${programme.cycleId}/schede`);
    await browser.closed(page);
  });

  it('keeps applications and sessions from a stakeholder, who sees the notice', async () => {
    const address = `/cicli/${procedure.cycleId}/coprogrammazione`;
    const page = await browser.seenBy(server.as('ETS'), address);
    await page.getByRole('heading', { level: 2, name: 'L’avviso' }).waitFor();
    await page.getByText('Candidature e sessioni le vede chi ci lavora.').waitFor();
    expect(await page.getByRole('heading', { name: 'Le sessioni' }).count()).toBe(0);
    await browser.closed(page);
  });

  it('is of this zone alone, and not of what is no programme', async () => {
    const elsewhere = server.admit({ role: 'UPc', personId: 'altra', zone: 'altra' });
    const page = await browser.seenBy(elsewhere, path);
    await page.getByRole('heading', { level: 1, name: 'Non trovato' }).waitFor();
    await browser.closed(page);
    const none = await browser.seenBy(
      server.as('UPc'),
      `/cicli/${ZONE}-organizzazione/coprogrammazione`,
    );
    expect(await none.title()).toMatch(/^Errore:/);
    await browser.closed(none);
  });

  it('is usable by everybody, on a telephone as well', async () => {
    for (const address of [path, `/cicli/${procedure.cycleId}/coprogrammazione`]) {
      for (const { width } of SCREENS) {
        const page = await browser.seenBy(server.as('UPc'), address, { phone: width < 768 });
        expect(await accessibilityViolations(page)).toEqual([]);
        expect(await invalidHtml(await page.content())).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
        await browser.closed(page);
      }
    }
  });

  it('says why it was not activated, and what is done instead', async () => {
    await programme.perform('DIR', 'decide-co-programming', {
      ...{ decision: 'not_activated', motivation: 'TIGHT_SCHEDULE' },
      text: 'I tempi dettati dalla Regione non lasciano spazio a un avviso di venti giorni.',
      deferredTo: 'POA dell’anno prossimo',
    });
    const page = await browser.seenBy(server.as('ETS'), path);
    await page.getByText('Non attivata', { exact: true }).waitFor();
    await page.getByText('Tempistica serrata').waitFor();
    await page.getByText(/Rinviata a: POA dell’anno prossimo/).waitFor();
    expect(await page.getByRole('heading', { level: 2, name: 'L’avviso' }).count()).toBe(0);
    await browser.closed(page);
  });
});
