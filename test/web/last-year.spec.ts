import { reach } from '../drivers.fixture.js';
import { checked, preparing, reported, unitOf } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { PageBrowser } from './browser.fixture.js';
import { accessibilityViolations } from './pages.fixture.js';

let server: TestServer;
let pages: PageBrowser;
let path: string;

beforeAll(async () => {
  server = await TestServer.start();
  pages = await PageBrowser.launch(server);
  const [last, next] = [programmeOfYear(server, 2024), programmeOfYear(server, 2025)];
  const written = {
    ...{ schedaId: 'S-1', unit: unitOf(server, UNIT) },
    content: { description: 'Visite a casa.\nUn pasto al giorno.', territory: ['Cecina'] },
  };
  await preparing(last);
  await checked(last, written);
  await reach(last, (root) => root.matches('inForce'));
  await last.perform('UPc', 'start-final-report', {});
  await reported(last, written);
  await next.perform('UPc', 'draft-from-previous', {
    ...{ fromCycleId: last.cycleId, title: 'POA 2025' },
  });
  await preparing(next);
  path = `/cicli/${next.cycleId}/schede/${next.last('SchedaCarriedOver').schedaId}`;
}, 240_000);
afterAll(async () => {
  await pages.end();
  await server.end();
});

describe('A scheda that was carried over', () => {
  it('has nothing that was looked at this year, before somebody does', async () => {
    const page = await pages.seenBy(server.as('UH'), `${path}/modifica`);
    await page.getByText('0 sezioni complete su 8.').waitFor();
    expect(await page.getByText('non guardata').count()).toBe(8);
    await pages.closed(page);
  });

  it('shows last year’s text where it is another, and takes it back without a script', async () => {
    const page = await pages.seenBy(server.as('UH'), `${path}/modifica?sezione=attivita`, {
      script: false,
    });
    const description = page.getByLabel('Descrizione', { exact: true });
    const lastYear = page.getByText('Che cosa diceva nel 2024');
    // What was new is now carried over: that is nothing to go back to.
    expect(await lastYear.count()).toBe(0);
    await description.fill('Solo visite.');
    await page.getByRole('button', { name: 'Salva', exact: true }).click();
    await lastYear.click();
    await page.getByRole('button', { name: 'Usa questo testo per «Descrizione»' }).click();
    await page.getByText('non è ancora salvato').waitFor();
    expect(await description.inputValue()).toBe('Visite a casa.\nUn pasto al giorno.');
    await page.getByRole('button', { name: 'Salva', exact: true }).click();
    await page.getByText('versione 3').waitFor();
    await pages.closed(page);
  });

  it('has last year’s period beside the fields to fill in anew, for everybody to read', async () => {
    const page = await pages.seenBy(server.as('RF'), `${path}/modifica?sezione=tempi`, {
      phone: true,
    });
    await page.getByText('Che cosa diceva nel 2024').first().click();
    await page.getByText('1 gennaio 2024').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Usa questo testo per «Inizio»' }).click();
    expect(await page.getByLabel('Inizio').inputValue()).toBe('01/01/2024');
    await page.locator('[data-state]', { hasText: 'versione 4' }).waitFor();
    await pages.closed(page);
  });
});
