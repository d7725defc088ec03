import { TestServer } from '../server.fixture.js';
import { PageBrowser } from './browser.fixture.js';

let server: TestServer;
let browser: PageBrowser;

beforeEach(async () => {
  server = await TestServer.start();
  browser = await PageBrowser.launch(server);
});
afterEach(async () => {
  await browser.end();
  await server.end();
});

describe('An administrator, from an empty installation on', () => {
  it('opens the register, gives roles, enters a person, invites them and stops them, on a telephone, without a script', async () => {
    const { personId } = server.as('ADM').person;
    const page = await browser.seenBy(server.as('ADM'), '/amministrazione/unita', {
      ...{ script: false, phone: true },
    });
    const send = () => page.locator('#action button.button').last().click();

    // Nothing is there yet, and the page says what to do.
    await page.getByText('Il registro dell’organizzazione non è ancora aperto').waitFor();
    await page.getByRole('link', { name: "Apri il registro dell'organizzazione" }).click();
    await page.getByLabel('Titolo').fill('Organizzazione della zona');
    await send();
    await page.getByText('Nel registro non c’è ancora nessuna unità.').waitFor();

    // The first role is their own.
    await page.getByRole('link', { name: 'Persone' }).first().click();
    await page.getByRole('link', { name: 'Dai un ruolo' }).first().click();
    await page.getByLabel('Persona').fill(personId);
    await page.locator('select[name=role]').selectOption('ADM');
    await page.getByLabel('Dal', { exact: false }).first().fill(server.clock.day());
    await send();

    // A person: what is wrong is said beside the field, and nothing that was typed is lost.
    await page.locator('summary', { hasText: 'Aggiungi una persona' }).click();
    await page.getByLabel('Codice della persona').fill('Nuova Persona');
    await page.getByLabel('Nome', { exact: true }).fill('Una persona di prova');
    await page.getByRole('button', { name: 'Salva la voce' }).click();
    await page.getByRole('heading', { name: 'C’è un problema' }).waitFor();
    expect(await page.getByLabel('Nome', { exact: true }).inputValue()).toBe(
      'Una persona di prova',
    );
    await page.getByLabel('Codice della persona').fill('nuova-persona');
    await page.getByRole('button', { name: 'Salva la voce' }).click();
    await page.getByText('La voce è salvata.').waitFor();
    await page.getByText('Prima dalle un ruolo').waitFor();

    // Her role, chosen by name.
    await page.locator('main').getByRole('link', { name: 'Dai un ruolo' }).click();
    expect(await page.getByLabel('Persona').inputValue()).toBe('nuova-persona');
    await page.locator('select[name=role]').selectOption('UPo');
    await send();
    await page.getByText('vale').first().waitFor();

    // The way in: a code, once.
    await page.getByLabel('Nome utente').fill('nuova.persona');
    await page.getByRole('button', { name: 'Prepara l’invito' }).click();
    await page.getByRole('heading', { level: 1, name: 'Il codice, una volta sola' }).waitFor();
    expect((await page.locator('main code').innerText()).length).toBeGreaterThan(10);
    await page.getByRole('link', { name: 'Torna alla persona' }).click();

    // And the way out.
    await page.getByRole('link', { name: 'Disattiva la persona' }).click();
    await page.getByLabel('Sospensione').check();
    await page.getByLabel('Motivazione').fill('Assenza');
    await send();
    await page.getByText(/^Sospensione, dal/).waitFor();
    await page.getByText('Ha ancora il ruolo').waitFor();

    // How the service is.
    await page.goto(`${server.url}/stato/dettaglio`);
    await page
      .getByRole('heading', { level: 1, name: 'Stato del servizio, nel dettaglio' })
      .waitFor();
    await browser.closed(page);
  });

  it('proves again who they are before an account changes, and what was typed waits', async () => {
    const client = server.as('ADM');
    await client.perform('livornese-organizzazione', 'open-organisation', { title: 'Registro' });
    await client.perform('livornese-organizzazione', 'grant-role', {
      ...{ personId: client.person.personId, role: 'ADM', from: server.clock.day() },
    });
    await client.perform('livornese-organizzazione', 'grant-role', {
      ...{ personId: 'nuova', role: 'UPo', from: server.clock.day() },
    });
    const page = await browser.seenBy(client, '/amministrazione/persone/nuova', { script: false });
    server.clock.pass({ seconds: 1_200 });
    await page.getByLabel('Nome utente').fill('nuova.persona');
    await page.getByRole('button', { name: 'Prepara l’invito' }).click();
    await page.getByRole('heading', { level: 1, name: 'Conferma' }).waitFor();
    expect(page.url()).toBe(`${server.url}/conferma`);
    expect(await page.locator('input[name=held]').inputValue()).toContain('nuova.persona');
    await browser.closed(page);
  });
});
