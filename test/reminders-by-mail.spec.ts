import { setTimeout as pause } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { Directory } from '#people';
import { nothingGoesOut } from '../apps/server/src/notifications/outgoing.js';
import { MailServer } from '../libs/notifications/src/email/mail-server.fixture.js';
import { recorded, type Client } from './client.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';

const CYCLE = `${ZONE}-poa-annuale-2024`;

interface Delivery {
  readonly ruleId: string;
  readonly state: string;
  readonly code: string | null;
}

/** A real mail server, and a clock that shows ten in the morning of Monday 3 June 2024 in the beginning. */
describe('A reminder of the last day, by mail', () => {
  let mail: MailServer;
  let server: TestServer;
  let office: Client;

  /** How the reminders stand, once they stand so. */
  const reminders = async (isSo: (deliveries: readonly Delivery[]) => boolean) => {
    for (;;) {
      const { body } = await office.get<{ readonly items: readonly Delivery[] }>(
        '/api/v1/deliveries?limit=200&channel=email',
      );
      const found = body.items.filter(({ ruleId }) => ruleId === 'deadline-near');
      if (isSo(found)) return found;
      await pause(20);
    }
  };
  const some = (state: string) => (found: readonly Delivery[]) =>
    found.some((each) => each.state === state);
  const subjects = async (): Promise<readonly string[]> => {
    const read = await Promise.all(mail.arrived.map(({ raw }) => PostalMime.parse(raw)));
    return read.map(({ subject = '', text = '' }) => `${subject} ${text}`);
  };

  beforeAll(async () => {
    mail = await MailServer.start();
    server = await TestServer.start({
      ...{ duties: 'on', publicUrl: 'https://traccia.ente.example' },
      outgoing: { ...nothingGoesOut, mail: mail.settings },
    });
    server.application.get(Directory).get = (_zone, personId) => ({
      ...{ personId, name: personId, email: `${personId}@ente.example` },
    });
    office = server.as('UPc');
    const admin = server.as('ADM');
    const register = `${ZONE}-organizzazione`;
    const title = 'Organizzazione della zona';
    recorded(await admin.perform(register, 'open-organisation', { title }));
    for (const [role, { personId }] of [
      ['ADM', admin.person],
      ['UPc', office.person],
    ] as const)
      recorded(
        await admin.perform(register, 'grant-role', {
          ...{ personId, role, roleGrantId: `ruolo-${role.toLowerCase()}` },
          from: server.clock.day(),
        }),
      );
    await programmeOfYear(server, 2024).perform('UPc', 'draft-cycle', { title: 'POA 2024' });
    const wish = { rules: [], digest: true, language: 'it' };
    const reply = await office.ask('PUT', '/api/v1/notice-preferences', JSON.stringify(wish));
    expect(reply.status).toBeLessThan(300);
  });
  afterAll(async () => {
    await server.end();
    await mail.stop();
  });

  /** So that no more than its last day is left to be reminded of. */
  const setDueTomorrow = async (deadlineId: string) => {
    const deadline = { deadlineId, kind: 'CO_PROGRAMMING_DECISION', due: server.clock.day(1) };
    const reply = await office.perform(CYCLE, 'set-deadline', { ...deadline, basis: 'OFFICE' });
    recorded(reply);
  };

  it('is in the digest of its own morning', async () => {
    await setDueTomorrow('in-tempo');
    server.clock.pass({ seconds: 22 * 3_600 + 60 }); // Tuesday, a minute past eight
    await reminders(some('waiting'));
    expect(mail.arrived).toEqual([]);
    server.clock.pass({ seconds: 600 });
    await reminders(some('sent'));
    const today = (await subjects()).filter((text) => text.includes('Oggi (martedì 4 giugno'));
    expect(today).toHaveLength(1);
  });

  it('is not sent on the day after, where the mail server put it off so long, and the log says why', async () => {
    await mail.suffer('greylist-451');
    await setDueTomorrow('senza-posta');
    server.clock.pass({ days: 1, seconds: -600 }); // Wednesday, a minute past eight
    await reminders(some('waiting'));
    server.clock.pass({ seconds: 600 });
    await reminders((found) =>
      found.some(({ state, code }) => state === 'waiting' && code !== null),
    );
    server.clock.pass({ days: 1 });
    await mail.suffer('none');
    const found = await reminders(some('unneeded'));
    expect(found.filter(({ state }) => state !== 'sent')).toMatchObject([{ code: 'day-is-past' }]);
    expect((await subjects()).some((text) => text.includes('Oggi (mercoledì 5 giugno'))).toBe(
      false,
    );
  });
});
