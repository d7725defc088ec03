import type { Page } from 'playwright-core';
import { everyFact, type Client } from '../client.fixture.js';
import { reach } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { checked, preparing, submitted, unitOf } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { PageBrowser, pressOn, typeInto } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

let server: TestServer;
let browser: PageBrowser;
let coordinator: Client;
/** A cycle that is being prepared, with a scheda that was checked. */
let preparation: Journey;

beforeAll(async () => {
  server = await TestServer.start();
  [browser, coordinator] = [await PageBrowser.launch(server), server.as('UPc')];
  preparation = await withScheda(2023);
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

async function withScheda(year: number): Promise<Journey> {
  const journey = programmeOfYear(server, year);
  await preparing(journey);
  await checked(journey, { schedaId: 'S-1', unit: unitOf(server, UNIT), title: 'Domiciliarità' });
  return journey;
}

const formOf = ({ cycleId }: Journey, verb: string, query = ''): string =>
  `/cicli/${cycleId}/azioni/${verb}${query}`;

/** Once the page to come back to says that it was done, and is itself. */
async function done(page: Page, title: string): Promise<void> {
  await page.getByText(`Fatto: ${title}`).waitFor();
  expect(await page.title()).not.toMatch(/^Errore/);
}

const factsOf = ({ cycleId }: Journey, type: string) =>
  everyFact(coordinator, cycleId).then((facts) => facts.filter((fact) => fact.type === type));

/** How somebody uses a page. */
interface Hand {
  readonly script: boolean;
  press(page: Page, name: string): Promise<void>;
}

const mouse = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

const hands: readonly (readonly [string, number, Hand])[] = [
  ['with the mouse', 2024, { script: true, press: mouse }],
  ['without a script', 2025, { script: false, press: mouse }],
  [
    'with the keyboard alone',
    2026,
    {
      script: true,
      press: (page, name) => pressOn(page, page.getByRole('button', { name, exact: true })),
    },
  ],
];

describe('The coordinator', () => {
  it.each(hands)('opens the verification and closes it, %s', async (_, year, hand) => {
    const journey = await withScheda(year);
    const ready = { participation: 'complete', coProgramming: 'notActivated' };
    await reach(journey, (root) => root.matches({ preparation: ready }));
    const list = `/cicli/${journey.cycleId}/schede`;
    const { script } = hand;
    const page = await browser.seenBy(
      coordinator,
      formOf(journey, 'open-verification', `?poi=${list}`),
      { script },
    );
    await hand.press(page, 'Apri la verifica');
    await done(page, 'Apri la verifica');
    expect(new URL(page.url()).pathname).toBe(list);
    await page.goto(server.url + formOf(journey, 'close-verification'));
    expect(await page.getByText('la risposta sarebbe no').count()).toBe(0);
    await hand.press(page, 'Chiudi la verifica');
    await done(page, 'Chiudi la verifica');
    expect(await factsOf(journey, 'VerificationOpened')).toHaveLength(1);
    expect(await factsOf(journey, 'VerificationClosed')).toHaveLength(1);
    await browser.closed(page);
  });

  it('calls a meeting and convenes it, with the day, the categories and the invited', async () => {
    const page = await browser.seenBy(coordinator, formOf(preparation, 'schedule-meeting'));
    await typeInto(page, page.getByLabel('Titolo'), 'Tavolo anziani');
    await page.getByLabel('Con chi').selectOption({ label: 'Consulta del Terzo settore' });
    await page.getByLabel('Giorno dell’incontro').fill(server.clock.day(20));
    await page.getByLabel('Organizzazioni di volontariato').check();
    await page.getByLabel('In presenza').check();
    await mouse(page, "Metti in calendario l'incontro");
    await done(page, "Metti in calendario l'incontro");
    const scheduled = (await factsOf(preparation, 'MeetingScheduled')).at(-1);
    expect(scheduled?.data).toMatchObject({
      ...{ title: 'Tavolo anziani', counterpart: 'CONSULTA_TERZO_SETTORE' },
      ...{ plannedCategories: ['VOLONTARIATO'], channel: 'IN_PERSON' },
    });

    // Which meeting, nobody has said yet.
    await page.goto(server.url + formOf(preparation, 'convene-meeting'));
    await page.getByRole('link', { name: /Tavolo anziani/ }).click();
    await page.getByLabel('Convocati').fill('Consulta\n\nAuser');
    await mouse(page, 'Guarda l’anteprima');
    await mouse(page, "Convoca l'incontro");
    await done(page, "Convoca l'incontro");
    const convened = (await factsOf(preparation, 'MeetingConvened')).at(-1);
    expect(convened?.data).toMatchObject({ invitees: ['Consulta', 'Auser'] });
    await browser.closed(page);
  });

  it.each([true, false])(
    'gets what was missing told, and keeps the rest, script: %s',
    async (script) => {
      const page = await browser.seenBy(coordinator, formOf(preparation, 'schedule-meeting'), {
        script,
      });
      await page.getByLabel('Luogo (facoltativo)').fill('Sala <grande>');
      await mouse(page, "Metti in calendario l'incontro");
      const summary = page.getByRole('alert');
      await summary.getByRole('link', { name: 'Titolo: manca: è obbligatorio' }).click();
      expect(await page.locator('#f-title-error').innerText()).toBe('manca: è obbligatorio');
      expect(new URL(page.url()).hash).toBe('#f-title');
      expect(await summary.getByRole('link').count()).toBe(4);
      expect(await page.title()).toMatch(/^Errore: /);
      const title = page.getByLabel('Titolo');
      expect(await title.getAttribute('aria-invalid')).toBe('true');
      expect(await title.getAttribute('aria-describedby')).toBe('f-title-error');
      expect(await page.getByLabel('Luogo (facoltativo)').inputValue()).toBe('Sala <grande>');
      if (script) expect(await accessibilityViolations(page)).toEqual([]);
      await browser.closed(page);
    },
  );

  it('is refused with the law, and keeps what was written', async () => {
    const path = formOf(preparation, 'propose-co-programming');
    const page = await browser.seenBy(coordinator, path);
    await page.getByLabel('Non si attiva').check();
    await page.getByLabel('Motivazione (facoltativo)').first().selectOption({ label: 'Altro' });
    await page.getByLabel('Motivazione per esteso').fill('Non serve.');
    await page.getByLabel('Non si rinvia ad altra data').check();
    const answer = page.waitForResponse((each) => each.request().method() === 'POST');
    await mouse(page, 'Proponi la decisione sulla co-programmazione');
    expect((await answer).status()).toBe(422);
    const alert = page.getByRole('alert');
    await alert.getByText('La motivazione deve avere almeno 50 caratteri').waitFor();
    await alert.getByText('LR Toscana 65/2020').waitFor();
    expect(await page.getByLabel('Motivazione per esteso').inputValue()).toBe('Non serve.');
    expect(await page.getByLabel('Non si rinvia ad altra data').isChecked()).toBe(true);
    expect(await accessibilityViolations(page)).toEqual([]);
    await browser.closed(page);
  });

  it('who clicks twice has it recorded once', async () => {
    const page = await browser.seenBy(coordinator, formOf(preparation, 'raise-question'));
    await page.getByLabel('Oggetto').fill('Programma 3');
    await page.getByLabel('Domanda', { exact: true }).fill('A quale obiettivo appartiene?');
    await page.getByRole('button', { name: 'Poni una domanda', exact: true }).dblclick();
    await done(page, 'Poni una domanda');
    const raised = await factsOf(preparation, 'QuestionRaised');
    const mine = raised.filter(({ data }) => data['subject'] === 'Programma 3');
    expect(mine).toHaveLength(1);
    await browser.closed(page);
  });

  it('adds a row to a list without a script, and nothing is written by that', async () => {
    const before = (await everyFact(coordinator, preparation.cycleId)).length;
    const path = formOf(preparation, 'import-needs');
    const page = await browser.seenBy(coordinator, path, { script: false });
    await page.getByLabel('Edizione').fill('2024');
    const second = page.getByRole('group', { name: 'Riga 2' });
    expect(await second.count()).toBe(0);
    await page
      .getByRole('group', { name: 'Riga 1' })
      .getByLabel('Bisogno')
      .nth(1)
      .fill('Case vuote');
    await page.getByRole('button', { name: 'Aggiungi un’altra riga' }).click();
    await second.waitFor();
    expect(await page.getByLabel('Edizione').inputValue()).toBe('2024');
    expect(await everyFact(coordinator, preparation.cycleId)).toHaveLength(before);
    await browser.closed(page);
  });

  it('is told beforehand what would be refused as things stand', async () => {
    const journey = programmeOfYear(server, 2027);
    await preparing(journey);
    await submitted(journey, { schedaId: 'S-1', unit: unitOf(server, UNIT) });
    const ready = { participation: 'complete', coProgramming: 'notActivated' };
    await reach(journey, (root) => root.matches({ preparation: ready }));
    await journey.perform('UPc', 'open-verification', {});
    const page = await browser.seenBy(coordinator, formOf(journey, 'close-verification'));
    await page.getByText('la risposta sarebbe no').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Vai dove si rimedia' }).click();
    expect(new URL(page.url()).pathname).toBe(`/cicli/${journey.cycleId}/schede`);
    await browser.closed(page);
  });

  it('begins a cycle that is not there yet', async () => {
    const path = `/cicli/${preparation.cycleId.replace('2023', '2031')}`;
    const page = await browser.seenBy(coordinator, `${path}/azioni/draft-cycle`);
    await page.getByLabel('Titolo').fill('POA 2031');
    await mouse(page, 'Imposta il ciclo');
    await done(page, 'Imposta il ciclo');
    expect(new URL(page.url()).pathname).toBe(path);
    await page.getByRole('heading', { level: 1, name: 'POA 2031' }).waitFor();
    await browser.closed(page);
  });

  it('is told why something has to wait, and gets no form', async () => {
    const page = await browser.seenBy(coordinator, formOf(preparation, 'close-cycle'));
    await page.getByText('Stato attuale: in preparazione').waitFor();
    expect(await page.locator('form#action').count()).toBe(0);
    await page.getByRole('link', { name: 'Vedi a che punto è' }).click();
    expect(new URL(page.url()).pathname).toBe(`/cicli/${preparation.cycleId}`);
    await browser.closed(page);
  });
});

describe('Whoever may not', () => {
  it.each(['open-verification', 'schedule-meeting'])('gets no form: %s', async (verb) => {
    const page = await browser.seenBy(server.as('UH'), formOf(preparation, verb));
    expect(await page.title()).toMatch(/^Errore: Non spetta a te/);
    await page.getByText('Spetta a: Coordinatore').waitFor();
    expect(await page.locator('form#action').count()).toBe(0);
    await browser.closed(page);
  });

  it('sees nothing of a cycle of another zone', async () => {
    const page = await browser.seenBy(
      server.as('UPc', 'pisana'),
      formOf(preparation, 'schedule-meeting'),
    );
    expect(await page.title()).toMatch(/^Errore: /);
    expect(await page.locator('form#action').count()).toBe(0);
    await browser.closed(page);
  });

  it.each(['import-schede', 'x', 'constructor'])('finds no page of %s', async (verb) => {
    const page = await browser.seenBy(coordinator, formOf(preparation, verb));
    expect(await page.title()).toMatch(/^Errore: /);
    await browser.closed(page);
  });
});

describe('The form of a verb', () => {
  it.each([
    ['a long list of fields', 'schedule-meeting', ''],
    ['lists within lists', 'hold-kickoff', ''],
    ['things to choose from', 'assign-scheda', '?unitId=anziani'],
    ['a thing it is about', 'move-scheda', '?schedaId=S-1'],
    ['nothing but the question which', 'cancel-meeting', ''],
  ])('is valid, accessible and fits, with %s', async (_, verb, query) => {
    for (const phone of [false, true]) {
      const page = await browser.seenBy(coordinator, formOf(preparation, verb, query), { phone });
      expect(await page.title()).not.toMatch(/^Errore/);
      expect(await accessibilityViolations(page)).toEqual([]);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(phone ? 390 : 1366);
      const answer = await page.reload();
      expect(await invalidHtml((await answer?.text()) ?? '')).toEqual([]);
      await browser.closed(page);
    }
  });
});
