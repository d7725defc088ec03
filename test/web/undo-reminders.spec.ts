import type { BrowserContextOptions, Page } from 'playwright-core';
import { everyFact, type Client, type ShownFact } from '../client.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { pressOn, PageBrowser, SCREENS, tabTo } from './browser.fixture.js';
import { districtAtWork, type District } from './district.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

const SCHEDE = 16;
const STILL = 'Puoi annullarlo ancora per 10 secondi: poi parte.';
const OVER = 'Non si può più annullare: il sollecito parte.';

let server: TestServer;
let browser: PageBrowser;
let district: District;
let coordinator: Client;
let cycle: string;

beforeAll(async () => {
  server = await TestServer.start();
  browser = await PageBrowser.launch(server);
  district = await districtAtWork(server, SCHEDE);
  cycle = district.address;
  // The day by which the schede were to be handed in is over.
  server.clock.pass({ days: 6 });
  coordinator = server.as('UPc');
}, 180_000);
afterAll(async () => {
  await browser.end();
  await server.end();
});
// What one test sent has left before the next one begins.
beforeEach(() => {
  server.clock.pass({ seconds: 60 });
});

const factsOf = async (type: string): Promise<readonly ShownFact[]> =>
  (await everyFact(coordinator, district.journey.cycleId)).filter((fact) => fact.type === type);

const send = (page: Page) => page.getByRole('button', { name: /^Invia i(?:l| solleciti)/ });
const undo = (page: Page) => page.getByRole('button', { name: /^Annulla (?:il|i)/ });

/** A page on which reminders were just sent: of the one unit, unless said. */
async function sent(
  options: Parameters<PageBrowser['seenBy']>[2] = {},
  which = `?unita=${UNIT}`,
): Promise<Page> {
  const page = await browser.seenBy(coordinator, `${cycle}/solleciti${which}`, options);
  if (options.script !== false) await page.clock.install();
  await page.getByLabel(/^Perché solleciti|^Why/).fill('Manca poco');
  await page.locator('form.reminders button').click();
  await page.locator('undo-window').waitFor();
  return page;
}

/** The same in a browser in which no time passes but what a test lets pass, however long that test takes. */
async function sentInNoTime(context: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.seenBy(coordinator, `${cycle}/solleciti?unita=${UNIT}`, { context });
  const time = server.clock.nowMs();
  await page.clock.install({ time });
  // Some while later: time passes until it stands still.
  await page.clock.pauseAt(time + 60_000);
  await page.getByLabel('Perché solleciti').fill('Manca poco');
  // A mouse would wait for the next frame, which never comes.
  await send(page).press('Enter');
  await page.locator('undo-window').waitFor();
  return page;
}

/** How many reminders by hand the head of the unit finds. */
async function foundByHead(): Promise<number> {
  const facts = await everyFact(coordinator, district.journey.cycleId);
  const after = Math.max(...facts.map((fact) => fact.position));
  const { body } = await server
    .as('UH')
    .get<{ total: number }>(`/api/v1/notices?ruleId=unit-reminded&after=${after}`);
  return body.total;
}

