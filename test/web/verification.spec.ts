import type { Page } from 'playwright-core';
import { checklist } from '../../apps/server/src/web/pages/verification/checklist.js';
import { it as words } from '../../apps/server/src/web/words/it.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { PageBrowser, pressOn, SCREENS, tabTo, typeInto, type Look } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';
import { does, schedeAtWork, waitingScheda, type SchedeAtWork } from './schede.fixture.js';

const { items } = words.verification;

let server: TestServer;
let pages: PageBrowser;
let work: SchedeAtWork;
let count = 0;

beforeAll(async () => {
  server = await TestServer.start();
  [pages, work] = [await PageBrowser.launch(server), await schedeAtWork(server)];
});
afterAll(async () => {
  await pages.end();
  await server.end();
});

/** A scheda that waits for the office. */
async function waiting(title: string): Promise<string> {
  count += 1;
  const schedaId = `V-${count}`;
  await waitingScheda(work, schedaId, title);
  return schedaId;
}

const pageOf = (schedaId: string): string => `${work.address}/schede/${schedaId}/verifica`;

const question = (page: Page, name: string) => page.getByRole('group', { name });

/** Where a scheda stands, as everybody reads it. */
async function stateOf(schedaId: string): Promise<string> {
  const { body } = await work.head.get<{ state: string }>(
    `/api/v1/cycles/${work.journey.cycleId}/schede/${schedaId}`,
  );
  return body.state;
}

const looks: readonly Look[] = [{}, { script: false }, { phone: true }];

describe('The queue', () => {
  it('has what waits longest first, and says who has it in charge', async () => {
    const page = await pages.seenBy(work.coordinator, `${work.address}/verifica`);
    const rows = page.locator('tbody tr');
    expect(await rows.locator('th').allInnerTexts()).toEqual([
      'Povertà estrema',
      'Nidi d’infanzia',
      '=Casa <b>rifugio</b>',
    ]);
    await rows.nth(1).getByText('operatore').waitFor();
    await rows.nth(0).getByText('nessuno').waitFor();
    await rows.nth(0).getByText('2 giorni').waitFor();
    await pages.closed(page);
  });

  it.each(['verifica', 'schede/S-1/verifica'])(
    'and the lists are not for the heads of units: %s',
    async (path) => {
      for (const head of [work.head, work.otherHead]) {
        const page = await pages.seenBy(head, `${work.address}/${path}`);
        expect(await page.title()).toMatch(/^Errore: /);
        expect(await page.content()).not.toContain('Povertà estrema');
        await pages.closed(page);
      }
    },
  );
});

