import { createHash } from 'node:crypto';
import { drive } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { preparing, submitted, unitOf } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { PageBrowser, SCREENS } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

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
    ...{ date: server.clock.day(5), channel: 'IN_PERSON', venue: 'Ospedale', startTime: '10:00' },
  });
  await drive(journey, { type: 'MinutesRecorded' });
  await journey.perform('UPo', 'receive-contribution', {
    ...{ contributionId: 'K-1', body: 'Consulta degli anziani' },
    document: { title: 'Osservazioni', sha256: 'a'.repeat(64) },
  });
}, 120_000);
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
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await invalidHtml(await page.content())).toEqual([]);
    const meeting = await browser.seenBy(server.as('AUD'), `${of}/incontri/M-sindacati`);
    expect(await meeting.content()).not.toContain('Sindacato pensionati');
    await browser.closed(meeting);
    await page.getByRole('button', { name: 'Convoca l' }).click();
    await page.getByText('2: Sindacato pensionati, Sindacato sanità').waitFor();
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
  }, 180_000);

  it('says who came with a touch each, flags what is late, and takes the minutes by their file', async () => {
    server.clock.pass({ days: 9 });
    const list = await browser.seenBy(server.as('UPo'), path, { phone: true, script: false });
    const late = list.getByText('in ritardo: il giorno è passato e non risulta tenuto');
    await late.first().waitFor();
    await list.getByRole('link', { name: 'Organizzazioni sindacali', exact: true }).click();
    await list.getByRole('link', { name: 'Registra l' }).click();
    const toggle = list.getByLabel('Sindacato pensionati');
    expect((await list.locator('.toggle').first().boundingBox())?.height).toBeGreaterThanOrEqual(
      44,
    );
    await toggle.check();
    await list.getByLabel('Organizzazioni sindacali').check();
    await list.getByLabel('Contenuti condivisi').fill('La bozza del programma');
    await list.getByRole('button', { name: 'Registra l' }).click();
    // Its day is past: that asks why only now, and loses nothing of what was touched.
    const reason = list.getByLabel('Perché lo registri dopo');
    expect(await reason.getAttribute('aria-invalid')).toBe('true');
    expect(await list.getByLabel('Sindacato pensionati').isChecked()).toBe(true);
    expect(await list.getByLabel('Sindacato sanità').isChecked()).toBe(false);
    await reason.fill('Il foglio delle presenze è arrivato oggi');
    await list.getByRole('button', { name: 'Registra l' }).click();
    await list.getByText('1: Sindacato pensionati').waitFor();
    await list.getByText('in ritardo: manca il verbale').waitFor();
    await list.getByRole('link', { name: 'Deposita il verbale' }).click();
    await list.getByLabel('Oppure scegli il documento').setInputFiles({
      ...{ name: 'verbale.pdf', mimeType: 'application/pdf' },
      buffer: Buffer.from('verbale'),
    });
    await list.getByRole('button', { name: 'Calcola l’impronta' }).click();
    const fingerprint = createHash('sha256').update('verbale').digest('hex');
    expect(await list.getByLabel('Impronta SHA-256', { exact: true }).inputValue()).toBe(
      fingerprint,
    );
    await list.getByRole('button', { name: 'Deposita il verbale', exact: true }).click();
    await list.getByText('verbale.pdf').waitFor();
    await list.getByText(fingerprint, { exact: false }).first().waitFor();
    await list.getByText('Qui è registrata l’impronta del documento', { exact: false }).waitFor();
    await browser.closed(list);
  });
});
