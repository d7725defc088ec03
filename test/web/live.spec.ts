import { Sessions } from '#access';
import type { Client } from '../client.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { onScheda, preparing, submitted, unitOf } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { PageBrowser } from './browser.fixture.js';
import { Listener } from './listener.fixture.js';

let server: TestServer;
let pages: PageBrowser;
let journey: Journey;
let office: Client;
let head: Client;
let other: Client;
let cycle: string;
/** Schede are named as they are needed: each test moves its own. */
let last = 0;

beforeAll(async () => {
  server = await TestServer.start();
  pages = await PageBrowser.launch(server);
  journey = programmeOfYear(server, 2024);
  [office, head] = [server.as('UPo'), server.as('UH')];
  other = unitOf(server, 'minori').head;
  cycle = `/cicli/${journey.cycleId}`;
  await preparing(journey);
});
afterAll(async () => {
  await pages.end();
  await server.end();
});

async function given(unit: string, title: string): Promise<string> {
  const schedaId = `S-${++last}`;
  await submitted(journey, { schedaId, unit: unitOf(server, unit), title });
  return schedaId;
}

async function returned(schedaId: string): Promise<void> {
  await onScheda(journey, office, 'take-scheda-in-charge', schedaId);
  await onScheda(journey, office, 'return-scheda', schedaId, {
    reasons: ['NO_INDICATOR'],
    text: 'Manca il valore atteso',
    due: server.clock.day(3),
  });
}

describe('A desk that is open', () => {
  it('says that there is something new, and shows it when asked: what is read does not move', async () => {
    const schedaId = await given(UNIT, 'Assistenza domiciliare');
    const page = await pages.seenBy(head, '/');
    await page.getByText('in diretta').waitFor();
    const before = await page.locator('#da-fare').textContent();
    await returned(schedaId);
    const news = page.locator('#da-fare').locator('xpath=preceding-sibling::button');
    await news.waitFor();
    expect(await news.textContent()).toMatch(/novità · mostra$/);
    expect(await page.locator('#da-fare').textContent()).toBe(before);
    await news.click();
    await page.getByRole('link', { name: 'Correggere e ritrasmettere' }).waitFor();
    expect(await news.count()).toBe(0);
    await pages.closed(page);
  });

  it('rests while nobody looks at it, and then asks for what it missed', async () => {
    const schedaId = await given(UNIT, 'Centro diurno');
    const page = await pages.seenBy(head, '/');
    await page.getByText('in diretta').waitFor();
    await look(page, 'hidden');
    await page.getByText('sospeso').waitFor();
    await returned(schedaId);
    await look(page, 'visible');
    await page.getByText('in diretta').waitFor();
    await page
      .getByRole('button', { name: /novità · mostra/ })
      .first()
      .waitFor();
    await pages.closed(page);
  });

  it('rests when told to', async () => {
    const page = await pages.seenBy(head, '/');
    await page.getByRole('button', { name: 'Sospendi' }).click();
    await page.getByText('sospeso').waitFor();
    await page.getByRole('button', { name: 'Riprendi' }).click();
    await page.getByText('in diretta').waitFor();
    await pages.closed(page);
  });

  it('is a page without a script, that says when it was made', async () => {
    const page = await pages.seenBy(head, '/', { script: false });
    expect(await page.locator('live-updates').innerText()).toMatch(/^Aggiornato alle \d\d:\d\d$/);
    expect(await page.getByRole('button', { name: 'Sospendi' }).isVisible()).toBe(false);
    await pages.closed(page);
  });
});

async function look(
  page: Awaited<ReturnType<PageBrowser['seenBy']>>,
  visibility: 'hidden' | 'visible',
): Promise<void> {
  await page.evaluate(`
    Object.defineProperty(document, 'hidden', { configurable: true, value: ${visibility === 'hidden'} });
    document.dispatchEvent(new Event('visibilitychange'));`);
}

