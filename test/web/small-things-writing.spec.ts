import type { Page } from 'playwright-core';
import type { Client } from '../client.fixture.js';
import { TestServer } from '../server.fixture.js';
import { PageBrowser, pressOn } from './browser.fixture.js';
import { Listener } from './listener.fixture.js';
import { accessibilityViolations } from './pages.fixture.js';
import { schedeAtWork, type SchedeAtWork } from './schede.fixture.js';

let server: TestServer;
let browser: PageBrowser;
let work: SchedeAtWork;
let referent: Client;

beforeAll(async () => {
  server = await TestServer.start();
  [browser, work] = [await PageBrowser.launch(server), await schedeAtWork(server)];
  referent = server.as('RF');
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

const writing = (section: string): string =>
  `${work.address}/schede/S-5/modifica?sezione=${section}`;

describe('Two who write the same scheda', () => {
  it('see each other, and in which section, until one of them leaves', async () => {
    const first = await browser.seenBy(work.head, writing('attivita'));
    const second = await browser.seenBy(referent, writing('indicatori'));
    const also = first.locator('who-writes');
    await also.getByText('Anche referente sta scrivendo in «Indicatori».').waitFor();
    expect(await also.getAttribute('role')).toBe('status');
    await second
      .locator('who-writes')
      .getByText('Anche responsabile sta scrivendo in «Attività».')
      .waitFor();
    expect(await accessibilityViolations(first)).toEqual([]);
    await browser.closed(second);
    await also.getByText(/./).waitFor({ state: 'detached' });
    expect(await also.innerText()).toBe('');
    await browser.closed(first);
  });

  it('lock nothing, and without a script see nothing of it', async () => {
    const other = await browser.seenBy(referent, writing('attivita'));
    const page = await browser.seenBy(work.head, writing('attivita'), { script: false });
    expect(await page.locator('who-writes').innerText()).toBe('');
    await page.getByLabel('Descrizione', { exact: true }).fill('Scritta mentre altri scrivono');
    await page.getByRole('button', { name: 'Salva', exact: true }).click();
    await page.locator('[data-state]', { hasText: 'Salvata' }).waitFor();
    await browser.closed(page);
    await browser.closed(other);
  });

  it('are told to nobody who does not write it', async () => {
    const address = `${work.address}/schede/S-5/modifica/presenza?sezione=attivita`;
    for (const client of [server.as('AUD'), work.otherHead, server.as('UPo')])
      expect((await client.get(address)).status).toBe(403);
    expect((await server.as('UH', 'pisana').get(address)).status).toBe(404);
    const listener = await Listener.open(server, referent, address);
    const own = await Listener.open(server, work.head, address);
    expect(await own.told(1)).toEqual(['referente/attivita']);
    await Promise.all([listener.close(), own.close()]);
  });
});

describe('A link out of a form with something in it', () => {
  const description = (page: Page) => page.getByLabel('Descrizione', { exact: true });
  const question = (page: Page) => page.getByRole('dialog', { name: 'Qui c’è del testo' });

  /** The form, where no save of it arrives. */
  async function whereNothingIsSaved(): Promise<Page> {
    const page = await browser.seenBy(work.head, `${work.address}/schede/S-5/modifica`);
    await page.goto(server.url + writing('attivita'));
    await page.route('**/modifica', (route) => route.abort());
    return page;
  }

  it('is followed once it is saved, without a question', async () => {
    const page = await browser.seenBy(work.head, writing('attivita'));
    await description(page).fill('Salvata prima di uscire');
    await page.getByRole('link', { name: 'Schede', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Schede' }).waitFor();
    await page.goto(server.url + writing('attivita'));
    expect(await description(page).inputValue()).toBe('Salvata prima di uscire');
    await browser.closed(page);
  });

  it('asks with what one does where it cannot be saved, by the keyboard, and Escape is to stay', async () => {
    const page = await whereNothingIsSaved();
    page.on('dialog', (dialog) => void dialog.accept());
    await description(page).fill('Senza servizio');
    await page.getByText('Non in linea').waitFor();
    const link = page.getByRole('link', { name: 'Schede', exact: true }).first();
    await link.focus();
    await page.keyboard.press('Enter');
    await question(page).waitFor();
    expect(await question(page).getByRole('button').allInnerTexts()).toEqual([
      'Salva ed esci dalla pagina',
      'Esci senza salvare',
      'Resta qui',
    ]);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await question(page).isVisible()).toBe(false);
    expect(await link.evaluate((each) => each === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await pressOn(page, question(page).getByRole('button', { name: 'Esci senza salvare' }));
    await page.getByRole('heading', { level: 1, name: 'Schede' }).waitFor();
    // What was not saved is found again.
    await page.unroute('**/modifica');
    await page.goto(server.url + writing('attivita'));
    await page.getByText('Abbiamo ritrovato testo non salvato').waitFor();
    await browser.closed(page);
  });

  it('saves and leaves where that is answered and the service is back', async () => {
    const page = await whereNothingIsSaved();
    await description(page).fill('Di nuovo in linea');
    await page.getByText('Non in linea').waitFor();
    await page.getByRole('link', { name: 'Schede', exact: true }).first().click();
    await question(page).waitFor();
    await page.unroute('**/modifica');
    await question(page).getByRole('button', { name: 'Salva ed esci dalla pagina' }).click();
    await page.getByRole('heading', { level: 1, name: 'Schede' }).waitFor();
    await page.goto(server.url + writing('attivita'));
    expect(await description(page).inputValue()).toBe('Di nuovo in linea');
    await browser.closed(page);
  });
});
