import type { Client } from '../client.fixture.js';
import { TestServer } from '../server.fixture.js';
import { PageBrowser, SCREENS } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';
import {
  approved,
  convened,
  ORGAN,
  planInVerification,
  PRESCRIPTIONS,
  proposedTwice,
  SENT_BACK,
  SIGNED_ACT_SHA256,
  type Plan,
} from './plan.fixture.js';

/*
 * One plan on its way: each group of tests takes it a step further, in this order.
 */
let server: TestServer;
let browser: PageBrowser;
let plan: Plan;
let path: string;

beforeAll(async () => {
  server = await TestServer.start();
  browser = await PageBrowser.launch(server);
  plan = await planInVerification(server);
  path = `${plan.address}/approvazione`;
}, 240_000);
afterAll(async () => {
  await browser.end();
  await server.end();
});

/** A page of the plan as somebody gets it, without a browser: its status and its HTML. */
async function sent(
  client: Client,
  below = '',
): Promise<{ readonly status: number; readonly html: string }> {
  const { status, body } = await client.get<Buffer>(path + below);
  return { status, html: String(body) };
}

/** Usable by everybody, on a telephone as well, as the page stands now. */
async function isFit(client: Client, below = ''): Promise<void> {
  for (const { width } of SCREENS) {
    const page = await browser.seenBy(client, path + below, { phone: width < 768 });
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await invalidHtml(await page.content())).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await browser.closed(page);
  }
}

describe('Before the verification is closed', () => {
  it('says of each condition whether it is met, what is missing, and who owes it', async () => {
    const page = await browser.seenBy(server.as('UPc'), path, { script: false });
    const conditions = page.getByRole('region', { name: 'È tutto pronto?' });
    const condition = (name: string) => conditions.locator('.item').filter({ hasText: name });
    await condition('Partecipazione').getByText('C’è').waitFor();
    await condition('Co-programmazione').getByText('non attivata, con motivazione').waitFor();
    const coDesign = condition('Prospetto di co-progettazione');
    await coDesign.getByText('Manca').waitFor();
    await coDesign.getByText('il registro di zona non ha ancora nessuna riga').waitFor();
    await coDesign.getByText('Operatore').waitFor();
    const documents = condition('Documenti e allegati');
    await documents.getByText('C’è').waitFor();
    await documents.getByText(/con la sua impronta; qui c’è solo l’impronta di: /).waitFor();
    const schede = condition('Schede verificate');
    await schede.getByText('Manca').waitFor();
    await schede.getByText('verificate 1 schede su 3').waitFor();
    expect(await schede.locator('.plain li').allInnerTexts()).toEqual([
      'Operatore dell’Ufficio di Piano, Coordinatore dell’Ufficio di Piano · una scheda'.replaceAll(
        '’',
        "'",
      ),
      'minori · una scheda',
    ]);
    await schede.getByRole('link', { name: 'minori' }).click();
    expect(new URL(page.url()).search).toBe('?unita=minori');
    await browser.closed(page);
  });

  it('offers whoever may close it the form, with the reason why that would be refused', async () => {
    const page = await browser.seenBy(server.as('UPc'), path, { script: false });
    await page.getByText(/^2 schede non sono verificate né lasciate fuori/).waitFor();
    await page.getByRole('link', { name: 'Chiudi la verifica' }).click();
    expect(new URL(page.url()).pathname).toBe(`${plan.address}/azioni/close-verification`);
    await browser.closed(page);
  });

  it('offers nothing to those who may not, and no document to anybody', async () => {
    for (const role of ['UH', 'AUD'] as const) {
      const { html } = await sent(server.as(role));
      expect(html).toContain('È tutto pronto?');
      expect(html).not.toContain('/azioni/');
    }
    const { status, html } = await sent(server.as('DIR'), '/documento');
    expect(status).toBe(200);
    expect(html).not.toContain('Approvato con deliberazione');
    expect(html).toContain('Non c’è ancora un documento');
    expect((await sent(server.as('DIR'), '/documento?versione=1')).status).toBe(404);
  });

  it('is of this zone, and of those who may read its schede', async () => {
    const elsewhere = server.admit({ role: 'UPc', personId: 'altra', zone: 'altra' });
    expect((await sent(elsewhere)).status).toBe(404);
    for (const below of ['', '/documento', '/differenze', '/sedute/seduta-1'])
      for (const role of ['ETS', 'ADM'] as const)
        expect([below, role, (await sent(server.as(role), below)).status]).toEqual([
          ...[below, role, 403],
        ]);
  });

  it('is fit for everybody', () => isFit(server.as('UPc')));
});

