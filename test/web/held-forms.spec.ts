import type { Page } from 'playwright-core';
import { Sessions } from '#access';
import { Browser, PASSWORD } from '../access/browser.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { preparing } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { PageBrowser } from './browser.fixture.js';
import { accessibilityViolations } from './pages.fixture.js';

const ORGANISATION = `${ZONE}-organizzazione`;
const SEND_HELD = 'Invia ciò che avevo scritto';

let server: TestServer;
let browser: PageBrowser;
let journey: Journey;
let admin: Browser;
/** Of the planning office, with two roles and an account. */
let officer: Browser;

beforeAll(async () => {
  server = await TestServer.start();
  browser = await PageBrowser.launch(server);
  journey = programmeOfYear(server, 2024);
  await preparing(journey);
  admin = new Browser(server);
  await admin.begin();
  officer = await colleague('coordinatrice-1', ['UPc', 'UPo']);
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

async function colleague(personId: string, roles: readonly string[]): Promise<Browser> {
  for (const role of roles) {
    const key = { 'idempotency-key': crypto.randomUUID() };
    const wish = { personId, role, from: '2020-01-01' };
    const path = `registers/${ORGANISATION}/grant-role`;
    expect(await admin.ask('POST', path, wish, key)).toMatchObject({ status: 200 });
  }
  const colleagues = new Browser(server, personId);
  const { login } = colleagues;
  const { body } = await admin.post<{ code: string }>('accounts/invitations', { personId, login });
  expect((await colleagues.accept(body.code)).status).toBe(200);
  return colleagues;
}

/** The officer at a page, with a session that is as fresh as it can be. */
async function officerAt(path: string, script = true): Promise<Page> {
  server.clock.pass({ seconds: 60 });
  expect((await officer.signIn()).status).toBe(200);
  const page = await browser.seenBy(undefined, '/accesso', { script });
  const [name = '', value = ''] = officer.cookie?.split('=') ?? [];
  const url = server.url.replace('http:', 'https:');
  await page.context().addCookies([{ name, value, url, secure: true, httpOnly: true }]);
  await page.goto(server.url + path);
  return page;
}

async function signsIn(page: Page, person: Browser): Promise<void> {
  await page.getByLabel('Nome utente').fill(person.login);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Continua' }).click();
  server.clock.pass({ seconds: 60 });
  await page.getByLabel('Codice').fill(person.code());
  await page.getByRole('button', { name: 'Entra' }).click();
}

/** Fills in a question, and sends it once the session is over. */
async function sendsTooLate(page: Page, subject: string): Promise<void> {
  await page.getByLabel('Oggetto').fill(subject);
  await page.getByLabel('Domanda', { exact: true }).fill('A quale obiettivo?\nE da quando?');
  server.application.get(Sessions, { strict: false }).endAllOf(officer.personId);
  await page.getByRole('button', { name: 'Poni una domanda', exact: true }).click();
  await page.getByText('La tua sessione è finita.').waitFor();
}

/** The questions of a subject, as the cycle remembers them. */
async function asked(subject: string): Promise<readonly { readonly text: string }[]> {
  interface Questions {
    readonly questions: Readonly<
      Record<string, { readonly subject: string; readonly text: string }>
    >;
  }
  const { body } = await officer.get<Questions>(`cycles/${journey.cycleId}`);
  return Object.values(body.questions).filter((question) => question.subject === subject);
}

const question = (): string => `/cicli/${journey.cycleId}/azioni/raise-question`;

describe('What somebody wrote while their session ended', () => {
  it.each([true, false])('is sent once they have signed in, script: %s', async (script) => {
    const subject = `Programma ${script ? 3 : 4}`;
    const page = await officerAt(question(), script);
    await sendsTooLate(page, subject);
    if (script) expect(await accessibilityViolations(page)).toEqual([]);
    await signsIn(page, officer);
    await page.getByRole('heading', { name: 'Ciò che avevi scritto c’è ancora' }).waitFor();
    if (script) expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: SEND_HELD }).click();
    await page.getByText('Fatto: Poni una domanda').waitFor();
    server.clock.pass({ seconds: 60 });
    await officer.signIn();
    expect(await asked(subject)).toMatchObject([{ text: 'A quale obiettivo?\nE da quando?' }]);
    await browser.closed(page);
  });

  it('is sent by nobody else', async () => {
    const page = await officerAt(question());
    await sendsTooLate(page, 'Programma 5');
    await signsIn(page, admin);
    await page.getByRole('heading', { level: 1, name: 'La mia scrivania' }).waitFor();
    expect(await page.getByRole('button', { name: SEND_HELD }).count()).toBe(0);
    await browser.closed(page);
  });
});

