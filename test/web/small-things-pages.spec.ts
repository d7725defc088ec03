import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { shownPages, type ShownPage } from '../screenshots/shown-pages.js';
import { root } from '../docs/deployment.js';
import { brightness, contrast } from '../../apps/server/src/web/style/contrast.fixture.js';
import { TestServer } from '../server.fixture.js';
import { PageBrowser, pressOn } from './browser.fixture.js';
import { districtAtWork, type District } from './district.fixture.js';
import { accessibilityViolations } from './pages.fixture.js';
import { registerAtWork } from './register.fixture.js';

let server: TestServer;
let browser: PageBrowser;
let district: District;
let pages: readonly ShownPage[];

beforeAll(async () => {
  server = await TestServer.start();
  // So many have some of every kind, and more than one screen.
  [browser, district] = [await PageBrowser.launch(server), await districtAtWork(server, 20)];
  pages = shownPages(district);
}, 300_000);
afterAll(async () => {
  await browser.end();
  await server.end();
});

/** Attributes of htmx that hold no code; no page needs even these (docs/decisions/interface.md). */
const withoutCode = new Set([
  ...['hx-get', 'hx-post', 'hx-target', 'hx-swap', 'hx-select', 'hx-trigger', 'hx-sync'],
  ...['hx-indicator', 'hx-push-url'],
]);

/** What of htmx stands in a text that could become code. */
function codeOfHtmx(text: string): readonly string[] {
  return Array.from(text.matchAll(/[\s"'{](hx-[\w:.-]+)(?:\s*=\s*["'{]?([^"'}>]*))?/g))
    .filter(([, name = '', value = '']) => {
      const isFiltered = name === 'hx-trigger' && value.includes('[');
      return !withoutCode.has(name) || isFiltered || value.includes('js:');
    })
    .map(([, name = '', value = '']) => `${name}=${value}`);
}

describe('The attributes of htmx', () => {
  it('that hold code stand in no source of a page', () => {
    const sources = globSync('apps/server/src/web/{pages,pieces}/**/*.tsx', { cwd: root });
    expect(sources.length).toBeGreaterThan(50);
    for (const file of sources) {
      // A header that says so asks for a part of a page: that is no attribute of one.
      const text = readFileSync(join(root, file), 'utf8').replaceAll("'hx-request'", '');
      expect([file, codeOfHtmx(text)]).toEqual([file, []]);
    }
  });

  it('that hold code stand on no page as it is sent', async () => {
    for (const { path, as } of pages) {
      const headers = { accept: 'text/html', ...(as && server.as(as).credentials.headers()) };
      const text = await (await fetch(server.url + path, { headers })).text();
      expect([path, codeOfHtmx(text)]).toEqual([path, []]);
    }
  });

  it.each([
    ['<a hx-on:click="alert(1)">', ['hx-on:click=alert(1)']],
    ['<a hx-vals="js:{a: b()}">', ['hx-vals=js:{a: b()']],
    ['<a hx-get="/x" hx-trigger="click[ctrlKey]">', ['hx-trigger=click[ctrlKey]']],
    ['<a hx-get="/x" hx-trigger="click" hx-push-url="true">', []],
  ])('are told apart by this test: %s', (text, found) => {
    expect(codeOfHtmx(text)).toEqual(found);
  });
});

/** How much wider what stands on a page is than the screen, but for what scrolls in a frame of its own. */
const tooWide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

describe('Every page', () => {
  // A screen of 1280 px at 400 % (WCAG 2.1, 1.4.10), and text of 200 % (1.4.4).
  it('is read at 320 px, and with text of twice the size, without going sideways', async () => {
    const wide: string[] = [];
    const opened = new Map<ShownPage['as'], Page>();
    for (const { name, path, as, persona } of pages) {
      const page = opened.get(as) ?? (await browser.seenBy(as && server.as(as), '/aiuto/tastiera'));
      opened.set(as, page);
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(server.url + path);
      const small = await page.evaluate<number>(tooWide);
      if (small > 0) wide.push(`${name} (${persona}), 320 px: by ${small} px`);
      await page.setViewportSize({ width: 1366, height: 768 });
      await page.evaluate(() => {
        document.documentElement.style.setProperty('font-size', '200%');
      });
      const large = await page.evaluate<number>(tooWide);
      if (large > 0) wide.push(`${name} (${persona}), text of 200 %: by ${large} px`);
    }
    for (const page of opened.values()) await page.context().close();
    expect(wide).toEqual([]);
  }, 240_000);

  it('has a title of its own for each persona, which ends with the name of the service', async () => {
    for (const { path, as } of pages) {
      const headers = { accept: 'text/html', ...(as && server.as(as).credentials.headers()) };
      const text = await (await fetch(server.url + path, { headers })).text();
      expect(/<title>([^<]*)<\/title>/.exec(text)?.[1]).toMatch(/^\S.* – Traccia$/);
    }
  });
});