describe('A reminder that was just sent', () => {
  it('is taken back by the keyboard and without a script, and nobody finds it', async () => {
    const before = await foundByHead();
    const page = await sent({ script: false });
    await page.getByText('Un sollecito inviato, 0 rifiutati.').waitFor();
    await page.getByText(STILL).waitFor();
    // What is said stands where the keyboard is, and the button comes next.
    expect(await page.locator(':focus').textContent()).toBe('Un sollecito inviato, 0 rifiutati.');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Annulla il sollecito');
    await page.keyboard.press('Enter');
    await page
      .getByText('Un sollecito annullato prima di partire, 0 non più annullabili.')
      .waitFor();
    await page.getByRole('heading', { name: 'Annullati: nessuno li riceve' }).waitFor();
    const fact = (await factsOf('ReminderTakenBack')).at(-1);
    const reminder = (await factsOf('ReminderSent')).at(-1);
    expect(fact?.data).toMatchObject({
      ...{ reminderId: reminder?.data['reminderId'], unitId: UNIT },
    });
    server.clock.pass({ seconds: 12 });
    expect(await foundByHead()).toBe(before);
    await page.goto(server.url + cycle);
    const told = page.getByRole('link', { name: 'Annullato un sollecito prima che partisse' });
    await told.first().waitFor();
    await browser.closed(page);
  });

  it('is not taken back ten seconds later: the page says that it is too late, and it arrives', async () => {
    const before = await foundByHead();
    const page = await sent({ script: false });
    const takenBack = (await factsOf('ReminderTakenBack')).length;
    server.clock.pass({ seconds: 10 });
    expect(await foundByHead()).toBe(before);
    await undo(page).click();
    await page
      .getByText(/È tardi per annullare il sollecito: si poteva entro 10 secondi/)
      .waitFor();
    await page.getByText('0 solleciti annullati prima di partire, uno non più').waitFor();
    expect(await factsOf('ReminderTakenBack')).toHaveLength(takenBack);
    server.clock.pass({ seconds: 2 });
    expect(await foundByHead()).toBe(before + 1);
    await browser.closed(page);
  });

  it('is taken back once, however often the form is sent', async () => {
    const page = await sent({ script: false });
    const before = (await factsOf('ReminderTakenBack')).length;
    const asked = page.waitForRequest((request) => request.method() === 'POST');
    await undo(page).click();
    const form = (await asked).postData() ?? '';
    await page.getByText('Un sollecito annullato prima di partire').waitFor();
    const post = async (body: string): Promise<string> => {
      const { cookie = '' } = coordinator.credentials.headers();
      const answer = await fetch(`${server.url}${cycle}/solleciti/annulla`, {
        method: 'POST',
        headers: {
          ...{ cookie, accept: 'text/html', origin: server.url, 'sec-fetch-site': 'same-origin' },
          'content-type': 'application/x-www-form-urlencoded',
        },
        body,
      });
      return answer.text();
    };
    expect(await post(form)).toContain('Un sollecito annullato prima di partire');
    // As by another hand: what is taken back cannot be taken back.
    const other = form.replace(/\+[0-9a-f-]{36}/u, `+${crypto.randomUUID()}`);
    expect(await post(other)).toContain('0 solleciti annullati prima di partire');
    expect(await post('')).toContain('Non c’è nessun sollecito da annullare.'.replaceAll("'", '’'));
    expect(await factsOf('ReminderTakenBack')).toHaveLength(before + 1);
    await browser.closed(page);
  });

  it('is the office’s to take back, from the row of its unit as well, and nobody else’s', async () => {
    const page = await sent({ script: false });
    const colleague = await browser.seenBy(server.as('UPo'), cycle, { script: false });
    const row = colleague.getByRole('row', { name: /UF Assistenza agli anziani/ });
    await row.getByText(STILL).waitFor();
    const [head] = district.heads;
    const theirs = await browser.seenBy(head, cycle, { script: false });
    expect(await theirs.locator('undo-window').count()).toBe(0);
    await browser.closed(theirs);
    await pressOn(
      colleague,
      row.getByRole('button', { name: 'Annulla il sollecito a UF Assistenza agli anziani' }),
    );
    await colleague.getByText('Un sollecito annullato prima di partire').waitFor();
    await colleague.goto(server.url + cycle);
    expect(await colleague.locator('undo-window').count()).toBe(0);
    await browser.closed(colleague);
    await browser.closed(page);
  });

  it('has no button any more where its time was over before the page was opened', async () => {
    const page = await sent({ script: false });
    server.clock.pass({ seconds: 9 });
    await page.goto(server.url + cycle);
    await page.getByText('Puoi annullarlo ancora per 1 secondo: poi parte.').waitFor();
    server.clock.pass({ seconds: 1 });
    await page.reload();
    expect(await page.locator('undo-window').count()).toBe(0);
    await browser.closed(page);
  });
});

