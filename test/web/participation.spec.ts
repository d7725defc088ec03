import { createHash } from 'node:crypto';
import { dayInWords } from '#calendar';
import { Directory, type Role } from '#people';
import { recorded } from '../client.fixture.js';
import { drive } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { preparing, submitted, unitOf } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { PageBrowser, SCREENS } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

/** As long as those of meetings are: no telephone has room for it on one line. */
const JOIN_AT =
  'https://incontri.ente.example/sindacati/tavolo-della-zona?pwd=abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

let server: TestServer;
let browser: PageBrowser;
let journey: Journey;
let path: string;
let of: string;

beforeAll(async () => {
  server = await TestServer.start();
  browser = await PageBrowser.launch(server);
  journey = programmeOfYear(server, 2024);
  of = `/cicli/${journey.cycleId}`;
  path = `${of}/partecipazione`;
  await preparing(journey);
  await submitted(journey, { schedaId: 'S-1', unit: unitOf(server, UNIT), title: 'Domiciliarità' });
  await journey.perform('UPo', 'schedule-meeting', {
    ...{ meetingId: 'M-sindacati', title: 'Organizzazioni sindacali', counterpart: 'OO_SS' },
    ...{ date: server.clock.day(5), channel: 'MIXED', venue: 'Ospedale', startTime: '10:00' },
    ...{ onlineAddress: JOIN_AT },
    agendaItems: ['Profilo di salute', 'La bozza del programma'],
  });
  server.application.get(Directory).put('livornese', 'sindacato-pensionati', {
    ...{ name: 'Sindacato pensionati', email: 'pensionati@ente.example' },
  });
  await drive(journey, { type: 'MinutesRecorded' });
  await journey.perform('UPo', 'receive-contribution', {
    ...{ contributionId: 'K-1', body: 'Consulta degli anziani' },
    document: { title: 'Osservazioni', sha256: 'a'.repeat(64) },
  });
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

describe('The participation of a cycle', () => {
  it('tells whom the office still has to hear, and in which meeting the others were', async () => {
    const page = await browser.seenBy(server.as('UPc'), `${of}/copertura`, { script: false });
    await page.getByText(/^Restano da sentire: /).waitFor();
    const table = page.getByRole('region', { name: 'Chi è stato sentito' });
    expect(await table.getByRole('row').count()).toBe(7);
    expect(await table.getByText('sentita', { exact: true }).count()).toBeGreaterThan(0);
    expect(await table.getByText('non ancora').count()).toBeGreaterThan(0);
    await browser.closed(page);
  });

  it('leads to a meeting and from there to the form by which it is convened', async () => {
    const page = await browser.seenBy(server.as('UPo'), path, { script: false });
    await page.getByRole('link', { name: 'Organizzazioni sindacali', exact: true }).click();
    await page.getByText(/, ore 10:00/).waitFor();
    await page.getByText(/Ospedale/).waitFor();
    await page.getByRole('link', { name: /Convoca/ }).click();
    expect(new URL(page.url()).pathname).toBe(`${of}/incontri/M-sindacati/convocazione`);
    await browser.closed(page);
  });

  it('offers the answer to a contribution to whoever may give it, and not to others', async () => {
    const office = await browser.seenBy(server.as('UPc'), `${of}/contributi`);
    const row = office.getByRole('row').filter({ hasText: 'Consulta degli anziani' });
    await row.getByText('in attesa di risposta').waitFor();
    expect(await row.getByRole('link', { name: /Consulta/ }).count()).toBeGreaterThan(0);
    await browser.closed(office);
    const auditor = await browser.seenBy(server.as('AUD'), `${of}/contributi`);
    const seen = auditor.getByRole('row').filter({ hasText: 'Consulta degli anziani' });
    await seen.getByText('in attesa di risposta').waitFor();
    expect(await seen.getByRole('link').count()).toBe(0);
    await browser.closed(auditor);
  });

  it('shows a stakeholder their own contributions and nobody else’s', async () => {
    const theirs = await browser.seenBy(server.as('ETS'), `${of}/contributi`);
    await theirs.getByRole('heading', { level: 2, name: 'Contributi' }).waitFor();
    expect(await theirs.content()).not.toContain('Consulta degli anziani');
    await browser.closed(theirs);
  });

  it('is of this zone alone, and knows no meeting that was never scheduled', async () => {
    const elsewhere = server.admit({ role: 'UPc', personId: 'altra', zone: 'altra' });
    const page = await browser.seenBy(elsewhere, path);
    await page.getByRole('heading', { level: 1, name: 'Non trovato' }).waitFor();
    await browser.closed(page);
    const none = await browser.seenBy(server.as('UPc'), `/cicli/${journey.cycleId}/incontri/M-x`);
    expect(await none.getByRole('heading', { level: 1 }).innerText()).not.toContain('M-x');
    expect(await none.title()).toMatch(/^Errore:/);
    await browser.closed(none);
  });

  it('shows whom a convocation reaches and with which words before it is recorded', async () => {
    const address = `${of}/incontri/M-sindacati/convocazione`;
    const page = await browser.seenBy(server.as('UPo'), address);
    await page.getByRole('button', { name: 'Guarda l’anteprima' }).click();
    expect(await page.getByLabel('Convocati').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Convocati').fill('Sindacato pensionati\nSindacato sanità\n');
    await page.getByRole('button', { name: 'Guarda l’anteprima' }).click();
    await page.getByText('Risulteranno convocati 2 enti:').waitFor();
    await page.getByText(/È convocato l’incontro «Organizzazioni sindacali»/).waitFor();
    const words = page.locator('blockquote');
    await words.getByText(`Per collegarsi: ${JOIN_AT}`).waitFor();
    for (const screen of SCREENS) {
      await page.setViewportSize(screen);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    }
    expect(await words.getByRole('listitem').allInnerTexts()).toEqual([
      ...['Profilo di salute', 'La bozza del programma'],
    ]);
    await page.getByText('LR Toscana 40/2005 art. 15').first().waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await invalidHtml(await page.content())).toEqual([]);
    const meeting = await browser.seenBy(server.as('AUD'), `${of}/incontri/M-sindacati`);
    expect(await meeting.content()).not.toContain('Sindacato pensionati');
    await browser.closed(meeting);
    // Bodies are chosen by name; one that is in no list is written by its id, and looked at before it is taken.
    await page.getByLabel('Sindacato pensionati', { exact: true }).check();
    await page.getByLabel('Altri enti da avvisare').fill('Sindacato Sanità');
    await page.getByRole('button', { name: 'Convoca l' }).click();
    expect(await page.getByLabel('Altri enti da avvisare').getAttribute('aria-invalid')).toBe(
      'true',
    );
    expect(await page.getByLabel('Sindacato pensionati', { exact: true }).isChecked()).toBe(true);
    await page.getByLabel('Altri enti da avvisare').fill('sindacato-sanita');
    await page.getByRole('button', { name: 'Guarda l' }).click();
    await page.getByText(/avvisa anche: Sindacato pensionati, sindacato-sanita\./).waitFor();
    await page.getByRole('button', { name: 'Convoca l' }).click();
    await page.getByText('2: Sindacato pensionati, Sindacato sanità').waitFor();
    await browser.closed(page);
  });

  it('shows where it is joined, what is to be talked about, and by which law it was convened', async () => {
    const page = await browser.seenBy(server.as('AUD'), `${of}/incontri/M-sindacati`, {
      script: false,
    });
    expect(await page.getByRole('link', { name: JOIN_AT }).getAttribute('href')).toBe(JOIN_AT);
    await page.getByRole('listitem').filter({ hasText: 'La bozza del programma' }).waitFor();
    await page.getByText('LR Toscana 40/2005 art. 15').first().waitFor();
    // Whether it arrived is for whoever may read the log of deliveries.
    expect(await page.getByText('Recapito della convocazione').count()).toBe(0);
    await browser.closed(page);
  });

  it('tells whoever may read the deliveries what became of its convocation', async () => {
    const page = await browser.seenBy(server.as('UPc'), `${of}/incontri/M-sindacati`);
    await page.getByText('Recapito della convocazione').waitFor();
    await page.getByText(/^Avvisati \d+ dal programma/).waitFor();
    await page.getByText(/sindacato-pensionati, posta elettronica: canale non attivo/).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await invalidHtml(await page.content())).toEqual([]);
    await page.getByRole('link', { name: 'Vedi tutti i recapiti' }).click();
    await page.getByRole('heading', { level: 1, name: 'I recapiti' }).waitFor();
    await browser.closed(page);
  });

  it('keeps its agenda when it is moved, and gets another one by the same form', async () => {
    const address = `${of}/incontri/M-sindacati`;
    const page = await browser.seenBy(server.as('UPo'), address, { script: false });
    await page.getByRole('link', { name: 'Sposta l' }).click();
    await page.locator('#f-to').fill(server.clock.day(5));
    // What is left out of either of them holds no more, so that both are asked for whole.
    await page.getByText('Nuova modalità, per intero').waitFor();
    await page
      .getByLabel('Nuovo ordine del giorno, per intero')
      .fill('Profilo di salute\nLe schede del programma');
    await page.locator('#f-reason').fill('Chiesto dai sindacati');
    await page.getByRole('button', { name: 'Sposta l' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Le schede del programma' }).waitFor();
    expect(await page.content()).not.toContain('La bozza del programma');
    await page.getByRole('link', { name: JOIN_AT }).waitFor();
    await browser.closed(page);
  });

  it('is for whoever works on it: nobody else convenes or says who came', async () => {
    for (const page of ['convocazione', 'presenze']) {
      const seen = await browser.seenBy(server.as('AUD'), `${of}/incontri/M-sindacati/${page}`);
      await seen.getByRole('heading', { level: 1, name: 'Non trovato' }).waitFor();
      await browser.closed(seen);
    }
  });

  it('has a meeting copied into a new one, and its calendar file', async () => {
    const page = await browser.seenBy(server.as('UPo'), `${of}/incontri/M-sindacati`);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Scarica per il calendario' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.ics$/);
    await page.getByRole('link', { name: 'Copia questo incontro in uno nuovo' }).click();
    expect(await page.locator('#f-title').inputValue()).toBe('Organizzazioni sindacali');
    expect(await page.locator('#f-date').inputValue()).toBe('');
    await browser.closed(page);
  });

  it('is usable by everybody, on a telephone as well', async () => {
    const addresses = [
      ...[path, `${of}/contributi`, `${of}/copertura`, `${of}/incontri/M-sindacati`],
      ...[`${of}/incontri/M-sindacati/presenze`, `${of}/incontri/M-sindacati/convocazione`],
    ];
    for (const address of addresses) {
      for (const { width } of SCREENS) {
        const page = await browser.seenBy(server.as('UPc'), address, { phone: width < 768 });
        expect(await accessibilityViolations(page)).toEqual([]);
        expect(await invalidHtml(await page.content())).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
        await browser.closed(page);
      }
    }
  });

  it('says of a file that was chosen that it did not come with one more row, and loses nothing else', async () => {
    const address = `${of}/incontri/M-sindacati/presenze`;
    const page = await browser.seenBy(server.as('UPo'), address, { script: false });
    await page.getByLabel('Sindacato pensionati', { exact: true }).check();
    await page.getByLabel('Scegli il file').setInputFiles({
      ...{ name: 'Presentazione.pdf', mimeType: 'application/pdf' },
      buffer: Buffer.from('%PDF-presentazione'),
    });
    await page.getByRole('button', { name: /^Aggiungi un.altra riga/ }).click();
    await page
      .getByText(/parte solo ciò che hai scritto, non il file «Presentazione\.pdf»/)
      .first()
      .waitFor();
    expect(await page.getByLabel('Scegli il file').count()).toBe(2);
    expect(await page.getByLabel('Scegli il file').first().getAttribute('aria-invalid')).toBe(
      'true',
    );
    expect(await page.getByLabel('Sindacato pensionati', { exact: true }).isChecked()).toBe(true);
    await browser.closed(page);
  });

  it('says who came with a touch each, flags what is late, and takes the minutes by their file', async () => {
    server.clock.pass({ days: 9 });
    const list = await browser.seenBy(server.as('UPo'), path, { phone: true, script: false });
    const late = list.getByText('in ritardo: il giorno è passato e non risulta tenuto');
    await late.first().waitFor();
    await list.getByRole('link', { name: 'Organizzazioni sindacali', exact: true }).click();
    await list.getByRole('link', { name: 'Registra l' }).click();
    const toggle = list.getByLabel('Sindacato pensionati', { exact: true });
    expect((await list.locator('.toggle').first().boundingBox())?.height).toBeGreaterThanOrEqual(
      44,
    );
    await toggle.check();
    await list.getByLabel('Organizzazioni sindacali').check();
    await list.getByLabel('Contenuti condivisi').fill('La bozza del programma');
    await list.getByLabel('Altri enti presenti per delega').fill('Comitato dei familiari');
    // A file is sent by a button of the form: nothing that was touched is lost, and nothing recorded.
    await list.getByLabel('Scegli il file').setInputFiles({
      ...{ name: 'Presentazione.pdf', mimeType: 'application/pdf' },
      buffer: Buffer.from('%PDF-presentazione'),
    });
    await list.getByRole('button', { name: 'Carica il file' }).click();
    expect(await list.getByLabel('Titolo').inputValue()).toBe('Presentazione.pdf');
    expect(await toggle.isChecked()).toBe(true);
    await list.getByRole('button', { name: 'Registra l' }).last().click();
    // Its day is past: that asks why only now, and loses nothing of what was touched.
    const reason = list.getByLabel('Perché lo registri dopo');
    expect(await reason.getAttribute('aria-invalid')).toBe('true');
    expect(await toggle.isChecked()).toBe(true);
    expect(await list.getByLabel('Sindacato sanità', { exact: true }).isChecked()).toBe(false);
    await reason.fill('Il foglio delle presenze è arrivato oggi');
    await list.getByRole('button', { name: 'Registra l' }).last().click();
    await list.getByText('2: Sindacato pensionati, Comitato dei familiari (per delega)').waitFor();
    await list.getByText('1: Sindacato sanità').waitFor();
    await list.getByText('Presentazione.pdf').waitFor();
    await list.getByRole('link', { name: 'Scarica (PDF, 18 byte)' }).waitFor();
    // Whoever reads what was shown may open it, and nobody of another zone.
    const shownFile = `${of}/allegati/${createHash('sha256').update('%PDF-presentazione').digest('hex')}`;
    const elsewhere = server.admit({ role: 'UPc', personId: 'altra-zona', zone: 'altra' });
    expect((await server.as('ETS').get(shownFile)).status).toBe(200);
    expect((await elsewhere.get(shownFile)).status).toBe(404);
    await list.getByText('in ritardo: manca il verbale').waitFor();
    await list.getByRole('link', { name: 'Deposita il verbale' }).click();
    await list.getByLabel('Scegli il file').setInputFiles({
      ...{ name: 'verbale.pdf', mimeType: 'application/pdf' },
      buffer: Buffer.from('%PDF-verbale'),
    });
    await list.getByRole('button', { name: 'Carica il file' }).click();
    const fingerprint = createHash('sha256').update('%PDF-verbale').digest('hex');
    expect(await list.getByLabel('Impronta SHA-256', { exact: true }).inputValue()).toBe(
      fingerprint,
    );
    await list.getByRole('button', { name: 'Deposita il verbale', exact: true }).click();
    await list.getByText('verbale.pdf').waitFor();
    await list.locator(`[title="${fingerprint}"]`).waitFor();
    await list.getByRole('link', { name: 'Scarica (PDF, 12 byte)' }).waitFor();
    await browser.closed(list);
  });
});

describe('The minutes of a meeting', () => {
  const address = () => `${of}/incontri/M-sindacati`;
  // The journey has not seen what was done in pages.
  const perform = async (role: Role, verb: string, body: object) =>
    recorded(await server.as(role).perform(journey.cycleId, verb, body));

  it('are a draft, which the office opens to observations until a day, and not until today', async () => {
    const page = await browser.seenBy(server.as('UPo'), address());
    await page.getByText('Bozza', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Apri il verbale alle osservazioni' }).click();
    const until = page.getByLabel('Ultimo giorno per le osservazioni');
    await until.fill(server.clock.day());
    const send = page.getByRole('button', { name: 'Apri il verbale alle osservazioni' });
    await send.click();
    await page
      .getByText(/indica un giorno successivo/)
      .first()
      .waitFor();
    await until.fill(server.clock.day(7));
    await send.click();
    await page.getByText(/^In osservazione fino al/).waitFor();
    await page.getByText('Non è arrivata nessuna osservazione.', { exact: false }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await invalidHtml(await page.content())).toEqual([]);
    await page.goto(new URL(path, server.url).href);
    await page.getByText(/^In osservazione fino al/).waitFor();
    await browser.closed(page);
  });

  it('show a stakeholder the way to send an observation, about this meeting', async () => {
    const page = await browser.seenBy(server.as('ETS'), address(), { script: false });
    await page.getByText('Non ne hai inviate.', { exact: false }).waitFor();
    await page.getByRole('link', { name: 'Invia un’osservazione' }).click();
    const form = new URL(page.url());
    expect(form.pathname).toBe(`${of}/azioni/receive-contribution`);
    expect(form.searchParams.get('meetingId')).toBe('M-sindacati');
    expect(await page.locator('#f-meetingId').inputValue()).toBe('M-sindacati');
    await browser.closed(page);
  });

  it('lead to each observation and to the scheda it was taken up in', async () => {
    const observation = { body: 'Sindacato dei medici', meetingId: 'M-sindacati' };
    const document = { title: 'Osservazioni', sha256: 'b'.repeat(64) };
    const contributionId = 'K-verbale';
    await perform('UPo', 'receive-contribution', {
      ...{ contributionId, ...observation, document },
    });
    await perform('UPo', 'answer-contribution', {
      ...{ contributionId, answer: 'ACCEPTED', text: 'Giusto' },
    });
    await perform('UPo', 'place-contribution', {
      ...{ contributionId, schedaId: 'S-1', text: 'Descrizione' },
    });
    const page = await browser.seenBy(server.as('DIR'), address());
    const observations = page.getByRole('region', { name: 'Osservazioni sul verbale' });
    await observations.getByText('È arrivata un’osservazione.', { exact: false }).waitFor();
    const links = observations.getByRole('link');
    expect(await links.nth(0).getAttribute('href')).toBe('#contribution-K-verbale');
    expect(await page.locator('#contribution-K-verbale').count()).toBe(1);
    expect(await links.nth(1).getAttribute('href')).toBe(`${of}/schede/S-1`);
    // Too early to approve, which the director reads before trying.
    expect(await page.getByRole('link', { name: 'Approva il verbale' }).count()).toBe(0);
    expect(await page.getByText(/approvalo dal giorno dopo/).count()).toBe(1);
    // The way to send one is for whoever may.
    expect(await links.count()).toBe(2);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await invalidHtml(await page.content())).toEqual([]);
    await browser.closed(page);
    const theirs = await browser.seenBy(server.as('ETS'), address());
    expect(await theirs.content()).not.toContain('Sindacato dei medici');
    await browser.closed(theirs);
  });

  it('are final once the director has approved them, after the last day of observations', async () => {
    server.clock.pass({ days: 8 });
    const late = await browser.seenBy(server.as('ETS'), address());
    await late.getByText(/^In osservazione fino al.*: il termine è passato$/).waitFor();
    expect(await late.getByRole('link', { name: 'Invia un’osservazione' }).count()).toBe(0);
    await browser.closed(late);
    await perform('UPo', 'receive-contribution', {
      ...{ contributionId: 'K-tardi', body: 'Comitato', meetingId: 'M-sindacati' },
      document: { title: 'Osservazioni tardive', sha256: 'c'.repeat(64) },
    });
    await perform('DIR', 'approve-minutes', { meetingId: 'M-sindacati' });
    const page = await browser.seenBy(server.as('UPc'), address());
    await page.getByText('Definitivo', { exact: true }).waitFor();
    await page.getByText('Comitato', { exact: true }).first().waitFor();
    await page.getByText('È arrivata un’osservazione.', { exact: false }).waitFor();
    await browser.closed(page);
  });

  it('are told of to who was invited and is known here, with the last day and the way there', async () => {
    const meetingId = 'M-verbale';
    await perform('UPo', 'schedule-meeting', {
      ...{ meetingId, title: 'Consulta', counterpart: 'CONSULTA_TERZO_SETTORE' },
      ...{ date: server.clock.day(), channel: 'ONLINE' },
    });
    const { personId } = server.as('ETS').person;
    await perform('UPo', 'convene-meeting', {
      ...{ meetingId, invitees: ['Consulta'], bodyIds: [personId] },
    });
    await perform('UPo', 'record-meeting-held', {
      ...{ meetingId, categories: [], attendance: ['Consulta'], contents: ['Bisogni'] },
    });
    const document = { title: 'Verbale', sha256: 'd'.repeat(64) };
    await perform('UPo', 'record-minutes', { meetingId, document });
    const until = server.clock.day(7);
    await perform('UPo', 'open-minutes-to-observations', { meetingId, until });
    const day = dayInWords(until, 'it', 'full');
    const page = await browser.seenBy(server.as('ETS'), '/notifiche');
    await page
      .getByRole('link', { name: `Verbale aperto alle osservazioni: Consulta, fino a ${day}` })
      .first()
      .click();
    await page.locator(`a[href*="${of}/incontri/${meetingId}"]`).first().waitFor();
    await browser.closed(page);
  });
});