describe('With the colours of the system, and dark ones', () => {
  const some = ['scrivania', 'ciclo', 'schede', 'scheda', 'modifica-sezione', 'storico'];

  it.each(['active', 'none'] as const)(
    'the main pages say all they say, and have no fault, forced colours: %s',
    async (forcedColors) => {
      for (const { path, as } of pages.filter(({ name }) => some.includes(name))) {
        const page = await browser.seenBy(as && server.as(as), path, {
          context: { forcedColors, colorScheme: 'dark' },
        });
        // Where the system chooses the colours, those of the style sheet say nothing of what is seen.
        const violations = (await accessibilityViolations(page)).filter(
          (each) => forcedColors === 'none' || !each.startsWith('color-contrast'),
        );
        expect([path, violations]).toEqual([path, []]);
        // A state is a word: where colours are taken away it is still there.
        const empty = await page
          .locator('.stage')
          .evaluateAll((all) => all.filter((each) => each.textContent.trim() === '').length);
        expect([path, empty]).toEqual([path, 0]);
        await browser.closed(page);
      }
    },
    120_000,
  );
});

describe('The slider of the history', () => {
  const atEnd = (): string => `${district.address}/storico`;

  it('goes on by itself, faster where that is chosen, and stops when told to', async () => {
    const page = await browser.seenBy(server.as('AUD'), `${atEnd()}?al=0`);
    await page.getByLabel('Fatti al secondo').selectOption('50×');
    const slider = page.getByRole('slider');
    await pressOn(page, page.getByRole('button', { name: 'Fai scorrere' }));
    await page.waitForURL((url) => Number(url.searchParams.get('al')) >= 10);
    await page.getByRole('button', { name: 'Ferma' }).press('Space');
    const stopped = await slider.inputValue();
    await page.getByRole('button', { name: 'Fai scorrere' }).waitFor();
    // The keys of the slider go on from there.
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    expect(Number(await slider.inputValue())).toBe(Number(stopped) + 1);
    await browser.closed(page);
  });

  it('ends with the last fact, and begins anew from the first', async () => {
    const page = await browser.seenBy(server.as('AUD'), atEnd());
    const slider = page.getByRole('slider');
    const last = Number(await slider.getAttribute('max'));
    await page.goto(`${server.url}${atEnd()}?al=${last - 4}`);
    await page.getByLabel('Fatti al secondo').selectOption('50×');
    await page.getByRole('button', { name: 'Fai scorrere' }).click();
    await page.waitForURL((url) => Number(url.searchParams.get('al')) === last);
    const play = page.getByRole('button', { name: 'Fai scorrere' });
    await play.waitFor();
    await play.click();
    await page.waitForURL((url) => Number(url.searchParams.get('al')) < last - 4);
    await browser.closed(page);
  });

  it.each([
    ['where motion is not welcome', { context: { reducedMotion: 'reduce' as const } }],
    ['without a script', { script: false }],
  ])('does not go on by itself %s: the slider and the button do', async (_, look) => {
    const page = await browser.seenBy(server.as('AUD'), `${atEnd()}?al=7`, look);
    expect(await page.getByRole('button', { name: 'Fai scorrere' }).count()).toBe(0);
    await page.getByRole('slider').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: 'Mostra' }).first().click();
    await page.waitForURL((url) => url.searchParams.get('al') === '8');
    await browser.closed(page);
  });
});

/** What the colours of the first thing of a kind have come to be on the page. */
async function coloursOf(
  page: Page,
  selector: string,
): Promise<{ readonly ground: string; readonly text: string; readonly fill: string }> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { backgroundColor, color, fill } = getComputedStyle(element);
      return { ground: backgroundColor, text: color, fill };
    });
}