describe('Once it was proposed, sent back and proposed again', () => {
  beforeAll(() => proposedTwice(plan), 240_000);

  it('shows the frozen document with its version and fingerprint, and the director how to decide', async () => {
    const page = await browser.seenBy(server.as('DIR'), path);
    const document = page.getByRole('region', { name: 'Documento, versione 2' });
    await document.getByText('Congelato, da proporre').waitFor();
    const { manifestHash } = plan.journey.last('VerificationClosed');
    await document.getByText(`${manifestHash.slice(0, 12)}…`).waitFor();
    expect(await document.locator('copy-text').getAttribute('data-text')).toBe(manifestHash);
    await document.getByText('2 schede, un programma, un allegato').waitFor();
    await page.getByText('Fare propria la proposta o restituirla').waitFor();
    await page.getByRole('link', { name: 'Fai propria la proposta' }).click();
    expect(new URL(page.url()).pathname).toBe(`${plan.address}/azioni/endorse-proposal`);
    expect(await page.locator('input[name=manifestHash]').getAttribute('value')).toBe(manifestHash);
    await browser.closed(page);
  });

  it('lets everybody read both versions as they were frozen', async () => {
    const first = await sent(server.as('UH'), '/documento?versione=1');
    expect(first.html).toContain('Visite a casa.');
    expect(first.html).toContain('Centro diurno');
    expect(first.html).not.toContain('Educatori in strada.');
    const second = await sent(server.as('UH'), '/documento');
    expect(second.html).toContain('Due visite a casa ogni settimana.');
    expect(second.html).toContain('Educatori in strada.');
    expect(second.html).not.toContain('Centro diurno');
    expect(second.html).toContain(plan.journey.last('VerificationClosed').manifestHash);
    expect(second.html).toContain('I tempi dettati dalla Regione');
    expect((await sent(server.as('UH'), '/documento?versione=3')).status).toBe(404);
  });

  it('tells what is different between them, word by word', async () => {
    const page = await browser.seenBy(server.as('DIR'), `${path}/differenze`, { script: false });
    await page.getByText('Schede aggiunte: 1. Schede tolte: 1. Schede cambiate: 1.').waitFor();
    await page
      .getByRole('region', { name: /^Schede aggiunte/ })
      .getByText('Educativa di strada')
      .waitFor();
    await page
      .getByRole('region', { name: /^Schede tolte/ })
      .getByText('Centro diurno')
      .waitFor();
    const changed = page.getByRole('article', { name: /Assistenza domiciliare/ });
    expect(await changed.locator('dt').allInnerTexts()).toEqual(['Descrizione']);
    await changed.locator('ins', { hasText: 'Due visite' }).waitFor();
    await changed.locator('del', { hasText: 'Visite' }).waitFor();
    await browser.closed(page);
  });

  it('says who sent the first one back and why, in the history alone once there is another', async () => {
    const { html } = await sent(server.as('SEG'));
    expect(html).toContain('Restituita la proposta');
    expect(html).not.toContain(SENT_BACK);
  });

  it.each(['', '/documento', '/differenze'])('is fit for everybody: %s', (below) =>
    isFit(server.as('DIR'), below),
  );

  it('is printed as a document, with the whole fingerprint and without buttons', async () => {
    const page = await browser.seenBy(server.as('DIR'), path, { print: true });
    const { manifestHash } = plan.journey.last('VerificationClosed');
    await page.getByText(manifestHash).first().waitFor();
    const buttons = page.getByRole('link', { name: 'Fai propria la proposta' });
    expect(await buttons.isVisible()).toBe(false);
    await browser.closed(page);
  });
});

describe('The sitting it was brought before', () => {
  beforeAll(() => convened(plan), 120_000);

  it('leads the secretariat from their desk to the document, and to the form of the outcome', async () => {
    const page = await browser.seenBy(server.as('SEG'), '/', { script: false });
    const decisions = page.getByRole('region', { name: /^Decisioni che aspettano te/ });
    const links = decisions.getByRole('link');
    expect(await links.first().innerText()).toBe("Registra l'esito della seduta");
    await decisions.getByRole('link', { name: 'Il documento' }).click();
    await page.getByRole('heading', { level: 1, name: /documento, versione 2/ }).waitFor();
    await page.getByRole('link', { name: 'Approvazione', exact: true }).last().click();
    await page.getByRole('link', { name: /^Seduta del/ }).click();
    await page.getByText('Sala consiliare').waitFor();
    await page.getByText('Presenze e voti si registrano con l’esito della seduta.').waitFor();
    await page.getByRole('link', { name: "Registra l'esito della seduta" }).click();
    expect(new URL(page.url()).searchParams.get('sessionId')).toBe('seduta-1');
    await browser.closed(page);
  });

  it('offers nothing to the director, and is not there under another id', async () => {
    const { html } = await sent(server.as('DIR'), '/sedute/seduta-1');
    expect(html).toContain('77/2024');
    expect(html).not.toContain('/azioni/');
    expect((await sent(server.as('SEG'), '/sedute/seduta-2')).status).toBe(404);
  });
});

