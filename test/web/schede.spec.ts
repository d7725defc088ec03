import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { readTable, type Columns } from '#spreadsheet';
import { schedeExportColumns } from '../../apps/server/src/web/pages/schede/schede-export.js';
import { drive } from '../drivers.fixture.js';
import { Journey } from '../journey.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { registroDiZonaWays } from '../ways/registro-di-zona.ways.fixture.js';
import { PageBrowser, pressOn, SCREENS, tabTo } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';
import { does, schedeAtWork, type SchedeAtWork } from './schede.fixture.js';

let server: TestServer;
let pages: PageBrowser;
let work: SchedeAtWork;

beforeAll(async () => {
  server = await TestServer.start();
  [pages, work] = [await PageBrowser.launch(server), await schedeAtWork(server)];
});
afterAll(async () => {
  await pages.end();
  await server.end();
});

/** The titles of the rows of the list, from the first to the last. */
const titles = async (page: Page): Promise<readonly string[]> =>
  page.locator('tbody th').allInnerTexts();

/** The codes of the rows of the list. */
const codes = async (page: Page): Promise<readonly string[]> =>
  page.locator('tbody .code').allInnerTexts();

describe('The list of the schede', () => {
  it.each([
    ['stato=notStarted', ['Dopo di noi']],
    ['settore=SOCIO_ASSISTENZIALE', ['Nidi d’infanzia']],
    ['unita=minori', ['Nidi d’infanzia']],
    ['pnrr=si', ['Nidi d’infanzia']],
    ['ritardo=si', ['Dopo di noi', 'Trasporto sociale']],
    ["testo=D'INFANZIA", ['Nidi d’infanzia']],
    ['testo=poverta', ['Povertà estrema']],
    ['testo=4-003', ['=Casa <b>rifugio</b>']],
    ['ritardo=si&stato=inDrafting', ['Trasporto sociale']],
    ['obiettivo=nessuno', []],
  ])('is narrowed down by what its address says: %s', async (query, expected) => {
    const page = await pages.seenBy(work.coordinator, `${work.address}/schede?${query}`);
    expect(await titles(page)).toEqual(expected);
    await pages.closed(page);
  });

  it('is put in order by its headings, which say so', async () => {
    const page = await pages.seenBy(work.coordinator, `${work.address}/schede`);
    const heading = page.getByRole('columnheader', { name: 'Titolo' });
    expect(await heading.getAttribute('aria-sort')).toBeNull();
    await heading.getByRole('link').click();
    await page.locator('th[aria-sort=ascending]', { hasText: 'Titolo' }).waitFor();
    const up = await titles(page);
    expect(up).toEqual(up.toSorted((one, other) => one.localeCompare(other, 'it')));
    await heading.getByRole('link').click();
    await page.locator('th[aria-sort=descending]', { hasText: 'Titolo' }).waitFor();
    expect(await titles(page)).toEqual(up.toReversed());
    await pages.closed(page);
  });

  it('says which filter hides how many where nothing is left, and takes that one away', async () => {
    const page = await pages.seenBy(
      work.coordinator,
      `${work.address}/schede?stato=returned&ritardo=si`,
    );
    await page.getByText('Senza il filtro «Punto: Restituite» ce ne sarebbero 2.').waitFor();
    expect(await page.getByText('Senza il filtro «In ritardo').count()).toBe(0);
    await page.getByRole('link', { name: 'Togli il filtro «Punto»' }).click();
    await page.getByText('2 di 5 schede').waitFor();
    await pages.closed(page);
  });

  it('refuses a filter that there is none of', async () => {
    const page = await pages.seenBy(work.coordinator, `${work.address}/schede?stato=perduta`);
    expect(await page.title()).toMatch(/^Errore: /);
    await pages.closed(page);
  });
});

