import { setTimeout as pause } from 'node:timers/promises';
import { everyFact, problem, recorded, type Client, type ShownFact } from './client.fixture.js';
import { reach, wishOf } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';

const cycleId = `${ZONE}-poa-annuale-2024`;

/** With the duties on: the program itself reminds people. It begins on Monday 3 June 2024, at ten in Rome. */
describe('People who have schede to submit', () => {
  let server: TestServer;
  let office: Client;
  let journey: Journey;

  const facts = async (): Promise<readonly ShownFact[]> => everyFact(server.as('AUD'), cycleId);
  const reminders = async (): Promise<readonly ShownFact[]> =>
    (await facts()).filter(({ type }) => type === 'ReminderSent');
  const untilSent = async (number: number): Promise<readonly ShownFact[]> => {
    for (let found = await reminders(); ; found = await reminders()) {
      if (found.length >= number) return found;
      await pause(20);
    }
  };
  const check = async (): Promise<string> => {
    const response = await fetch(`${server.url}/health/ready`);
    const { checks } = (await response.json()) as {
      readonly checks: readonly { readonly name: string; readonly detail: string }[];
    };
    return checks.find(({ name }) => name === 'duties')?.detail ?? '';
  };

  beforeAll(async () => {
    server = await TestServer.start({ duties: 'on' });
    office = server.as('UPc');
    journey = programmeOfYear(server, 2024);
    await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
    const deadline = { deadlineId: 'D1', kind: 'SCHEDE_SUBMITTED', due: '2024-06-12' };
    recorded(await office.perform(cycleId, 'set-deadline', { ...deadline, basis: 'OFFICE' }));
  });
  afterAll(() => server.end());

  it('are reminded a week before, at eight, and it is recorded who was', async () => {
    server.clock.pass({ days: 1 });
    const [fact, ...others] = await untilSent(0);
    expect([fact, ...others]).toEqual([undefined]);
    server.clock.pass({ days: 1 }); // Wednesday the 5th
    const [sent] = await untilSent(1);
    expect(sent).toMatchObject({
      data: {
        ...{ deadlineId: 'D1', due: '2024-06-12', offsetDays: -7, level: 'owner' },
        told: [{ personId: 'responsabile', role: 'UH', unitId: 'anziani' }],
      },
      actor: { personId: 'traccia', role: 'SYS', authMethod: 'program' },
      rule: 'record-reminder/SYS',
    });
  });

  it('are told the last only, after days on which nobody was there', async () => {
    await server.stop();
    server.clock.pass({ days: 7 }); // the 12th: that of two days before is not sent any more
    await server.start();
    const sent = await untilSent(2);
    expect(sent.map(({ data }) => data['offsetDays'])).toEqual([-7, 0]);
  });

  it('are told nothing twice when the clock is set back, and who looks after the program is', async () => {
    server.clock.pass({ days: -2 });
    while (!(await check()).includes('deadlines at work (the clock is 2 d behind)'))
      await pause(20);
    const question = { subject: 'cycle', text: 'Che giorno è oggi?' };
    recorded(await office.perform(cycleId, 'raise-question', question));
    server.clock.pass({ days: 2, seconds: 1 });
    while ((await check()).includes('behind')) await pause(20);
    expect(await reminders()).toHaveLength(2);
    // What a fact shows besides its data stands beside it.
    const shown = (await facts()) as readonly (ShownFact & { readonly recordedAt: string })[];
    const instants = shown.map(({ recordedAt }) => recordedAt);
    expect(instants.at(-1)).toMatch(/^2024-06-12T/);
    expect(instants).toEqual(instants.toSorted());
  });

  it('are told when the day is over, and so is the coordinator, after it was recorded as missed', async () => {
    server.clock.pass({ days: 1 });
    const sent = await untilSent(4);
    const which = sent
      .slice(2)
      .map(({ data }) => [data['offsetDays'], data['level'], data['told']]);
    expect(which).toEqual([
      [1, 'owner', [{ personId: 'responsabile', role: 'UH', unitId: 'anziani' }]],
      [1, 'coordinator', [{ personId: 'coordinatore', role: 'UPc' }]],
    ]);
    const types = (await facts()).slice(-3).map(({ type }) => type);
    expect(types).toEqual(['DeadlineMissed', 'ReminderSent', 'ReminderSent']);
  });

  it('are left alone once everything is submitted, and no refusal is kept of it', async () => {
    for (const [id] of journey.partsOf('scheda')) {
      const { as, body, ifMatch } = wishOf(journey, 'revise-scheda', { id });
      const unit = server.as(as);
      const reply = await unit.perform(cycleId, 'revise-scheda', body, { ifMatch });
      const { revision } = recorded(reply);
      const submit = { schedaId: id };
      const head = server.as('UH');
      recorded(await head.perform(cycleId, 'submit-scheda', submit, { ifMatch: revision }));
    }
    server.clock.pass({ days: 6 });
    const far = { deadlineId: 'D2', kind: 'APPROVAL', due: '2024-06-20', basis: 'OFFICE' };
    recorded(await office.perform(cycleId, 'set-deadline', far));
    server.clock.pass({ days: 1 }); // the 20th: one of the other deadline is due, and nothing of the first
    const sent = await untilSent(5);
    expect(sent.slice(4).map(({ data }) => data)).toMatchObject([
      { deadlineId: 'D2', offsetDays: 0, level: 'owner' },
    ]);
    const program = server.as('SYS');
    const again = { deadlineId: 'D1', due: '2024-06-12', offsetDays: 7, level: 'director' };
    const reply = await program.perform(cycleId, 'record-reminder', again);
    expect(problem(reply)).toMatchObject({ status: 422, code: 'nobody-to-remind' });
    const refused = problem(await office.perform(cycleId, 'record-reminder', again));
    expect(refused).toMatchObject({ status: 403, code: 'not-allowed' });
  });

  it('are sent one again while its day holds, and none of a day that has moved since', async () => {
    interface Log {
      readonly items: readonly {
        readonly noticeId: string;
        readonly about: { readonly id: string };
      }[];
    }
    const log = '/api/v1/deliveries?channel=email&state=expired&recipientId=responsabile';
    server.clock.pass({ days: 10 });
    const { body } = await office.get<Log>(log);
    const [one, another] = body.items;
    const resend = (noticeId = '') =>
      office.send<object>(`/api/v1/deliveries/${noticeId}/email/resend`, '{}');
    expect((await resend(one?.noticeId)).body).toMatchObject({ asked: true });
    const moved = { deadlineId: 'D1', to: '2024-07-10', reason: 'Proroga della Regione' };
    recorded(await office.perform(cycleId, 'extend-deadline', moved));
    expect(problem(await resend(another?.noticeId))).toMatchObject({
      ...{ status: 422, code: 'reminder-of-another-day' },
      details: { due: '2024-06-12', now: '2024-07-10' },
      detail: expect.stringContaining('l’ultimo giorno ora è il') as string,
    });
    // Nor does that leave which was asked for before.
    const { body: waiting } = await office.get<Log>(log.replace('expired', 'waiting'));
    expect(waiting.items).toEqual([]);
  });
});
