import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { deleteAttachment } from '#attachments';
import { EICAR, ListeningClamd } from '../../libs/attachments/src/clamd.fixture.js';
import { recorded } from '../client.fixture.js';
import { drive } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { preparing } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { PageBrowser, pressOn, tabTo } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

let server: TestServer;
let pages: PageBrowser;
let clamd: ListeningClamd;
let journey: Journey;

beforeAll(async () => {
  clamd = await ListeningClamd.listen();
  server = await TestServer.start({ clamd: clamd.address, attachmentBytes: 2 * 1_024 * 1_024 });
  pages = await PageBrowser.launch(server);
  journey = programmeOfYear(server, 2024);
  await preparing(journey);
  await drive(journey, { type: 'MeetingHeld' });
});
afterAll(async () => {
  await pages.end();
  await server.end();
  await clamd.end();
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const pdf = (size = 1_000): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size)]);
const file = (buffer: Buffer, name = 'Delibera 12.pdf') => ({
  ...{ name, buffer, mimeType: 'application/pdf' },
});

/** A scheda that the unit may write; and where. */
async function begun(): Promise<string> {
  const schedaId = journey.fresh('S');
  recorded(
    await server.as('UPc').perform(journey.cycleId, 'assign-scheda', {
      programmeId: journey.last('TreeImported').programmes[0]?.programmeId,
      ...{ schedaId, unitId: UNIT, title: 'Assistenza domiciliare' },
      personId: server.as('UH').person.personId,
    }),
  );
  return `/cicli/${journey.cycleId}/schede/${schedaId}`;
}

/** The files in the folder of those that are kept. */
const kept = (): readonly string[] =>
  readdirSync(join(server.folder, 'attachments'), { recursive: true, encoding: 'utf8' }).map(
    (name) => basename(name),
  );

/** When whoever sends a file next does not wait for an answer any more. */
function endOfSending(): Promise<void> {
  const http = server.application.getHttpServer();
  return new Promise((resolve) => {
    const heard = ({ url = '', socket }: IncomingMessage): void => {
      if (!url.endsWith('/attachments')) return;
      http.off('request', heard);
      socket.once('close', () => {
        resolve();
      });
    };
    http.on('request', heard);
  });
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise<void>((resolve) => setImmediate(resolve));
}

const writing = (path: string): string => `${path}/modifica?sezione=riferimenti`;
const chooser = (page: Page) => page.getByLabel('Scegli il file');
const download = (page: Page) => page.getByRole('link', { name: /^Scarica \(PDF/ });
const fingerprint = (page: Page) => page.locator('[id="attachments.0.sha256"]');
const saved = (page: Page, version: number): Promise<void> =>
  page.locator('[data-state]', { hasText: `versione ${version}` }).waitFor();

/** The bytes that a link leads to. */
const had = (page: Page) => hadFrom(page, 0);

/** The same of one of several. */
async function hadFrom(page: Page, index: number) {
  const coming = page.waitForEvent('download');
  await download(page).nth(index).click();
  const got = await coming;
  return { bytes: readFileSync(await got.path()), name: got.suggestedFilename() };
}

/** The page as it stands has nothing wrong in it, and fits its screen. */
async function isSound(page: Page, { script = true } = {}): Promise<void> {
  // What looks for violations is a script itself.
  if (script) expect(await accessibilityViolations(page)).toEqual([]);
  expect(await invalidHtml(await page.content())).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
    page.viewportSize()?.width ?? 0,
  );
}