describe('The file of the list', () => {
  /** What a workbook holds on one of its sheets. */
  async function sheetOf<const C extends Columns>(bytes: Buffer, columns: C, sheet: string) {
    const reading = await readTable(bytes, { columns, sheet });
    if (reading.outcome === 'refused') throw new Error(JSON.stringify(reading.faults));
    return reading.table.rows.map(({ values }) => values);
  }

  it('holds what is seen, in the same order, and says which filters, when and by whom', async () => {
    const page = await pages.seenBy(
      work.coordinator,
      `${work.address}/schede?ritardo=si&ordine=titolo&verso=giu`,
    );
    const seen = await codes(page);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'XLSX' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(`POA2024_schede_in-ritardo_${server.clock.day()}.xlsx`);
    const bytes = await readFile(await file.path());
    const rows = await sheetOf(bytes, schedeExportColumns, 'Schede');
    expect(rows.map(({ code }) => code)).toEqual(seen);
    expect(rows.map(({ title, late, standing }) => ({ title, late, standing }))).toEqual([
      { title: 'Trasporto sociale', late: true, standing: 'in compilazione' },
      { title: 'Dopo di noi', late: true, standing: 'assegnata' },
    ]);
    const about = {
      what: { title: 'Che cosa', kind: 'text' },
      value: { title: 'Valore', kind: 'text' },
    } as const;
    const origin = await sheetOf(bytes, about, 'Informazioni');
    expect(Object.fromEntries(origin.map(({ what, value }) => [what, value]))).toMatchObject({
      ...{ Filtri: 'In ritardo: sì', Ordine: 'Titolo, decrescente', Da: 'coordinatore' },
      ...{ 'Schede nel file': '2', 'Schede nel ciclo': '5' },
      'Scaricato il': expect.stringContaining(server.clock.day()) as string,
    });
    await pages.closed(page);
  });

  it('lets no title become a formula', async () => {
    const { body, headers } = await work.coordinator.download(
      `${work.address}/schede.csv?testo=rifugio`,
    );
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(body.toString()).toContain(`'=Casa`);
    expect(body.toString()).not.toMatch(/;"?=Casa/);
  });

  it('is not for whoever is of another zone', async () => {
    for (const file of ['schede.xlsx', 'schede.csv']) {
      const { status } = await server.as('UPc', 'pisana').download(`${work.address}/${file}`);
      expect(status).toBe(404);
    }
  });
});

describe('Several schede at once', () => {
  const chosen = (page: Page, title: string) =>
    page.getByRole('row').filter({ hasText: title }).getByRole('checkbox');

  it.each([{ script: true }, { script: false }])(
    'are shown with what would happen to each before anything does, %j',
    async (look) => {
      const page = await pages.seenBy(work.coordinator, `${work.address}/schede`, look);
      await chosen(page, 'Povertà estrema').check();
      await chosen(page, 'Dopo di noi').check();
      await page.getByLabel('Con quelle scelte:').selectOption('take-scheda-in-charge');
      await page.getByRole('button', { name: 'Vedi che cosa succede' }).click();
      await page.getByText('Per una non si può: perché').waitFor();
      await page.getByText('Si può fare per una scheda.').waitFor();
      expect(await page.getByRole('button', { name: 'una scheda' }).count()).toBe(1);
      await pages.closed(page);
    },
  );

  it('are chosen with the keyboard, all between two at once', async () => {
    const page = await pages.seenBy(work.coordinator, `${work.address}/schede`);
    const boxes = page.getByRole('checkbox', { name: /^Scegli/ });
    await pressOn(page, boxes.nth(0), 'Space');
    await tabTo(page, boxes.nth(3));
    await page.keyboard.press('Shift+Space');
    await page.getByText('4 schede scelte').waitFor();
    expect(await page.locator('tbody input:checked').count()).toBe(4);
    await pressOn(page, page.getByRole('link', { name: 'Scegli tutte' }));
    await page.getByText('5 schede scelte').waitFor();
    await pages.closed(page);
  });

  it('are all chosen by an address, without a script', async () => {
    const page = await pages.seenBy(work.coordinator, `${work.address}/schede`, { script: false });
    await page.getByRole('link', { name: 'Scegli tutte' }).click();
    expect(await page.locator('tbody input:checked').count()).toBe(5);
    await pages.closed(page);
  });

  it('each have their own result; what changed meanwhile is refused, and a form sent again does nothing twice', async () => {
    const { journey } = work;
    const ids = ['S-4', 'S-5'];
    const page = await pages.seenBy(
      work.coordinator,
      `${work.address}/insieme?verbo=reassign-scheda&scheda=S-4&scheda=S-5`,
    );
    await page.getByLabel('All’unità').fill('minori');
    await page.getByLabel('Responsabile').fill(work.otherHead.person.personId);
    // A reason is asked for: nothing is recorded without.
    await page.getByRole('button', { name: '2 schede' }).click();
    await page.getByRole('alert').getByText('Motivo').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByLabel('Motivo').fill('Cambia l’unità');
    expect(await page.getByLabel('All’unità').inputValue()).toBe('minori');
    // Somebody moves on with one of them before the form is sent.
    await does(work, work.head, 'revise-scheda', {
      schedaId: 'S-5',
      changes: { description: 'Mezzi attrezzati e accompagnatori' },
    });
    await page.getByRole('button', { name: '2 schede' }).click();
    await page.getByText('Una fatta, una rifiutata.').waitFor();
    const rows = page.getByRole('listitem');
    await rows.filter({ hasText: 'Trasporto sociale' }).getByText('Rifiutata:').waitFor();
    await rows.filter({ hasText: 'Dopo di noi' }).getByText('Fatta').waitFor();
    const told = async (): Promise<readonly string[]> => {
      const found: string[] = [];
      for (const id of ids) {
        const { body } = await work.coordinator.get<{ items: readonly { type: string }[] }>(
          `/api/v1/cycles/${journey.cycleId}/schede/${id}/facts`,
        );
        found.push(...body.items.map(({ type }) => `${id} ${type}`));
      }
      return found.filter((each) => each.endsWith('SchedaReassigned'));
    };
    expect(await told()).toEqual(['S-4 SchedaReassigned']);
    await page.reload();
    await page.getByText('Una fatta, una rifiutata.').waitFor();
    expect(await told()).toEqual(['S-4 SchedaReassigned']);
    await pages.closed(page);
  });

  it('are nothing a head of a unit is offered what the office does with', async () => {
    const page = await pages.seenBy(work.head, `${work.address}/schede`);
    const offered = await page.getByLabel('Con quelle scelte:').locator('option').allInnerTexts();
    expect(offered).toEqual(['Riassegna la scheda', 'Sposta la scheda in un altro programma']);
    await pages.closed(page);
    const other = await pages.seenBy(
      work.head,
      `${work.address}/insieme?verbo=check-scheda&scheda=S-2`,
    );
    await other.getByText('Non è tra le cose che spettano a te.').waitFor();
    expect(await other.getByRole('button', { name: 'Verifica la scheda' }).count()).toBe(0);
    await pages.closed(other);
  });

  it('are not for whoever only reads', async () => {
    const page = await pages.seenBy(server.as('AUD'), `${work.address}/schede`);
    expect(await page.getByRole('checkbox', { name: /^Scegli/ }).count()).toBe(0);
    await pages.closed(page);
  });
});

describe('A scheda', () => {
  it('says on demand who wrote each field, when, in which version and why', async () => {
    const page = await pages.seenBy(work.head, `${work.address}/schede/S-1`, { script: false });
    expect(await page.getByText('Ultima modifica:').count()).toBe(0);
    await page.getByRole('link', { name: 'Mostra chi ha scritto che cosa' }).click();
    const description = page.locator('#campo-description');
    await description.getByText('versione 2 (scritto 2 volte)').waitFor();
    await description.getByText('«Come chiesto dall’ufficio»').waitFor();
    await page.locator('#campo-sector').getByText('versione 1 (scritto una volta)').waitFor();
    await pages.closed(page);
  });

  it('shows where it stands, what happened, by when what is owed, and the schede beside it', async () => {
    const page = await pages.seenBy(work.coordinator, `${work.address}/schede/S-2`);
    expect(await page.locator('[aria-current=step]').innerText()).toContain('In verifica');
    await page.getByRole('link', { name: /^Scheda precedente:.*Povertà estrema/ }).waitFor();
    await page.getByRole('link', { name: /^Scheda successiva:.*rifugio/ }).waitFor();
    await page.getByText('Scheda presa in carico').waitFor();
    await page
      .getByRole('region', { name: 'Scadenze di questa scheda' })
      .getByText('rispettata')
      .waitFor();
    await pages.closed(page);
  });

  it('is asked about, and shows the answer with what it rests on', async () => {
    const subject = 'scheda S-3';
    await does(work, work.officer, 'raise-question', {
      ...{ questionId: 'Q-3', subject, text: 'Quanti posti?' },
    });
    await does(work, work.officer, 'raise-question', {
      ...{ questionId: 'Q-4', subject: 'scheda S-1', text: 'Un’altra cosa?' },
    });
    const page = await pages.seenBy(work.coordinator, `${work.address}/schede/S-3`);
    const region = page.getByRole('region', { name: 'Domande e risposte' });
    await region.getByText('Quanti posti?').waitFor();
    expect(await region.getByText('Un’altra cosa?').count()).toBe(0);
    expect(await region.getByRole('link', { name: 'Rispondi' }).getAttribute('href')).toContain(
      'azioni/answer-question?questionId=Q-3',
    );
    await pages.closed(page);
    await does(work, work.coordinator, 'answer-question', {
      ...{ questionId: 'Q-3', answer: 'Dodici', basis: 'Nota del Comune' },
    });
    const answered = await pages.seenBy(work.head, `${work.address}/schede/S-3`);
    await answered.getByText('Dodici').waitFor();
    await answered.getByText('Nota del Comune').waitFor();
    // The office asks and answers; a head reads.
    expect(await answered.getByRole('link', { name: 'Fai una domanda' }).count()).toBe(0);
    await pages.closed(answered);
  });

  it('leads to what it is tied to, from whichever end that was said', async () => {
    const register = Journey.inZone(server, registroDiZonaWays, ZONE, 2024);
    await drive(register, { type: 'CoDesignRowAdded' }, 'riga-7');
    await register.perform('UPc', 'link-co-design-to-scheda', {
      coDesignRowId: 'riga-7',
      scheda: { cycleId: work.journey.cycleId, schedaId: 'S-2' },
    });
    const page = await pages.seenBy(work.coordinator, `${work.address}/schede/S-2`);
    const tied = page.getByRole('region', { name: 'A che cosa è legata' });
    await tied.getByText('riga-7').waitFor();
    expect(await tied.getByRole('link').getAttribute('href')).toBe('/coprogettazione/riga-7');
    expect(await accessibilityViolations(page)).toEqual([]);
    await pages.closed(page);
    const other = await pages.seenBy(work.coordinator, `${work.address}/schede/S-1`);
    await other.getByRole('region', { name: 'Domande e risposte' }).waitFor();
    expect(await other.getByRole('region', { name: 'A che cosa è legata' }).count()).toBe(0);
    await pages.closed(other);
  });

  it('is printed on one sheet, with what it says and without what one would do', async () => {
    const page = await pages.seenBy(work.coordinator, `${work.address}/schede/S-2`, {
      print: true,
    });
    expect(await page.getByText('Che cosa puoi fare').isVisible()).toBe(false);
    expect(await page.getByText('Socio-assistenziale').isVisible()).toBe(true);
    const sheets = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b/g);
    expect(sheets).toHaveLength(1);
    await pages.closed(page);
  });

  it('that nobody has begun says who has to, and what waits to be written', async () => {
    const page = await pages.seenBy(work.head, `${work.address}/schede/S-4`);
    await page.getByText('Nessuno ha ancora scritto in questa scheda.').waitFor();
    await page.getByRole('listitem').getByText('Indicatori').waitFor();
    await pages.closed(page);
  });
});

describe('Each of these pages', () => {
  it.each([
    '/schede',
    '/schede?ritardo=si&stato=returned',
    '/schede?scelte=tutte',
    '/insieme?verbo=return-scheda&scheda=S-1&scheda=S-2&scheda=S-4',
    '/insieme?verbo=move-scheda&scheda=S-1',
    '/insieme?verbo=move-scheda',
    '/schede/S-1?chi=1',
    '/schede/S-4',
  ])('is valid, accessible and fits: %s', async (path) => {
    for (const viewport of SCREENS) {
      const page = await pages.seenBy(work.coordinator, work.address + path, {
        context: { viewport },
      });
      expect(await accessibilityViolations(page)).toEqual([]);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(viewport.width);
      const answer = await page.reload();
      expect(await invalidHtml((await answer?.text()) ?? '')).toEqual([]);
      await pages.closed(page);
    }
  });
});
