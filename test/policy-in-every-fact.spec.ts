import { EventStore, type RecordedEvent } from '#event-store';
import { AccessTrail } from '../apps/server/src/audit/access-trail.js';
import { Directory } from '#people';
import { POLICY_VERSION } from '#planning';
import { MailServer } from '../libs/notifications/src/email/mail-server.fixture.js';
import { Browser } from './access/browser.fixture.js';
import { problem, recorded } from './client.fixture.js';
import { drive } from './drivers.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';

/** Told only later, from the list of tokens: nobody knows which policy held when it happened. */
const withoutPolicy: readonly string[] = ['TokenMinted', 'TokenRevoked'];

describe('A log in which somebody of every kind did something', () => {
  let mail: MailServer;
  let server: TestServer;
  let log: readonly RecordedEvent[];

  const everything = async (): Promise<readonly RecordedEvent[]> => {
    const events: RecordedEvent[] = [];
    const store = server.application.get(EventStore, { strict: false });
    for await (const event of store.readAll()) events.push(event);
    return events;
  };

  beforeAll(async () => {
    mail = await MailServer.start();
    server = await TestServer.start({
      duties: ['notices'],
      publicUrl: 'https://traccia.ente.example',
      outgoing: {
        mail: mail.settings,
        certifiedMail: undefined,
        receiptsFolder: undefined,
        returnsFolder: undefined,
        webhooks: [
          {
            ...{ id: 'bilancio', url: new URL('http://localhost:9/'), isTrial: true },
            ...{ secrets: [Buffer.alloc(32)], types: ['CycleAnnulled'], zones: [ZONE] },
          },
        ],
      },
    });
    server.application.get(Directory).get = (_zone, personId) => ({
      ...{ personId, name: `Persona ${personId}`, email: `${personId}@ente.example` },
    });
    const programme = programmeOfYear(server, 2024);
    await drive(programme, { type: 'SchedaAssigned' }, 'S-1');
    const coordinator = server.as('UPc');
    const question = { questionId: 'Q-1', subject: 'cycle', text: 'Chi firma?' };
    recorded(await coordinator.perform(programme.cycleId, 'raise-question', question));
    const refused = server.as('ETS').perform(programme.cycleId, 'raise-question', question);
    expect(problem(await refused).status).toBe(403);
    await coordinator.get(programme.path('/facts'));
    const calendar = await coordinator.send('/api/v1/calendar-feed', '{}');
    expect(calendar.status).toBe(200);
    const choice = JSON.stringify({ rules: [], digest: false, language: 'it' });
    const chosen = await coordinator.ask('PUT', '/api/v1/notice-preferences', choice);
    expect(chosen.status).toBe(200);
    server.mint({ role: 'UPo' });
    const administrator = new Browser(server);
    await administrator.begin();
    await administrator.signIn('sbagliata e lunga');
    await server.application.get(AccessTrail, { strict: false }).makeRound();
    while (!(await everything()).some(({ type }) => type === 'DeliveryAttempted')) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    log = await everything();
  });
  afterAll(async () => {
    await server.end();
    await mail.stop();
  });

  it('has streams of every kind, and facts of theirs that come about in different ways', () => {
    const kinds = new Set(log.map(({ stream }) => stream.split('-')[0]));
    expect([...kinds].sort()).toEqual([
      ...['access', 'cycle', 'ledger', 'mailbox', 'refusals', 'register'],
    ]);
    const types = log.map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining([
        ...['QuestionRaised', 'CommandRefused', 'ReadRecorded', 'SignedIn', 'SignInsRefused'],
        ...['CalendarFeedIssued', 'PreferencesChosen', 'DeliveryAttempted', 'WebhookRegistered'],
        ...withoutPolicy.slice(0, 1),
      ]),
    );
  });

  it('says of each which policy held, but of what is told only later', () => {
    const said = log.map(({ stream, type, metadata }) => ({
      ...{ stream, type, policy: metadata['policy'] },
    }));
    expect(said).toEqual(
      log.map(({ stream, type }) => ({
        ...{ stream, type },
        policy: withoutPolicy.includes(type) ? undefined : POLICY_VERSION,
      })),
    );
  });
});