describe('The file of an attachment', () => {
  it('goes as soon as it is chosen, with its size, its state and its fingerprint, and comes back byte for byte', async () => {
    const path = await begun();
    const page = await pages.seenBy(server.as('UH'), writing(path));
    await page
      .getByText('PDF, ODT, ODS, DOCX, XLSX, PNG, JPEG, P7M, TXT, CSV; al massimo 2 MB')
      .waitFor();
    const bytes = pdf(1_200_000);
    await chooser(page).setInputFiles(file(bytes));
    await page
      .getByRole('status')
      .filter({ hasText: 'Conservato: Delibera 12.pdf, controllato, nessun virus.' })
      .waitFor();
    expect(await fingerprint(page).inputValue()).toBe(sha256(bytes));
    expect(await page.locator('[id="attachments.0.title"]').inputValue()).toBe('Delibera 12.pdf');
    expect(await download(page).textContent()).toBe('Scarica (PDF, 1,2 MB)');
    await isSound(page);
    await saved(page, 1);
    await page.goto(server.url + path);
    expect(await had(page)).toEqual({ bytes, name: 'Delibera 12.pdf' });
    await page.getByText('controllato, nessun virus').waitFor();
    await isSound(page);
    await pages.closed(page);
  });

  it('is sent by the form without a script, and comes back byte for byte', async () => {
    const path = await begun();
    const page = await pages.seenBy(server.as('UH'), writing(path), { script: false, phone: true });
    const bytes = pdf();
    await chooser(page).setInputFiles(file(bytes));
    await page.getByRole('button', { name: 'Carica il file' }).click();
    await page.getByText('Il file è conservato. Salva, perché la scheda lo citi.').waitFor();
    expect(await fingerprint(page).inputValue()).toBe(sha256(bytes));
    await download(page).waitFor();
    await isSound(page, { script: false });
    await page.getByRole('button', { name: 'Salva', exact: true }).click();
    await page.goto(server.url + path);
    expect((await had(page)).bytes.equals(bytes)).toBe(true);
    await pages.closed(page);
  });

  it('is cancelled on its way, and nothing of it is kept or named', async () => {
    const page = await pages.seenBy(server.as('UH'), writing(await begun()));
    // What looks at it does not answer until somebody has cancelled.
    const [looking, answering] = [
      Promise.withResolvers<undefined>(),
      Promise.withResolvers<string>(),
    ];
    clamd.answers = () => {
      looking.resolve(undefined);
      return answering.promise;
    };
    const bytes = pdf(1_000_000);
    const gone = endOfSending();
    await chooser(page).setInputFiles(file(bytes));
    await looking.promise;
    await page.getByText('Arrivato tutto: lo si controlla…').waitFor();
    await page.getByText('100%').waitFor();
    expect(
      await page
        .getByRole('progressbar', { name: 'Quanto del file è arrivato' })
        .getAttribute('value'),
    ).toBe('100');
    // Nobody goes on without it.
    await page.getByRole('button', { name: 'Salva', exact: true }).click();
    await page.getByText('Aspetta che il file sia arrivato, oppure annulla.').waitFor();
    await isSound(page);
    await pressOn(page, page.getByRole('button', { name: 'Annulla' }));
    await page.getByText('Annullato: nulla è stato conservato.').waitFor();
    clamd.answers = undefined;
    await gone;
    answering.resolve('stream: OK\0');
    await until(() => kept().every((name) => !name.endsWith('.part')));
    expect(kept()).not.toContain(sha256(bytes));
    expect(await fingerprint(page).inputValue()).toBe('');
    expect(await page.getByRole('progressbar').isVisible()).toBe(false);
    expect(await chooser(page).evaluate((input) => input === document.activeElement)).toBe(true);
    await pages.closed(page);
  });

  it('is refused in words beside the field where there is a virus in it, and not named', async () => {
    const page = await pages.seenBy(server.as('UH'), writing(await begun()), { phone: true });
    await chooser(page).setInputFiles(file(Buffer.from(`%PDF-1.7\n${EICAR}`)));
    await page.getByRole('alert').getByText('Nel file c’è «Win.Test.EICAR_HDB-1»').waitFor();
    expect(await chooser(page).getAttribute('aria-invalid')).toBe('true');
    expect(await fingerprint(page).inputValue()).toBe('');
    await isSound(page);
    // Another in its place.
    const bytes = pdf();
    await chooser(page).setInputFiles(file(bytes));
    await download(page).waitFor();
    expect(await chooser(page).getAttribute('aria-invalid')).toBeNull();
    expect(await fingerprint(page).inputValue()).toBe(sha256(bytes));
    // The browser writes the status of the refusal on its console.
    await expect(pages.closed(page)).rejects.toThrow('422');
  });

  it('is named by its fingerprint alone where it is too large or of another kind, and that is said', async () => {
    const path = await begun();
    const page = await pages.seenBy(server.as('UH'), writing(path));
    const large = pdf(2_200_000);
    await chooser(page).setInputFiles(file(large));
    await page
      .getByText('Il file supera 2 MB. C’è solo l’impronta: il file non si conserva qui.')
      .waitFor();
    expect(await fingerprint(page).inputValue()).toBe(sha256(large));
    const mail = Buffer.from('From: qualcuno');
    await chooser(page).setInputFiles(file(mail, 'pec.eml'));
    await page.getByText('Si conservano PDF, ODT').waitFor();
    expect(await fingerprint(page).inputValue()).toBe(sha256(mail));
    await saved(page, 1);
    await page.goto(server.url + path);
    await page.getByText('Il file non è conservato qui.').waitFor();
    expect(await download(page).count()).toBe(0);
    await pages.closed(page);
  });

  it('is refused without a script in the same words', async () => {
    const page = await pages.seenBy(server.as('UH'), writing(await begun()), { script: false });
    const send = async (bytes: Buffer, name?: string): Promise<void> => {
      await chooser(page).setInputFiles(file(bytes, name));
      await page.getByRole('button', { name: 'Carica il file' }).click();
    };
    await send(Buffer.from(`%PDF-1.7\n${EICAR}`));
    await page.getByText('Nel file c’è «Win.Test.EICAR_HDB-1»').first().waitFor();
    expect(await fingerprint(page).inputValue()).toBe('');
    await isSound(page, { script: false });
    await send(pdf(), 'foto.png');
    await page.getByText('Dentro c’è un PDF, ma il nome non finisce in .pdf').first().waitFor();
    const mail = Buffer.from('From: qualcuno\0');
    await send(mail, 'pec.eml');
    await page.getByText('C’è solo l’impronta: il file non si conserva qui.').first().waitFor();
    expect(await fingerprint(page).inputValue()).toBe(sha256(mail));
    await pages.closed(page);
  });

  it('is not left behind without a word by the button that saves, without a script', async () => {
    const path = await begun();
    const page = await pages.seenBy(server.as('UH'), writing(path), { script: false });
    await page.locator('[id="attachments.0.title"]').fill('Delibera della Giunta');
    await chooser(page).setInputFiles(file(pdf()));
    await page.getByRole('button', { name: 'Salva', exact: true }).click();
    const summary = page.getByRole('alert');
    await summary.getByText('non il file «Delibera 12.pdf»').waitFor();
    expect(await page.title()).toMatch(/^Errore: /);
    // What was typed stands there, and leads to where the file is chosen once more.
    expect(await page.locator('[id="attachments.0.title"]').inputValue()).toBe(
      'Delibera della Giunta',
    );
    await summary.getByRole('link').click();
    expect(new URL(page.url()).hash).toBe('#attachments.0.sha256-file');
    await isSound(page, { script: false });
    await page.goto(server.url + path);
    expect(await page.getByText('Delibera della Giunta').count()).toBe(0);
    await pages.closed(page);
  });

  it('is the last one that was chosen, whichever is read first', async () => {
    const page = await pages.seenBy(server.as('UH'), writing(await begun()));
    const [slow, right] = [pdf(), pdf()];
    await reading(page);
    await chooser(page).setInputFiles(file(slow, 'Sbagliato.pdf'));
    await page.getByText('Sbagliato.pdf').waitFor();
    // Nobody goes on before it is even known what it is.
    await page.getByRole('button', { name: 'Salva', exact: true }).click();
    await page.getByText('Aspetta che il file sia arrivato, oppure annulla.').waitFor();
    await chooser(page).setInputFiles(file(right, 'Giusto.pdf'));
    await download(page).waitFor();
    await page.evaluate('letRead()');
    expect(await fingerprint(page).inputValue()).toBe(sha256(right));
    expect(kept()).not.toContain(sha256(slow));
    await pages.closed(page);
  });

  it('is cancelled while it is read as well', async () => {
    const page = await pages.seenBy(server.as('UH'), writing(await begun()));
    const bytes = pdf();
    await reading(page);
    await chooser(page).setInputFiles(file(bytes, 'Sbagliato.pdf'));
    await page.getByRole('button', { name: 'Annulla' }).click();
    await page.getByText('Annullato: nulla è stato conservato.').waitFor();
    await page.evaluate('letRead()');
    expect(await fingerprint(page).inputValue()).toBe('');
    expect(kept()).not.toContain(sha256(bytes));
    await pages.closed(page);
  });

  it('says so where the browser cannot read it, and holds nobody back', async () => {
    const page = await pages.seenBy(server.as('UH'), writing(await begun()));
    await page.evaluate(() => {
      File.prototype.arrayBuffer = () => Promise.reject(new DOMException('', 'NotReadableError'));
    });
    await chooser(page).setInputFiles(file(pdf(3_000_000), 'Enorme.pdf'));
    await page.getByRole('alert').getByText('Il browser non riesce a leggere il file').waitFor();
    expect(await fingerprint(page).inputValue()).toBe('');
    expect(await page.getByRole('progressbar').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Salva', exact: true }).click();
    await page.waitForURL(/sezione=riferimenti/);
    await pages.closed(page);
  });

  it('that is much too large for a form says so in the form, with what was typed', async () => {
    const form = new FormData();
    const marks = { sezione: 'riferimenti', azione: 'carica:attachments' };
    for (const [name, value] of Object.entries(marks)) form.append(name, value);
    form.append(
      'documento:attachments.0.sha256',
      new Blob([new Uint8Array(pdf(51 * 1_024 * 1_024))]),
      'Atto.pdf',
    );
    form.append('attachments.sha256', '');
    form.append('attachments.title', 'Delibera della Giunta');
    const response = await fetch(`${server.url}${await begun()}/modifica`, {
      method: 'POST',
      headers: {
        ...server.as('UH').credentials.headers(),
        ...{ accept: 'text/html', 'accept-language': 'it', 'sec-fetch-site': 'same-origin' },
      },
      body: form,
    });
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(text).toContain('Sono ammessi al massimo 2 MB');
    expect(text).toContain('value="Delibera della Giunta"');
    // Of a part of it there is no fingerprint.
    expect(text).not.toMatch(/value="[0-9a-f]{64}"/);
  });

  it('is another one in the next version, and the earlier one is still had from its own', async () => {
    const path = await begun();
    const page = await pages.seenBy(server.as('UH'), writing(path));
    const [one, other] = [pdf(), pdf(2_000)];
    await chooser(page).setInputFiles(file(one, 'Atto.pdf'));
    await saved(page, 1);
    await chooser(page).setInputFiles(file(other, 'Atto corretto.pdf'));
    await page.locator('[id="attachments.0.title"]').fill('Atto corretto');
    await saved(page, 2);
    await page.goto(server.url + path);
    expect(await had(page)).toEqual({ bytes: other, name: 'Atto corretto.pdf' });
    await page.goto(`${server.url}${path}/confronto?da=1&a=2`);
    await download(page).nth(1).waitFor();
    expect(await hadFrom(page, 0)).toEqual({ bytes: one, name: 'Atto.pdf' });
    expect(await hadFrom(page, 1)).toEqual({ bytes: other, name: 'Atto corretto.pdf' });
    await isSound(page);
    await pages.closed(page);
  });

  it('is chosen and had by the keyboard alone', async () => {
    const page = await pages.seenBy(server.as('UH'), writing(await begun()));
    const choosing = page.waitForEvent('filechooser');
    await tabTo(page, chooser(page));
    await page.keyboard.press('Enter');
    await (await choosing).setFiles(file(pdf()));
    await download(page).waitFor();
    const coming = page.waitForEvent('download');
    await pressOn(page, download(page));
    await coming;
    await pages.closed(page);
  });
});

/** Has the next file read only once `letRead()` says so. */
async function reading(page: Page): Promise<void> {
  await page.evaluate(() => {
    const waiting = Promise.withResolvers<undefined>();
    File.prototype.arrayBuffer = async function (this: File) {
      // The method of a blob, which is that of a file, is there again for those that come after.
      Reflect.deleteProperty(File.prototype, 'arrayBuffer');
      await waiting.promise;
      return this.arrayBuffer();
    };
    Object.assign(globalThis, {
      letRead: async () => {
        waiting.resolve(undefined);
        // As long as what was held back takes at most: it is read, worked out and filled in.
        const bytes = await new Blob(['x'.repeat(1_000_000)]).arrayBuffer();
        await crypto.subtle.digest('SHA-256', bytes);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      },
    });
  });
}

describe('The file of the minutes', () => {
  it('that somebody else has brought says nothing of itself in a form that names it', async () => {
    const bytes = pdf();
    const bring = async (role: 'UH' | 'UPo'): Promise<void> => {
      const { status } = await fetch(`${server.url}/api/v1/cycles/${journey.cycleId}/attachments`, {
        method: 'POST',
        headers: {
          ...server.as(role).credentials.headers(),
          ...{ 'content-type': 'application/octet-stream', 'sec-fetch-site': 'same-origin' },
          'traccia-file-name': 'Atto.pdf',
        },
        body: new Uint8Array(bytes),
      });
      expect(status).toBe(201);
    };
    const { meetingId } = journey.last('MeetingHeld');
    const query = `meetingId=${meetingId}&document.sha256=${sha256(bytes)}`;
    const form = `/cicli/${journey.cycleId}/azioni/record-minutes?${query}`;
    await bring('UH');
    const page = await pages.seenBy(server.as('UPo'), form);
    await chooser(page).waitFor();
    expect(await download(page).count()).toBe(0);
    expect(await page.content()).not.toContain('nessun virus</span>');
    // Whoever has it themselves sees it.
    await bring('UPo');
    await page.reload();
    await download(page).waitFor();
    await pages.closed(page);
  });

  it('is not left behind without a word by the button of the verb, without a script', async () => {
    const { meetingId } = journey.last('MeetingHeld');
    const form = `/cicli/${journey.cycleId}/azioni/record-minutes?meetingId=${meetingId}`;
    const page = await pages.seenBy(server.as('UPo'), form, { script: false });
    await chooser(page).setInputFiles(file(pdf(), 'Verbale.pdf'));
    await page.getByLabel('Impronta SHA-256', { exact: false }).first().fill('a'.repeat(64));
    await page.locator('[id="f-document.title"]').fill('Verbale del tavolo');
    await page.getByRole('button', { name: 'Deposita il verbale' }).last().click();
    await page.getByRole('alert').getByText('non il file «Verbale.pdf»').waitFor();
    expect(await page.locator('[id="f-document.title"]').inputValue()).toBe('Verbale del tavolo');
    await isSound(page, { script: false });
    expect(journey.last('MeetingHeld').meetingId).toBe(meetingId);
    await pages.closed(page);
  });

  it('is brought in the form of the verb, and had on the page of the meeting', async () => {
    const { meetingId } = journey.last('MeetingHeld');
    const at = `/cicli/${journey.cycleId}/incontri/${meetingId}`;
    const form = `/cicli/${journey.cycleId}/azioni/record-minutes?meetingId=${meetingId}`;
    const page = await pages.seenBy(server.as('UPo'), `${form}&poi=${encodeURIComponent(at)}`);
    const bytes = pdf();
    await chooser(page).setInputFiles(file(bytes, 'Verbale.pdf'));
    await download(page).waitFor();
    await isSound(page);
    await page.getByRole('button', { name: 'Deposita il verbale' }).last().click();
    await page.waitForURL(`${server.url}${at}**`);
    expect(await had(page)).toEqual({ bytes, name: 'Verbale.pdf' });
    await isSound(page);
    await pages.closed(page);
  });

  it('that nobody keeps says so on a page, where somebody follows an old link', async () => {
    const page = await pages.seenBy(
      server.as('UPo'),
      `/cicli/${journey.cycleId}/allegati/${'0'.repeat(64)}`,
    );
    await page.getByRole('heading', { level: 1, name: 'Il file non c’è' }).waitFor();
    await page.context().close();
  });
});

describe('The file of a document that was deleted', () => {
  it('is said to be so on every page that shows the document, when and why', async () => {
    const path = await begun();
    const page = await pages.seenBy(server.as('UH'), writing(path));
    const bytes = pdf();
    await chooser(page).setInputFiles(file(bytes));
    await saved(page, 1);
    const key = { zone: 'livornese', sha256: sha256(bytes) };
    const atMs = Date.parse('2024-03-20T09:00:00Z');
    const reason = 'Richiesta di cancellazione n. 3 del 2024';
    deleteAttachment(join(server.folder, 'attachments'), key, { atMs, reason });
    await page.goto(server.url + path);
    await page
      .getByText(
        `Il file è stato cancellato (20 marzo 2024) e non è più conservato qui. Il motivo: «${reason}».`,
      )
      .waitFor();
    expect(await download(page).count()).toBe(0);
    await isSound(page);
    await pages.closed(page);
    const small = await pages.seenBy(server.as('UH'), path, { phone: true });
    await small.getByText(`«${reason}»`).waitFor();
    await isSound(small);
    await pages.closed(small);
  });
});