describe('On a system that is dark', () => {
  const dark = { context: { colorScheme: 'dark' as const } };
  const main = [
    ...['accesso', 'scrivania', 'ciclo', 'schede', 'scheda', 'scheda-restituita', 'modifica'],
    ...['modifica-sezione', 'verifica-scheda', 'confronto', 'storico', 'storico-a-meta'],
    ...['storico-fatti', 'storico-confronto', 'storico-integrita', 'cerca', 'scadenze-a-barre'],
    ...['scadenze-mese', 'diagramma', 'calendario', 'coprogettazione', 'partecipazione'],
    ...['approvazione', 'azione', 'amministrazione-ruoli', 'stato-dettaglio', 'notifiche'],
    ...['esporta', 'non-trovata', 'vietata'],
  ];

  beforeAll(async () => {
    await registerAtWork(server);
  });

  it.each(main)(
    'a page is dark, and has no fault: %s',
    async (name) => {
      const shown = pages.filter((page) => page.name === name);
      expect(shown.length).toBeGreaterThan(0);
      for (const { path, as, persona } of shown) {
        const page = await browser.seenBy(as && server.as(as), path, dark);
        const { ground, text } = await coloursOf(page, 'body');
        expect([persona, brightness(ground) < 0.02, brightness(text) > 0.6]).toEqual([
          ...[persona, true, true],
        ]);
        expect([persona, await accessibilityViolations(page)]).toEqual([persona, []]);
        await browser.closed(page);
      }
    },
    60_000,
  );

  it('a form says in the dark what is wrong with it, and has no fault', async () => {
    const path = `${district.address}/schede/S-005/modifica?sezione=tempi`;
    const page = await browser.seenBy(server.as('UH'), path, dark);
    await page.getByLabel('Inizio').fill('31 febbraio');
    await page.getByRole('button', { name: 'Salva', exact: true }).first().click();
    await page.getByRole('alert').waitFor();
    const { ground, text } = await coloursOf(page, '.error-summary a');
    expect(brightness(text)).toBeGreaterThan(brightness(ground));
    expect(await accessibilityViolations(page)).toEqual([]);
    await browser.closed(page);
  });

  it('what is printed is black on white all the same', async () => {
    const page = await browser.seenBy(server.as('UPc'), district.address, dark);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const { ground, text } = await coloursOf(page, 'body');
    expect([ground, text]).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    for (const selector of ['.tile', '.counter', 'table', '.site-footer'])
      expect([selector, (await coloursOf(page, selector)).ground]).toEqual([
        ...[selector, 'rgb(255, 255, 255)'],
      ]);
    expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toMatch(
      /light/,
    );
    await browser.closed(page);
  });

  it('a page is light where the system is', async () => {
    const page = await browser.seenBy(server.as('UPc'), district.address, {
      context: { colorScheme: 'light' },
    });
    expect(brightness((await coloursOf(page, 'body')).ground)).toBeGreaterThan(0.9);
    await browser.closed(page);
  });
});

describe('The colours of the states', () => {
  it.each(['light', 'dark'] as const)(
    'every state stands out from the one beside it: %s',
    async (scheme) => {
      const page = await browser.seenBy(server.as('UPc'), district.address, {
        context: { colorScheme: scheme },
      });
      const { ground } = await coloursOf(page, '.tile');
      // In the order of a bar; what is not begun is empty, with a line around it.
      const states = ['verified', 'inVerification', 'submitted', 'inDrafting', 'returned'];
      const fills: string[] = [];
      for (const state of states) {
        const { fill } = await coloursOf(page, `.stage-legend .stage-${state}`);
        expect([state, contrast(fill, ground) >= 3]).toEqual([state, true]);
        fills.push(fill);
      }
      fills.slice(1).forEach((fill, before) => {
        expect([fill, contrast(fill, fills[before] ?? '') >= 1.4]).toEqual([fill, true]);
      });
      await browser.closed(page);
    },
  );
});

describe('The table of the schede', () => {
  it('keeps its headings and the names of its rows in sight while it scrolls', async () => {
    const page = await browser.seenBy(server.as('UPc'), `${district.address}/schede`, {
      context: { viewport: { width: 800, height: 500 } },
    });
    const table = page.locator('.table-tall');
    const heading = table.locator('thead th').last();
    const name = table.locator('tbody th').first();
    const before = await heading.boundingBox();
    await table.evaluate((element) => {
      element.scrollTop = 300;
    });
    expect((await heading.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
    await table.evaluate((element) => {
      element.scrollTop = 0;
      element.scrollLeft = 10_000;
    });
    const [left, frame] = [await name.boundingBox(), await table.boundingBox()];
    expect(left?.x).toBeGreaterThanOrEqual(frame?.x ?? Infinity);
    await browser.closed(page);
  });

  it('is cards with labels on a telephone', async () => {
    const page = await browser.seenBy(server.as('UPc'), `${district.address}/schede`, {
      phone: true,
    });
    const row = page.locator('.table-cards tbody tr').first();
    const card = await row.evaluate((element) => ({
      shown: getComputedStyle(element).display,
      labels: Array.from(element.querySelectorAll('td[data-label]'), (cell) =>
        getComputedStyle(cell, '::before').content.replaceAll('"', ''),
      ),
    }));
    expect(card.shown).toBe('block');
    expect(card.labels).toEqual(expect.arrayContaining(['Unità', 'A che punto è', 'Entro']));
    await browser.closed(page);
  });
});
