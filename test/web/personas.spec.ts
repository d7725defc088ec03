import type { Page } from 'playwright-core';
import { Browser, PASSWORD } from '../access/browser.fixture.js';
import { recorded } from '../client.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { onScheda, preparing } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT, ZONE } from '../server.fixture.js';
import { completeContent } from '../ways/to-approval.wishes.fixture.js';
import { PageBrowser, pressOn, tabTo } from './browser.fixture.js';
import { accessibilityViolations } from './pages.fixture.js';

const REGISTER = `${ZONE}-organizzazione`;
const from = '2024-01-01';

/*
 * One scheda on its way through the hands of everybody, each with an account of their own, from their first sign-in
 * to the verification of the auditor. Each of these tests goes on where the one before it has ended.
 */
let server: TestServer;
let pages: PageBrowser;
let journey: Journey;
let people: Readonly<Record<'coordinator' | 'head' | 'referent' | 'officer' | 'auditor', Browser>>;
/** The seal of the ledger as the auditor took it home before all this. */
let seal: string;

beforeAll(async () => {
  server = await TestServer.start();
  [pages, journey] = [await PageBrowser.launch(server), programmeOfYear(server, 2024)];
  await preparing(journey);
  const { description: _unwritten, ...changes } = completeContent;
  const programmeId = journey.last('TreeImported').programmes[0]?.programmeId;
  await journey.perform('UPc', 'assign-scheda', {
    ...{ schedaId: 'S-1', programmeId, unitId: UNIT, title: 'Assistenza domiciliare' },
    personId: 'responsabile',
  });
  await onScheda(journey, server.as('UH'), 'revise-scheda', 'S-1', { changes });
  const coordinator = server.as('UPc');
  const opened = { title: 'Organizzazione della zona' };
  recorded(await coordinator.perform(REGISTER, 'open-organisation', opened));
  const unit = { unitId: UNIT, name: 'Anziani', kind: 'SERVIZIO', belongsTo: 'COMUNE' };
  const added = { ...unit, headPersonId: 'responsabile', from };
  recorded(await coordinator.perform(REGISTER, 'add-unit', added));
  const admin = new Browser(server);
  await admin.begin();
  const invited = async (personId: string, role?: string, more: object = {}): Promise<Browser> => {
    if (role !== undefined) {
      const wish = { roleGrantId: `ruolo-${personId}`, personId, role, from, ...more };
      const key = { 'idempotency-key': crypto.randomUUID() };
      const granted = await admin.ask('POST', `registers/${REGISTER}/grant-role`, wish, key);
      expect(granted).toMatchObject({ status: 200 });
    }
    const person = new Browser(server, personId);
    const { login } = person;
    const { body } = await admin.post<{ code: string }>('accounts/invitations', {
      personId,
      login,
    });
    expect((await person.accept(body.code)).status).toBe(200);
    return person;
  };
  people = {
    head: await invited('responsabile'),
    coordinator: await invited('coordinatrice', 'UPc'),
    referent: await invited('referente', 'RF', { unitId: UNIT }),
    officer: await invited('operatrice', 'UPo'),
    auditor: await invited('revisore', 'AUD'),
  };
  seal = await (await fetch(`${server.url}/api/v1/ledger/checkpoint`)).text();
});
afterAll(async () => {
  await pages.end();
  await server.end();
});

const title = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('heading', { level: 1, name }).waitFor();

async function signsIn(page: Page, person: Browser): Promise<void> {
  await page.getByLabel('Nome utente').fill(person.login);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Continua' }).click();
  server.clock.pass({ seconds: 60 });
  await page.getByLabel('Codice').fill(person.code());
  await page.getByRole('button', { name: 'Entra' }).click();
  await title(page, 'La mia scrivania');
}

async function signsInWithKeys(page: Page, person: Browser): Promise<void> {
  const type = async (label: string, text: string): Promise<void> => {
    await tabTo(page, page.getByLabel(label));
    await page.keyboard.type(text);
  };
  await type('Nome utente', person.login);
  await type('Password', PASSWORD);
  await page.keyboard.press('Enter');
  server.clock.pass({ seconds: 60 });
  await page.getByLabel('Codice').waitFor();
  await type('Codice', person.code());
  await page.keyboard.press('Enter');
  await title(page, 'La mia scrivania');
}

