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

beforeAll(async () => {
  server = await TestServer.start();
  browser = await PageBrowser.launch(server);
  journey = programmeOfYear(server, 2024);
  path = `/cicli/${journey.cycleId}/partecipazione`;
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
    const page = await browser.seenBy(server.as('UPc'), path, { script: false });
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
    expect(new URL(page.url()).pathname).toBe(`/cicli/${journey.cycleId}/azioni/convene-meeting`);
    expect(new URL(page.url()).searchParams.get('meetingId')).toBe('M-sindacati');
    await browser.closed(page);
  });

  it('offers the answer to a contribution to whoever may give it, and not to others', async () => {
    const office = await browser.seenBy(server.as('UPc'), path);
    const row = office.getByRole('row').filter({ hasText: 'Consulta degli anziani' });
    await row.getByText('in attesa di risposta').waitFor();
    expect(await row.getByRole('link', { name: /Consulta/ }).count()).toBeGreaterThan(0);
    await browser.closed(office);
    const auditor = await browser.seenBy(server.as('AUD'), path);
    const seen = auditor.getByRole('row').filter({ hasText: 'Consulta degli anziani' });
    await seen.getByText('in attesa di risposta').waitFor();
    expect(await seen.getByRole('link').count()).toBe(0);
    await browser.closed(auditor);
  });

  it('shows a stakeholder their own contributions and nobody else’s', async () => {
    const theirs = await browser.seenBy(server.as('ETS'), path);
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

  it('is usable by everybody, on a telephone as well', async () => {
    for (const address of [path, `/cicli/${journey.cycleId}/incontri/M-sindacati`]) {
      for (const { width } of SCREENS) {
        const page = await browser.seenBy(server.as('UPc'), address, { phone: width < 768 });
        expect(await accessibilityViolations(page)).toEqual([]);
        expect(await invalidHtml(await page.content())).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
        await browser.closed(page);
      }
    }
  });
});
