import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { ListeningClamd } from '../../libs/attachments/src/clamd.fixture.js';
import { recorded } from '../client.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { preparing } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { PageBrowser } from './browser.fixture.js';
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
}, 120_000);
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

const writing = (path: string): string => `${path}/modifica?sezione=riferimenti`;
const chooser = (page: Page) => page.getByLabel('Scegli il file');
const download = (page: Page) => page.getByRole('link', { name: /^Scarica \(PDF/ });
const fingerprint = (page: Page) => page.locator('[id="attachments.0.sha256"]');
const saved = (page: Page, version: number): Promise<void> =>
  page.locator('[data-state]', { hasText: `versione ${version}` }).waitFor();

/** The bytes that a link leads to. */
async function had(page: Page): Promise<{ readonly bytes: Buffer; readonly name: string }> {
  const coming = page.waitForEvent('download');
  await download(page).first().click();
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
});
