import type { Journey } from '../journey.fixture.js';
import { preparing, submitted, unitOf } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { PageBrowser, SCREENS } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

let server: TestServer;
let browser: PageBrowser;
let journey: Journey;
let address: string;

beforeAll(async () => {
  server = await TestServer.start({ publicPages: 'on' });
  browser = await PageBrowser.launch(server);
  journey = programmeOfYear(server, 2024);
  address = `/pubblico/${journey.cycleId}`;
  await preparing(journey);
  await submitted(journey, { schedaId: 'S-1', unit: unitOf(server, UNIT), title: 'Domiciliarità' });
  await journey.perform('UPo', 'receive-contribution', {
    ...{ contributionId: 'K-1', body: 'Associazione che non va nominata' },
    document: { title: 'Testo che non va detto', sha256: 'a'.repeat(64) },
  });
  await journey.perform('UPo', 'receive-contribution', {
    ...{ contributionId: 'K-2', body: 'Altra associazione' },
    document: { title: 'Altro testo', sha256: 'b'.repeat(64) },
  });
  await journey.perform('UPc', 'answer-contribution', {
    ...{ contributionId: 'K-1', answer: 'ACCEPTED', text: 'Risposta di una persona' },
  });
  await journey.perform('UPc', 'place-contribution', {
    ...{ contributionId: 'K-1', schedaId: 'S-1', text: 'Nella scheda' },
  });
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

describe('The page of a cycle for everybody', () => {
  it('tells whoever asks, without a sign-in, where the procedure stands and what became of contributions', async () => {
    const page = await browser.seenBy(undefined, address, { script: false });
    await page.getByRole('heading', { level: 2, name: 'Il procedimento' }).waitFor();
    const phase = page.locator('[aria-current="step"]');
    expect(await phase.innerText()).toMatch(/^Preparazione/);
    const rows = page.getByRole('region', { name: 'I contributi' }).getByRole('row');
    expect(await rows.filter({ hasText: /Accolto.*Domiciliarità/ }).count()).toBe(1);
    expect(await rows.filter({ hasText: 'in attesa di risposta' }).count()).toBeGreaterThan(0);
    await page.getByText('una scheda in tutto').waitFor();
    await browser.closed(page);
  });

  it('is reached from the page of the cycle, where the office looks', async () => {
    const page = await browser.seenBy(server.as('UPc'), `/cicli/${journey.cycleId}`, {
      script: false,
    });
    await page.getByRole('link', { name: 'Pagina pubblica' }).click();
    expect(new URL(page.url()).pathname).toBe(address);
    await browser.closed(page);
  });

  it('names no person, no body that contributed and nothing that somebody wrote', async () => {
    const text = await (
      await fetch(server.url + address, { headers: { accept: 'text/html' } })
    ).text();
    expect(text).toContain('Domiciliarità');
    for (const hidden of [
      'Associazione',
      'Testo che non',
      'Risposta di',
      'coordinatore',
      'operatore',
    ]) {
      expect(text).not.toContain(hidden);
    }
  });

  it('speaks English to whoever prefers it', async () => {
    const headers = { accept: 'text/html', 'accept-language': 'en' };
    const text = await (await fetch(server.url + address, { headers })).text();
    expect(text).toContain('what became of them');
    expect(await invalidHtml(text)).toEqual([]);
  });

  it('is usable by everybody, on a telephone as well', async () => {
    for (const { width } of SCREENS) {
      const page = await browser.seenBy(undefined, address, { phone: width < 768 });
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await invalidHtml(await page.content())).toEqual([]);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow).toBe(0);
      await browser.closed(page);
    }
  });

  it('is not there for a cycle that nobody drafted', async () => {
    const other = address.replace('2024', '2031');
    const { status } = await fetch(server.url + other, { headers: { accept: 'text/html' } });
    expect(status).toBe(404);
  });

  it('is not there at all where the office has not decided so', async () => {
    const closed = await TestServer.start();
    try {
      await preparing(programmeOfYear(closed, 2024));
      const answer = await fetch(closed.url + address, { headers: { accept: 'text/html' } });
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain('Preparazione');
    } finally {
      await closed.end();
    }
  });
});