describe('A decision', () => {
  const addUnit = `/cicli/${ORGANISATION}/azioni/add-unit`;

  async function proves(page: Page): Promise<void> {
    await page.getByRole('heading', { name: 'Conferma che sei tu' }).waitFor();
    await page.getByLabel('Password').fill(PASSWORD);
    server.clock.pass({ seconds: 60 });
    await page.getByLabel('Codice').fill(officer.code());
    await page.getByRole('button', { name: 'Conferma', exact: true }).click();
  }

  it('asks who one is before the form, where that was too long ago', async () => {
    const page = await officerAt('/');
    server.clock.pass({ seconds: 20 * 60 });
    await page.goto(server.url + addUnit);
    expect(await page.locator('form#action').count()).toBe(0);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Accedi di nuovo e torna qui' }).click();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Conferma', exact: true }).click();
    await page.getByRole('alert').waitFor();
    await proves(page);
    await page.getByRole('heading', { name: "Iscrivi un'unità" }).waitFor();
    expect(await page.locator('form#action').count()).toBe(1);
    await browser.closed(page);
  });

  it.each([true, false])(
    'loses nothing of what was written meanwhile, script: %s',
    async (script) => {
      const page = await officerAt(addUnit, script);
      await page.getByLabel('Unità', { exact: true }).fill(script ? 'anziani' : 'minori');
      await page.getByLabel('Nome', { exact: true }).fill('Assistenza domiciliare');
      await page.getByLabel('Tipo', { exact: true }).selectOption({ label: 'Servizio' });
      await page.getByLabel('Azienda USL').check();
      await page.getByLabel('Dal', { exact: true }).fill('2024-01-01');
      server.clock.pass({ seconds: 20 * 60 });
      await page.getByRole('button', { name: "Iscrivi un'unità", exact: true }).click();
      expect(await page.title()).toMatch(/^Errore: /);
      await page.getByRole('button', { name: 'Accedi di nuovo e torna qui' }).click();
      await proves(page);
      await page.getByRole('button', { name: SEND_HELD }).click();
      await page.getByText("Fatto: Iscrivi un'unità").waitFor();
      await browser.closed(page);
    },
  );
});

describe('The account', () => {
  it('leads to the roles one has, and to another of them', async () => {
    const page = await officerAt('/');
    await page.getByRole('link', { name: /Ruoli e deleghe/ }).click();
    await page.getByText('Operi in questo ruolo').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: /^Passa a Operatore/ }).click();
    await page.getByText(/coordinatrice-1 · Operatore/).waitFor();
    await browser.closed(page);
  });

  it('stays signed in from where one is, and loses nothing of the form', async () => {
    const page = await officerAt(question());
    await page.getByLabel('Oggetto').fill('Programma 6');
    await page.clock.install({ time: server.clock.nowMs() });
    server.clock.pass({ seconds: 27 * 60 });
    const title = await page.title();
    // More than five minutes are left, then five, then three.
    await page.clock.fastForward('24:40');
    expect(await page.locator('session-end').isHidden()).toBe(true);
    expect(await page.title()).toBe(title);
    await page.clock.fastForward('00:30');
    await page.locator('session-end', { hasText: '5 minuti' }).waitFor();
    expect(await page.title()).toBe(`(5 min) ${title}`);
    await page.clock.fastForward('01:50');
    await page.locator('session-end', { hasText: '3 minuti' }).waitFor();
    expect(await page.title()).toBe(`(3 min) ${title}`);
    await page.getByRole('link', { name: 'Resta collegato' }).click();
    await page.getByText('minuti esci da solo').waitFor({ state: 'hidden' });
    expect(await page.title()).toBe(title);
    expect(await page.getByLabel('Oggetto').inputValue()).toBe('Programma 6');
    server.clock.pass({ seconds: 10 * 60 });
    await page.getByLabel('Domanda', { exact: true }).fill('A quale obiettivo?');
    await page.getByRole('button', { name: 'Poni una domanda', exact: true }).click();
    await page.getByText('Fatto: Poni una domanda').waitFor();
    await browser.closed(page);
  });
});
