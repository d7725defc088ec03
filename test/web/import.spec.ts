import type { Page } from 'playwright-core';
import { coDesignTable, unitsTable, type RowOfTable } from '#planning';
import { readTable, writeTable, type TableFormat } from '#spreadsheet';
import { readFile } from 'node:fs/promises';
import { partsOf, texts, zipped } from '../../libs/spreadsheet/src/workbook.fixture.js';
import { recorded } from '../client.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { PageBrowser, pressOn, SCREENS, tabTo } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

const REGISTER = `${ZONE}-registro-di-zona`;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let server: TestServer;
let browser: PageBrowser;

beforeAll(async () => {
  server = await TestServer.start();
  browser = await PageBrowser.launch(server);
  const coordinator = server.as('UPc');
  recorded(await coordinator.perform(REGISTER, 'open-zone-register', { title: 'Registro' }));
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

const { columns, sheet } = coDesignTable;
const row = (activity: string, more: RowOfTable = {}): RowOfTable => ({
  ...{ holder: 'Comune di Livorno', activity, state: 'ongoing' },
  ...more,
});
const fileOf = (rows: readonly RowOfTable[], format: TableFormat = 'xlsx'): Buffer =>
  Buffer.from(writeTable(format, { columns, sheet, rows }));

/** The beginning of a compound file, and the name of the stream of a workbook in it. */
const oldWorkbook = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.from('Workbook\0', 'utf16le'),
]);

/** Sends a file by the form of the first step. */
async function send(page: Page, buffer: Buffer, name = 'prospetto.xlsx'): Promise<void> {
  await page.getByRole('radio', { name: 'Righe di co-progettazione' }).check();
  await page.getByLabel('Il file', { exact: true }).setInputFiles({ name, mimeType: XLSX, buffer });
  await page.getByRole('button', { name: 'Carica e guarda le colonne' }).click();
}

const countOf = (page: Page, label: string): Promise<string> =>
  page.locator('.import-count', { hasText: label }).locator('dd').innerText();

const rowsInRegister = async (): Promise<number> => {
  const { body } = await server
    .as('UPc')
    .get<{ total: number }>(`/api/v1/registers/${REGISTER}/co-design-rows`);
  return body.total;
};

