import type { Page, Route } from 'playwright-core';
import { recorded, type Client } from '../client.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { preparing, unitOf } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { completeContent } from '../ways/to-approval.wishes.fixture.js';
import { PageBrowser, pressOn, SCREENS, typeInto } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

let server: TestServer;
let pages: PageBrowser;
let journey: Journey;
let head: Client;
let referent: Client;

beforeAll(async () => {
  server = await TestServer.start();
  [pages, journey, head] = [
    await PageBrowser.launch(server),
    programmeOfYear(server, 2024),
    server.as('UH'),
  ];
  referent = server.as('RF');
  await preparing(journey);
});
afterAll(async () => {
  await pages.end();
  await server.end();
});

/** What somebody does over the API, having just read the scheda: pages write beside the journey. */
async function does(client: Client, verb: string, id: string, more: object = {}): Promise<void> {
  const ifMatch = verb === 'assign-scheda' ? undefined : (await now(id)).moved.revision;
  const wish = { schedaId: id, ...more };
  recorded(await client.perform(journey.cycleId, verb, wish, { ifMatch }));
}

/** A scheda that the office has just given out, or that its unit has begun to write; and where it is. */
async function givenOut(content?: object): Promise<{ readonly id: string; readonly path: string }> {
  const id = journey.fresh('S');
  await does(server.as('UPc'), 'assign-scheda', id, {
    programmeId: journey.last('TreeImported').programmes[0]?.programmeId,
    ...{ unitId: UNIT, personId: head.person.personId, title: 'Assistenza domiciliare' },
  });
  if (content) await does(head, 'revise-scheda', id, { changes: content });
  return { id, path: `/cicli/${journey.cycleId}/schede/${id}` };
}

interface SchedaBody {
  readonly content: Readonly<Record<string, unknown>>;
  readonly version: number;
  readonly state: string;
  readonly moved: { readonly revision: number };
}

/** A scheda as it is now. */
async function now(id: string): Promise<SchedaBody> {
  const { body } = await head.get<SchedaBody>(journey.path(`/schede/${id}`));
  return body;
}

const section = (path: string, name: string): string => `${path}/modifica?sezione=${name}`;
const description = (page: Page) => page.getByLabel('Descrizione', { exact: true });
const saved = (page: Page, version: number): Promise<void> =>
  page.locator('[data-state]', { hasText: `versione ${version}` }).waitFor();
const save = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Salva', exact: true }).click();
const next = (page: Page): Promise<void> =>
  page.getByRole('button', { name: /Salva e vai/ }).click();
const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name }).waitFor();

/** From the list of the sections into the first, which is there before anything else happens. */
async function intoActivity(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Attività' }).click();
  await heading(page, 'Attività');
}

