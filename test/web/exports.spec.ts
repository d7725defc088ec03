import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { JobWork } from '../../apps/server/src/jobs/job-work.js';
import { Jobs } from '../../apps/server/src/jobs/jobs.js';
import type { Client } from '../client.fixture.js';
import { readPdf, withRole } from '../pdf.fixture.js';
import { readTable, type Columns } from '#spreadsheet';
import { TestServer, ZONE } from '../server.fixture.js';
import { PageBrowser, pressOn, SCREENS } from './browser.fixture.js';
import { districtAtWork } from './district.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';
import { registerAtWork } from './register.fixture.js';

const CYCLE = `${ZONE}-poa-annuale-2024`;
const PDF = 'Documento del piano, PDF accessibile';

let server: TestServer;
let browser: PageBrowser;

beforeAll(async () => {
  server = await TestServer.start();
  await registerAtWork(server);
  await districtAtWork(server, 20);
  browser = await PageBrowser.launch(server);
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

const jobs = (): Jobs => server.application.get(Jobs, { strict: false });

/** Asks for a file by its button, without a script, and goes on when it is made. @returns the page of the job */
async function made(client: Client, what: string, query = ''): Promise<Page> {
  const page = await browser.seenBy(client, `/esporta${query}`, { script: false });
  await page.getByRole('button', { name: `Prepara: ${what}` }).click();
  await page.waitForURL(/\/lavori\/[0-9a-f-]{36}$/);
  await jobs().settled();
  await page.reload();
  return page;
}

async function downloaded(page: Page): Promise<{ readonly bytes: Buffer; readonly name: string }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Scarica il file' }).click();
  const download = await coming;
  return { bytes: await readFile(await download.path()), name: download.suggestedFilename() };
}

describe('What can be taken away', () => {
  it('is told by what it is for, to each what they may have', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/esporta', { script: false });
    const groups = await page.getByRole('heading', { level: 2 }).allInnerTexts();
    expect(groups).toEqual([
      ...['Documento del piano', 'Schede', 'A che punto siamo', 'Per Proweb'],
      ...[
        'Registro di co-progettazione',
        'Fascicolo e prove',
        'Dati aperti e storia',
        'I tuoi file già preparati',
      ],
    ]);
    expect(await page.getByRole('button', { name: 'Prepara: Raccolta di prove' }).count()).toBe(0);
    await browser.closed(page);
    const audit = await browser.seenBy(server.as('AUD'), '/esporta');
    await audit.getByRole('button', { name: 'Prepara: Raccolta di prove' }).waitFor();
    await browser.closed(audit);
    const head = await browser.seenBy(server.as('UH'), '/esporta');
    await head.getByRole('button', { name: `Prepara: ${PDF}` }).waitFor();
    expect(await head.getByLabel('Alla data').count()).toBe(0);
    expect(await head.getByRole('heading', { name: 'Dati aperti e storia' }).count()).toBe(0);
    await browser.closed(head);
  });

  it('is nothing for whoever may not read the schede, who is told so', async () => {
    for (const role of ['ETS', 'ADM'] as const) {
      const { status } = await server.as(role).get('/esporta');
      expect(status).toBe(403);
    }
    const asked = await fetch(`${server.url}/esporta`, {
      method: 'POST',
      headers: { ...server.as('UH').credentials.headers(), origin: server.url },
      body: new URLSearchParams({ ciclo: CYCLE, formato: 'json' }),
      redirect: 'manual',
    });
    expect(asked.status).toBe(403);
  });

  it('says what is wrong with a date, beside it, and takes one that is right', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/esporta', { script: false });
    await page.getByLabel('Alla data').fill('trenta febbraio');
    await page.getByRole('button', { name: 'Mostra' }).click();
    await page.getByText('Scrivi un giorno del calendario').waitFor();
    expect(await page.getByLabel('Alla data').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Alla data').fill(server.clock.day(1));
    await page.getByRole('button', { name: 'Mostra' }).click();
    await page.getByText('Tutto ciò che segue').waitFor();
    await browser.closed(page);
    const { status } = await server.as('RF').get(`/esporta?al=${server.clock.day()}`);
    expect(status).toBe(403);
  });
});

