import { setTimeout as pause } from 'node:timers/promises';
import { Directory } from '#people';
import { nothingGoesOut } from '../apps/server/src/notifications/outgoing.js';
import { MailServer } from '../libs/notifications/src/email/mail-server.fixture.js';
import { everyFact, recorded, type ShownFact } from './client.fixture.js';
import { reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';

interface Shown {
  readonly items: readonly {
    readonly deadlineId: string;
    readonly kind: string;
    readonly due: string;
  }[];
}

interface Deliveries {
  readonly items: readonly {
    readonly recipientId: string;
    readonly causeEventId: string;
  }[];
}

/** With the duties on and a real mail server, on Monday 3 June 2024, at ten in Rome. */
describe('A deadline that an accepted proposal moves to a day that is over', () => {
  let mail: MailServer;
  let server: TestServer;
  let journey: Journey;
  let deadlineId: string;
  let due: string;

  const reason = 'La Regione ha anticipato la data';
  const submitted = async () => {
    const { body } = await server.as('UPc').get<Shown>(journey.path('/deadlines'));
    return body.items.find(({ kind }) => kind === 'SCHEDE_SUBMITTED')!;
  };
  const facts = async (type: string, id = deadlineId): Promise<readonly ShownFact[]> =>
    (await everyFact(server.as('AUD'), journey.cycleId)).filter(
      (fact) => fact.type === type && fact.data['deadlineId'] === id,
    );
  const until = async (
    type: string,
    number: number,
    id = deadlineId,
  ): Promise<readonly ShownFact[]> => {
    for (;;) {
      const found = await facts(type, id);
      if (found.length >= number) return found;
      await pause(20);
    }
  };
  const told = (reminders: readonly ShownFact[]) =>
    reminders.map(({ data }) => [
      ...[data['offsetDays'], data['level'], data['due']],
      (data['told'] as readonly { readonly personId: string }[]).map(({ personId }) => personId),
    ]);

  /** More than a week is over: the last reminder of each level. The zone has named no director. */
  const all = () => [
    [7, 'owner', due, ['responsabile']],
    [1, 'coordinator', due, ['coordinatore']],
    [7, 'director', due, []],
  ];

  beforeAll(async () => {
    mail = await MailServer.start();
    server = await TestServer.start({
      ...{ duties: 'on', publicUrl: 'https://traccia.ente.example' },
      outgoing: { ...nothingGoesOut, mail: mail.settings },
    });
    server.application.get(Directory).get = (_zone, personId) => ({
      ...{ personId, name: personId, email: `${personId}@ente.example` },
    });
    journey = programmeOfYear(server, 2024);
    await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
    const target = { date: server.clock.day(150), basis: 'Indirizzi' };
    await journey.perform('UPc', 'set-target-approval', target);
    await journey.perform('UPc', 'set-calendar', {});
    ({ deadlineId, due } = await submitted());
  });
  afterAll(async () => {
    await server.end();
    await mail.stop();
  });

  it('tells nobody while it is only proposed', async () => {
    expect(due > server.clock.day()).toBe(true);
    const sooner = { date: server.clock.day(30), basis: 'Atto regionale', reason };
    await journey.perform('UPc', 'set-target-approval', sooner);
    expect(await facts('DeadlineMissed')).toEqual([]);
    expect(await facts('ReminderSent')).toEqual([]);
  });

  it('is missed at once, and whoever owes it, the coordinator and the director are told that it is over', async () => {
    const path = journey.path('/deadlines/proposal');
    const { body } = await server.as('UPc').get<{ readonly proposal: string }>(path);
    await journey.perform('UPc', 'accept-deadline-proposal', { proposal: body.proposal, reason });
    ({ due } = await submitted());
    expect(due < server.clock.day()).toBe(true);
    expect((await until('DeadlineMissed', 1)).map(({ data }) => data)).toEqual([
      { deadlineId, due },
    ]);
    expect(told(await until('ReminderSent', 3))).toEqual(all());
  });

  it('is told by mail as well', async () => {
    const causes = new Set((await facts('ReminderSent')).map(({ id }) => id));
    const sent = async (): Promise<readonly string[]> => {
      const { body } = await server
        .as('UPc')
        .get<Deliveries>('/api/v1/deliveries?limit=200&channel=email&state=sent');
      return body.items
        .filter(({ causeEventId }) => causes.has(causeEventId))
        .map(({ recipientId }) => recipientId)
        .toSorted();
    };
    let found = await sent();
    for (; found.length < 2; found = await sent()) await pause(20);
    expect(found).toEqual(['coordinatore', 'responsabile']);
  });

  it('is told once, also after a restart and on the mornings to come', async () => {
    await server.stop();
    await server.start();
    const later = { deadlineId: 'D-dopo', kind: 'APPROVAL', due: server.clock.day(1) };
    const office = server.as('UPc');
    const set = { ...later, basis: 'OFFICE' };
    recorded(await office.perform(journey.cycleId, 'set-deadline', set));
    server.clock.pass({ days: 2 });
    // Once the program has told of another one, it has looked at all there is.
    await until('ReminderSent', 1, later.deadlineId);
    expect(told(await facts('ReminderSent'))).toEqual(all());
    expect(await facts('DeadlineMissed')).toHaveLength(1);
  });
});
