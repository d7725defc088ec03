import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { EventStore, SqliteEventStore } from '#event-store';
import { problem, type Client } from './client.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';

interface Views {
  readonly items: readonly {
    readonly name: string;
    readonly parkedCount: number;
    readonly parked: readonly object[];
  }[];
  readonly total: number;
}

let server: TestServer;
let position: number;
/** Where the first of them stands: after what the server itself has recorded by then. */
let firstPosition: number;

beforeAll(async () => {
  server = await TestServer.start();
  const store = SqliteEventStore.open({ file: join(server.folder, 'log.db') });
  // Facts of cycles that never began: no view can place them.
  firstPosition = (await store.end()) + 1;
  for (const zone of [ZONE, 'pisana']) {
    const event = { id: randomUUID(), type: 'MeetingHeld', data: {}, metadata: {} };
    await store.append(`cycle-${zone}-poa-annuale-1990`, [event], 'none');
  }
  await store.close();
  const journey = programmeOfYear(server, 2024);
  ({ position } = await journey.perform('UPc', 'draft-cycle', { title: 'POA 2024' }));
});
afterAll(() => server.end());

const retry = (client: Client) => client.send('/api/v1/views/retry', '{}');

describe('The views', () => {
  it.each(['ADM', 'AUD', 'UPc'] as const)('say to %s how they stand', async (role) => {
    const client = server.as(role);
    // Views follow on their own; a list asked with `after` answers once its view has come so far. What an
    // administrator or an auditor read before stands in the log as well.
    const end = await server.application.get(EventStore, { strict: false }).end();
    await server.as('UPc').get(`/api/v1/cycles?after=${end}`);
    const { body } = await client.get<Views>('/api/v1/views');
    expect(body.items.map(({ name }) => name)).toEqual([
      'cycles',
      'schede',
      'worklist',
      'coverage',
      'questions',
      'promises',
      'refusals',
      'co-design-rows',
      'funded-projects',
      'citations',
      'scheda-times',
      'scheda-content',
      'account',
      'held-roles',
      'agenda',
      'notices',
      'search',
      'accesses',
      'audit-facts',
      'calendar-feeds',
    ]);
    expect(body.items[0]).toMatchObject({ version: 3, checkpoint: end, caughtUp: true });
  });

  it('count every fact they could not apply, and show those of the own zone', async () => {
    const client = server.as('ADM');
    await client.get(`/api/v1/cycles?after=${position}`);
    const { body } = await client.get<Views>('/api/v1/views');
    expect(body.items[0]).toMatchObject({
      name: 'cycles',
      parkedCount: 2,
      parked: [
        {
          ...{ stream: `cycle-${ZONE}-poa-annuale-1990`, revision: 0, type: 'MeetingHeld' },
          position: firstPosition,
        },
      ],
    });
    expect(body.items[0]?.parked[0]).toHaveProperty('error');
  });

  it('apply it again when an administrator asks, and say what became of it', async () => {
    const client = server.as('ADM');
    await client.get(`/api/v1/cycles?after=${position}`);
    const { status, body } = (await retry(client)) as { status: number; body: Views };
    expect(status).toBe(200);
    expect(body.items[0]).toEqual({ name: 'cycles', applied: 0, parked: 2 });
  });

  it.each(['UPo', 'UH', 'RF', 'DIR', 'SEG', 'ETS'] as const)(
    'are not shown to %s',
    async (role) => {
      const refused = problem(await server.as(role).get('/api/v1/views'));
      expect(refused).toMatchObject({ status: 403, rule: 'deny/read/views' });
    },
  );

  it.each(['AUD', 'UPc', 'ETS'] as const)('are not tried again for %s', async (role) => {
    const refused = problem(await retry(server.as(role)));
    expect(refused).toMatchObject({ status: 403, rule: 'deny/retry-views' });
    expect(refused.it.detail).toContain('Amministratore di sistema');
  });
});