describe('Importing a spreadsheet', () => {
  it('goes from the file to its rows in four steps, without a script, and writes only at the end', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/importa', { script: false });
    await send(page, fileOf([row('Centro affidi'), row('Famiglie accoglienti')]));
    await page.getByRole('heading', { level: 1, name: 'Colonne' }).waitFor();
    await page.getByText('Ogni colonna del modello è stata riconosciuta.').waitFor();
    const holder = page.getByRole('row').filter({ hasText: 'Titolare (obbligatoria)' });
    expect(await holder.innerText()).toContain('100');
    const act = page.getByRole('row').filter({ hasText: /^Atto\s/ });
    expect(await act.innerText()).toMatch(/\b0\s?%/);
    await page.getByRole('link', { name: 'Prova senza scrivere' }).click();
    expect(await countOf(page, 'Crea')).toBe('2');
    expect(await countOf(page, 'Errori')).toBe('0');
    expect(await rowsInRegister()).toBe(0);
    await page.getByText('Finora non è stato scritto nulla', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Importa le 2 righe' }).click();
    await page.getByText('Sono entrate 2 righe.').waitFor();
    await page.getByText('Prima della conferma non era stato scritto nulla.').waitFor();
    expect(new URL(page.url()).pathname).toMatch(new RegExp(`^/importa/fatte/${REGISTER}/`));
    expect(await rowsInRegister()).toBe(2);
    await page.goBack();
    await page.getByText('Sono entrate 2 righe.').waitFor();
    expect(await rowsInRegister()).toBe(2);
    await browser.closed(page);
  });

  it('leads to the form that takes the whole import back', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/importa');
    await page.getByRole('link', { name: 'prospetto.xlsx' }).click();
    await page.getByRole('link', { name: 'Annulla l' }).click();
    expect(new URL(page.url()).pathname).toBe(`/cicli/${REGISTER}/azioni/undo-spreadsheet-import`);
    await browser.closed(page);
    const officer = await browser.seenBy(server.as('UPo'), '/importa');
    await officer.getByRole('link', { name: 'prospetto.xlsx' }).click();
    await officer.getByRole('heading', { level: 1, name: 'Esito' }).waitFor();
    const copied = officer.locator('main copy-text');
    expect(await copied.getAttribute('data-text')).toMatch(/^[0-9a-f]{64}$/);
    await copied.getByRole('button', { name: 'Copia l’impronta' }).waitFor();
    expect(await officer.getByRole('link', { name: 'Annulla l' }).count()).toBe(0);
    await browser.closed(officer);
  });

  it('marks each cell that is wrong, with its row, and gives the file back with what is wrong in it', async () => {
    const good = fileOf([row('Uno'), row('Due'), row('Tre')], 'csv').toString('utf8');
    const wrong = Buffer.from(good.replace('Due', '').replace(/(Tre.*)In corso/, '$1Forse'));
    const page = await browser.seenBy(server.as('UPo'), '/importa', { script: false });
    await send(page, wrong, 'Prospetto dell’anno.csv');
    await page.getByRole('link', { name: 'Prova senza scrivere' }).click();
    expect(await countOf(page, 'Righe giuste')).toBe('1');
    expect(await countOf(page, 'Errori')).toBe('2');
    expect(await page.getByRole('button', { name: /^Importa/ }).count()).toBe(0);
    const second = page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: '3', exact: true }) });
    expect(await second.locator('.import-wrong').innerText()).toContain('(vuota)');
    expect(await second.innerText()).toContain('è obbligatorio');
    await page.getByRole('link', { name: 'Solo errori (2)' }).click();
    expect(await page.getByRole('row').count()).toBe(3);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'XLSX', exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('Prospetto-dell-anno-errori.xlsx');
    const bytes = await readFile(await download.path());
    const told = await readTable(bytes, {
      columns: { ...columns, faults: { kind: 'text', title: 'Errori' } },
      sheet,
    });
    const rows = told.outcome === 'read' ? told.table.rows : (told.readable?.rows ?? []);
    const said = rows.map(({ cells }) => cells['faults'].raw);
    expect(said[0]).toBe('');
    expect(said[1]).toContain('è obbligatorio');
    expect(said[2]).toContain('Forse');
    // It may come again as it is: the same is wrong, and nothing else.
    await page.goto(`${server.url}/importa`);
    await send(page, bytes);
    await page.getByRole('link', { name: 'Prova senza scrivere' }).click();
    expect(await countOf(page, 'Errori')).toBe('2');
    await browser.closed(page);
  });

  it('says of what is there already that it is there, and of the same file that it came in', async () => {
    const client = server.as('UPc');
    const file = fileOf([row('Quattro', { coDesignRowId: 'CP-4' })]);
    const page = await browser.seenBy(client, '/importa', { script: false });
    await send(page, file);
    await page.getByRole('link', { name: 'Prova senza scrivere' }).click();
    await page.getByRole('button', { name: 'Importa la riga' }).click();
    await page.getByText('È entrata una riga.').waitFor();
    await page.goto(`${server.url}/importa`);
    await send(page, file);
    await page.getByRole('link', { name: 'Prova senza scrivere' }).click();
    await page.getByText(/è già stato importato/).waitFor();
    await page.goto(`${server.url}/importa`);
    await send(page, fileOf([row('Cinque', { coDesignRowId: 'CP-4' }), row('Sei')]));
    await page.getByRole('link', { name: 'Prova senza scrivere' }).click();
    expect(await countOf(page, 'Già presenti')).toBe('1');
    expect(await countOf(page, 'Errori')).toBe('0');
    expect(await page.getByRole('button', { name: /^Importa/ }).count()).toBe(0);
    await browser.closed(page);
  });

  it('says in words what is wrong with a file that is none, or another one', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/importa', { script: false });
    for (const [file, said] of [
      [Buffer.from('%PDF-1.7 niente'), 'Manca la riga dei titoli'],
      [oldWorkbook, 'vecchio formato Excel'],
      [
        Buffer.from(writeTable('xlsx', { columns: unitsTable.columns, sheet: 'Unità', rows: [] })),
        'Il foglio «Co-progettazione» non c’è',
      ],
      [merged(), 'sono unite'],
    ] as const) {
      await page.goto(`${server.url}/importa`);
      await send(page, file);
      await page.getByText(said, { exact: false }).first().waitFor();
      await page.getByText('Il file non si può importare così', { exact: false }).waitFor();
    }
    await browser.closed(page);
  });

  it('asks for what and for a file beside the fields, and takes none that is too big', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/importa', { script: false });
    await page.getByRole('radio', { name: 'Righe di co-progettazione' }).check();
    await page.getByRole('button', { name: 'Carica e guarda le colonne' }).click();
    await page.getByRole('link', { name: 'Scegli il file da caricare', exact: false }).waitFor();
    expect(await page.getByLabel('Il file', { exact: true }).getAttribute('aria-invalid')).toBe(
      'true',
    );
    await send(page, Buffer.alloc(5 * 1_024 * 1_024 + 1));
    await page.locator('#foglio-error').waitFor();
    expect(await page.locator('#foglio-error').innerText()).toContain('5');
    await browser.closed(page);
  });

  it('shows a file to whoever sent it, for an hour, and imports no other than was tried', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/importa');
    await send(page, fileOf([row('Sette')]));
    const path = new URL(page.url()).pathname;
    const other = await browser.seenBy(server.as('UPo'), path);
    await other.getByText('Questo file non è più qui', { exact: false }).waitFor();
    await browser.closed(other);
    await page.getByRole('link', { name: 'Prova senza scrivere' }).click();
    await page.locator('input[name=sha256]').evaluate((input) => {
      input.setAttribute('value', 'a'.repeat(64));
    });
    await page.getByRole('button', { name: 'Importa la riga' }).click();
    await page.getByText('Il file da confermare non è quello provato', { exact: false }).waitFor();
    await browser.closed(page);
  });

  it('is for whoever may import, and for nobody else', async () => {
    for (const role of ['AUD', 'ETS', 'UH', 'DIR'] as const) {
      const page = await browser.seenBy(server.as(role), '/importa');
      expect(await page.title()).toMatch(/^Errore:/);
      expect(await page.getByRole('link', { name: 'Importa', exact: true }).count()).toBe(0);
      await browser.closed(page);
    }
    const office = await browser.seenBy(server.as('UPo'), '/');
    await office.getByRole('link', { name: 'Importa', exact: true }).click();
    await office.getByRole('heading', { level: 1, name: 'Importa un foglio' }).waitFor();
    await browser.closed(office);
  });

  it('is usable by everybody: with the keyboard, on a telephone, with what is wrong on it', async () => {
    const good = fileOf([row('Uno'), row('Due')], 'csv').toString('utf8');
    for (const { width } of SCREENS) {
      const page = await browser.seenBy(server.as('UPc'), '/importa', { phone: width < 768 });
      const check = async (): Promise<void> => {
        expect(await accessibilityViolations(page)).toEqual([]);
        expect(await invalidHtml(await page.content())).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      };
      await check();
      await send(page, Buffer.from(good.replace('Due', '')), 'foglio.csv');
      await check();
      await pressOn(page, page.getByRole('link', { name: 'Prova senza scrivere' }));
      await page.getByRole('heading', { level: 1, name: 'Prova senza scrivere' }).waitFor();
      await check();
      // On a telephone the rows are cards: nothing is looked for sideways.
      if (width < 768) {
        const sideways = await page
          .locator('.table-scroll')
          .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
        expect(sideways).toBe(0);
      }
      await page.goto(`${server.url}/importa`);
      await send(page, fileOf([row(`Tastiera ${width}`)]));
      await pressOn(page, page.getByRole('link', { name: 'Prova senza scrivere' }));
      await tabTo(page, page.getByRole('button', { name: 'Importa la riga' }));
      await check();
      await page.keyboard.press('Enter');
      await page.getByText('È entrata una riga.').waitFor();
      await check();
      await browser.closed(page);
    }
  });
});

/** A workbook with two cells as one. */
function merged(): Buffer {
  const titles = Object.values(columns).map(({ title }) => title);
  const xml = `<sheetData>${texts(1, ...titles)}${texts(2, '', 'Comune')}</sheetData><mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>`;
  return zipped(partsOf({ sheets: [{ name: sheet, xml }] }));
}
