import type { Page } from 'playwright-core';
import { TestServer } from '../server.fixture.js';
import { PageBrowser, pressOn, SCREENS, tabTo } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';
import { schedeAtWork, type SchedeAtWork } from './schede.fixture.js';

let server: TestServer;
let browser: PageBrowser;
let work: SchedeAtWork;

beforeAll(async () => {
  server = await TestServer.start();
  [browser, work] = [await PageBrowser.launch(server), await schedeAtWork(server)];
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

/** Presses keys one after the other, wherever one is. */
async function presses(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const path = (page: Page): string => new URL(page.url()).pathname;
const focusedText = (page: Page): Promise<string> =>
  page.evaluate(() => (document.activeElement as HTMLElement).innerText.trim());

describe('The keys', () => {
  it.each([
    ['g s', (): string => '/'],
    ['g c', (): string => work.address],
    ['g h', (): string => `${work.address}/storico`],
    ['?', (): string => '/aiuto/tastiera'],
    ['e', (): string => `${work.address}/schede/S-5/modifica`],
  ] as const)('%s leads where its page says', async (keys, wanted) => {
    const client = keys === 'e' ? work.head : work.coordinator;
    const page = await browser.seenBy(client, `${work.address}/schede/S-5`);
    await presses(page, ...keys.split(' '));
    await page.waitForURL((url) => url.pathname === wanted());
    await browser.closed(page);
  });

  it('go nowhere for whom there is no such page, nor out of the order', async () => {
    const page = await browser.seenBy(work.head, `${work.address}/schede/S-1`);
    // Handed in: nobody writes in it now. And s alone means nothing.
    await presses(page, 'e', 's', 'x', 'Alt+e');
    expect(path(page)).toBe(`${work.address}/schede/S-1`);
    await browser.closed(page);
  });

  it('go through a queue and through a list, forth and back', async () => {
    const page = await browser.seenBy(work.coordinator, `${work.address}/schede`);
    const titles = await page.locator('tbody th a').allInnerTexts();
    await presses(page, 'j');
    expect(await focusedText(page)).toBe(titles[0]);
    await presses(page, 'j', 'j', 'k');
    expect(await focusedText(page)).toBe(titles[1]);
    await presses(page, 'Enter');
    await page.getByRole('heading', { level: 1, name: titles[1] ?? '' }).waitFor();
    await browser.closed(page);
  });

  it('go through the changes of a comparison', async () => {
    const page = await browser.seenBy(work.head, `${work.address}/schede/S-1/confronto?da=1&a=2`);
    const first = await page.locator('.compared').nth(0).getAttribute('id');
    const second = await page.locator('.compared').nth(1).getAttribute('id');
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');
    await presses(page, 'n');
    expect(await focused()).toBe(first);
    await presses(page, 'n');
    expect(await focused()).toBe(second);
    await presses(page, 'p');
    expect(await focused()).toBe(first);
    await browser.closed(page);
  });

  it('are letters where somebody writes, and lead to the field to search in from elsewhere', async () => {
    const page = await browser.seenBy(work.coordinator, `${work.address}/schede`);
    await page.locator('#testo').focus();
    await page.keyboard.type('e?gs/jn');
    expect(await page.locator('#testo').inputValue()).toBe('e?gs/jn');
    expect(path(page)).toBe(`${work.address}/schede`);
    await page.locator('h1').click();
    await presses(page, '/');
    if ((await page.locator('#search').count()) > 0)
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('search');
    else await page.waitForURL((url) => url.pathname === '/cerca');
    await browser.closed(page);
  });

  it('are switched off in one browser by the keyboard, which remembers it, and on again', async () => {
    const page = await browser.seenBy(work.coordinator, '/aiuto/tastiera');
    const box = page.getByRole('checkbox', { name: 'Usa i tasti singoli' });
    const cycle = page.getByRole('navigation', { name: 'Sezioni' }).getByText('Ciclo 2024');
    expect(await cycle.getAttribute('title')).toBe('Ciclo 2024 (g c)');
    await tabTo(page, box);
    await presses(page, 'Space');
    expect(await cycle.getAttribute('title')).toBe('');
    await page.goto(`${server.url}${work.address}/schede`);
    await presses(page, 'g', 's', 'j', '?');
    expect(path(page)).toBe(`${work.address}/schede`);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    await page.goto(`${server.url}/aiuto/tastiera`);
    expect(await box.isChecked()).toBe(false);
    await box.check();
    await page.locator('h1').click();
    await presses(page, 'g', 's');
    await page.waitForURL((url) => url.pathname === '/');
    await browser.closed(page);
  });

  it('send the form one writes in with Ctrl and Enter', async () => {
    const page = await browser.seenBy(work.coordinator, `${work.address}/schede`);
    await page.locator('#testo').fill('nidi');
    await presses(page, 'Control+Enter');
    await page.waitForURL((url) => url.searchParams.get('testo') === 'nidi');
    await browser.closed(page);
  });

  it('are told in tooltips and to screen readers, and without a script nowhere but in the list', async () => {
    const at = `${work.address}/schede/S-5`;
    const page = await browser.seenBy(work.head, at);
    const edit = page.locator('[data-key=e]');
    expect(await edit.getAttribute('aria-keyshortcuts')).toBe('e');
    expect(await edit.getAttribute('title')).toContain('(e)');
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await invalidHtml(await page.content())).toEqual([]);
    await browser.closed(page);
    const bare = await browser.seenBy(work.head, at, { script: false });
    expect(await bare.locator('[aria-keyshortcuts]').count()).toBe(0);
    await bare.getByRole('link', { name: 'Scorciatoie da tastiera' }).click();
    await bare.getByText('Le scorciatoie hanno bisogno di JavaScript').waitFor();
    expect(await bare.locator('tbody tr').count()).toBe(12);
    expect(await bare.getByRole('checkbox').count()).toBe(0);
    await browser.closed(bare);
  });

  it.each(SCREENS)('are told on a page for everybody, $width px wide', async (viewport) => {
    const page = await browser.seenBy(work.head, '/aiuto/tastiera', { context: { viewport } });
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await invalidHtml(await page.content())).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await browser.closed(page);
  });

  it('are of nobody who is not signed in', async () => {
    const page = await browser.seenBy(undefined, '/accesso');
    expect(await page.locator('key-shortcuts').count()).toBe(0);
    await browser.closed(page);
  });
});

describe('The bar of what is on its way', () => {
  /** The link, where the server has nothing to show instead: the browser stays where it is. */
  async function follows(page: Page, name: string): Promise<void> {
    await page.route(/schede(\.csv)?$/, (route) => route.fulfill({ status: 204 }));
    await page.getByRole('link', { name, exact: true }).first().click();
  }

  it('shows when the next page takes long, and says so; no more once one is back', async () => {
    const page = await browser.seenBy(work.coordinator, '/');
    const bar = page.locator('loading-bar');
    expect([await bar.isVisible(), await bar.getAttribute('role')]).toEqual([false, 'status']);
    await follows(page, 'Schede');
    await bar.waitFor({ state: 'visible' });
    expect(await page.locator('main').getAttribute('aria-busy')).toBe('true');
    await page.evaluate(() => dispatchEvent(new Event('pageshow')));
    expect(await bar.isVisible()).toBe(false);
    expect(await page.locator('main').getAttribute('aria-busy')).toBeNull();
    await browser.closed(page);
  });

  it('does not show for what opens elsewhere, nor within the page', async () => {
    const page = await browser.seenBy(work.coordinator, `${work.address}/schede`);
    await page.clock.install();
    await page.evaluate(() => {
      // Clicks as people make them, none of which leads away from here.
      const clicks = [
        ['a.skip', {}],
        ['main tbody a', { ctrlKey: true }],
      ] as const;
      for (const [link, held] of clicks) {
        const click = new MouseEvent('click', { bubbles: true, cancelable: true, ...held });
        addEventListener(
          'click',
          (event) => {
            event.preventDefault();
          },
          { once: true },
        );
        document.querySelector(link)?.dispatchEvent(click);
      }
    });
    await page.clock.runFor(1_000);
    expect(await page.locator('loading-bar').isVisible()).toBe(false);
    await browser.closed(page);
  });

  it('is not needed without a script, where the browser says so itself', async () => {
    const page = await browser.seenBy(work.coordinator, '/', { script: false });
    expect(await page.locator('loading-bar').isVisible()).toBe(false);
    await page.getByRole('link', { name: 'Schede', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Schede' }).waitFor();
    await browser.closed(page);
  });
});

describe('On a page', () => {
  it('of a cycle the way back leads to other years; on a phone to the page above alone', async () => {
    const office = await browser.seenBy(work.coordinator, `${work.address}/schede/S-1`);
    const trail = office.getByRole('navigation', { name: 'Dove sei' });
    expect(await trail.getByRole('listitem').last().getAttribute('aria-current')).toBe('page');
    expect(await trail.getByRole('listitem').last().getByRole('link').count()).toBe(0);
    await trail.getByRole('link', { name: 'Altri anni' }).click();
    await office.getByText('Di ciascuno si apre la stessa pagina da cui vieni.').waitFor();
    await office.locator('main tbody').getByRole('link').first().click();
    await office.waitForURL(`**${work.address}/schede`);
    await browser.closed(office);
    const phone = await browser.seenBy(work.coordinator, `${work.address}/schede/S-1`, {
      phone: true,
      script: false,
    });
    const shown = phone.getByRole('navigation', { name: 'Dove sei' }).locator('li:visible');
    expect(await shown.allInnerTexts()).toEqual(['Schede']);
    await browser.closed(phone);
  });

  it('is printed with its address and the instant, with heads repeated and all that is folded', async () => {
    const at = `${work.address}/schede/S-5`;
    const page = await browser.seenBy(work.coordinator, at, { print: true });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const note = page.locator('print-note');
    expect(await note.innerText()).toMatch(
      new RegExp(`^Stampato da ${server.url}${at} il \\d+ \\w+ \\d{4} alle \\d\\d:\\d\\d$`),
    );
    await page.goto(`${server.url}${work.address}/diagramma`);
    const folded = page.locator('main details:not([open]) table').first();
    expect(await folded.isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    expect(await folded.isVisible()).toBe(false);
    await browser.closed(page);
    const bare = await browser.seenBy(work.head, `${work.address}/schede`, {
      print: true,
      script: false,
    });
    expect(await bare.locator('print-note').innerText()).toBe(`Stampato da ${work.address}/schede`);
    const head = await bare
      .locator('main thead')
      .evaluate((each) => getComputedStyle(each).display);
    expect(head).toBe('table-header-group');
    await browser.closed(bare);
  });
});

describe.each([true, false])('The table of the schede, script: %s', (script) => {
  const settings = (page: Page) => page.locator('.table-choices');

  it('has the columns and the rows that somebody chose, in this browser and for them alone', async () => {
    const page = await browser.seenBy(work.coordinator, `${work.address}/schede?ordine=titolo`, {
      script,
    });
    const heads = page.locator('main thead th');
    expect(await heads.filter({ hasText: 'Versione' }).count()).toBe(1);
    await settings(page).locator('summary').click();
    await settings(page).getByLabel('Versione').uncheck();
    await settings(page).getByLabel('Righe fitte').check();
    await settings(page).getByRole('button', { name: 'Mostra così la tabella' }).click();
    await page.locator('.table-dense').waitFor();
    expect(await heads.filter({ hasText: 'Versione' }).count()).toBe(0);
    // The order it had stays, and is told.
    expect(new URL(page.url()).search).toBe('?ordine=titolo');
    expect(await heads.filter({ hasText: 'Titolo' }).getAttribute('aria-sort')).toBe('ascending');
    await page.goto(`${server.url}${work.address}/schede`);
    expect(await heads.filter({ hasText: 'Versione' }).count()).toBe(0);
    // Somebody else at the same computer has it as usual.
    await browser.signIn(page.context(), work.officer);
    await page.reload();
    expect(await heads.filter({ hasText: 'Versione' }).count()).toBe(1);
    await browser.closed(page);
  });

  it('is kept with its filters and order under a name, and taken away again', async () => {
    const page = await browser.seenBy(
      work.coordinator,
      `${work.address}/schede?stato=inDrafting&ordine=entro`,
      { script },
    );
    await settings(page).locator('summary').click();
    await settings(page).getByLabel('Nome della vista').fill('<Da scrivere>');
    await settings(page).getByRole('button', { name: 'Salva la vista' }).click();
    const view = page
      .getByRole('navigation', { name: 'Le tue viste' })
      .getByRole('link', { name: '<Da scrivere>' });
    expect(await view.getAttribute('aria-current')).toBe('true');
    await page.goto(`${server.url}${work.address}/schede`);
    expect(await view.getAttribute('aria-current')).toBeNull();
    await view.click();
    await page.waitForURL((url) => url.search === '?stato=inDrafting&ordine=entro');
    // What looks for faults is a script itself.
    if (script) expect(await accessibilityViolations(page)).toEqual([]);
    expect(await invalidHtml(await page.content())).toEqual([]);
    await settings(page).locator('summary').click();
    await settings(page).getByRole('button', { name: 'Togli la vista «<Da scrivere>»' }).click();
    await page.waitForLoadState();
    expect(await view.count()).toBe(0);
    await browser.closed(page);
  });
});

describe('The table of the schede', () => {
  it('is chosen by nobody who is not signed in', async () => {
    const { status } = await fetch(`${server.url}${work.address}/schede/vista`, {
      method: 'POST',
      body: new URLSearchParams({ righe: 'fitte' }),
      headers: { origin: server.url },
      redirect: 'manual',
    });
    expect(status).toBe(401);
  });
});

describe('What is copied', () => {
  const clipboard = { context: { permissions: ['clipboard-read', 'clipboard-write'] } };
  const copied = (page: Page): Promise<string> =>
    page.evaluate(() => navigator.clipboard.readText());

  it('is the code, the fingerprint and the address of the page, each with a word that it was', async () => {
    const page = await browser.seenBy(
      work.coordinator,
      `${work.address}/schede/S-1?fatto=submit-scheda`,
      clipboard,
    );
    const code = await page.locator('dd .code').first().innerText();
    await pressOn(page, page.getByRole('button', { name: 'Copia il codice' }));
    await page.locator('copy-text').first().getByText('Copiato').waitFor();
    expect(await copied(page)).toBe(code);
    await page.getByRole('button', { name: 'Copia il link a questa pagina' }).click();
    await page.getByRole('contentinfo').getByText('Copiato').waitFor();
    // Without what the page told once.
    expect(await copied(page)).toBe(`${server.url}${work.address}/schede/S-1`);
    await browser.closed(page);
    const auditor = server.as('AUD');
    const fact = await browser.seenBy(auditor, `${work.address}/storico/fatti/3`, clipboard);
    const hash = await fact.locator('code.hash').first().innerText();
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    await fact.getByRole('button', { name: 'Copia', exact: true }).first().click();
    await fact.locator('main').getByText('Copiato').waitFor();
    expect(await copied(fact)).toBe(hash);
    await browser.closed(fact);
  });

  it('is the fingerprint of a definition, and the secret address of a calendar', async () => {
    const path = '/amministrazione/modelli/poa-annuale/1';
    const definition = await browser.seenBy(server.as('ADM'), path, clipboard);
    await definition.getByRole('button', { name: 'Copia l’impronta' }).click();
    await definition.locator('main').getByText('Copiato').waitFor();
    expect(await copied(definition)).toBe(await definition.locator('code.hash').innerText());
    await browser.closed(definition);
    const page = await browser.seenBy(work.coordinator, '/scadenze/abbonamento', clipboard);
    expect(await page.getByRole('button', { name: 'Copia', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Crea l’indirizzo' }).click();
    await page.getByRole('button', { name: 'Copia', exact: true }).click();
    await page.locator('main').getByText('Copiato').waitFor();
    expect(await copied(page)).toBe(await page.locator('#address').inputValue());
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await invalidHtml(await page.content())).toEqual([]);
    await browser.closed(page);
  });

  it('stands there to be marked by hand without a script, and no button that does nothing', async () => {
    const page = await browser.seenBy(server.as('AUD'), `${work.address}/storico/fatti/3`, {
      script: false,
    });
    expect(await page.locator('code.hash').first().innerText()).toMatch(/^[0-9a-f]{64}$/);
    expect(await page.getByRole('button', { name: /^Copia/ }).count()).toBe(0);
    await browser.closed(page);
  });
});

describe('A text that is pasted or long', () => {
  const writing = (): string => `${work.address}/schede/S-5/modifica?sezione=attivita`;
  const description = (page: Page) => page.getByLabel('Descrizione', { exact: true });

  it('from a word processor keeps its lines and says what it dropped', async () => {
    const page = await browser.seenBy(work.head, writing());
    await description(page).focus();
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', '<p><b>Uno</b></p><ul><li>due</li></ul>');
      clipboardData.setData('text/plain', 'Uno\n• due');
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { bubbles: true, clipboardData }),
      );
    });
    await page
      .locator('[data-state]', { hasText: 'Incollato come testo: restano paragrafi ed elenchi' })
      .waitFor();
    await browser.closed(page);
  });

  it('is told how much is left from nine tenths on, and how much too long it is, and never cut', async () => {
    const page = await browser.seenBy(work.head, writing());
    page.on('dialog', (dialog) => void dialog.accept());
    const id = (await description(page).getAttribute('id')) ?? '';
    const line = page.locator(`[data-count-of="${id}"]`);
    const most = Number(await line.getAttribute('data-most'));
    await description(page).fill('a'.repeat(Math.ceil(most / 2)));
    expect(await line.getAttribute('aria-live')).toBe('off');
    await description(page).fill('a'.repeat(most - 10));
    expect([await line.getAttribute('aria-live'), await line.innerText()]).toEqual([
      'polite',
      expect.stringContaining('10'),
    ]);
    await description(page).fill('a'.repeat(most + 7));
    expect(await line.innerText()).toContain('7');
    expect((await description(page).inputValue()).length).toBe(most + 7);
    await page.context().close();
  });
});

describe('An environment to try things in', () => {
  it('says so on every page, and has another icon; the real one does not', async () => {
    const trial = await TestServer.start({ trial: 'on' });
    const there = await PageBrowser.launch(trial);
    const page = await there.seenBy(undefined, '/accesso');
    await page.getByRole('region', { name: 'AMBIENTE DI PROVA, dati non reali' }).waitFor();
    const icon = page.locator('link[rel=icon]');
    expect(await icon.getAttribute('href')).toMatch(/favicon-trial/);
    expect(await accessibilityViolations(page)).toEqual([]);
    await there.closed(page);
    await there.end();
    await trial.end();
    const real = await browser.seenBy(undefined, '/accesso');
    expect(await real.getByText('AMBIENTE DI PROVA').count()).toBe(0);
    expect(await real.locator('link[rel=icon]').getAttribute('href')).not.toMatch(/trial/);
    await browser.closed(real);
  });
});
