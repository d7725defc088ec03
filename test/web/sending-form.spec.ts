import type { Page } from 'playwright-core';
import { preparing } from '../personas/plans.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer } from '../server.fixture.js';
import { PageBrowser } from './browser.fixture.js';
import { accessibilityViolations } from './pages.fixture.js';

const SEND = 'Poni una domanda';
const SENDING = 'Invio in corso…';

let server: TestServer;
let browser: PageBrowser;
let journey: Journey;

beforeAll(async () => {
  server = await TestServer.start();
  browser = await PageBrowser.launch(server);
  journey = programmeOfYear(server, 2024);
  await preparing(journey);
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

const form = (): string => `/cicli/${journey.cycleId}/azioni/raise-question`;
const send = (page: Page) => page.locator('.action-end').getByRole('button');

/** The form of a question, filled in; and how often it was sent. */
async function filledForm() {
  const page = await browser.seenBy(server.as('UPc'), form());
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST') sent += 1;
  });
  await page.getByLabel('Oggetto').fill('Programma 3');
  await page.getByLabel('Domanda', { exact: true }).fill('A quale obiettivo?');
  return { page, sent: () => sent };
}

/** What stands on the button while the form is under way: asked at once, since the next page may come any time. */
type Shown = readonly [text: string, disabled: string | null, busy: string | null];
const shownAfter = (page: Page, does: string): Promise<Shown> =>
  page.evaluate(`(() => {
    const button = document.querySelector('.action-end button');
    ${does};
    return [button.innerText, button.getAttribute('aria-disabled'), button.getAttribute('aria-busy')];
  })()`);

/** A form that leads to no page, as one to a file would. */
async function leadsNowhere(page: Page): Promise<void> {
  await page.route(`**${form()}`, (route) => route.fulfill({ status: 204 }));
}

describe('The button that sent a form', () => {
  it('says so until the next page is there, and sends it once', async () => {
    const { page, sent } = await filledForm();
    expect(
      await shownAfter(page, 'button.click(); button.click(); button.form.requestSubmit()'),
    ).toEqual([SENDING, 'true', 'true']);
    await page.getByText(`Fatto: ${SEND}`).waitFor();
    expect(sent()).toBe(1);
    expect(await page.getByText(SENDING).count()).toBe(0);
    await browser.closed(page);
  });

  it('is the one that is seen, where somebody presses Enter in a field', async () => {
    const { page } = await filledForm();
    await leadsNowhere(page);
    await page.getByLabel('Oggetto').press('Enter');
    await page.locator('.action-end').getByText(SENDING).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await browser.closed(page);
  });

  it('is as it was once the page comes back from the memory of the browser', async () => {
    const { page } = await filledForm();
    await leadsNowhere(page);
    const back = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))";
    expect(await shownAfter(page, `button.click(); ${back}`)).toEqual([SEND, null, null]);
    await browser.closed(page);
  });

  it('is free again after a while where no page comes of it, and sends anew', async () => {
    const { page } = await filledForm();
    await page.clock.install();
    await leadsNowhere(page);
    await send(page).click();
    await page.getByText(SENDING).waitFor();
    await page.clock.fastForward('00:10');
    expect(await send(page).innerText()).toBe(SEND);
    await page.unroute(`**${form()}`);
    await send(page).click();
    await page.getByText(`Fatto: ${SEND}`).waitFor();
    await browser.closed(page);
  });

  it('says nothing of a question that is only asked, nor of a form that a script takes over', async () => {
    const { page } = await filledForm();
    const search = await page.evaluate<string>(`(() => {
      const button = document.querySelector('.site-search button');
      button.click();
      return button.innerText;
    })()`);
    expect(search).not.toBe(SENDING);
    await page.waitForURL('**/cerca?q=');
    await page.goto(server.url + form());
    const taken = "button.form.addEventListener('submit', (event) => event.preventDefault())";
    expect(await shownAfter(page, `${taken}; button.click()`)).toEqual([SEND, null, null]);
    await browser.closed(page);
  });
});