describe('Whoever checks a scheda', () => {
  it('sees what has changed since it was returned, word by word', async () => {
    const page = await pages.seenBy(work.coordinator, pageOf('S-1'));
    await page.getByText('sono cambiati 2 campi').waitFor();
    const description = page.locator('#campo-description');
    expect(await description.locator('del').allTextContents()).toContain('tolto: 31/12/2024');
    expect(await page.locator('#campo-sector').locator('ins, del').count()).toBe(0);
    await pages.closed(page);
  });

  it.each(looks)('takes it in charge and returns it with the notes, %j', async (look) => {
    const schedaId = await waiting('Centro diurno');
    const page = await pages.seenBy(work.coordinator, pageOf(schedaId), look);
    await page.getByRole('button', { name: 'Prendi in carico' }).click();
    const indicators = question(page, items.indicatori);
    await indicators.getByLabel('no', { exact: true }).check();
    await indicators.getByLabel('Che cosa manca').fill('manca per l’indicatore 2');
    await question(page, items.tempi).getByLabel('sì').check();
    const due = server.clock.day(6);
    const [year, month, day] = due.split('-');
    await page.getByLabel('Da correggere entro').fill(`${day}/${month}/${year}`);
    await page.getByRole('button', { name: /^Restituisci/ }).click();
    await page.waitForURL(/\/verifica\?fatto=return-scheda$/);
    expect(await stateOf(schedaId)).toBe('returned');
    await pages.closed(page);
    // The unit reads what to mend, and by when.
    const read = await pages.seenBy(work.head, `${work.address}/schede/${schedaId}`, look);
    await read.getByText('Senza indicatore').waitFor();
    await read.getByText(`– ${items.indicatori}: manca per l’indicatore 2`).waitFor();
    await read.getByText('(tra 6 giorni)').waitFor();
    await pages.closed(read);
  });

  it.each(looks)('says that it is in order once each item has an answer, %j', async (look) => {
    const schedaId = await waiting('Sportello sociale');
    await does(work, work.officer, 'take-scheda-in-charge', { schedaId });
    const page = await pages.seenBy(work.coordinator, pageOf(schedaId), look);
    await page.getByText('È in carico a operatore').waitFor();
    for (const { id } of checklist.slice(0, 9)) {
      await question(page, items[id]).getByLabel('sì').check();
    }
    await page.getByRole('button', { name: 'Verifica la scheda' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText(`«${items.doppione}»: manca la risposta.`).waitFor();
    expect(await alert.getByRole('listitem').count()).toBe(3);
    await page.getByText('9 di 12').waitFor();
    if (look.script !== false) expect(await accessibilityViolations(page)).toEqual([]);
    expect(await stateOf(schedaId)).toBe('checking');
    await page.getByRole('button', { name: 'Rispondi sì a tutte le altre' }).click();
    await page.getByText('12 di 12').waitFor();
    await page.getByRole('button', { name: 'Verifica la scheda' }).click();
    await page.waitForURL(/\/verifica\?fatto=check-scheda$/);
    expect(await stateOf(schedaId)).toBe('checked');
    await pages.closed(page);
  });

  it('is told in words that a no stands in the way, at once and by the server', async () => {
    const schedaId = await waiting('Pronto intervento');
    await does(work, work.officer, 'take-scheda-in-charge', { schedaId });
    const page = await pages.seenBy(work.coordinator, pageOf(schedaId));
    await question(page, items.risorse).getByLabel('no', { exact: true }).check();
    await page.getByText('Verificare non si può: c’è un no.').waitFor();
    expect(await page.getByRole('button', { name: 'Verifica la scheda' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Restituisci con una nota' }).waitFor();
    await question(page, items.risorse).getByLabel('sì').check();
    await page.getByRole('button', { name: 'Verifica la scheda' }).waitFor();
    await pages.closed(page);
    const plain = await pages.seenBy(work.coordinator, pageOf(schedaId), { script: false });
    await question(plain, items.risorse).getByLabel('no', { exact: true }).check();
    await plain.getByRole('button', { name: 'Verifica la scheda' }).click();
    await plain.getByRole('alert').getByText('qui c’è un no').waitFor();
    await plain.getByText('Verificare non si può: c’è un no.').waitFor();
    expect(await plain.getByRole('button', { name: 'Verifica la scheda' }).count()).toBe(0);
    expect(await stateOf(schedaId)).toBe('checking');
    await pages.closed(plain);
  });

  it('returns nothing without a word, nor by a day that is none, and keeps what was typed', async () => {
    const schedaId = await waiting('Mensa');
    await does(work, work.officer, 'take-scheda-in-charge', { schedaId });
    const page = await pages.seenBy(work.coordinator, pageOf(schedaId));
    await question(page, items.tempi).getByLabel('sì').check();
    await page.getByLabel('Da correggere entro').fill('31/2/2024');
    await page.getByRole('button', { name: 'Restituisci la scheda' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('Per restituirla rispondi no').waitFor();
    await alert.getByText('scrivi un giorno del calendario').waitFor();
    expect(await page.getByLabel('Da correggere entro').inputValue()).toBe('31/2/2024');
    expect(await question(page, items.tempi).getByLabel('sì').isChecked()).toBe(true);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await stateOf(schedaId)).toBe('checking');
    await pages.closed(page);
  });

  it('needs no mouse: 1, 2 and 3 answer and go on', async () => {
    const schedaId = await waiting('Telesoccorso');
    const page = await pages.seenBy(work.coordinator, pageOf(schedaId));
    await pressOn(page, page.getByRole('button', { name: 'Prendi in carico' }));
    await tabTo(page, question(page, items.attivita).getByLabel('sì'));
    await page.keyboard.press('1');
    await page.keyboard.press('3');
    await page.keyboard.press('2');
    // A no asks what is missing: there digits are digits.
    await page.keyboard.type('manca il bisogno 1');
    await page.getByText('3 di 12').waitFor();
    expect(await question(page, items.programma).getByLabel('non si applica').isChecked()).toBe(
      true,
    );
    await typeInto(page, page.getByLabel('Altro da dire all’unità'), 'Grazie');
    await pressOn(page, page.getByRole('button', { name: 'Restituisci con una nota' }));
    await page.waitForURL(/\/verifica\?fatto=return-scheda$/);
    expect(await stateOf(schedaId)).toBe('returned');
    await pages.closed(page);
    const read = await pages.seenBy(work.head, `${work.address}/schede/${schedaId}`);
    await read.getByText(`– ${items.bisogno}: manca il bisogno 1`).waitFor();
    await pages.closed(read);
  });

  it('finds the answers again after a look at something else', async () => {
    const schedaId = await waiting('Affido');
    await does(work, work.officer, 'take-scheda-in-charge', { schedaId });
    const page = await pages.seenBy(work.coordinator, pageOf(schedaId));
    await question(page, items.programma).getByLabel('no', { exact: true }).check();
    await question(page, items.programma).getByLabel('Che cosa manca').fill('è del P02');
    await page.getByRole('link', { name: 'Apri la scheda' }).click();
    await page.getByRole('heading', { level: 1, name: 'Affido' }).waitFor();
    await page.goto(server.url + pageOf(schedaId));
    await page.getByText('1 di 12').waitFor();
    expect(await question(page, items.programma).getByLabel('Che cosa manca').inputValue()).toBe(
      'è del P02',
    );
    await pages.closed(page);
  });

  it('is told when somebody was faster, and loses no answer', async () => {
    const schedaId = await waiting('Borse lavoro');
    await does(work, work.officer, 'take-scheda-in-charge', { schedaId });
    const page = await pages.seenBy(work.coordinator, pageOf(schedaId));
    await question(page, items.programma).getByLabel('no', { exact: true }).check();
    await does(work, work.officer, 'check-scheda', { schedaId });
    await page.getByRole('button', { name: 'Restituisci con una nota' }).click();
    await page.getByRole('alert').waitFor();
    expect(await stateOf(schedaId)).toBe('checked');
    await pages.closed(page);
  });

  it('is nobody who answers for it: four eyes', async () => {
    const { coordinator } = work;
    const schedaId = await waiting('Del responsabile');
    await does(work, coordinator, 'reassign-scheda', {
      ...{ schedaId, unitId: UNIT, personId: coordinator.person.personId, reason: 'Prova' },
    });
    const page = await pages.seenBy(coordinator, pageOf(schedaId));
    await page.getByRole('button', { name: 'Prendi in carico' }).click();
    await page.getByRole('alert').waitFor();
    expect(await stateOf(schedaId)).toBe('submitted');
    await pages.closed(page);
  });
});

describe('Each of these pages', () => {
  it.each(['verifica', 'schede/S-1/verifica', 'schede/S-2/verifica', 'schede/S-4/verifica'])(
    'is valid, accessible and fits: %s',
    async (path) => {
      for (const viewport of SCREENS) {
        const page = await pages.seenBy(work.coordinator, `${work.address}/${path}`, {
          context: { viewport },
        });
        expect(await accessibilityViolations(page)).toEqual([]);
        const width = await page.evaluate('document.documentElement.scrollWidth');
        expect(width).toBeLessThanOrEqual(viewport.width);
        const answer = await page.reload();
        expect(await invalidHtml((await answer?.text()) ?? '')).toEqual([]);
        await pages.closed(page);
      }
    },
  );

  it('is accessible with a no and its note open', async () => {
    const page = await pages.seenBy(work.coordinator, pageOf('S-2'));
    await question(page, items.risorse).getByLabel('no', { exact: true }).check();
    expect(await accessibilityViolations(page)).toEqual([]);
    await pages.closed(page);
  });
});
