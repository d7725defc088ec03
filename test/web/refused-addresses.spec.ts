import { setTimeout as pause } from 'node:timers/promises';
import { Directory } from '#people';
import { nothingGoesOut } from '../../apps/server/src/notifications/outgoing.js';
import { MailServer } from '../../libs/notifications/src/email/mail-server.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { preparing, submitted, unitOf } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { PageBrowser, SCREENS } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

const LOG = '/notifiche/recapiti';
const TOLD = /Il tuo indirizzo di posta elettronica non riceve più dal .*: chiedi all’ufficio/;

let mail: MailServer;
let server: TestServer;
let browser: PageBrowser;
let journey: Journey;

/** Until the address of the head of the unit was refused. */
async function refused(): Promise<void> {
  for (;;) {
    const { body } = await server.as('UPc').get<{
      readonly items: readonly { readonly recipientId: string }[];
    }>('/api/v1/deliveries?state=refused');
    if (body.items.some(({ recipientId }) => recipientId === 'responsabile')) return;
    await pause(20);
  }
}

beforeAll(async () => {
  mail = await MailServer.start();
  await mail.suffer('recipient-550');
  server = await TestServer.start({
    ...{ duties: ['notices'], publicUrl: 'https://traccia.ente.example' },
    outgoing: { ...nothingGoesOut, mail: mail.settings },
  });
  browser = await PageBrowser.launch(server);
  server.application.get(Directory).get = (_zone, personId) => ({
    ...{ personId, name: personId },
    email: personId === 'responsabile' ? 'nessuno@ente.example' : `${personId}@ente.example`,
  });
  journey = programmeOfYear(server, 2024);
  await preparing(journey);
  await submitted(journey, { schedaId: 'S-1', unit: unitOf(server, UNIT), title: 'Domiciliarità' });
  await refused();
});
afterAll(async () => {
  await browser.end();
  await server.end();
  await mail.stop();
});

describe('An address that is refused', () => {
  it('is told on the desk of whose it is, with what to do, and on no other', async () => {
    const theirs = await browser.seenBy(server.as('UH'), '/', { script: false });
    await theirs.getByText(TOLD).waitFor();
    await browser.closed(theirs);
    for (const role of ['UPc', 'ADM', 'ETS'] as const) {
      const page = await browser.seenBy(server.as(role), '/', { script: false });
      expect(await page.getByText(TOLD).count()).toBe(0);
      await browser.closed(page);
    }
  });

  it('leads from the log to sending again, and whoever keeps the directory to the address', async () => {
    const office = await browser.seenBy(server.as('UPc'), `${LOG}?stato=refused`, {
      script: false,
    });
    const again = office.getByRole('link', { name: 'Rispedisci a responsabile' }).first();
    expect(await office.getByRole('link', { name: /^Correggi l’indirizzo/ }).count()).toBe(0);
    await again.click();
    await office.getByRole('heading', { level: 1, name: 'Rispedire questo avviso?' }).waitFor();
    await browser.closed(office);
    const page = await browser.seenBy(server.as('ADM'), `${LOG}?stato=refused`, { script: false });
    await page.getByRole('link', { name: 'Correggi l’indirizzo di responsabile' }).first().click();
    expect(new URL(page.url()).pathname).toBe('/amministrazione/persone/responsabile');
    await browser.closed(page);
  });

  it('is told where everybody can read it', async () => {
    for (const { width } of SCREENS) {
      for (const [who, path] of [
        ['ADM', LOG],
        ['UH', '/'],
      ] as const) {
        const page = await browser.seenBy(server.as(who), path, { phone: width < 768 });
        expect(await accessibilityViolations(page)).toEqual([]);
        expect(await invalidHtml(await page.content())).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
        await browser.closed(page);
      }
    }
  });
});

it('A delivery that waits says when it is attempted next, and offers nothing to do', async () => {
  const { head, unitId } = unitOf(server, 'minori');
  await journey.perform('UPc', 'assign-scheda', {
    ...{ schedaId: 'S-2', unitId, title: 'Nidi', personId: head.person.personId },
    programmeId: journey.last('TreeImported').programmes[0]?.programmeId ?? '',
  });
  await journey.perform('UPc', 'set-deadline', {
    ...{ deadlineId: 'D-1', kind: 'SCHEDE_SUBMITTED', due: server.clock.day(10), basis: 'OFFICE' },
  });
  await journey.perform('UPc', 'remind-unit', {
    ...{ deadlineId: 'D-1', unitId, reason: 'Manca poco' },
  });
  const page = await browser.seenBy(server.as('UPc'), LOG, { script: false });
  const waiting = page.getByRole('row').filter({ hasText: 'in attesa' });
  expect(await waiting.count()).toBeGreaterThan(0);
  expect(await waiting.first().locator('td[data-label="Prossimo tentativo"]').innerText()).toMatch(
    /\d{4}, \d\d:\d\d$/,
  );
  expect(await waiting.getByRole('link').count()).toBe(0);
  await browser.closed(page);
});
