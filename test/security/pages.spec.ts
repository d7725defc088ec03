import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import type { Client } from '../client.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { onScheda, preparing } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { everyShownPage } from '../screenshots/shown-pages.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { PageBrowser } from '../web/browser.fixture.js';
import { anywhere } from '../web/routes-of-pages.fixture.js';
import { completeContent } from '../ways/to-approval.wishes.fixture.js';

let server: TestServer;
let browser: PageBrowser;
let journey: Journey;
let head: Client;

beforeAll(async () => {
  server = await TestServer.start();
  browser = await PageBrowser.launch(server);
  journey = programmeOfYear(server, 2024);
  head = server.as('UH');
  await preparing(journey);
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

/** What would run, by each way there is out of a text into a page: elements, attributes, scripts, styles, addresses. */
const did = 'globalThis.ran=1';
const inElements = [
  ...[
    'img src=x onerror',
    'svg onload',
    'body onload',
    'video src=x onerror',
    'audio src=x onerror',
  ],
  ...[
    'details open ontoggle',
    'input autofocus onfocus',
    'select autofocus onfocus',
    'marquee onstart',
  ],
  ...[
    'textarea autofocus onfocus',
    'object data=x onerror',
    'iframe onload',
    'link rel=icon href=x onerror',
  ],
  ...[
    'div style=animation-name:x onanimationstart',
    'p popover ontoggle',
    'form onsubmit',
    'math onload',
  ],
].flatMap((opening) => [`<${opening}=${did}>`, `<${opening.toUpperCase()}="${did}"//`]);
const hostile: readonly string[] = [
  ...inElements,
  ...inElements.map((element) => `"'>${element}`),
  ...[
    '</textarea>',
    '</title>',
    '</script>',
    '</style>',
    '</template>',
    '</noscript>',
    '<!--',
    ']]>',
  ].map((end) => `${end}<script>${did}</script>`),
  ...[
    `<script>${did}</script>`,
    `<scr<script>ipt>${did}</scr</script>ipt>`,
    `<svg><script>${did}</script></svg>`,
  ],
  ...[
    `" onmouseover="${did}" autofocus onfocus="${did}`,
    `' onfocus='${did}' autofocus='`,
    '`${globalThis.ran=1}`',
  ],
  ...[
    `javascript:${did}`,
    `JaVaScRiPt:${did}`,
    `java\tscript:${did}`,
    `data:text/html,<script>${did}</script>`,
  ],
  ...[
    `<a href="javascript:${did}">x</a>`,
    `<form action="javascript:${did}"><button>x</button></form>`,
  ],
  ...[
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  ],
  ...[
    '<style>@import "https://evil.example/x.css"</style>',
    '<img src="https://evil.example/x.png">',
  ],
  ...[
    '<iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
    '<object data="https://evil.example/"></object>',
  ],
  ...[
    '&lt;script&gt;globalThis.ran=1&lt;/script&gt;',
    '&#60;script&#62;globalThis.ran=1&#60;/script&#62;',
    '%3Cscript%3E',
  ],
  ...[
    '\\u003cscript\\u003eglobalThis.ran=1\\u003c/script\\u003e',
    '{{constructor.constructor("globalThis.ran=1")()}}',
  ],
  ...[
    '<x hx-on:load="globalThis.ran=1" hx-get="/" hx-trigger="load">',
    '<live-updates data-stream="//evil.example">',
  ],
  ...[
    `<noscript><p title="</noscript><img src=x onerror=${did}>">`,
    `<math><mtext><img src=x onerror=${did}></mtext></math>`,
  ],
];

interface Written {
  readonly id: string;
  readonly title: string;
  readonly address: string;
}

/** A scheda of which one text is its title, and is wherever else somebody may type. */
async function written(text: string): Promise<Written> {
  const id = journey.fresh('S');
  const title = `Casa ${id} ${text}`;
  const { programmeId } = journey.last('TreeImported').programmes[0]!;
  const given = { programmeId, unitId: UNIT, personId: head.person.personId, title };
  await journey.perform('UPc', 'assign-scheda', { schedaId: id, ...given });
  const changes = {
    ...completeContent,
    ...{ description: text, recipients: text, noNeedReason: text, noIndicatorReason: text },
    ...{ specificGoals: [text], territory: [text], pssirReferences: [text] },
  };
  await onScheda(journey, head, 'revise-scheda', id, { changes, reason: text });
  return { id, title, address: `/cicli/${journey.cycleId}/schede/${id}` };
}

/** What of a text became more than text in a page. */
const become = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => [
    ...('ran' in globalThis ? ['it ran'] : []),
    ...Array.from(
      document.querySelectorAll(
        'main :is(script, style, iframe, object, embed, marquee, math, base, meta, video, audio, [srcdoc])',
      ),
      (element) => element.outerHTML,
    ),
    ...Array.from(document.querySelectorAll('*'), (element) => element.getAttributeNames())
      .flat()
      .filter((name) => /^on|^hx-on/.test(name)),
    // Whatever leads elsewhere, or is no address but a program.
    ...Array.from(document.querySelectorAll('[href], [action], [src]'), (element) =>
      ['href', 'action', 'src'].map((name) => element.getAttribute(name) ?? ''),
    )
      .flat()
      .filter((address) => new URL(address, location.href).origin !== location.origin),
  ]);

/** All that somebody can read in a page, also in its fields. */
const readIn = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [
      document.title,
      document.body.textContent,
      ...Array.from(document.querySelectorAll('input, textarea'), (field) =>
        field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
          ? field.value
          : '',
      ),
    ].join('\n'),
  );