/** The page as it stands has nothing wrong in it, and fits its screen. */
async function isSound(page: Page): Promise<void> {
  expect(await accessibilityViolations(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
    page.viewportSize()?.width ?? 0,
  );
}

describe('Whoever heads a unit', () => {
  it('writes a scheda from its first field to its submission without a script', async () => {
    const { id, path } = await givenOut();
    const page = await pages.seenBy(head, path, { script: false });
    await page.goto(`${server.url}${path}/modifica`);
    await heading(page, 'Compila la scheda');
    await page.getByText('0 sezioni complete su 8.').waitFor();
    await intoActivity(page);
    await page.getByLabel('Tipo').selectOption({ label: 'Nuova' });
    await page.getByLabel('Settore').selectOption({ label: 'Socio-sanitario' });
    await page.getByLabel('Titolare').selectOption({ label: 'Azienda USL' });
    await description(page).fill('Visite a casa.\nUn pasto al giorno.');
    await page.getByLabel('Obiettivi specifici, riga 1').fill('Meno ricoveri');
    await page.getByRole('button', { name: 'Aggiungi una riga a «Obiettivi specifici»' }).click();
    await page.getByLabel('Obiettivi specifici, riga 2').fill('Meno attese');
    await next(page);
    await heading(page, 'Bisogni');
    await page.getByLabel('Perché nessun bisogno').fill('Il profilo non ne parla');
    await next(page);
    await heading(page, 'Destinatari e territorio');
    await page.getByLabel('Destinatari previsti').fill('1.842');
    await page.getByRole('radio', { name: 'sì' }).check();
    await next(page);
    await heading(page, 'Indicatori');
    await page.getByLabel('Nome').fill('Visite');
    await page.getByLabel('Valore atteso').fill('300');
    await page.getByLabel('Fonte').fill('Registro');
    await next(page);
    await heading(page, 'Risorse');
    await page.getByLabel('Fonte').selectOption({ label: 'Regione' });
    await page.getByLabel('Importo').fill('1.461.245,92');
    await page.getByRole('button', { name: 'Aggiungi una riga a «Risorse»' }).click();
    await page.getByLabel('Fonte').nth(1).selectOption({ label: 'Comune' });
    await page.getByRole('button', { name: 'Aggiungi una riga a «Risorse»' }).click();
    await page.getByRole('button', { name: 'Togli la riga 2: Risorse' }).click();
    await next(page);
    await heading(page, 'Tempi');
    await page.getByLabel('Inizio').fill('20/3/24');
    await page.getByLabel('Fine').fill('31 dicembre 2024');
    await page.getByLabel('Precisione del periodo').selectOption('day');
    await next(page);
    await next(page);
    await next(page);
    await heading(page, 'Controlla e trasmetti la scheda');
    await page.getByRole('button', { name: 'Trasmetti la scheda' }).click();
    await heading(page, 'Assistenza domiciliare');
    const { content, state } = await now(id);
    expect(state).toBe('submitted');
    expect(content).toEqual({
      ...{ title: 'Assistenza domiciliare', kind: 'NEW', sector: 'SOCIO_SANITARIO' },
      ...{ holder: 'AUSL', description: 'Visite a casa.\nUn pasto al giorno.' },
      specificGoals: ['Meno ricoveri', 'Meno attese'],
      ...{ noNeedReason: 'Il profilo non ne parla', expectedRecipients: 1842 },
      genderViolence: true,
      indicators: [{ name: 'Visite', target: '300', source: 'Registro' }],
      resources: [{ source: 'REGIONE', amount: '1461245.92' }],
      ...{ start: '2024-03-20', end: '2024-12-31', periodPrecision: 'day' },
    });
    await pages.closed(page);
  });

  it('does all of it with the keyboard', async () => {
    const { id, path } = await givenOut({ ...completeContent, description: null });
    const page = await pages.seenBy(head, `${path}/modifica`);
    await pressOn(page, page.getByRole('link', { name: 'Descrizione: campo da compilare' }));
    await heading(page, 'Attività');
    await typeInto(page, description(page), 'Visite a casa');
    await page.keyboard.press('Control+S');
    await saved(page, 2);
    await page.goto(`${server.url}${path}/invio`);
    await pressOn(page, page.getByRole('button', { name: 'Trasmetti la scheda' }));
    await heading(page, 'Assistenza domiciliare');
    expect((await now(id)).state).toBe('submitted');
    await pages.closed(page);
  });

  it('is told what stands in the way of a submission, and is led to it', async () => {
    const { path } = await givenOut({ ...completeContent, start: null });
    const page = await pages.seenBy(head, `${path}/invio`);
    expect(await page.getByRole('button', { name: 'Trasmetti la scheda' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Inizio: campo da compilare' }).click();
    await heading(page, 'Tempi');
    expect(new URL(page.url()).hash).toBe('#start');
    await pages.closed(page);
  });

  it('reads beside a field why it is asked for and by which norm, by the keyboard and without a script', async () => {
    const { path } = await givenOut(completeContent);
    const page = await pages.seenBy(head, section(path, 'attivita'), { script: false });
    const norm = page.getByText('DGR Toscana 573/2017');
    expect(await norm.isVisible()).toBe(false);
    await page.locator('summary', { hasText: 'Perché lo chiediamo: Settore' }).focus();
    await page.keyboard.press('Enter');
    await norm.waitFor();
    const ofTitle = page.locator('[data-field=title] summary', { hasText: 'Perché' });
    expect(await ofTitle.count()).toBe(0);
    await pages.closed(page);
  });

  it('finds beside the field what is wrong with it, as they typed it, and the rest saved', async () => {
    const { id, path } = await givenOut(completeContent);
    const page = await pages.seenBy(head, section(path, 'tempi'), { script: false });
    await page.getByLabel('Inizio').fill('31 febbraio');
    await page.getByLabel('Fine').fill('30/11/2024');
    await save(page);
    const error = /^Inizio: scrivi un giorno/;
    await page.getByRole('alert').getByRole('link', { name: error }).click();
    const start = page.getByLabel('Inizio');
    expect(await start.inputValue()).toBe('31 febbraio');
    expect(await start.getAttribute('aria-invalid')).toBe('true');
    expect(await start.getAttribute('aria-describedby')).toContain('start-error');
    expect(await page.title()).toMatch(/^Errore: /);
    await page.getByText('Sezione 6 di 8').waitFor();
    expect((await now(id)).content).toMatchObject({ start: '2024-01-01', end: '2024-11-30' });
    await start.fill('1/2/2024');
    await save(page);
    await saved(page, 3);
    expect((await now(id)).content).toMatchObject({ start: '2024-02-01', end: '2024-11-30' });
    await pages.closed(page);
  });

  it('is never cut short: the server says what is too long, and in which row', async () => {
    const { id, path } = await givenOut();
    const page = await pages.seenBy(head, section(path, 'indicatori'), { script: false });
    await page.getByLabel('Nome').fill('a'.repeat(201));
    await page.getByLabel('Valore atteso').fill('300');
    await save(page);
    const alert = page.getByRole('alert');
    await alert.getByText('Indicatori, riga 1, Nome: testo troppo lungo: al più 200').waitFor();
    await alert.getByText('Indicatori, riga 1, Fonte: campo da compilare').waitFor();
    expect((await page.getByLabel('Nome').inputValue()).length).toBe(201);
    expect((await now(id)).version).toBe(0);
    await pages.closed(page);
  });
});

describe('A form that saves itself', () => {
  it('is saved once somebody stops typing, as one fact, with what changed alone', async () => {
    const { id, path } = await givenOut(completeContent);
    const page = await pages.seenBy(referent, section(path, 'attivita'));
    await description(page).fill('Visite e cure a casa');
    await saved(page, 2);
    const { body } = await head.get<{
      readonly items: readonly { readonly type: string; readonly data: object }[];
    }>(journey.path(`/schede/${id}/facts`));
    expect(body.items.at(-1)?.data).toMatchObject({
      changes: { description: 'Visite e cure a casa' },
    });
    await description(page).fill('Visite e cure a casa ');
    await page.keyboard.press('Control+S');
    await saved(page, 2);
    expect((await now(id)).version).toBe(2);
    await pages.closed(page);
  });

  it('saves what somebody typed before its script had come', async () => {
    const { id, path } = await givenOut(completeContent);
    const page = await pages.seenBy(head, `${path}/modifica`);
    const script = Promise.withResolvers<Route>();
    await page.route('**/newer-parts.*', (route) => {
      script.resolve(route);
    });
    await page.getByRole('link', { name: 'Attività' }).click();
    const late = await script.promise;
    await description(page).fill('Scritta su una linea lenta');
    await late.continue();
    await saved(page, 2);
    expect((await now(id)).content['description']).toBe('Scritta su una linea lenta');
    await pages.closed(page);
  });

  it('never sets somebody against themselves, however slow the server is', async () => {
    const { id, path } = await givenOut(completeContent);
    const page = await pages.seenBy(head, section(path, 'attivita'));
    const waiting: Route[] = [];
    await page.route('**/modifica', (route) => {
      if (route.request().isNavigationRequest()) return route.continue();
      waiting.push(route);
      return undefined;
    });
    const underWay = page.waitForRequest(/modifica$/);
    await description(page).fill('Prima stesura');
    await page.keyboard.press('Control+S');
    await underWay;
    await description(page).fill('Seconda stesura');
    await save(page);
    const sent = page.waitForResponse((response) => response.request().isNavigationRequest());
    for (const route of waiting) await route.continue();
    expect((await sent).status()).toBe(303);
    await saved(page, 3);
    expect((await now(id)).content['description']).toBe('Seconda stesura');
    await pages.closed(page);
  });

  it('sends again as it was what had no answer, and is in conflict with nobody', async () => {
    const { id, path } = await givenOut(completeContent);
    const page = await pages.seenBy(head, `${path}/modifica`);
    await intoActivity(page);
    // What was sent arrives; the answer gets lost.
    await page.route('**/modifica', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await description(page).fill('Prima stesura');
    await page.getByText('Non in linea: le modifiche restano in questo computer').waitFor();
    await page.unroute('**/modifica');
    await description(page).fill('Seconda stesura');
    await save(page);
    await saved(page, 3);
    expect((await now(id)).content['description']).toBe('Seconda stesura');
    await pages.closed(page);
  });

  it('keeps what could not be saved, asks before one leaves, and finds it again', async () => {
    const { id, path } = await givenOut(completeContent);
    const page = await pages.seenBy(head, `${path}/modifica`);
    await intoActivity(page);
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await page.route('**/modifica', (route) => route.abort());
    await description(page).fill('Scritta senza rete');
    await page.getByText('Non in linea: le modifiche restano in questo computer').waitFor();
    await page.unroute('**/modifica');
    await page.reload();
    expect(asked).toEqual(['beforeunload']);
    await page.getByText('Abbiamo ritrovato testo non salvato').waitFor();
    await isSound(page);
    expect(await description(page).inputValue()).toBe(completeContent.description);
    await page.getByRole('button', { name: 'Confronta' }).click();
    await heading(page, 'Testo ritrovato da confrontare');
    await isSound(page);
    await page.getByRole('button', { name: 'Salva la versione unita' }).click();
    await saved(page, 2);
    expect((await now(id)).content['description']).toBe('Scritta senza rete');
    expect(await page.getByText('Abbiamo ritrovato testo non salvato').isVisible()).toBe(false);
    await pages.closed(page);
  });

  it('leaves nothing on a computer from which somebody signs out, or that they discard', async () => {
    const { path } = await givenOut(completeContent);
    const page = await pages.seenBy(referent, `${path}/modifica`);
    const kept = (): Promise<number> =>
      page.evaluate("Object.keys(localStorage).filter((key) => key.includes('scrittura')).length");
    page.on('dialog', (dialog) => void dialog.accept());
    for (const leave of ['Scarta', 'Esci']) {
      await page.goto(server.url + section(path, 'attivita'));
      await page.route('**/modifica', (route) => route.abort());
      await description(page).fill(`Senza rete: ${leave}`);
      await page.getByText('Non in linea').waitFor();
      await page.unroute('**/modifica');
      expect(await kept()).toBe(1);
      await page.reload();
      await page.getByText('Abbiamo ritrovato').waitFor();
      await page.getByRole('button', { name: leave }).click();
      if (leave === 'Esci') await page.getByText('Sei uscito.').waitFor();
      expect(await kept()).toBe(0);
    }
    await pages.closed(page);
  });

  it('waits for somebody whose session is over, and saves when they are back', async () => {
    const { id, path } = await givenOut(completeContent);
    const page = await pages.seenBy(head, `${path}/modifica`);
    await intoActivity(page);
    server.clock.pass({ seconds: 60 * 60 });
    await description(page).fill('Scritta a sessione finita');
    await page.getByRole('link', { name: 'Entra di nuovo in un’altra finestra' }).waitFor();
    await pages.signIn(page.context(), head);
    await save(page);
    await saved(page, 2);
    expect((await now(id)).content['description']).toBe('Scritta a sessione finita');
    await pages.closed(page);
  });

  it('says so where somebody has it open in two windows', async () => {
    const { path } = await givenOut(completeContent);
    const page = await pages.seenBy(head, section(path, 'attivita'));
    const notice = 'Hai questa scheda aperta anche in un’altra finestra';
    expect(await page.getByText(notice).isVisible()).toBe(false);
    const other = await page.context().newPage();
    await other.goto(server.url + section(path, 'attivita'));
    await page.getByText(notice).waitFor();
    await other.getByText(notice).waitFor();
    await pages.closed(page);
  });
});

describe('Two people who write the same scheda', () => {
  const text = 'Visite a casa. Un pasto al giorno. Trasporto alle visite.';

  it('have both, where each wrote in a field of their own, and see what the other wrote', async () => {
    const { id, path } = await givenOut({ ...completeContent, description: text });
    const one = await pages.seenBy(head, section(path, 'bisogni'));
    const other = await pages.seenBy(referent, section(path, 'bisogni'));
    await one.getByLabel('Perché nessun bisogno').fill('Lo dice il profilo');
    await saved(one, 2);
    await other.getByLabel('Schede operative PSSIR, riga 1').fill('Scheda 12');
    await saved(other, 3);
    expect(await other.getByLabel('Perché nessun bisogno').inputValue()).toBe('Lo dice il profilo');
    // What is saved next rests on what the other wrote, and does not take it back.
    await other.getByLabel('Schede operative PSSIR, riga 1').fill('Scheda 13');
    await saved(other, 4);
    expect((await now(id)).content).toMatchObject({
      noNeedReason: 'Lo dice il profilo',
      pssirReferences: ['Scheda 13'],
    });
    await pages.closed(one);
    await pages.closed(other);
  });

  it('are told of it without a script, too', async () => {
    const { id, path } = await givenOut(completeContent);
    const one = await pages.seenBy(head, section(path, 'tempi'), { script: false });
    const other = await pages.seenBy(referent, section(path, 'tempi'), { script: false });
    await one.getByLabel('Inizio').fill('1/2/2024');
    await save(one);
    await other.getByLabel('Fine').fill('30/11/2024');
    await save(other);
    await other.getByText(/^Inizio: responsabile · .*, alle \d\d:\d\d$/).waitFor();
    expect((await now(id)).content).toMatchObject({ start: '2024-02-01', end: '2024-11-30' });
    await pages.closed(one);
    await pages.closed(other);
  });

  it.each([{ script: true }, { script: false }])(
    'say what holds where they changed the same sentence, and lose nothing, %j',
    async (look) => {
      const { id, path } = await givenOut({ ...completeContent, description: text });
      const one = await pages.seenBy(head, `${path}/modifica`, look);
      const other = await pages.seenBy(referent, `${path}/modifica`, look);
      for (const page of [one, other]) await intoActivity(page);
      await description(one).fill(text.replace('Un pasto', 'Due pasti'));
      await save(one);
      await saved(one, 2);
      await description(other).fill(text.replace('Un pasto', 'Tre pasti'));
      await save(other);
      await heading(other, 'La scheda è cambiata mentre scrivevi');
      await other
        .getByText(/^responsabile · .*: salvata alle \d\d:\d\d, ora è la versione 2\.$/)
        .waitFor();
      await other.getByText('Nulla è perso').waitFor();
      if (look.script) await isSound(other);
      expect(await invalidHtml(await other.content())).toEqual([]);
      await other.getByRole('radio', { name: 'Altro, scritto qui sotto' }).check();
      await other
        .getByLabel('Descrizione: altro testo')
        .fill(text.replace('Un pasto', 'Due o tre pasti'));
      await other.getByRole('button', { name: 'Salva la versione unita' }).click();
      await saved(other, 3);
      expect((await now(id)).content['description']).toContain('Due o tre pasti');
      await pages.closed(one);
      await pages.closed(other);
    },
  );

  it('are stopped by the script where they have to say what holds, and led there by the button', async () => {
    const { id, path } = await givenOut({ ...completeContent, description: text });
    const page = await pages.seenBy(referent, `${path}/modifica`);
    await intoActivity(page);
    await does(head, 'revise-scheda', id, { changes: { description: 'Altro.' } });
    await description(page).fill('Altro ancora.');
    await page.getByText('Qualcuno ha cambiato le stesse parole').waitFor();
    expect((await now(id)).version).toBe(2);
    await description(page).fill('Altro ancora, scritto dopo.');
    await save(page);
    await heading(page, 'La scheda è cambiata mentre scrivevi');
    await page.getByRole('radio', { name: 'Ciò che hai scritto tu' }).check();
    await page.getByRole('button', { name: 'Salva la versione unita' }).click();
    await saved(page, 3);
    expect((await now(id)).content['description']).toBe('Altro ancora, scritto dopo.');
    await pages.closed(page);
  });

  it('keep what the other wrote where they say so', async () => {
    const { id, path } = await givenOut({ ...completeContent, description: text });
    const page = await pages.seenBy(referent, section(path, 'attivita'), { script: false });
    await does(head, 'revise-scheda', id, { changes: { description: 'Altro.' } });
    await description(page).fill('Altro ancora.');
    await page.getByLabel('Settore').selectOption({ label: 'Cure primarie-sanità territoriale' });
    await save(page);
    await page.getByText('Cambiato solo da te').waitFor();
    await page.getByRole('radio', { name: 'Ciò che è salvato ora' }).check();
    await page.getByRole('button', { name: 'Salva la versione unita' }).click();
    await saved(page, 3);
    expect((await now(id)).content).toMatchObject({
      description: 'Altro.',
      sector: 'CURE_PRIMARIE_SANITA_TERRITORIALE',
    });
    await pages.closed(page);
  });

  it('find their sentences in one text where they are apart, to be looked through', async () => {
    const { id, path } = await givenOut({ ...completeContent, description: text });
    const page = await pages.seenBy(referent, section(path, 'attivita'), { script: false });
    const theirs = text.replace('Visite a casa', 'Visite e cure a casa');
    await does(head, 'revise-scheda', id, { changes: { description: theirs } });
    await description(page).fill(`${text} Sostegno a chi assiste.`);
    await save(page);
    await heading(page, 'La scheda è cambiata mentre scrivevi');
    const merged = `${theirs} Sostegno a chi assiste.`;
    expect(await page.getByLabel('Uniti da soli, frase per frase').inputValue()).toBe(merged);
    await page.getByRole('button', { name: 'Salva la versione unita' }).click();
    await saved(page, 3);
    expect((await now(id)).content['description']).toBe(merged);
    await pages.closed(page);
  });
});

describe('Nobody else', () => {
  it('writes: the head of another unit and the office are refused', async () => {
    const { path } = await givenOut(completeContent);
    for (const client of [unitOf(server, 'minori').head, server.as('UPc'), server.as('AUD')]) {
      for (const page of ['/modifica', '/invio']) {
        const { status } = await client.get(path + page);
        expect(status).toBe(403);
      }
    }
  });

  it('is let in from another zone, or finds a scheda that is not there', async () => {
    const { path } = await givenOut(completeContent);
    expect((await server.as('UH', 'pisana').get(`${path}/modifica`)).status).toBe(404);
    expect((await head.get(`/cicli/${journey.cycleId}/schede/S-999/modifica`)).status).toBe(404);
  });

  it('writes in what is with the office: the page says why, and what to do', async () => {
    const { id, path } = await givenOut(completeContent);
    await does(head, 'submit-scheda', id);
    const page = await pages.seenBy(head, section(path, 'attivita'));
    await page.getByText('Ora non si può scrivere in questa scheda.').waitFor();
    await page.getByText('chiedi all’ufficio di piano di restituirla').waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    await isSound(page);
    await pages.closed(page);
  });

  it.each([true, false])(
    'writes what was handed in meanwhile: it is told why, and what was typed stays, script: %s',
    async (script) => {
      const { id, path } = await givenOut(completeContent);
      const page = await pages.seenBy(referent, `${path}/modifica`, { script });
      await intoActivity(page);
      await does(head, 'submit-scheda', id);
      await description(page).fill('Scritta troppo tardi');
      if (script) await page.getByText(/^Non salvata: /).waitFor();
      await save(page);
      await page.getByRole('alert').waitFor();
      expect(await page.title()).toMatch(/^Errore: /);
      expect(await description(page).inputValue()).toBe('Scritta troppo tardi');
      expect((await now(id)).content['description']).toBe(completeContent.description);
      page.on('dialog', (dialog) => void dialog.accept());
      await pages.closed(page);
    },
  );

  it('saves a form that does not say on what it rests, or on what was never there', async () => {
    const { id, path } = await givenOut(completeContent);
    const commandId = '00000000-0000-4000-8000-00000000abcd';
    for (const [revision, status] of [
      ['', 428],
      ['999999', 428],
    ] as const) {
      const form = {
        sezione: 'attivita',
        description: 'Altro',
        title: 'Altro',
        commandId,
        revision,
      };
      const answer = await head.send(`${path}/modifica`, new URLSearchParams(form).toString(), {
        'content-type': 'application/x-www-form-urlencoded',
        origin: server.url,
      });
      expect(answer.status).toBe(status);
    }
    expect((await now(id)).version).toBe(1);
  });

  it('submits but the head: a referent reads the answers and is told who does', async () => {
    const { path } = await givenOut(completeContent);
    const page = await pages.seenBy(referent, `${path}/invio`);
    await page.getByText('La trasmette il responsabile dell’unità').waitFor();
    expect(await page.getByRole('button', { name: 'Trasmetti la scheda' }).count()).toBe(0);
    await pages.closed(page);
  });
});

describe('Each page of it', () => {
  it.each([
    ['the sections', '/modifica'],
    ['a section with texts', '/modifica?sezione=attivita'],
    ['a section with rows', '/modifica?sezione=indicatori'],
    ['a section with money', '/modifica?sezione=risorse'],
    ['the answers', '/invio'],
  ])('is valid, accessible and fits: %s', async (_, rest) => {
    const { path } = await givenOut({ ...completeContent, end: null });
    for (const viewport of SCREENS) {
      const page = await pages.seenBy(head, path + rest, { context: { viewport } });
      await isSound(page);
      const answer = await page.reload();
      expect(await invalidHtml((await answer?.text()) ?? '')).toEqual([]);
      await pages.closed(page);
    }
  });
});