describe('The document of the plan', () => {
  it('is prepared, downloaded and checked without a script, the same twice for the same moment', async () => {
    const at = `?al=${encodeURIComponent(new Date(server.clock.nowMs()).toISOString())}`;
    const files: Buffer[] = [];
    while (files.length < 2) {
      const page = await made(server.as('UPc'), PDF, at);
      await page.getByText('Pronto', { exact: true }).waitFor();
      const { bytes, name } = await downloaded(page);
      expect(name).toMatch(new RegExp(`^${CYCLE}-al-.*\\.pdf$`));
      const hash = createHash('sha256').update(bytes).digest('hex');
      await page.getByText(hash).waitFor();
      expect(await page.locator('main copy-text').getAttribute('data-text')).toBe(hash);
      files.push(bytes);
      await browser.closed(page);
    }
    expect(files[0]?.equals(files[1] ?? Buffer.alloc(0))).toBe(true);
    const pdf = await readPdf(files[0] ?? Buffer.alloc(0));
    expect(pdf).toMatchObject({ language: 'it-IT', isTagged: true });
    expect(withRole(pdf.elements, 'H4')).toHaveLength(20);
  });

  it('goes on by itself where there is a script, and is found again among what was prepared', async () => {
    const page = await browser.seenBy(server.as('DIR'), '/esporta');
    await pressOn(page, page.getByRole('button', { name: 'Prepara: Documento del piano, HTML' }));
    await page.getByRole('link', { name: 'Scarica il file' }).waitFor();
    expect(await page.title()).toMatch(/^Pronto: Documento del piano, HTML/);
    const { bytes } = await downloaded(page);
    expect(await invalidHtml(bytes.toString())).toEqual([]);
    await page.goto(`${server.url}/esporta`);
    await page.getByRole('link', { name: 'Documento del piano, HTML' }).waitFor();
    await browser.closed(page);
  });

  it('is there for one scheda, from its page, at once', async () => {
    const { status, body } = await server.as('RF').download(`/cicli/${CYCLE}/schede/S-001/pdf`);
    expect(status).toBe(200);
    const pdf = await readPdf(body);
    expect(withRole(pdf.elements, 'H2').map(({ text }) => text.slice(0, 4))).toContain('2024');
    const none = await server.as('RF').get(`/cicli/${CYCLE}/schede/S-999/pdf`);
    expect(none.status).toBe(404);
  });
});

