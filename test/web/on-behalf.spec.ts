import type { Page } from 'playwright-core';
import { everyFact, recorded, type Client } from '../client.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { preparing, submitted, unitOf } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT, ZONE } from '../server.fixture.js';
import { PageBrowser } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

const REGISTER = `${ZONE}-organizzazione`;
const COOKIE = '__Host-per-conto';

let server: TestServer;
let browser: PageBrowser;
let journey: Journey;
let head: Client;
let deputy: Client;

beforeAll(async () => {
  server = await TestServer.start();
  browser = await PageBrowser.launch(server);
  journey = programmeOfYear(server, 2024);
  await preparing(journey);
  head = server.as('UH');
  await submitted(journey, { schedaId: 'S-1', unit: unitOf(server, UNIT), title: 'Domiciliarità' });
  deputy = server.admit({ role: 'RF', personId: 'vice-anziani', unitId: UNIT });
  const office = server.as('UPc');
  const from = server.clock.day(0);
  const register = async (who: Client, verb: string, body: object): Promise<void> => {
    recorded(await who.perform(REGISTER, verb, body));
  };
  await register(office, 'open-organisation', { title: 'Organizzazione della zona' });
  const unit = { name: 'Anziani', kind: 'UNITA_FUNZIONALE', belongsTo: 'AUSL', from };
  const { personId: headPersonId } = head.person;
  await register(office, 'add-unit', { unitId: UNIT, ...unit, headPersonId });
  await register(head, 'grant-delegation', {
    ...{ toPersonId: deputy.person.personId, kind: 'DELEGA', unitId: UNIT },
    ...{ validFrom: from, validTo: server.clock.day(10), act: 'Delega n. 1' },
  });
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

/** Begins to act for the head, on the page for that. */
async function actingForHead(look?: { readonly script: boolean }): Promise<Page> {
  const page = await browser.seenBy(deputy, '/per-conto', look);
  await page.getByRole('button', { name: `Opera per conto di ${head.person.personId}` }).click();
  await page.getByText(`Stai operando per conto di ${head.person.personId}`).waitFor();
  return page;
}

describe('Whoever was delegated', () => {
  it.each([true, false])('acts for somebody from a form, script: %s', async (script) => {
    const page = await actingForHead({ script });
    const query = script ? '?schedaId=S-1' : '?schedaId=S-1&poi=/';
    await page.goto(`${server.url}/cicli/${journey.cycleId}/azioni/request-withdrawal${query}`);
    await page.getByText(`Lo fai per conto di ${head.person.personId}`).waitFor();
    if (script) {
      await page.getByLabel('Motivazione').fill('Non ci sono le risorse');
      await page
        .getByRole('button', { name: 'Chiedi il ritiro della scheda', exact: true })
        .click();
      await page.getByText('Fatto: Chiedi il ritiro della scheda').waitFor();
      const facts = await everyFact(server.as('UPc'), journey.cycleId);
      const fact = facts.find(({ type }) => type === 'SchedaWithdrawalRequested');
      expect(fact).toMatchObject({
        actor: { personId: deputy.person.personId, onBehalfOf: head.person.personId },
      });
    }
    await page.getByRole('button', { name: 'Torna a te' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/per-conto'));
    expect(await page.getByText('Stai operando per conto di').count()).toBe(0);
    await browser.closed(page);
  });

  it('sees for whom on every page, in a page that is valid and accessible', async () => {
    const page = await actingForHead();
    for (const path of ['/', `/cicli/${journey.cycleId}/schede`, '/per-conto']) {
      const answer = await page.goto(server.url + path);
      await page.getByText('Stai operando per conto di').waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await invalidHtml((await answer?.text()) ?? '')).toEqual([]);
    }
    await browser.closed(page);
  });

  it('keeps it in a cookie that ends with the browser, no script can read and no other person can use', async () => {
    const page = await actingForHead();
    const cookies = await page.context().cookies(server.url.replace('http:', 'https:'));
    const cookie = cookies.find(({ name }) => name === COOKIE);
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', expires: -1 });
    await browser.signIn(page.context(), unitOf(server, 'minori').head);
    await page.goto(`${server.url}/`);
    expect(await page.getByText('Stai operando per conto di').count()).toBe(0);
    await browser.signIn(page.context(), deputy);
    await page.goto(`${server.url}/`);
    await page.getByText('Stai operando per conto di').waitFor();
    await page.getByRole('button', { name: 'Esci' }).click();
    await page.getByText('Sei uscito.').waitFor();
    const left = await page.context().cookies(server.url.replace('http:', 'https:'));
    expect(left.filter(({ name }) => name === COOKIE)).toEqual([]);
    await browser.closed(page);
  });
});

describe('Whoever was not delegated', () => {
  it('finds nobody to act for, and cannot say so by hand', async () => {
    const stranger = unitOf(server, 'minori').head;
    const page = await browser.seenBy(stranger, '/per-conto');
    await page.getByText('Oggi nessuno ti ha delegato.').waitFor();
    const { personId } = head.person;
    const value = `${stranger.person.personId}.${personId}`;
    const url = server.url.replace('http:', 'https:');
    await page.context().addCookies([{ name: COOKIE, value, url, secure: true }]);
    await page.goto(`${server.url}/`);
    expect(await page.getByText('Stai operando per conto di').count()).toBe(0);
    const { cookie = '' } = stranger.credentials.headers();
    const reply = await fetch(`${server.url}/per-conto`, {
      method: 'POST',
      body: new URLSearchParams({ personId }),
      headers: { cookie, origin: server.url, accept: 'text/html' },
      redirect: 'manual',
    });
    expect([reply.status, reply.headers.get('set-cookie')]).toEqual([404, null]);
    await browser.closed(page);
  });
});
