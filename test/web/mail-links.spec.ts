import { setTimeout as pause } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { addDays } from '#calendar';
import { Directory, type Role } from '#people';
import { nothingGoesOut } from '../../apps/server/src/notifications/outgoing.js';
import { MailServer } from '../../libs/notifications/src/email/mail-server.fixture.js';
import { drive, reach } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { onScheda, preparing, submitted, unitOf } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { PageBrowser } from './browser.fixture.js';

const PUBLIC = 'https://traccia.ente.example';

interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Where it leads on our own pages. */
  readonly paths: readonly string[];
}

let mail: MailServer;
let server: TestServer;
let browser: PageBrowser;
let journey: Journey;

async function mails(): Promise<readonly Mail[]> {
  const parsed = mail.arrived.map(async ({ to, raw }): Promise<Mail> => {
    const { subject = '', text = '' } = await PostalMime.parse(raw);
    const links = [...text.matchAll(/https:\/\/traccia\.ente\.example(\/\S*)/gu)];
    return { to: to.join(' '), subject, paths: links.map(([, path = '']) => path) };
  });
  return Promise.all(parsed);
}

/** The first mail to somebody in whose subject something stands, once it is there. */
async function mailTo(personId: string, about: RegExp): Promise<Mail> {
  for (;;) {
    const found = (await mails()).find(
      ({ to, subject }) => to === `${personId}@ente.example` && about.test(subject),
    );
    if (found) return found;
    await pause(20);
  }
}

const open = (path: string, role?: Role): Promise<Response> =>
  fetch(server.url + path, {
    headers: {
      ...(role && server.as(role).credentials.headers()),
      ...{ accept: 'text/html', 'accept-language': 'it' },
    },
  });

/** What a page offers to go on to, to see what the notice is about. */
const goesOnTo = (page: string): string | undefined =>
  /<a class="button" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');

beforeAll(async () => {
  mail = await MailServer.start();
  server = await TestServer.start({
    ...{ duties: ['notices'], publicUrl: PUBLIC },
    outgoing: { ...nothingGoesOut, mail: mail.settings },
  });
  browser = await PageBrowser.launch(server);
  server.application.get(Directory).get = (_zone, personId) => ({
    ...{ personId, name: personId, email: `${personId}@ente.example` },
  });
  journey = programmeOfYear(server, 2024);
  await preparing(journey);
  const unit = unitOf(server, UNIT);
  await submitted(journey, { schedaId: 'S-1', unit, title: 'Domiciliarità' });
  await onScheda(journey, server.as('UPo'), 'take-scheda-in-charge', 'S-1');
  await onScheda(journey, server.as('UPo'), 'return-scheda', 'S-1', {
    ...{ reasons: ['TEXT'], text: 'Per chi?', due: server.clock.day(3) },
  });
  await submitted(journey, { schedaId: 'S-2', unit, title: 'Trasporto' });
  await journey.perform('UPc', 'set-deadline', {
    ...{ deadlineId: 'D-schede', kind: 'SCHEDE_SUBMITTED', basis: 'OFFICE' },
    due: server.clock.day(10),
  });
  await drive(journey, { type: 'MeetingConvened' });
});
afterAll(async () => {
  await browser.end();
  await server.end();
  await mail.stop();
});

