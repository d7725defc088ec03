import { setTimeout as pause } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { Directory } from '#people';
import { MailServer } from '../libs/notifications/src/email/mail-server.fixture.js';
import { nothingGoesOut } from '../apps/server/src/notifications/outgoing.js';
import { drive, reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';

const PUBLIC = 'https://traccia.ente.example';
/** One is reached by certified mail alone, which nobody has set up. */
const [COUNCIL, CITY] = ['consulta-del-terzo-settore', 'citta-di-livorno'];

interface Inbox {
  readonly items: readonly { readonly ruleId: string; readonly title: { readonly it: string } }[];
}

/** A real mail server that is away for days, a day on which one thing happens, and somebody without an address. */
describe('Mail that waits', () => {
  let mail: MailServer;
  let server: TestServer;
  let journey: Journey;

  const nameAll = (): void => {
    server.application.get(Directory).get = (_zone, personId) => ({
      ...{ personId, name: personId },
      ...(personId === COUNCIL
        ? { pec: `${personId}@pec.example` }
        : { email: `${personId}@ente.example` }),
    });
  };
  /** The titles of what the office is told by a rule. */
  const told = async (ruleId: string): Promise<readonly string[]> => {
    const { body } = await server.as('UPc').get<Inbox>('/api/v1/notices?limit=200');
    return body.items.filter((each) => each.ruleId === ruleId).map(({ title }) => title.it);
  };
  const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await isSo())) await pause(20);
  };
  const mailsTo = async (who: string, about: RegExp) => {
    const mine = mail.arrived.filter(({ to }) => to.includes(`${who}@ente.example`));
    const read = await Promise.all(mine.map(({ raw }) => PostalMime.parse(raw)));
    return read.filter(({ subject = '' }) => about.test(subject));
  };
  const invite = async (meetingId: string, title: string, bodyIds: readonly string[]) => {
    await journey.perform('UPo', 'schedule-meeting', {
      ...{ meetingId, title, date: server.clock.day(30), channel: 'IN_PERSON' },
      counterpart: 'CONSULTA_TERZO_SETTORE',
    });
    journey.reserved.add(meetingId);
    await journey.perform('UPo', 'convene-meeting', { meetingId, invitees: ['Invitati'], bodyIds });
  };

  beforeAll(async () => {
    mail = await MailServer.start();
    server = await TestServer.start({
      ...{ duties: ['notices'], publicUrl: PUBLIC },
      outgoing: { ...nothingGoesOut, mail: mail.settings },
    });
    nameAll();
    journey = programmeOfYear(server, 2024);
    await reach(journey, (root) => root.can({ type: 'MeetingConvened' }));
  });
  afterAll(async () => {
    await server.end();
    await mail.stop();
  });

  it('for a way that nobody has set up is noticed where somebody is owed it, and not where another way leads', async () => {
    await invite('M1', 'Tavolo con due invitati', [COUNCIL, CITY]);
    await until(async () => (await told('nobody-reached')).length > 0);
    await until(async () => (await mailsTo(CITY, /^Convocazione/u)).length > 0);
    expect(await told('nobody-reached')).toEqual([
      expect.stringContaining('Tavolo con due invitati'),
    ]);
  });

  it('for its morning says where digests are turned off, also when one thing came; what goes at once does not', async () => {
    const head = server.as('UH');
    const { personId } = head.person;
    // What was told before has gone.
    await until(async () => {
      const log = await server.as('UPc').get<Inbox>('/api/v1/deliveries?state=waiting');
      return log.body.items.length === 0;
    });
    const wish = { rules: [], digest: true, language: 'it' };
    const reply = await head.ask('PUT', '/api/v1/notice-preferences', JSON.stringify(wish));
    expect(reply.status).toBeLessThan(300);
    await drive(journey, { type: 'SchedaAssigned' });
    server.clock.pass({ days: 4 });
    await until(async () => (await mailsTo(personId, /^Un avviso, /u)).length > 0);
    const [digest] = await mailsTo(personId, /^Un avviso, /u);
    const where = digest?.headers.find(({ key }) => key === 'list-unsubscribe')?.value;
    expect(where).toBe(`<${PUBLIC}/notifiche/preferenze>`);
    expect(digest?.text).toContain('Ti è affidata la scheda');
    for (const { headers } of await mailsTo(CITY, /^Convocazione/u))
      expect(headers.map(({ key }) => key)).not.toContain('list-unsubscribe');
  });

  it('for a server that is away for days is told of as given up, once, also where the program began anew meanwhile', async () => {
    expect(await told('mail-given-up')).toEqual([]);
    await mail.suffer('refused');
    await invite('M2', 'Tavolo di cui nessuno seppe', [CITY]);
    server.clock.pass({ days: 6 });
    await server.stop();
    await server.start();
    nameAll();
    await mail.suffer('none');
    await until(async () => (await told('mail-given-up')).length > 0);
    await invite('M3', 'Tavolo di dopo', [CITY]);
    await until(async () => (await mailsTo(CITY, /Tavolo di dopo/u)).length > 0);
    expect(await told('mail-given-up')).toHaveLength(1);
    expect(await mailsTo(CITY, /di cui nessuno seppe/u)).toEqual([]);
  });
});
