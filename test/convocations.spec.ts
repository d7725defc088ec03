import { setTimeout as pause } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { addDays, dayInWords } from '#calendar';
import { Directory } from '#people';
import { parsedCalendar } from '../libs/notifications/src/calendar-feed/parsed-calendar.fixture.js';
import { MailServer } from '../libs/notifications/src/email/mail-server.fixture.js';
import { problem } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { nothingGoesOut } from '../apps/server/src/notifications/outgoing.js';
import { TestServer } from './server.fixture.js';

const PUBLIC = 'https://traccia.ente.example';
const ORGAN = 'conferenza-dei-sindaci';
const COUNCIL = 'consulta-del-terzo-settore';
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
  let certified: MailServer;
  let server: TestServer;
  let journey: Journey;
  let sessionOn: string;

  /** All mails to somebody in whose subject something stands. */
  const mailsTo = async (who: string, about: RegExp): Promise<readonly Invited[]> => {
    const found: Invited[] = [];
    const addresses = [`${who}@ente.example`, `${who}@pec.example`];
    for (const { to, raw } of [...mail.arrived, ...certified.arrived]) {
      if (!to.some((each) => addresses.includes(each))) continue;
      const { subject = '', text = '', attachments } = await PostalMime.parse(raw);
      if (!about.test(subject)) continue;
      const calendar = attachments.find(({ mimeType }) => mimeType === 'text/calendar');
      if (!calendar) {
        found.push({ subject, text });
        continue;
      }
      const { head, entries } = parsedCalendar(
        new TextDecoder().decode(calendar.content as ArrayBuffer),
      );
      expect(head('method')).toBe(calendar.method);
      expect(entries).toHaveLength(1);
      found.push({ subject, text, method: head('method') ?? '', entry: entries[0]! });
    }
    return found;
  };
  /** The first of them, once it is there. */
  const mailTo = async (who: string, about: RegExp): Promise<Invited> => {
    for (;;) {
      const [first] = await mailsTo(who, about);
      if (first) return first;
      await pause(20);
    }
  };
  const convene = (sessionId: string, day: string, of = journey) =>
    of.perform('SEG', 'convene-organ', {
      ...{ sessionId, organ: 'Conferenza dei Sindaci', sessionOn: day, startTime: '09:30' },
      ...{ venue: 'Sala consiliare', protocol: '44/2024', items: ['Approvazione del POA'] },
    });
  /** The third sector council, which has an address of certified mail and no other, is convened to a meeting. */
  const invite = async (of: Journey, meetingId: string, title: string, date: string) => {
    await of.perform('UPo', 'schedule-meeting', {
      ...{ meetingId, title, date, counterpart: 'CONSULTA_TERZO_SETTORE' },
      ...{ channel: 'IN_PERSON', venue: 'Palazzo comunale' },
    });
    of.reserved.add(meetingId);
    await of.perform('UPo', 'convene-meeting', {
      ...{ meetingId, invitees: ['Consulta del Terzo settore'], bodyIds: [COUNCIL] },
    });
  };
  const entriesOfFeed = async (address: string) =>
    parsedCalendar(await (await fetch(server.url + address)).text()).entries;

  beforeAll(async () => {
    [mail, certified] = [await MailServer.start(), await MailServer.start()];
    server = await TestServer.start({
      ...{ duties: ['notices'], publicUrl: PUBLIC },
      outgoing: {
        ...{ ...nothingGoesOut, mail: mail.settings },
        certifiedMail: { ...certified.settings, from: { address: 'protocollo@pec.example' } },
      },
    });
    server.application.get(Directory).get = (_zone, personId) => ({
      ...{ personId, name: personId },
      ...(personId === COUNCIL
        ? { pec: `${personId}@pec.example` }
        : { email: `${personId}@ente.example` }),
    });
    journey = programmeOfYear(server, 2024);
    await drive(journey, { type: 'SchedaAssigned' });
    await reach(journey, (root) => root.can({ type: 'OrganConvened' }));
    sessionOn = addDays(server.clock.day(), 10);
  });
  afterAll(async () => {
    await server.end();
    await Promise.all([mail.stop(), certified.stop()]);
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

    const file = journey.path('/sessions/A1/calendar');
    for (const role of ['SEG', 'UH'] as const) {
      const { headers, body: text } = await server.as(role).download(file);
      expect(headers.get('content-disposition')).toBe('attachment; filename="seduta-A1.ics"');
      expect(parsedCalendar(text.toString()).entries).toMatchObject([
        { uid, start, sequence: 0, status: 'CONFIRMED', location: 'Sala consiliare' },
      ]);
    }
    expect(problem(await server.as('ETS').get(file))).toMatchObject({ code: 'not-allowed' });
    expect(problem(await server.as('SEG').get(file.replace('A1', 'A9')))).toMatchObject({
      ...{ status: 404, code: 'not-found' },
    });

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

  it('of a cycle that ends is called off once to whoever was convened, by certified mail as well', async () => {
    const other = programmeOfYear(server, 2025);
    await reach(other, (root) => root.can({ type: 'MeetingConvened' }));
    const day = addDays(server.clock.day(), 60);
    await invite(other, 'M1', 'Tavolo da disdire', day);
    await invite(other, 'M2', 'Tavolo disdetto prima', day);
    await other.perform('UPo', 'cancel-meeting', { meetingId: 'M2', reason });
    await reach(other, (root) => root.can({ type: 'OrganConvened' }));
    const inOrgan = new RegExp(`^Convocazione .* ${Number(day.slice(8))} `, 'u');
    await convene('B1', day, other);
    const [council, organ] = [
      await mailTo(COUNCIL, /^Convocazione: Tavolo da disdire/u),
      await mailTo(ORGAN, inOrgan),
    ];
    expect(council).toMatchObject({ method: 'REQUEST', entry: { status: 'CONFIRMED' } });
    expect(organ).toMatchObject({ method: 'REQUEST', entry: { status: 'CONFIRMED' } });
    const before = (await mailsTo(ORGAN, /^Disdetta/u)).length;

    await drive(other, { type: 'CycleAbandoned' });
    const off = { method: 'CANCEL', entry: { status: 'CANCELLED' } };
    expect(await mailTo(COUNCIL, /^Incontro annullato: Tavolo da disdire/u)).toMatchObject({
      ...off,
      entry: { uid: council.entry?.uid },
    });
    while ((await mailsTo(ORGAN, /^Disdetta/u)).length === before) await pause(20);
    const [told, ...more] = (await mailsTo(ORGAN, /^Disdetta/u)).slice(before);
    expect(told).toMatchObject({ ...off, entry: { uid: organ.entry?.uid } });
    expect(told?.text).not.toContain('09:30');
    expect(more).toEqual([]);
    // Once for what was called off before, when it was.
    expect(await mailsTo(COUNCIL, /annullato: Tavolo disdetto prima/u)).toHaveLength(1);
    expect(await mailsTo(COUNCIL, /annullato: Tavolo da disdire/u)).toHaveLength(1);
  });

  it('that waits for a server does not leave once it is called off, and leaves for the day it was moved to', async () => {
    const other = programmeOfYear(server, 2026);
    await reach(other, (root) => root.can({ type: 'MeetingConvened' }));
    await certified.suffer('refused');
    const [day, moved] = [addDays(server.clock.day(), 30), addDays(server.clock.day(), 37)];
    await invite(other, 'M1', 'Tavolo mai annunciato', day);
    await other.perform('UPo', 'cancel-meeting', { meetingId: 'M1', reason });
    await invite(other, 'M2', 'Tavolo spostato', day);
    await other.perform('UPo', 'reschedule-meeting', { meetingId: 'M2', to: moved, reason });
    await certified.suffer('none');

    const off = await mailTo(COUNCIL, /^Incontro annullato: Tavolo mai annunciato/u);
    // Nobody had been invited: there is nothing to strike out.
    expect(off).not.toHaveProperty('method');
    for (const about of [
      /^Convocazione: Tavolo spostato/u,
      /^Incontro spostato: Tavolo spostato/u,
    ]) {
      const { method, entry, text } = await mailTo(COUNCIL, about);
      expect([method, entry?.start.slice(0, 10), entry?.status]).toEqual([
        ...['REQUEST', moved, 'CONFIRMED'],
      ]);
      expect(text).toContain(`Quando: ${dayInWords(moved, 'it', 'full')}`);
    }
    expect(await mailsTo(COUNCIL, /^Convocazione: Tavolo mai annunciato/u)).toEqual([]);
  });
});
