import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { EventStore } from '#event-store';
import { Directory } from '#people';
import { MailServer } from '../libs/notifications/src/email/mail-server.fixture.js';
import { everyFact, problem, recorded, type ShownFact } from './client.fixture.js';
import { drive } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { preparing } from './personas/plans.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, UNIT, ZONE } from './server.fixture.js';

/** So long after it was recorded a reminder by hand leaves: ten seconds to take it back, and two to settle. */
const LEAVES_AFTER_S = 12;

interface Delivery {
  readonly noticeId: string;
  readonly channel: string;
  readonly ruleId: string;
  readonly state: string;
  readonly causeEventId: string;
}

/** With a real mail server and a real receiver of webhooks: what is taken back never leaves by any of them. */
describe('A reminder by hand', () => {
  const heard: { readonly id: string; readonly type: string }[] = [];
  let receiver: Server;
  let mail: MailServer;
  let server: TestServer;
  let journey: Journey;

  const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await isSo())) await pause(20);
  };
  const nameAll = (): void => {
    server.application.get(Directory).get = (_zone, personId) => ({
      ...{ personId, name: personId, email: `${personId}@ente.example` },
    });
  };
  const remind = async (reminderId: string): Promise<void> => {
    const wish = { deadlineId: 'D-schede', unitId: UNIT, reason: 'Manca poco', reminderId };
    recorded(await server.as('UPc').perform(journey.cycleId, 'remind-unit', wish));
  };
  const takeBack = (reminderId: string) =>
    server.as('UPo').perform(journey.cycleId, 'take-back-reminder', { reminderId });
  /** Whether the program that listens has been admitted. */
  const listens = async (): Promise<boolean> => {
    const log = server.application.get(EventStore).readAll({
      filter: { types: ['WebhookRegistered'] },
    });
    for await (const _registered of log) return true;
    return false;
  };
  /** The fact by which a reminder was sent. */
  const sentAs = async (reminderId: string): Promise<ShownFact> => {
    const facts = await everyFact(server.as('UPc'), journey.cycleId);
    const sent = facts.find(
      ({ type, data }) => type === 'ReminderSent' && data['reminderId'] === reminderId,
    );
    return sent!;
  };
  const deliveriesOf = async (reminderId: string): Promise<readonly Delivery[]> => {
    const { id } = await sentAs(reminderId);
    const after = Math.max(
      ...(await everyFact(server.as('UPc'), journey.cycleId)).map(({ position }) => position),
    );
    const { body } = await server
      .as('UPc')
      .get<{ readonly items: readonly Delivery[] }>(`/api/v1/deliveries?limit=200&after=${after}`);
    return body.items.filter(({ causeEventId }) => causeEventId === id);
  };
  const standing = async (reminderId: string): Promise<readonly string[]> =>
    (await deliveriesOf(reminderId)).map(({ channel, state }) => `${channel} ${state}`).toSorted();
  /** How many of them arrived by mail. */
  const mails = async (): Promise<number> => {
    const read = await Promise.all(mail.arrived.map(({ raw }) => PostalMime.parse(raw)));
    return read.filter(({ subject = '' }) => subject.startsWith('Sollecito')).length;
  };
  const inbox = async (): Promise<number> => {
    const { body } = await server
      .as('UH')
      .get<{ readonly total: number }>('/api/v1/notices?ruleId=unit-reminded');
    return body.total;
  };
  /** Everything that is to leave has left. */
  const left = async (reminderId: string): Promise<void> => {
    server.clock.pass({ seconds: LEAVES_AFTER_S });
    await until(async () => {
      const states = await standing(reminderId);
      return states.join() === 'email sent,webhook sent';
    });
  };

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      void text(request).then((body) => {
        heard.push(JSON.parse(body) as (typeof heard)[0]);
        response.writeHead(204).end();
      });
    });
    receiver.listen(0, 'localhost');
    await once(receiver, 'listening');
    const { port } = receiver.address() as AddressInfo;
    mail = await MailServer.start();
    server = await TestServer.start({
      ...{ duties: ['notices'], publicUrl: 'https://traccia.ente.example' },
      outgoing: {
        ...{ mail: mail.settings, certifiedMail: undefined },
        ...{ receiptsFolder: undefined, returnsFolder: undefined },
        webhooks: [
          {
            ...{
              id: 'bilancio',
              url: new URL(`http://localhost:${port}/`),
              secrets: [Buffer.alloc(32, 7)],
            },
            ...{ types: ['ReminderSent', 'ReminderTakenBack'], zones: [ZONE], isTrial: true },
          },
        ],
      },
    });
    nameAll();
    await until(listens);
    journey = programmeOfYear(server, 2024);
    await preparing(journey);
    // A unit owes what was given to it and is not handed in.
    await drive(journey, { type: 'SchedaAssigned' }, 'S-1');
    await journey.perform('UPc', 'set-deadline', {
      ...{ deadlineId: 'D-schede', kind: 'SCHEDE_SUBMITTED', basis: 'OFFICE' },
      due: server.clock.day(10),
    });
  }, 120_000);
  afterAll(async () => {
    await server.end();
    await mail.stop();
    receiver.closeAllConnections();
    receiver.close();
  });

  it('that is left alone leaves twelve seconds later, and not before', async () => {
    await remind('R-lasciato');
    // What waits is no delivery yet.
    expect(await standing('R-lasciato')).toEqual([]);
    server.clock.pass({ seconds: LEAVES_AFTER_S - 1 });
    expect(await standing('R-lasciato')).toEqual([]);
    expect({ mails: await mails(), inbox: await inbox() }).toEqual({ mails: 0, inbox: 0 });
    await left('R-lasciato');
    expect({ mails: await mails(), inbox: await inbox() }).toEqual({ mails: 1, inbox: 1 });
    expect(heard.map(({ type }) => type)).toEqual(['traccia.ReminderSent']);
  });

  it('that was taken back never leaves, by no channel; the next one does', async () => {
    const [mailsBefore, inboxBefore] = [await mails(), await inbox()];
    await remind('R-ritirato');
    server.clock.pass({ seconds: 5 });
    recorded(await takeBack('R-ritirato'));
    await remind('R-dopo');
    await left('R-dopo');
    expect(await standing('R-ritirato')).toEqual(['email taken-back', 'webhook taken-back']);
    expect({ mails: await mails(), inbox: await inbox() }).toEqual({
      ...{ mails: mailsBefore + 1, inbox: inboxBefore + 1 },
    });
    const [of, dopo] = [(await sentAs('R-ritirato')).id, (await sentAs('R-dopo')).id];
    expect(heard.map(({ id }) => id)).not.toContain(of);
    expect(heard.map(({ id }) => id)).toContain(dopo);
    // A program that asked for it hears that it was taken back.
    expect(heard.map(({ type }) => type)).toContain('traccia.ReminderTakenBack');
  });

  it('that was taken back is not sent again by hand either', async () => {
    const [delivery] = await deliveriesOf('R-ritirato');
    const { noticeId, channel } = delivery!;
    const answer = await server
      .as('UPc')
      .ask('POST', `/api/v1/deliveries/${noticeId}/${channel}/resend`, '{}');
    expect(problem(answer).code).toBe('reminder-taken-back');
  });

  it('cannot be taken back ten seconds later, nor twice, nor one that nobody sent', async () => {
    await remind('R-tardi');
    server.clock.pass({ seconds: 10 });
    expect(problem(await takeBack('R-tardi'))).toMatchObject({
      ...{ status: 409, code: 'reminder-has-left' },
    });
    expect(problem(await takeBack('R-ritirato')).code).toBe('reminder-taken-back');
    expect(problem(await takeBack('R-mai'))).toMatchObject({
      ...{ status: 404, code: 'reminder-not-found' },
    });
    await left('R-tardi');
  });

  it('is taken back once, however many take it back at the same time', async () => {
    await remind('R-insieme');
    const answers = await Promise.all([takeBack('R-insieme'), takeBack('R-insieme')]);
    expect(answers.map(({ status }) => status < 400).toSorted()).toEqual([false, true]);
    const facts = await everyFact(server.as('UPc'), journey.cycleId);
    const taken = facts.filter(
      ({ type, data }) => type === 'ReminderTakenBack' && data['reminderId'] === 'R-insieme',
    );
    expect(taken).toHaveLength(1);
  });

  it('is neither lost nor sent after all where the server ended in those ten seconds', async () => {
    const mailsBefore = await mails();
    await remind('R-perso');
    await remind('R-tolto');
    recorded(await takeBack('R-tolto'));
    await server.stop();
    await server.start();
    nameAll();
    server.clock.pass({ seconds: LEAVES_AFTER_S });
    await until(async () => (await standing('R-perso')).join() === 'email sent,webhook sent');
    expect(await standing('R-tolto')).toEqual(['email taken-back', 'webhook taken-back']);
    expect(await mails()).toBe(mailsBefore + 1);
  });

  it('can still be taken back after the server began anew, and is told of to nobody then', async () => {
    const mailsBefore = await mails();
    await remind('R-riavvio');
    await server.stop();
    server.clock.pass({ seconds: 5 });
    await server.start();
    nameAll();
    recorded(await takeBack('R-riavvio'));
    await remind('R-ultimo');
    await left('R-ultimo');
    expect(await standing('R-riavvio')).toEqual(['email taken-back', 'webhook taken-back']);
    expect(await mails()).toBe(mailsBefore + 1);
  });
});