it('A referent signs in on a telephone without scripts, and writes what is missing', async () => {
  const page = await pages.seenBy(undefined, '/', { script: false, phone: true });
  await signsIn(page, people.referent);
  await page.getByRole('link', { name: 'Completare e trasmettere' }).click();
  await title(page, /Assistenza domiciliare/);
  await page.locator('a[href*="/modifica"]').first().click();
  await page.getByRole('link', { name: 'Attività' }).click();
  await page.getByLabel('Descrizione', { exact: true }).fill('Due visite a settimana');
  await page.getByRole('button', { name: 'Salva', exact: true }).click();
  await page.getByText('versione 2').first().waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await pages.closed(page);
});

it('The head of the unit signs in with a keyboard alone, reads it over and submits it', async () => {
  const page = await pages.seenBy(undefined, '/');
  await signsInWithKeys(page, people.head);
  await pressOn(page, page.getByRole('link', { name: 'Completare e trasmettere' }));
  await title(page, /Assistenza domiciliare/);
  await pressOn(page, page.locator('a[href*="/modifica"]').first());
  await title(page, 'Compila la scheda');
  await pressOn(page, page.locator('a[href$="/invio"]').first());
  await title(page, 'Controlla e trasmetti la scheda');
  await page.getByText('Due visite a settimana').waitFor();
  await pressOn(page, page.getByRole('button', { name: 'Trasmetti la scheda' }));
  await title(page, /Assistenza domiciliare/);
  await pressOn(page, page.getByRole('link', { name: 'La mia scrivania' }).first());
  await title(page, 'La mia scrivania');
  await page.getByText('Nulla da fare.').waitFor();
  await pages.closed(page);
});

it('The office finds it in the queue, takes it in charge and checks it', async () => {
  const page = await pages.seenBy(undefined, '/');
  await signsIn(page, people.officer);
  await page.getByRole('link', { name: 'Verifica', exact: true }).click();
  await title(page, 'Schede da verificare');
  await page.getByRole('link', { name: /Assistenza domiciliare/ }).click();
  await page.getByRole('button', { name: 'Prendi in carico' }).click();
  await page.getByRole('button', { name: 'Rispondi sì a tutte le altre' }).click();
  await page.getByRole('button', { name: 'Verifica la scheda' }).click();
  await page.waitForURL(/fatto=check-scheda$/);
  await pages.closed(page);
});

it('The coordinator sees on the page of the cycle that it is done, and signs out', async () => {
  const page = await pages.seenBy(undefined, '/');
  await signsIn(page, people.coordinator);
  await page.getByRole('link', { name: 'Ciclo 2024' }).first().click();
  await page.getByText('in diretta').waitFor();
  expect(await page.locator('#punto').innerText()).toMatch(/1\s+Verificat/);
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Esci' }).click();
  await page.getByText('Sei uscito.').waitFor();
  await pages.closed(page);
});

it('The auditor finds every hand in the history, has the browser verify it, and prints it', async () => {
  const page = await pages.seenBy(undefined, '/');
  await signsIn(page, people.auditor);
  await page.getByRole('link', { name: 'Storico', exact: true }).click();
  await title(page, /^Storico/);
  await page.getByRole('link', { name: 'Verifica l’integrità' }).click();
  await page.getByLabel('Sigillo avuto per altra via').fill(seal);
  await page.getByRole('button', { name: 'Verifica adesso' }).click();
  await page.locator('.chain-proved').waitFor();
  await page.getByRole('link', { name: /Fatti/ }).first().click();
  for (const who of ['referente', 'responsabile', 'operatrice'])
    // What is folded counts as well.
    await page.locator('main strong', { hasText: who }).first().waitFor({ state: 'attached' });
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('navigation', { name: 'Sezioni' }).isVisible()).toBe(false);
  expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
  await pages.closed(page);
});