describe('Work that takes a while', () => {
  it('is seen by whoever asked for it and by nobody else; that it is there, by the administrator', async () => {
    const page = await made(server.as('SEG'), PDF);
    const address = new URL(page.url()).pathname;
    const file = await page.getByRole('link', { name: 'Scarica il file' }).getAttribute('href');
    await browser.closed(page);
    for (const role of ['UPc', 'DIR', 'ADM'] as const) {
      expect((await server.as(role).get(address)).status).toBe(404);
      expect((await server.as(role).get(file ?? '')).status).toBe(404);
    }
    const all = await browser.seenBy(server.as('ADM'), '/lavori');
    await all.getByRole('heading', { name: 'Lavori di tutti' }).waitFor();
    await all.getByText(server.as('SEG').person.personId).first().waitFor();
    expect(await all.getByRole('link', { name: 'Documento del piano, PDF' }).count()).toBe(0);
    await browser.closed(all);
    const own = await browser.seenBy(server.as('UPo'), '/lavori');
    await own.getByText('Non hai ancora chiesto di preparare nulla.').waitFor();
    await browser.closed(own);
  });

  it('stands on record before its first byte leaves', async () => {
    const report = await server
      .as('DIR')
      .get<object>('/api/v1/access-report/accesses?type=ReadRecorded');
    expect(JSON.stringify(report.body)).toContain('/lavori/:jobId/file');
  });

  it('waits in a queue that has an end, can be let go of, and begun again', async () => {
    const client = server.as('UPo');
    const person = client.person;
    const at = new Date(server.clock.nowMs()).toISOString();
    const asked = { kind: 'poa-pdf', cycleId: CYCLE, at, schedaIds: [] } as const;
    // The first one begins, and stays there until it is let go.
    const work = server.application.get(JobWork, { strict: false });
    const begin = work.begin.bind(work);
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    work.begin = async (job, told) => {
      await held;
      return begin(job, told);
    };
    const [, , last] = [1, 2, 3].map(() => jobs().ask(asked, person));
    const page = await browser.seenBy(client, '/esporta', { script: false });
    await page.getByRole('button', { name: `Prepara: ${PDF}` }).click();
    await page.getByText('Hai già 3 lavori in coda').waitFor();
    await page.goto(`${server.url}/lavori/${last?.jobId ?? ''}`);
    await page.getByRole('button', { name: 'Annulla il lavoro' }).click();
    await page.getByText('Lo hai annullato').waitFor();
    letGo();
    await jobs().settled();
    work.begin = begin;
    await page.getByRole('button', { name: 'Ricomincia dall’inizio' }).click();
    await jobs().settled();
    await page.reload();
    await page.getByRole('link', { name: 'Scarica il file' }).waitFor();
    await browser.closed(page);
  });

  it('says how far it is, in the title too, and after ten seconds how long it may still take', async () => {
    const client = server.as('UPo');
    const at = new Date(server.clock.nowMs()).toISOString();
    const work = server.application.get(JobWork, { strict: false });
    const begin = work.begin.bind(work);
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const half = new Promise<void>((resolve) => {
      work.begin = async (job, told) => {
        told(0.5, { what: 'writing', number: 10, of: 20 });
        resolve();
        await held;
        return begin(job, told);
      };
    });
    const asked = { kind: 'poa-html', cycleId: CYCLE, at, schedaIds: [] } as const;
    const { jobId } = jobs().ask(asked, client.person);
    await half;
    const page = await browser.seenBy(client, `/lavori/${jobId}`, { script: false });
    expect(await page.title()).toMatch(/^50 %: Documento del piano, HTML/);
    const standing = page.locator('#job');
    expect(await standing.innerText()).toContain('Scrittura: scheda 10 di 20');
    expect(await standing.innerText()).not.toContain('manca');
    server.clock.pass({ seconds: 120 });
    await page.reload();
    expect(await standing.innerText()).toContain('mancano circa 2 minuti');
    letGo();
    await jobs().settled();
    work.begin = begin;
    await browser.closed(page);
  });

  it('is told at the desk of whoever asked for it once it is ready, until they look', async () => {
    const client = server.as('RF');
    const at = new Date(server.clock.nowMs()).toISOString();
    const asked = { kind: 'poa-html', cycleId: CYCLE, at, schedaIds: [] } as const;
    jobs().ask(asked, client.person);
    await jobs().settled();
    const told = { name: 'Lavori finiti' };
    const other = await browser.seenBy(server.as('DIR'), '/', { script: false });
    expect(await other.getByRole('heading', told).count()).toBe(0);
    await browser.closed(other);
    const page = await browser.seenBy(client, '/', { script: false });
    await page.getByRole('heading', told).waitFor();
    await page.getByRole('link', { name: 'Documento del piano, HTML' }).click();
    await page.getByRole('link', { name: 'Scarica il file' }).waitFor();
    await page.goto(server.url);
    expect(await page.getByRole('heading', told).count()).toBe(0);
    await browser.closed(page);
  });

  it('goes on after the service was stopped in the middle of it', async () => {
    const { person } = server.as('UPc');
    const at = new Date(server.clock.nowMs()).toISOString();
    const { jobId } = jobs().ask({ kind: 'poa-pdf', cycleId: CYCLE, at, schedaIds: [] }, person);
    await server.stop();
    await server.start();
    await jobs().settled();
    expect(jobs().of(jobId, person)).toMatchObject({ state: 'done' });
  });

  it('is not kept for longer than was said', async () => {
    const page = await made(server.as('AUD'), 'Fascicolo informatico');
    const { bytes } = await downloaded(page);
    expect(JSON.parse(bytes.toString())).toMatchObject({ ciclo: CYCLE });
    server.clock.pass({ days: 31 });
    await server.stop();
    await server.start();
    await page.goto(server.url + new URL(page.url()).pathname);
    await browser.closed(page);
    const own = jobs().own(server.as('AUD').person);
    expect(own.map(({ state }) => state)).toContain('expired');
  });
});

