import type { Client } from '../client.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { onScheda, preparing, submitted, unitOf } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { PageBrowser, SCREENS, tabTo } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

let server: TestServer;
let browser: PageBrowser;
let journey: Journey;
let head: Client;

interface Inbox {
  readonly items: readonly { readonly noticeId: string; readonly ruleId: string }[];
}
const returned = async (): Promise<string> => {
  const { body } = await head.get<Inbox>('/api/v1/notices');
  return body.items.find(({ ruleId }) => ruleId.includes('returned'))!.noticeId;
};

beforeAll(async () => {
  server = await TestServer.start({ publicUrl: 'https://traccia.ente.example' });
  [browser, head] = [await PageBrowser.launch(server), server.as('UH')];
  journey = programmeOfYear(server, 2024);
  await preparing(journey);
  await submitted(journey, { schedaId: 'S-1', unit: unitOf(server, UNIT), title: 'Domiciliarità' });
  const office = server.as('UPo');
  await onScheda(journey, office, 'take-scheda-in-charge', 'S-1');
  await onScheda(journey, office, 'return-scheda', 'S-1', {
    ...{ reasons: ['NO_INDICATOR'], text: 'Manca il valore atteso', due: server.clock.day(3) },
  });
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

describe('The notices of somebody', () => {
  it('lead from the link of a mail over the sign-in to the notice and to what it speaks of', async () => {
    const path = `/notifiche/${await returned()}`;
    const nobody = await browser.seenBy(undefined, path, { script: false });
    await nobody.getByText('Per vedere questa pagina bisogna entrare.').waitFor();
    await browser.closed(nobody);
    const page = await browser.seenBy(head, path, { script: false });
    await page.getByRole('heading', { level: 1, name: /Domiciliarità/ }).waitFor();
    await page.getByRole('link', { name: 'Vai a ciò di cui parla' }).click();
    expect(new URL(page.url()).pathname).toBe(`/cicli/${journey.cycleId}/schede/S-1`);
    await browser.closed(page);
  });

  it('are marked as read, confirmed and muted by the keyboard alone', async () => {
    const page = await browser.seenBy(head, `/notifiche/${await returned()}`);
    const read = page.getByRole('button', { name: 'Segna come letta' });
    await tabTo(page, read);
    await page.keyboard.press('Enter');
    await page.getByText(/^letta: /).waitFor();
    const mute = page.getByRole('button', { name: 'Silenzia questo argomento' });
    await tabTo(page, mute);
    await page.keyboard.press('Enter');
    await page.getByText('Le notifiche su questo argomento arrivano solo qui.').waitFor();
    const { body } = await head.get<{ readonly isMuted: boolean; readonly readAt: string | null }>(
      `/api/v1/notices/${await returned()}`,
    );
    expect(body).toMatchObject({ isMuted: true, readAt: expect.any(String) });
    await page.getByRole('button', { name: 'Riattiva questo argomento' }).click();
    await page.getByRole('button', { name: 'Silenzia questo argomento' }).waitFor();
    await browser.closed(page);
  });

  it('are narrowed down to those that are not read', async () => {
    const page = await browser.seenBy(head, '/notifiche');
    await page
      .getByRole('link', { name: /Domiciliarità/ })
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'lette', exact: true }).click();
    await page
      .getByRole('link', { name: /Domiciliarità/ })
      .first()
      .waitFor();
    // What is left of the words is the name of the filter.
    expect(await page.getByText('da leggere', { exact: true }).count()).toBe(1);
    await page.getByRole('link', { name: 'da leggere' }).click();
    const path = `/notifiche/${await returned()}`;
    expect(await page.locator(`a[href="${path}"]`).count()).toBe(0);
    await browser.closed(page);
  });

  it('are nobody else’s', async () => {
    const page = await browser.seenBy(
      unitOf(server, 'minori').head,
      `/notifiche/${await returned()}`,
    );
    await page.getByRole('heading', { level: 1, name: 'Non trovato' }).waitFor();
    await browser.closed(page);
    const path = `${server.url}/notifiche/x`;
    const { cookie } = head.credentials.headers();
    expect((await fetch(path, { headers: { cookie: cookie! } })).status).toBe(404);
  });
});

describe('How somebody wants to be told', () => {
  it('is chosen as a whole, without a script, and stays', async () => {
    const page = await browser.seenBy(head, '/notifiche/preferenze', { script: false });
    const box = page.getByRole('checkbox', { name: /posta elettronica/ }).first();
    const name = (await box.getAttribute('aria-label'))!;
    await box.uncheck();
    await page.getByLabel('Dalle', { exact: true }).fill('20:00');
    await page.getByLabel('Alle', { exact: true }).fill('07:00');
    await page.getByRole('button', { name: 'Salva le preferenze' }).click();
    await page.getByText('Preferenze salvate.').waitFor();
    expect(await page.getByRole('checkbox', { name, exact: true }).isChecked()).toBe(false);
    expect(await page.getByLabel('Dalle', { exact: true }).inputValue()).toBe('20:00');
    await browser.closed(page);
  });

  it('is asked again where one of two hours is missing, with the rest as it was ticked', async () => {
    const page = await browser.seenBy(head, '/notifiche/preferenze');
    await page.getByLabel('Dalle', { exact: true }).fill('20:00');
    await page.getByLabel('Alle', { exact: true }).fill('');
    await page.getByLabel(/Raccogli/).uncheck();
    await page.getByRole('button', { name: 'Salva le preferenze' }).click();
    await page.getByRole('alert').getByText('Scrivi tutte e due le ore').waitFor();
    expect(await page.getByLabel(/Raccogli/).isChecked()).toBe(false);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await invalidHtml(await page.content())).toEqual([]);
    await browser.closed(page);
  });
});

describe('The deliveries', () => {
  it('are for whoever looks after them, and not for the head of a unit', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/notifiche/recapiti');
    await page.getByRole('heading', { level: 1, name: 'I recapiti' }).waitFor();
    await browser.closed(page);
    const refused = await browser.seenBy(head, '/notifiche/recapiti');
    await refused.getByRole('heading', { level: 1, name: 'Non spetta a te' }).waitFor();
    await browser.closed(refused);
  });
});

describe('Every page of the notices', () => {
  it.each(['/notifiche', 'one', '/notifiche/preferenze', '/notifiche/recapiti'])(
    '%s is usable by everybody, on a telephone as well',
    async (path) => {
      const address = path === 'one' ? `/notifiche/${await returned()}` : path;
      const who = path === '/notifiche/recapiti' ? server.as('UPc') : head;
      for (const { width } of SCREENS) {
        const page = await browser.seenBy(who, address, { phone: width < 768 });
        expect(await accessibilityViolations(page)).toEqual([]);
        expect(await invalidHtml(await page.content())).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
        await browser.closed(page);
      }
    },
  );
});
