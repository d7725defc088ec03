import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { verifierPage } from '#evidence';
import { SealedLog } from '../../libs/ledger/src/ledger.fixture.js';
import { launchChromium } from '../chromium.fixture.js';
import { bundleOf, copyOf, recordedYear, removeFolders, YEAR } from './evidence.fixture.js';

const STEPS = [
  ...['signature', 'root', 'canonical', 'order', 'prefix', 'time', 'replay', 'bundle'],
] as const;

describe('The page of a bundle', () => {
  const log = new SealedLog();
  let browser: Browser;
  let cycle: string;
  let whole: string;
  beforeAll(async () => {
    await recordedYear(log);
    await log.sealAll();
    const page = verifierPage();
    cycle = await bundleOf(log, YEAR, { page });
    whole = await bundleOf(log, { kind: 'log' }, { page });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    removeFolders();
    await log.leave();
  });

  /** Opens the page of a folder from the disk; the faults of the page and what it asked others for. */
  async function opened(folder: string, locale = 'it-IT') {
    const context = await browser.newContext({ locale, offline: true });
    const page = await context.newPage();
    const asked: string[] = [];
    const faults: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    const address = pathToFileURL(join(folder, 'verify.html')).href;
    await page.goto(address);
    return { page, asked, faults, address };
  }

  const verdictOf = async (page: Page): Promise<string | null> => {
    await page.waitForSelector('#verdict.good, #verdict.bad');
    return page.textContent('#verdict');
  };

  const outcomesOf = (page: Page): Promise<(readonly (string | undefined)[])[]> =>
    page.$$eval('.step', (steps) =>
      steps.map((step) => {
        const { dataset } = step as unknown as { dataset: Record<string, string | undefined> };
        return [dataset['step'], dataset['outcome']];
      }),
    );

  it('verifies it as soon as it is opened, and asks nobody for anything', async () => {
    const { page, asked, faults, address } = await opened(cycle);
    expect(await verdictOf(page)).toBe('✓ Verificata la copia contenuta in questa pagina');
    expect(await outcomesOf(page)).toEqual(
      STEPS.map((step) => [step, ['prefix', 'time'].includes(step) ? 'not-done' : 'ok']),
    );
    expect(asked).toEqual([address]);
    expect(faults).toEqual([]);
    const decisions = await page.textContent('section:last-of-type h2');
    expect(decisions).toMatch(/^Le decisioni rilette \(\d{2,}\)$/);
    expect(await page.textContent('section:last-of-type tbody tr:first-child')).toMatch(
      /\(DIR\)|\(UPc\)/,
    );
  });

  it('is red where a byte of a fact is another', async () => {
    const copy = copyOf(cycle);
    const file = join(copy, 'verify.html');
    const html = readFileSync(file, 'utf8');
    // The data of the page is the text of the bundle: one letter of one reason.
    const at = html.indexOf('Dimostrazione', html.indexOf('"facts.ndjson":"'));
    writeFileSync(file, `${html.slice(0, at)}d${html.slice(at + 1)}`);
    const { page } = await opened(copy);
    expect(await verdictOf(page)).toBe('✗ Non verificato');
    const failed = (await outcomesOf(page)).filter(([, outcome]) => outcome === 'failed');
    expect(failed.map(([step]) => step)).toContain('root');
    await page.context().close();
  });

  it('speaks the language of its reader, and the other at a press of a key', async () => {
    const { page } = await opened(cycle, 'en-GB');
    expect(await verdictOf(page)).toBe('✓ Verified: the copy within this page');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.textContent('#verdict')).toBe(
      '✓ Verificata la copia contenuta in questa pagina',
    );
    expect(await page.getAttribute('html', 'lang')).toBe('it');
  });

  it('holds it against a printed seal of another history', async () => {
    const { page } = await opened(cycle);
    await verdictOf(page);
    const origin = (await page.textContent('dd code')) ?? '';
    await page.fill('#held', `${origin}\n3\n${'A'.repeat(43)}=`);
    await page.click('#again');
    await page.waitForSelector('.verdict.bad');
    expect(Object.fromEntries(await outcomesOf(page))).toMatchObject({ prefix: 'failed' });
  });

  it('says of what holds no seal that it holds none, and nothing of the history', async () => {
    const { page } = await opened(cycle);
    await verdictOf(page);
    await page.fill('#held', 'From: a@b.example\nSubject: Ciao\n\nA domani.');
    await page.click('#again');
    await page.waitForSelector('.verdict.bad');
    expect(await page.textContent('#verdict')).toMatch(
      /^In quel che hai aggiunto non c’è un sigillo/,
    );
    expect(await page.textContent('#report')).toBe('');
    const note = Buffer.from(readFileSync(join(cycle, 'checkpoint'))).toString('base64');
    await page.fill('#held', `Content-Transfer-Encoding: base64\n\n${note}`);
    await page.click('#again');
    await page.waitForSelector('.verdict.good');
    expect(Object.fromEntries(await outcomesOf(page))).toMatchObject({ prefix: 'ok' });
    await page.context().close();
  });

  it('says that it has read its own copy, and reads the files beside it when it is shown them', async () => {
    const copy = copyOf(cycle);
    const file = join(copy, 'facts.ndjson');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Dimostrazione', 'dimostrazione'));
    const { page } = await opened(copy);
    expect(await verdictOf(page)).toBe('✓ Verificata la copia contenuta in questa pagina');
    expect(await page.textContent('#report .note')).toContain('non i file che le stanno accanto');
    expect(await page.textContent('[data-step=bundle]')).toContain(
      'I file accanto alla pagina non sono stati letti',
    );
    await page.setInputFiles('#folder', copy);
    await page.waitForSelector('#verdict.bad');
    expect(Object.fromEntries(await outcomesOf(page))).toMatchObject({
      ...{ root: 'failed', bundle: 'failed' },
    });
    await page.setInputFiles('#folder', cycle);
    await page.waitForSelector('#verdict.good');
    expect(await page.textContent('#verdict')).toBe('✓ Verificato');
    expect(await page.textContent('#report')).not.toContain('accanto');
    await page.context().close();
  });

  it('refuses a folder whose index, or whose page, is missing', async () => {
    for (const missing of ['manifest.json', 'verify.html.note']) {
      const copy = copyOf(cycle);
      const { page } = await opened(cycle);
      rmSync(join(copy, missing));
      await verdictOf(page);
      await page.setInputFiles('#folder', copy);
      await page.waitForSelector('#verdict.bad');
      expect(Object.fromEntries(await outcomesOf(page))).toMatchObject({ bundle: 'failed' });
      await page.context().close();
    }
  });

  it('says that it is damaged where the bundle in it cannot be read', async () => {
    const copy = copyOf(cycle);
    const file = join(copy, 'verify.html');
    const html = readFileSync(file, 'utf8');
    writeFileSync(file, html.replace('"facts.ndjson":"', '"facts.ndjson":'));
    const { page } = await opened(copy);
    expect(await verdictOf(page)).toMatch(/^La verifica si è fermata: questa pagina è danneggiata/);
    await page.setInputFiles('#folder', cycle);
    await page.waitForSelector('#verdict.good');
    await page.context().close();
  });

  it('comes to an end where a seal says that there are more facts than there could be', async () => {
    const copy = copyOf(whole);
    const seal = join(copy, 'checkpoint');
    writeFileSync(
      seal,
      readFileSync(seal, 'utf8').replace(/\n\d+\n/, `\n${Number.MAX_SAFE_INTEGER}\n`),
    );
    const { page } = await opened(whole);
    await page.setInputFiles('#folder', copy);
    expect(await verdictOf(page)).toBe('✗ Non verificato');
    await page.context().close();
  });

  it('of the whole log asks for the folder, and verifies that', async () => {
    const { page } = await opened(whole);
    expect(await page.textContent('#verdict')).toBe('Scegli la cartella del fascicolo.');
    await page.setInputFiles('#folder', whole);
    expect(await verdictOf(page)).toBe('✓ Verificato');
  });
});
