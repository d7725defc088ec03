import { setTimeout as pause } from 'node:timers/promises';
import { everyFact, problem, recorded, type Client } from './client.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';

const cycleId = `${ZONE}-poa-annuale-2024`;

/** With the duties on: what is missed is recorded by the program itself. */
describe('A deadline whose day is over', () => {
  let server: TestServer;
  let office: Client;

  const perform = async (verb: string, body: object, as = office) =>
    recorded(await as.perform(cycleId, verb, body));
  const missed = async () => {
    const facts = await everyFact(server.as('AUD'), cycleId);
    return facts.filter(({ type }) => type === 'DeadlineMissed');
  };
  const untilMissed = async (number: number) => {
    for (let found = await missed(); ; found = await missed()) {
      if (found.length >= number) return found;
      await pause(20);
    }
  };

  beforeAll(async () => {
    server = await TestServer.start({ duties: 'on' });
    office = server.as('UPc');
    await perform('draft-cycle', { title: 'Programma 2024' });
  });
  afterAll(() => server.end());

  it('is recorded as missed when the day is over, by the program, once', async () => {
    const basis = 'OFFICE';
    await perform('set-deadline', { deadlineId: 'D1', kind: 'APPROVAL', due: '2024-06-04', basis });
    await perform('set-deadline', { deadlineId: 'D2', kind: 'APPROVAL', due: '2024-06-30', basis });
    expect(await missed()).toEqual([]);
    server.clock.pass({ days: 2 });
    const [fact, ...others] = await untilMissed(1);
    expect(others).toEqual([]);
    expect(fact).toMatchObject({
      data: { deadlineId: 'D1', due: '2024-06-04' },
      actor: { personId: 'traccia', role: 'SYS', authMethod: 'program' },
      occurredOn: '2024-06-05',
      rule: 'record-missed-deadline/SYS',
    });
  });

  it('runs again once it is extended, and is recorded again when that day is over', async () => {
    const reason = 'Attesa del parere';
    await perform('extend-deadline', { deadlineId: 'D1', to: '2024-06-10', reason });
    server.clock.pass({ days: 6 });
    const found = await untilMissed(2);
    expect(found.map(({ data }) => data)).toEqual([
      { deadlineId: 'D1', due: '2024-06-04' },
      { deadlineId: 'D1', due: '2024-06-10' },
    ]);
  });

  it('is recorded after a restart, if the server was not there when it was over', async () => {
    await server.stop();
    server.clock.pass({ days: 30 });
    await server.start();
    expect((await untilMissed(3)).at(-1)?.data).toEqual({ deadlineId: 'D2', due: '2024-06-30' });
  });

  it('is recorded by nobody else', async () => {
    const basis = 'OFFICE';
    const far = { deadlineId: 'D3', kind: 'APPROVAL', due: '2025-12-31', basis };
    await perform('set-deadline', far);
    for (const role of ['UPc', 'DIR', 'ADM'] as const) {
      const reply = await server
        .as(role)
        .perform(cycleId, 'record-missed-deadline', { deadlineId: 'D3' });
      expect(problem(reply)).toMatchObject({ status: 403, code: 'not-allowed' });
    }
    const program = server.as('SYS');
    const reply = await program.perform(cycleId, 'record-missed-deadline', { deadlineId: 'D3' });
    expect(problem(reply)).toMatchObject({ status: 422, code: 'deadline-not-over' });
  });

  it('shows in the health of the service who keeps it', async () => {
    const response = await fetch(`${server.url}/health/ready`);
    const { checks } = (await response.json()) as {
      readonly checks: readonly { readonly name: string; readonly detail: string }[];
    };
    const [duties] = checks.filter(({ name }) => name === 'duties');
    expect(duties?.detail).toMatch(/^done by this one, [0-9a-f]{8}: deadlines at work$/);
  });

  it('falls due for those it concerns however long ago it was, until it is given up', async () => {
    const falling = async (): Promise<readonly string[]> => {
      const { body } = await office.get<{
        readonly items: readonly { readonly deadlineId: string }[];
      }>('/api/v1/deadlines?days=0');
      return body.items.map(({ deadlineId }) => deadlineId);
    };
    server.clock.pass({ days: 500 });
    await untilMissed(3);
    expect(await falling()).toEqual(['D1', 'D2']);
    await perform('waive-deadline', { deadlineId: 'D1', reason: 'Superata dai fatti' });
    expect(await falling()).toEqual(['D2']);
  });
});
