import { randomUUID } from 'node:crypto';
import { etag, problem, recorded } from './client.fixture.js';
import { drive, reach, wishOf } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';

let server: TestServer;
let journey: Journey;
let year = 2_000;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.end());

beforeEach(async () => {
  journey = programmeOfYear(server, year++);
  await reach(journey, (root) => root.matches('draft'));
});

const cite = { cite: 'DGR 1508/2022' };

async function revision(): Promise<number> {
  return etag(await server.as('AUD').get(journey.path()));
}

async function restart(): Promise<void> {
  await server.stop();
  await server.start();
}

describe.each([
  ['at once', () => Promise.resolve()],
  ['after a restart', restart],
])('a command sent again %s under the same id', (_, meanwhile) => {
  it('gets the facts it got the first time, and writes nothing', async () => {
    const commandId = randomUUID();
    const first = await journey.perform('UPc', 'link-regional-act', cite, { commandId });
    await meanwhile();
    const again = await journey.attempt('UPc', 'link-regional-act', cite, { commandId });
    expect(recorded(again)).toEqual({ ...first, repeated: true });
    expect(await revision()).toBe(first.revision);
  });

  it('gets all facts of a command that had several', async () => {
    await reach(journey, (root) => root.matches({ approval: { onAgenda: 'convened' } }));
    const { as, body } = wishOf(journey, 'record-deliberation', { id: '', outcome: 'approved' });
    const commandId = randomUUID();
    const first = await journey.perform(as, 'record-deliberation', body, { commandId });
    expect(first.facts.map(({ type }) => type)).toEqual(['DeliberationRecorded', 'SchedaApproved']);
    await meanwhile();
    const again = await journey.attempt(as, 'record-deliberation', body, { commandId });
    expect(recorded(again)).toEqual({ ...first, repeated: true });
  });

  it('gets the no it got the first time, even if it would be possible by now', async () => {
    const { as, body } = wishOf(journey, 'hold-kickoff', { id: '' });
    const commandId = randomUUID();
    const first = problem(await journey.attempt(as, 'hold-kickoff', body, { commandId }));
    expect(first.code).toBe('not-now');
    await drive(journey, { type: 'CycleOpened' });
    await meanwhile();
    const again = problem(await journey.attempt(as, 'hold-kickoff', body, { commandId }));
    expect({ ...again, instance: '' }).toEqual({ ...first, instance: '' });
    expect(await revision()).toBe(journey.revision);
    await journey.perform(as, 'hold-kickoff', body);
  });

  it.each([
    ['another content', 'UPc', 'link-regional-act', { cite: 'Un altro atto' }, {}],
    ['another verb', 'UPc', 'raise-question', { subject: 'cycle', text: 'Quale?' }, {}],
    ['another revision seen', 'UPc', 'link-regional-act', cite, { ifMatch: 1 }],
  ] as const)('is told apart when it has %s', async (_what, as, verb, body, options) => {
    const commandId = randomUUID();
    const first = await journey.perform('UPc', 'link-regional-act', cite, { commandId });
    await meanwhile();
    const reply = await journey.attempt(as, verb, body, { ...options, commandId });
    expect(problem(reply)).toMatchObject({ status: 409, code: 'command-id-reused' });
    expect(await revision()).toBe(first.revision);
  });

  it('is told apart when another person sends it', async () => {
    const commandId = randomUUID();
    await journey.perform('UPc', 'link-regional-act', cite, { commandId });
    await meanwhile();
    const other = server.admit({ role: 'UPc', personId: 'altro-coordinatore' });
    const reply = await journey.attempt(other, 'link-regional-act', cite, { commandId });
    expect(problem(reply)).toMatchObject({ status: 409, code: 'command-id-reused' });
  });
});

describe('a command id', () => {
  it('is the same in capitals', async () => {
    const commandId = randomUUID();
    await journey.perform('UPc', 'link-regional-act', cite, { commandId });
    const again = await journey.attempt('UPc', 'link-regional-act', cite, {
      commandId: commandId.toUpperCase(),
    });
    expect(recorded(again).repeated).toBe(true);
  });

  it('makes one fact of many copies that arrive together', async () => {
    const commandId = randomUUID();
    const copies = Array.from({ length: 20 }, () =>
      server.as('UPc').perform(journey.cycleId, 'link-regional-act', cite, { commandId }),
    );
    const answers = (await Promise.all(copies)).map(recorded);
    expect(new Set(answers.map(({ facts: [fact] }) => fact?.id)).size).toBe(1);
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await revision()).toBe(journey.revision + 1);
  });

  it('of a malformed request is free: nothing was asked with it', async () => {
    const commandId = randomUUID();
    const reply = await journey.attempt('UPc', 'link-regional-act', {}, { commandId });
    expect(problem(reply).status).toBe(400);
    await journey.perform('UPc', 'link-regional-act', cite, { commandId });
  });
});
