import { setTimeout as pause } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { addDays } from '#calendar';
import { Directory } from '#people';
import { parsedCalendar } from '../libs/notifications/src/calendar-feed/parsed-calendar.fixture.js';
import { MailServer } from '../libs/notifications/src/email/mail-server.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { nothingGoesOut } from '../apps/server/src/notifications/outgoing.js';
import { TestServer } from './server.fixture.js';

const PUBLIC = 'https://traccia.ente.example';
const ORGAN = 'conferenza-dei-sindaci';
const reason = 'Prova';

interface Invited {
  readonly subject: string;
  readonly text: string;
  /** REQUEST or CANCEL; absent where the mail invites to nothing. */
  readonly method?: string;
  readonly entry?: ReturnType<typeof parsedCalendar>['entries'][number];
}

/** From the convocation of the organ to the calendar of whoever is convened, over a real mail server. */
describe('The convocation of the organ', () => {
  let mail: MailServer;
  let server: TestServer;
  let journey: Journey;
  let sessionOn: string;

  /** The first mail to somebody in whose subject something stands. */
  const mailTo = async (who: string, about: RegExp): Promise<Invited> => {
    for (;;) {
      for (const { to, raw } of mail.arrived) {
        if (!to.includes(`${who}@ente.example`)) continue;
        const { subject = '', text = '', attachments } = await PostalMime.parse(raw);
        if (!about.test(subject)) continue;
        const calendar = attachments.find(({ mimeType }) => mimeType === 'text/calendar');
        if (!calendar) return { subject, text };
        const { head, entries } = parsedCalendar(
          new TextDecoder().decode(calendar.content as ArrayBuffer),
        );
        expect(head('method')).toBe(calendar.method);
        expect(entries).toHaveLength(1);
        return { subject, text, method: head('method') ?? '', entry: entries[0]! };
      }
      await pause(20);
    }
  };
  const convene = (sessionId: string, day: string) =>
    journey.perform('SEG', 'convene-organ', {
      ...{ sessionId, organ: 'Conferenza dei Sindaci', sessionOn: day, startTime: '09:30' },
      ...{ venue: 'Sala consiliare', protocol: '44/2024', items: ['Approvazione del POA'] },
    });
  const entriesOfFeed = async (address: string) =>
    parsedCalendar(await (await fetch(server.url + address)).text()).entries;

  beforeAll(async () => {
    mail = await MailServer.start();
    server = await TestServer.start({
      ...{ duties: ['notices'], publicUrl: PUBLIC },
      outgoing: { ...nothingGoesOut, mail: mail.settings },
    });
    server.application.get(Directory).get = (_zone, personId) => ({
      ...{ personId, name: personId, email: `${personId}@ente.example` },
    });
    journey = programmeOfYear(server, 2024);
    await drive(journey, { type: 'SchedaAssigned' });
    await reach(journey, (root) => root.can({ type: 'OrganConvened' }));
    sessionOn = addDays(server.clock.day(), 10);
  }, 60_000);
  afterAll(async () => {
    await server.end();
    await mail.stop();
  });

  it('invites the organ and those who prepare the session, who find the same one in their own calendar', async () => {
    await convene('A1', sessionOn);
    const [organ, director] = [
      await mailTo(ORGAN, /^Convocazione della Conferenza/u),
      await mailTo('direttore', /^La Conferenza è convocata/u),
    ];
    expect(organ).toMatchObject({
      ...{ method: 'REQUEST', text: expect.stringContaining('Sala consiliare') as string },
      entry: { sequence: 0, status: 'CONFIRMED', location: 'Sala consiliare' },
    });
    expect(organ.entry?.start.slice(0, 10)).toBe(sessionOn);
    expect(director).toMatchObject({ method: 'REQUEST', entry: { uid: organ.entry?.uid } });
    const { body } = await server
      .as('DIR')
      .send<{ readonly address: string }>('/api/v1/calendar-feed', '{}');
    const address = body.address.slice(PUBLIC.length);
    const { uid, start } = organ.entry!;
    expect(await entriesOfFeed(address)).toContainEqual(
      expect.objectContaining({ uid, start, sequence: 0, status: 'CONFIRMED' }),
    );

    await journey.perform('SEG', 'cancel-session', { sessionId: 'A1', reason });
    expect(await mailTo(ORGAN, /^Disdetta la Conferenza/u)).toMatchObject({
      method: 'CANCEL',
      entry: { uid, sequence: 1, status: 'CANCELLED' },
    });
    expect(await mailTo('direttore', /^La Conferenza è disdetta/u)).toMatchObject({
      method: 'CANCEL',
      entry: { uid, sequence: 1 },
    });
    expect(await entriesOfFeed(address)).toContainEqual(
      expect.objectContaining({ uid, sequence: 1, status: 'CANCELLED' }),
    );
  });

  it('to another day is one to another session, which what is decided there invites to no more', async () => {
    const moved = addDays(sessionOn, 4);
    await convene('A2', moved);
    const days = moved.split('-').map(Number);
    const second = await mailTo(ORGAN, new RegExp(`^Convocazione .* ${days[2]} `, 'u'));
    expect(second).toMatchObject({ method: 'REQUEST', entry: { sequence: 0 } });
    expect(second.entry?.start.slice(0, 10)).toBe(moved);
    expect(second.entry?.uid).not.toBe(
      (await mailTo(ORGAN, /^Convocazione della Conferenza/u)).entry?.uid,
    );
    server.clock.pass({ days: 14 });
    await drive(journey, { type: 'DeliberationRecorded', outcome: 'approved' });
    expect(await mailTo('coordinatore', /^La Conferenza ha deliberato/u)).not.toHaveProperty(
      'method',
    );
  });
});