describe('The register of co-design with the columns of its document', () => {
  it('is there as a workbook, a CSV and JSON, with forty rows', async () => {
    const text = { kind: 'text' } as const;
    const columns = {
      holder: { title: 'Soggetto titolare', ...text },
      activity: { title: 'Attività', ...text },
      subjects: { title: 'Soggetti coinvolti', kind: 'list' },
      state: { title: 'Stato', ...text },
      period: { title: 'Data/periodo', ...text },
    } as const;
    const read = async (ending: string): Promise<readonly object[]> => {
      const { body } = await server.as('RF').download(`/esporta/coprogettazione.${ending}`);
      const reading = await readTable(body, {
        columns,
        ...(ending === 'xlsx' && { sheet: 'Co-progettazione' }),
      });
      if (reading.outcome === 'refused') throw new Error(JSON.stringify(reading.faults));
      return reading.table.rows.map(({ values }) => values);
    };
    const [workbook, csv] = [await read('xlsx'), await read('csv')];
    expect(csv).toEqual(workbook);
    const json = await server
      .as('RF')
      .get<{ total: number; rows: Record<string, unknown>[] }>('/esporta/coprogettazione.json');
    expect(json.body.total).toBe(40);
    expect(workbook).toEqual(json.body.rows);
    expect((await server.as('ETS').get('/esporta/coprogettazione.json')).status).toBe(403);
    expect((await server.as('RF').get('/esporta/coprogettazione.exe')).status).toBe(404);
  });

  it('is called after the day in Rome of the moment it is of', async () => {
    server.clock.pass({ days: 2 });
    const day = server.clock.day(-1);
    // In Greenwich it is still the day before.
    const moment = encodeURIComponent(`${day.split('-').toReversed().join('/')} 00:30`);
    const { status, headers } = await server
      .as('UPc')
      .download(`/esporta/coprogettazione.csv?al=${moment}`);
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toContain(`-${day}.csv`);
  });

  it('is the same table as the one of what is seen in the register', async () => {
    const titles = async (path: string): Promise<string | undefined> =>
      (await server.as('RF').download(path)).body.toString().split('\r\n')[0];
    const seen = await titles('/coprogettazione.csv');
    expect(seen).toContain('Soggetto titolare;Attività;Soggetti coinvolti;Stato;Data/periodo');
    expect(await titles('/esporta/coprogettazione.csv')).toBe(seen);
  });

  it('is there as tagged PDF with the same five columns', async () => {
    const { status, body } = await server.as('RF').download('/esporta/coprogettazione.pdf');
    expect(status).toBe(200);
    const pdf = await readPdf(body);
    expect(pdf).toMatchObject({ language: 'it-IT', isTagged: true, universalAccess: '1' });
    const [head] = withRole(pdf.elements, 'THead');
    expect(withRole(head?.children ?? [], 'TH').map(({ text }) => text.trim())).toEqual([
      ...['Soggetto titolare', 'Attività', 'Soggetti coinvolti', 'Stato', 'Data/periodo'],
    ]);
    // Of a table that goes on over a page each row is told again on the next, and has its text on one.
    const rows = withRole(pdf.elements, 'TR').filter(({ text }) => text.trim() !== '');
    expect(rows).toHaveLength(41);
    expect((await server.as('ETS').get('/esporta/coprogettazione.pdf')).status).toBe(403);
  });

  it('is fetched each month by a program whose token reads, and by no other', async () => {
    const api = `/api/v1/registers/${ZONE}-registro-di-zona/spreadsheets/co-design?format=xlsx`;
    const addresses = [api, '/esporta/coprogettazione.pdf', '/esporta/coprogettazione.xlsx'];
    const reader = server.admitProgram({ role: 'UPo', scopes: ['read'] });
    const other = server.admitProgram({ role: 'UPo', scopes: ['command'] });
    for (const address of addresses) {
      expect([address, (await reader.download(address)).status]).toEqual([address, 200]);
      expect([address, (await other.download(address)).status]).toEqual([address, 403]);
    }
  });

  it('counts the schede of each unit as a table', async () => {
    const csv = await server.as('UH').download(`/cicli/${CYCLE}/avanzamento.csv`);
    expect(csv.body.toString()).toMatch(/Totale[^\n]*20/);
  });

  it('comes with the schemas of what is ours', async () => {
    const schema = await server.as('UPc').get<{ $id: string }>('/esporta/schemi/fatti.json');
    expect(schema.body.$id).toBe('urn:traccia:schema:facts:1');
    expect((await server.as('UPc').get('/esporta/schemi/altro.json')).status).toBe(404);
  });
});