describe('The link of a mail', () => {
  it.each([
    ['responsabile', 'UH', 'a scheda that was given out', /Ti è affidata/, '/schede/S-'],
    ['responsabile', 'UH', 'one that came back', /Restituita/, '/schede/S-1'],
    ['responsabile', 'UH', 'a meeting', /[Ii]ncontro|Tavolo/, '/incontri/'],
  ] as const)('to %s (%s) about %s leads to it', async (who, role, _what, about, where) => {
    const { paths } = await mailTo(who, about);
    const path = paths.find((each) => /^\/(notifiche\/[0-9a-f]|cicli\/)/.test(each)) ?? '';
    const seen = await open(path, role);
    expect({ path, status: seen.status }).toEqual({ path, status: 200 });
    const next = goesOnTo(await seen.text()) ?? '';
    expect(next).toContain(where);
    expect((await open(next, role)).status).toBe(200);
  });

  it('asks whoever is not signed in to do so, and then shows them what it led to', async () => {
    const { paths } = await mailTo('responsabile', /Restituita/);
    const path = paths.find((each) => each.startsWith('/notifiche/')) ?? '';
    const page = await browser.seenBy(undefined, path, { script: false });
    await page.getByText('Per vedere questa pagina bisogna entrare.').waitFor();
    expect(await page.locator('input[name="returnTo"]').getAttribute('value')).toBe(path);
    await browser.signIn(page.context(), server.as('UH'));
    await page.reload();
    await page.getByRole('link', { name: 'Vai a ciò di cui parla' }).click();
    expect(new URL(page.url()).pathname).toBe(`/cicli/${journey.cycleId}/schede/S-1`);
    await browser.closed(page);
  });

  it('is of nobody else: of a notice that is not theirs nobody is told that it is there', async () => {
    const { paths } = await mailTo('responsabile', /Restituita/);
    const path = paths.find((each) => each.startsWith('/notifiche/')) ?? '';
    expect((await open(path, 'UPo')).status).toBe(404);
  });

  it('about a reminder, a session and what it decided leads to a page that opens, too', async () => {
    await journey.perform('UPc', 'remind-unit', {
      ...{ deadlineId: 'D-schede', unitId: UNIT, reason: 'Manca poco' },
    });
    // It leaves once it cannot be taken back any more.
    server.clock.pass({ seconds: 12 });
    const reminded = await mailTo('responsabile', /^Sollecito dell’Ufficio di Piano/u);
    await reach(journey, (root) => root.can({ type: 'OrganConvened' }));
    await journey.perform('SEG', 'convene-organ', {
      ...{ sessionId: 'A1', organ: 'Conferenza dei Sindaci', protocol: '44/2024' },
      ...{ sessionOn: addDays(server.clock.day(), 4), items: ['Approvazione del POA'] },
    });
    const convened = await mailTo('direttore', /^La Conferenza è convocata/u);
    server.clock.pass({ days: 4 });
    await drive(journey, { type: 'DeliberationRecorded', outcome: 'approved' });
    const decided = await mailTo('coordinatore', /^La Conferenza ha deliberato/u);
    expect([reminded, convened, decided].every(({ paths }) => paths.length > 0)).toBe(true);
    const [notice = ''] = convened.paths.filter((path) => path.startsWith('/notifiche/'));
    expect(goesOnTo(await (await open(notice, 'DIR')).text())).toBe(
      `/cicli/${journey.cycleId}/approvazione/sedute/A1`,
    );
    const whose: Readonly<Record<string, Role>> = {
      ...{ responsabile: 'UH', direttore: 'DIR', coordinatore: 'UPc', operatore: 'UPo' },
      ...{ segreteria: 'SEG', revisore: 'AUD' },
    };
    for (const { to, subject, paths } of await mails()) {
      const role = whose[to.replace('@ente.example', '')];
      if (role === undefined) continue;
      for (const path of paths) {
        const seen = await open(path, role);
        expect({ to, subject, path, status: seen.status }).toMatchObject({ status: 200 });
        const next = path.startsWith('/notifiche/') ? goesOnTo(await seen.text()) : undefined;
        if (next === undefined) continue;
        expect({ subject, next, status: (await open(next, role)).status }).toMatchObject({
          status: 200,
        });
      }
    }
  });
});

it('News of the desk lead somewhere, all of them', async () => {
  let told = 0;
  for (const role of ['UH', 'DIR', 'SEG', 'ETS'] as const) {
    const page = await (await open('/', role)).text();
    const news = / id="novita-titolo"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
    const links = [...news.matchAll(/<h3><a href="([^"]+)"/g)];
    told += links.length;
    // What is no link would be a heading alone.
    expect(links.length).toBe([...news.matchAll(/<h3>/g)].length);
    for (const [, href = ''] of links) {
      const address = href.replaceAll('&amp;', '&').replace(/#.*/, '');
      expect({ role, address, status: (await open(address, role)).status }).toMatchObject({
        status: 200,
      });
    }
  }
  expect(told).toBeGreaterThan(3);
});