describe('Several reminders at once', () => {
  it('have one button for all, and are told of one by one', async () => {
    const page = await sent({ script: false }, '');
    const count = await page.locator('undo-window input[type=hidden]').count();
    expect(count).toBeGreaterThan(1);
    const before = (await factsOf('ReminderTakenBack')).length;
    // One that nobody knows, as from a page that is old.
    await page
      .locator('undo-window input[type=hidden]')
      .first()
      .evaluate((field) => {
        const [, id = ''] = (field.getAttribute('value') ?? '').split(' ');
        field.setAttribute('value', `di-nessuno ${id}`);
      });
    await page.getByRole('button', { name: `Annulla i ${count} solleciti` }).click();
    const done = count - 1;
    await page
      .getByText(
        done === 1
          ? 'Un sollecito annullato prima di partire, uno non più annullabile.'
          : `${done} solleciti annullati prima di partire, uno non più annullabile.`,
      )
      .waitFor();
    await page.getByText(/Il sollecito di-nessuno non esiste/).waitFor();
    expect(await factsOf('ReminderTakenBack')).toHaveLength(before + done);
    await browser.closed(page);
  });
});

describe('With a script', () => {
  it('the seconds are counted, without being said aloud, and the button goes with the last one', async () => {
    const page = await sentInNoTime();
    const seconds = page.locator('[data-seconds]');
    const status = page.locator('undo-window [role=status]');
    expect(await page.locator('undo-window :is([aria-live], [role=timer])').count()).toBe(0);
    await page.clock.runFor(3_100);
    expect(await seconds.textContent()).toBe('7 secondi');
    await page.clock.runFor(6_000);
    expect(await seconds.textContent()).toBe('1 secondo');
    expect(await status.textContent()).toBe('');
    await tabTo(page, undo(page));
    await page.clock.runFor(1_100);
    expect(await undo(page).isVisible()).toBe(false);
    expect(await status.textContent()).toBe(OVER);
    // Whoever was on the button is told where they are.
    expect(await page.locator(':focus').textContent()).toBe(OVER);
    await browser.closed(page);
  });

  it('nobody who looks at something else is taken there when the time is over', async () => {
    const page = await sentInNoTime();
    await page.locator('main a').last().focus();
    await page.clock.runFor(10_500);
    expect(await page.locator('undo-window [role=status]').textContent()).toBe(OVER);
    expect(await page.locator(':focus').textContent()).not.toBe(OVER);
    await browser.closed(page);
  });

  it('nothing counts for whoever wants less motion, and the button goes all the same', async () => {
    const page = await sentInNoTime({ reducedMotion: 'reduce' });
    await page.clock.runFor(5_000);
    expect(await page.locator('[data-seconds]').textContent()).toBe('10 secondi');
    expect(await undo(page).isVisible()).toBe(true);
    await page.clock.runFor(5_500);
    expect(await undo(page).isVisible()).toBe(false);
    await browser.closed(page);
  });

  it('it is taken back with a click', async () => {
    const page = await sent();
    await undo(page).click();
    await page.getByText('Un sollecito annullato prima di partire').waitFor();
    await browser.closed(page);
  });
});

describe('Each state', () => {
  it.each(SCREENS.map((screen) => [`${screen.width} px`, screen] as const))(
    'is valid, accessible and fits: %s',
    async (_, screen) => {
      const page = await sent({ context: { viewport: screen } }, '');
      const fits = async (state: string): Promise<void> => {
        expect({ state, violations: await accessibilityViolations(page) }).toEqual({
          ...{ state, violations: [] },
        });
        const width = await page.evaluate('document.documentElement.scrollWidth');
        expect(width).toBeLessThanOrEqual(screen.width);
      };
      await fits('sent');
      await page.clock.runFor(10_500);
      await fits('over');
      await browser.closed(page);

      const other = await browser.seenBy(coordinator, `${cycle}/solleciti`, {
        context: { viewport: screen },
      });
      await other.getByLabel('Perché solleciti').fill('Manca poco');
      const answer = other.waitForResponse((each) => each.request().method() === 'POST');
      await send(other).click();
      expect(await invalidHtml(await (await answer).text())).toEqual([]);
      const row = await browser.seenBy(coordinator, cycle, { context: { viewport: screen } });
      expect(await row.locator('undo-window').count()).toBeGreaterThan(1);
      expect(await accessibilityViolations(row)).toEqual([]);
      expect(await row.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        screen.width,
      );
      await browser.closed(row);
      const undone = other.waitForResponse((each) => each.request().method() === 'POST');
      await undo(other).click();
      expect(await invalidHtml(await (await undone).text())).toEqual([]);
      expect(await accessibilityViolations(other)).toEqual([]);
      await browser.closed(other);
    },
  );
});