describe('Whoever listens to a cycle', () => {
  it('is told of nothing that they may not see, not even that it happened', async () => {
    const [theirs, foreign] = [await given('minori', 'Nidi'), await given(UNIT, 'Dimissioni')];
    const coordinator = await Listener.open(server, server.as('UPc'), `${cycle}/novita`);
    const listener = await Listener.open(server, other, `${cycle}/novita`);
    const [known] = await listener.told(1);
    await coordinator.told(1);
    const nothing = listener.pinged(1);
    await onScheda(journey, office, 'take-scheda-in-charge', foreign);
    await coordinator.told(2);
    await nothing;
    expect(listener.ids).toEqual([known]);
    await onScheda(journey, office, 'take-scheda-in-charge', theirs);
    await listener.told(2);
    // The whole history is for the coordinator: theirs are revisions. What others hear counts nothing.
    expect(coordinator.ids.every((id) => /^\d+$/.test(id))).toBe(true);
    expect(listener.ids.every((id) => /^[0-9a-f]{16}$/.test(id))).toBe(true);
    await Promise.all([listener.close(), coordinator.close()]);
  });

  it('misses nothing while away: what they have seen is compared with what there is', async () => {
    const schedaId = await given(UNIT, 'Telesoccorso');
    const coordinator = server.as('UPc');
    const first = await Listener.open(server, coordinator, `${cycle}/novita`);
    const [known = ''] = await first.told(1);
    await first.close();
    const nothingNew = await Listener.open(server, coordinator, `${cycle}/novita`, known);
    await onScheda(journey, office, 'take-scheda-in-charge', schedaId);
    const [next = ''] = await nothingNew.told(1);
    expect(Number(next)).toBe(Number(known) + 1);
    await nothingNew.close();
    const later = await Listener.open(server, coordinator, `${cycle}/novita`, known);
    expect(await later.told(1)).toEqual([next]);
    await later.close();
  });

  it('must be allowed to look at it', async () => {
    const status = async (client: Client, path: string): Promise<number> =>
      (await client.get(path)).status;
    expect(await status(server.as('RF'), `${cycle}/novita`)).toBe(403);
    expect(await status(server.as('UPc', 'pisana'), `${cycle}/novita`)).toBe(404);
    expect((await fetch(`${server.url}${cycle}/novita`)).status).toBe(401);
    expect((await fetch(`${server.url}/novita`)).status).toBe(401);
  });

  it('is told that no proxy may hold it back, and that nobody keeps it', async () => {
    const listener = await Listener.open(server, head, `${cycle}/novita`);
    expect(listener.headers.get('x-accel-buffering')).toBe('no');
    expect(listener.headers.get('cache-control')).toBe('no-store');
    expect(listener.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    await listener.close();
  });

  it('hears no more once their session is over', async () => {
    const schedaId = await given(UNIT, 'Sollievo');
    const somebody = server.admit({ role: 'UPc', personId: 'coordinatrice-2' });
    const listener = await Listener.open(server, somebody, `${cycle}/novita`);
    await listener.told(1);
    server.application.get(Sessions, { strict: false }).endAllOf('coordinatrice-2');
    await onScheda(journey, office, 'take-scheda-in-charge', schedaId);
    await listener.ended;
    expect(listener.ids).toHaveLength(1);
  });

  it('listens so often at once and no more', async () => {
    const somebody = server.admit({ role: 'UPc', personId: 'coordinatrice-3' });
    const listeners: Listener[] = [];
    for (let open = 0; open < 6; open++)
      listeners.push(await Listener.open(server, somebody, `${cycle}/novita`));
    expect((await somebody.get(`${cycle}/novita`)).status).toBe(429);
    expect((await head.get(cycle)).status).toBe(200);
    await listeners.pop()?.close();
    await Promise.all(listeners.map((listener) => listener.close()));
  });
});

it('What a page asks by itself keeps no session', async () => {
  const somebody = server.admit({ role: 'UPc', personId: 'coordinatrice-4' });
  const { cookie = '' } = somebody.credentials.headers();
  const asks = async (headers: Readonly<Record<string, string>>): Promise<number> =>
    (await fetch(`${server.url}/`, { headers: { cookie, ...headers } })).status;
  server.clock.pass({ seconds: 20 * 60 });
  expect(await asks({ 'traccia-asked-by-page': 'yes' })).toBe(200);
  server.clock.pass({ seconds: 11 * 60 });
  expect(await asks({})).toBe(401);
});

describe('What comes into a page later', () => {
  it('is never a script', async () => {
    const page = await pages.seenBy(head, '/');
    const run = await page.evaluate(async () => {
      const { htmx } = globalThis as unknown as {
        readonly htmx: { swap(ctx: object): Promise<void> };
      };
      const text =
        '<p id="came">Arrivato</p><script>globalThis.ran = true</script>' +
        '<img src="/static/nulla" onerror="globalThis.ran = true">';
      await htmx.swap({ target: '#da-fare', text, swap: 'innerHTML' });
      return (globalThis as { readonly ran?: boolean }).ran ?? false;
    });
    await page.locator('#came').waitFor();
    expect(run).toBe(false);
    await expect(pages.closed(page)).rejects.toThrow(/Content Security Policy/);
  });

  it('is no HTML but ours: nothing else may make any', async () => {
    const page = await pages.seenBy(head, '/');
    const refused = await page.evaluate(() => {
      const tried = (what: () => void): string => {
        try {
          what();
          return 'done';
        } catch (error) {
          return (error as Error).name;
        }
      };
      const types = (
        globalThis as unknown as {
          readonly trustedTypes: { createPolicy(name: string, rules: object): void };
        }
      ).trustedTypes;
      return [
        tried(() => {
          document.body.innerHTML = '<p>altro</p>';
        }),
        tried(() => {
          types.createPolicy('altra', {});
        }),
        tried(() => {
          types.createPolicy('traccia', {});
        }),
      ];
    });
    expect(refused).toEqual(['TypeError', 'TypeError', 'TypeError']);
    await expect(pages.closed(page)).rejects.toThrow();
  });
});

it('A server that stops lets go of whoever listens', async () => {
  const another = await TestServer.start();
  const listener = await Listener.open(another, another.as('UPc'), '/novita');
  await listener.told(1);
  await Promise.all([another.end(), listener.ended]);
});

describe('A cycle that is open', () => {
  it('counts anew where the counts stand, with another browser at work', async () => {
    const schedaId = await given('minori', 'Affido');
    const page = await pages.seenBy(server.as('UPc'), cycle);
    await page.getByText('in diretta').waitFor();
    const before = await page.locator('#punto').innerText();
    await onScheda(journey, office, 'take-scheda-in-charge', schedaId);
    await page.waitForFunction(
      (then) => document.querySelector<HTMLElement>('#punto')?.innerText !== then,
      before,
    );
    expect(await page.locator('#punto').innerText()).toContain('In verifica');
    await page
      .getByRole('status')
      .getByText(/^Pagina aggiornata alle/)
      .waitFor();
    await pages.closed(page);
  });

  it('keeps what somebody has typed there', async () => {
    const schedaId = await given('minori', 'Mediazione');
    const page = await pages.seenBy(server.as('UPc'), cycle);
    await page.getByText('in diretta').waitFor();
    const search = page.locator('#unita');
    await search.fill('min');
    await onScheda(journey, office, 'take-scheda-in-charge', schedaId);
    await page
      .getByRole('status')
      .getByText(/^Pagina aggiornata alle/)
      .waitFor();
    expect(await search.inputValue()).toBe('min');
    await pages.closed(page);
  });
});
