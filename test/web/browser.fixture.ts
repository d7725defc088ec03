import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from 'playwright-core';
import { launchChromium } from '../chromium.fixture.js';
import type { Client } from '../client.fixture.js';
import type { TestServer } from '../server.fixture.js';

/** How somebody looks at a page, where not with a script, on a screen of an office. */
export interface Look {
  /** False for a browser that runs no script. */
  readonly script?: boolean;
  /** On a telephone, 390 px wide. */
  readonly phone?: boolean;
  /** As it would be printed. */
  readonly print?: boolean;
  /** Whatever else the browser is told. */
  readonly context?: BrowserContextOptions;
}

/** Screens that every page must fit. */
export const SCREENS = [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
] as const;
const [office, telephone] = SCREENS;

/** The browser itself waits for these without an end. */
const LONGEST_MS = 60_000;

/** @throws Error that names what did not come in time */
async function inTime<Result>(coming: Promise<Result>, what: string): Promise<Result> {
  const over = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    over.reject(new Error(`${what}: nothing after ${LONGEST_MS} ms`));
  }, LONGEST_MS);
  try {
    return await Promise.race([coming, over.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** How often somebody presses Tab before they give up. */
const MOST_TABS = 150;

/**
 * Real Chromium at the pages of a server. A test fails if a page of it asked another host for something, broke its
 * own policy of content, threw, or wrote an error on the console.
 */
export class PageBrowser {
  readonly #troubles = new Map<BrowserContext, string[]>();

  private constructor(
    private readonly server: TestServer,
    readonly chromium: Browser,
  ) {}

  /** @throws Error that says what to install, where there is no browser */
  static async launch(server: TestServer): Promise<PageBrowser> {
    return new PageBrowser(server, await launchChromium());
  }

  /** What somebody sees at an address: each in a browser of their own. @param client undefined for nobody */
  async seenBy(client: Client | undefined, path: string, look: Look = {}): Promise<Page> {
    const opening = this.chromium.newContext({
      locale: 'it-IT',
      timezoneId: 'Europe/Rome',
      viewport: look.phone === true ? telephone : office,
      javaScriptEnabled: look.script ?? true,
      ...look.context,
    });
    const context = await inTime(opening, 'A browser for somebody');
    this.#watch(context);
    if (client) await this.signIn(context, client);
    const page = await inTime(context.newPage(), `A page for ${path}`);
    // The clock of the server is that of the test: what a page counts, it counts from there.
    await page.clock.setFixedTime(this.server.clock.nowMs());
    if (look.print === true) await page.emulateMedia({ media: 'print' });
    await page.goto(this.server.url + path);
    return page;
  }

  /** Gives a browser the cookie of a session of somebody, instead of whoever's was there. */
  async signIn(context: BrowserContext, client: Client): Promise<void> {
    const [name = '', value = ''] = client.credentials.headers()['cookie']?.split('=') ?? [];
    // Chromium lets nobody plant such a cookie for http, and sends it to this host all the same.
    const url = this.server.url.replace('http:', 'https:');
    await context.addCookies([{ name, value, url, secure: true, httpOnly: true }]);
  }

  /** Looks at the page no more. @throws Error that says what it did that no page may */
  async closed(page: Page): Promise<void> {
    const context = page.context();
    await inTime(context.close(), `The end of ${page.url()}`);
    const troubles = this.#troubles.get(context) ?? [];
    this.#troubles.delete(context);
    if (troubles.length > 0) throw new Error(troubles.join('\n'));
  }

  /** @throws Error that says what pages did that nobody closed */
  async end(): Promise<void> {
    await this.chromium.close();
    const troubles = [...this.#troubles.values()].flat();
    if (troubles.length > 0) throw new Error(troubles.join('\n'));
  }

  #watch(context: BrowserContext): void {
    const troubles: string[] = [];
    this.#troubles.set(context, troubles);
    const documents = new Set<string>();
    context.on('request', (request) => {
      const url = request.url();
      if (request.isNavigationRequest()) documents.add(url);
      if (!url.startsWith(this.server.url) && !/^(data|blob|about):/.test(url))
        troubles.push(`Asked another host: ${url}`);
    });
    context.on('weberror', (thrown) => troubles.push(`Threw: ${thrown.error().message}`));
    context.on('console', (message) => {
      // A page that says what was wrong has a status which the console repeats: no fault of the page.
      const isStatus = message.text().startsWith('Failed to load resource');
      if (message.type() !== 'error' || (isStatus && documents.has(message.location().url))) return;
      troubles.push(`Wrote on the console: ${message.text()} (${message.location().url})`);
    });
  }
}

/** Goes with Tab alone to what is to be used. @throws Error when it is never reached */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let pressed = 0; pressed < MOST_TABS; pressed++) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Not reached with the keyboard: ${String(target)}`);
}

/** Goes there with Tab alone and presses a key, such as `Enter` or `Space`. */
export async function pressOn(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes there with Tab alone and types. */
export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}