describe('A text that would like to be a program', () => {
  it('is there in more than a hundred ways, each of them once', () => {
    expect(new Set(hostile).size).toBe(hostile.length);
    expect(hostile.length).toBeGreaterThan(100);
  });

  it('is shown letter by letter wherever it is shown, and is nothing but a text', async () => {
    const schede: Written[] = [];
    for (const text of hostile) schede.push(await written(text));
    const page = await browser.seenBy(head, '/');
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    for (const [index, { address }] of schede.entries()) {
      const text = hostile[index]!;
      for (const below of ['', '/modifica?sezione=attivita', '/revisioni']) {
        await page.goto(server.url + address + below);
        // A text of one line has blanks for what ends lines or cells.
        const read = (await readIn(page)).replaceAll(/\s/g, ' ');
        const said = text.replaceAll(/\s/g, ' ');
        expect({ below, text, shown: read.includes(said), became: await become(page) }).toEqual({
          ...{ below, text, shown: true, became: [] },
        });
      }
    }
    for (const path of [
      ...['/', `/cicli/${journey.cycleId}/schede`, `/cicli/${journey.cycleId}/storico`],
      ...['/notifiche', '/cerca?q=Casa'],
    ]) {
      await page.goto(server.url + path);
      expect({ path, became: await become(page) }).toEqual({ path, became: [] });
    }
    await page.goto(`${server.url}/cicli/${journey.cycleId}/schede`);
    const list = (await readIn(page)).replaceAll(/\s/g, ' ');
    for (const { title } of schede) expect(list).toContain(title.replaceAll(/\s/g, ' '));
    expect(dialogs).toEqual([]);
    // And nothing that was refused by the policy of content: nobody tried.
    await browser.closed(page);
  }, 600_000);

  it('is a text in what is asked of a page, too', async () => {
    const page = await browser.seenBy(head, '/cerca');
    for (const text of hostile) {
      await page.goto(`${server.url}/cerca?q=${encodeURIComponent(text)}`);
      expect({ text, became: await become(page) }).toEqual({ text, became: [] });
    }
    await browser.closed(page);
  }, 300_000);
});

describe('Somebody who signs in', () => {
  it('has a field for the password that hides it, takes what is pasted, and is known to what keeps passwords', async () => {
    const page = await browser.seenBy(undefined, '/accesso');
    const password = page.getByLabel('Password');
    expect(await password.getAttribute('type')).toBe('password');
    expect(await password.getAttribute('autocomplete')).toBe('current-password');
    expect(await page.getByLabel('Nome utente').getAttribute('autocomplete')).toBe('username');
    expect(await password.getAttribute('maxlength')).toBeNull();
    const isTaken = await password.evaluate((field) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'quattro gatti sul tetto');
      const paste = { clipboardData, bubbles: true, cancelable: true };
      return field.dispatchEvent(new ClipboardEvent('paste', paste));
    });
    // Nothing of the page has anything against it.
    expect(isTaken).toBe(true);
    await browser.closed(page);
  });

  it('finds the way out on every page', async () => {
    const shown = everyShownPage(anywhere).filter(({ as }) => as !== undefined);
    const roles = new Set(shown.map(({ as }) => as!));
    expect(roles.size).toBeGreaterThan(5);
    for (const role of roles) {
      for (const path of ['/', '/aiuto', '/cerca', '/scadenze', '/notifiche']) {
        const { status, body } = await server.as(role).get<Buffer>(path, { accept: 'text/html' });
        const ways = String(body).split('<form method="post" action="/uscita"').length - 1;
        expect({ role, path, status, ways }).toEqual({ role, path, status, ways: 1 });
      }
    }
  });

  it('leaves nothing in the browser of what they wrote', async () => {
    const { address } = await written('Testo che non resta');
    // Not watched, since the console says of a line that is cut that it is.
    const context = await browser.chromium.newContext({ locale: 'it-IT' });
    await browser.signIn(context, head);
    const page = await context.newPage();
    await page.goto(`${server.url}${address}/modifica?sezione=attivita`);
    await page.route('**/modifica', (route) => route.abort());
    await page.getByLabel('Descrizione', { exact: true }).fill('Testo che nessuno ha salvato');
    await page.getByText('Non in linea: le modifiche restano in questo computer').waitFor();
    const kept = () =>
      page.evaluate(async () => ({
        stores: JSON.stringify(
          [localStorage, sessionStorage].map((store) => Object.entries(store)),
        ),
        databases: (await indexedDB.databases()).length,
        caches: (await caches.keys()).length,
        workers: (await navigator.serviceWorker.getRegistrations()).length,
        cookies: document.cookie,
      }));
    expect((await kept()).stores).toContain('Testo che nessuno ha salvato');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Esci', exact: true }).click();
    await page.getByText('Sei uscito.').waitFor();
    const left = await kept();
    expect(left).toMatchObject({ databases: 0, caches: 0, workers: 0, cookies: '' });
    expect(left.stores).not.toContain('Testo');
    expect(left.stores).not.toContain(head.person.personId);
    await context.close();
  });
});

describe('A page of another site', () => {
  it('shows none of ours within itself', async () => {
    const elsewhere = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<!doctype html><title>x</title><iframe src="${server.url}/accesso"></iframe>`);
    }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const context = await browser.chromium.newContext();
    const page = await context.newPage();
    const refused = page.waitForEvent('console', (message) =>
      message.text().includes('frame-ancestors'),
    );
    await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
    await refused;
    expect(await page.frames()[1]?.getByLabel('Password').count()).toBe(0);
    await context.close();
    elsewhere.close();
  });
});