describe('Once it is approved', () => {
  beforeAll(() => approved(plan), 120_000);

  it('says by which act, on its page and on that of the cycle', async () => {
    const act =
      /Approvato con deliberazione n\. 12 del \d+ \w+ 2024 \(Conferenza zonale integrata\)/;
    const page = await browser.seenBy(server.as('UPc'), plan.address, { script: false });
    await page.getByRole('link', { name: act }).click();
    const acts = page.getByRole('region', { name: 'L’atto' });
    await acts.getByText(ORGAN, { exact: true }).waitFor();
    await acts.getByText('Approvato con prescrizioni').waitFor();
    await acts.getByText(/^Albo pretorio, dal/).waitFor();
    await acts.getByRole('link', { name: /^Com’è registrato e sigillato/ }).click();
    await page.getByRole('heading', { level: 1, name: /Registrata la deliberazione/ }).waitFor();
    await browser.closed(page);
  });

  it('says so on every page of the cycle, and on no page of another', async () => {
    const said = 'Approvato con deliberazione n. 12 del ';
    for (const below of ['/schede', '/partecipazione', '/approvazione/documento']) {
      const { body } = await server.as('UPc').get<Buffer>(plan.address + below);
      expect(String(body).split(said)).toHaveLength(2);
    }
    const elsewhere = server.admit({ role: 'UPc', personId: 'altra-zona', zone: 'altra' });
    const { status, body } = await elsewhere.get<Buffer>(`${plan.address}/schede`);
    expect(status).toBe(404);
    expect(String(body)).not.toContain(said);
    expect(String((await server.as('UPc').get<Buffer>('/scadenze')).body)).not.toContain(said);
  });

  it.each(['', '/sedute/seduta-1'])(
    'shows what its act is about, its protocol and its file, and that nobody verified the signature: %s',
    async (below) => {
      const page = await browser.seenBy(server.as('UH'), path + below, { script: false });
      await page.getByText('Approvazione del POA 2024', { exact: true }).first().waitFor();
      await page.getByText('1234/2024', { exact: true }).waitFor();
      await page.getByText(/^Nel PDF è presente una firma, non verificata qui/).waitFor();
      const link = page.getByRole('link', { name: /^Scarica \(PDF, .*Deliberazione n\. 12/ });
      const file = `${plan.address}/allegati/${SIGNED_ACT_SHA256}`;
      expect(await link.getAttribute('href')).toBe(file);
      await browser.closed(page);
      // Whoever may not read the approval is not told that there is such a file.
      expect((await server.as('ETS').get(file)).status).toBe(404);
      expect((await server.as('UH').get(file)).status).toBe(200);
    },
  );

  it('shows who was there with which quota, and how they voted', async () => {
    const page = await browser.seenBy(server.as('AUD'), `${path}/sedute/seduta-1`);
    await page.getByText('Presenti componenti per il 85,0% delle quote.').waitFor();
    const rows = page.getByRole('region', { name: 'Componenti, quote e voti' }).getByRole('row');
    expect((await rows.allInnerTexts()).map((row) => row.split(/\s*\t\s*/))).toMatchObject([
      ['Componente', 'Quota', 'Presente', 'Voto'],
      ['Comune maggiore', '55,0%', expect.stringContaining('per delega di: Sindaco'), 'favorevole'],
      ['Comune medio', '30,0%', 'sì', 'astenuto'],
      ['Comune minore', '15,0%', 'no', '–'],
    ]);
    const picture = page.locator('.shares svg title').first();
    expect(await picture.textContent()).toBe('Favorevoli: 55,0%, Astenuti: 30,0%, Assenti: 15,0%');
    await browser.closed(page);
  });

  it('lists what the organ asked for, with the way to meet it for whoever may', async () => {
    const page = await browser.seenBy(server.as('UPo'), path, { script: false });
    const prescriptions = page.getByRole('region', { name: 'Prescrizioni' });
    for (const text of PRESCRIPTIONS) await prescriptions.getByText(text).waitFor();
    await prescriptions.getByRole('link', { name: 'Adempi alla prescrizione' }).first().click();
    expect(new URL(page.url()).searchParams.get('prescriptionId')).toBe('PR-1');
    await browser.closed(page);
    const { html } = await sent(server.as('AUD'));
    expect(html).not.toContain('meet-prescription');
  });

  it('leads on to what follows, and hides from a head what is in the history', async () => {
    const page = await browser.seenBy(server.as('UH'), path);
    const tabs = page.getByRole('navigation', { name: 'Approvazione e attuazione' });
    expect(await tabs.getByRole('link').allInnerTexts()).toEqual([
      ...['Approvazione', 'Documento', 'Differenze', 'Monitoraggio', 'Rendiconto'],
    ]);
    expect(await page.getByRole('link', { name: /^Com’è registrato/ }).count()).toBe(0);
    await browser.closed(page);
  });

  it.each(['', '/sedute/seduta-1'])('is fit for everybody: %s', (below) =>
    isFit(server.as('UPc'), below),
  );
});