describe('What is entered into Proweb', () => {
  it('is there from the page as a workbook and as JSON, for whoever enters it', async () => {
    const page = await browser.seenBy(server.as('UPo'), '/esporta', { script: false });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /XLSX.*Piano in vigore, per Proweb/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^${CYCLE}-proweb-.*\\.xlsx$`));
    const bytes = await readFile(await download.path());
    const text = { kind: 'text' } as const;
    const columns: Columns = {
      programmeId: { title: 'programmeId', ...text },
      name: { title: 'name', ...text },
      objectiveIds: { title: 'objectiveIds', ...text },
    };
    const reading = await readTable(bytes, { columns, sheet: 'programmes' });
    if (reading.outcome === 'refused') throw new Error(JSON.stringify(reading.faults));
    const link = page.getByRole('link', { name: /JSON.*Piano in vigore, per Proweb/ });
    const address = (await link.getAttribute('href')) ?? '';
    await browser.closed(page);
    const json = await server.as('UPo').get<{ programmes: { programmeId: string }[] }>(address);
    expect(json.status).toBe(200);
    expect(reading.table.rows.map(({ values }) => values['programmeId'])).toEqual(
      json.body.programmes.map(({ programmeId }) => programmeId),
    );
  });

  it('is neither shown nor given to whoever may not have it', async () => {
    const page = await browser.seenBy(server.as('UH'), '/esporta', { script: false });
    expect(await page.getByRole('heading', { name: 'Per Proweb' }).count()).toBe(0);
    await browser.closed(page);
    for (const role of ['UH', 'RF', 'SEG', 'ETS', 'ADM'] as const) {
      expect((await server.as(role).get(`/cicli/${CYCLE}/proweb.xlsx`)).status).toBe(403);
    }
    expect((await server.as('UPc').get(`/cicli/${ZONE}-poa-annuale-1999/proweb.xlsx`)).status).toBe(
      404,
    );
  });
});

describe('The pages of exports', () => {
  it.each(['/esporta', '/lavori', 'job'])('%s is valid, has no barrier and fits', async (path) => {
    const client = server.as('SEG');
    const address = path === 'job' ? `/lavori/${jobs().own(client.person)[0]?.jobId ?? ''}` : path;
    for (const viewport of SCREENS) {
      const page = await browser.seenBy(client, address, { phone: viewport.width < 400 });
      expect(await accessibilityViolations(page)).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(viewport.width);
      if (process.env['SHOTS']) {
        await page.screenshot({
          path: `${process.env['SHOTS']}/${path.replaceAll('/', '')}-${viewport.width}.png`,
          fullPage: true,
        });
      }
      await browser.closed(page);
    }
    const page = await browser.seenBy(client, address, { script: false });
    expect(await invalidHtml(await page.content())).toEqual([]);
    await browser.closed(page);
  });
});
