import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventNode, type EventNode } from '#event-node';
import { Projections } from '#projections';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';

describe('A server whose log is on an event store elsewhere', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'event-node-'));
  let node: EventNode;
  let server: TestServer;

  beforeAll(async () => {
    node = await startEventNode({ dataFolder, port: 0 });
    server = new TestServer(`esdb://127.0.0.1:${node.port}?tls=false`);
  });
  afterAll(async () => {
    await server.end();
    await node.stop();
    rmSync(dataFolder, { recursive: true });
  });

  const readiness = async (): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(`${server.url}/health/ready`);
    return { status: response.status, body: await response.json() };
  };
  const cycles = async (after = ''): Promise<unknown> =>
    (await server.as('UPc').get<object>(`/api/v1/cycles${after}`)).body;

  it('takes commands and shows what they did, also after a restart', async () => {
    await server.start();
    const { position } = await programmeOfYear(server, 2024).perform('UPc', 'draft-cycle', {
      title: 'POA 2024',
    });
    expect(await cycles(`?after=${position}`)).toMatchObject({ total: 1 });
    await server.application.get(Projections).ready();
    expect((await readiness()).status).toBe(200);
    await server.stop();
    await server.start();
    expect(await cycles(`?after=${position}`)).toMatchObject({ total: 1 });
  });

  it('starts while the store is away, shows what its views hold, and says that it is not ready', async () => {
    await server.stop();
    await node.stop();
    await server.start();
    expect(await cycles()).toMatchObject({ total: 1 });
    const { status, body } = await readiness();
    expect(status).toBe(503);
    expect(JSON.stringify(body)).toContain('the event store is not available');
    const refused = await programmeOfYear(server, 2025).attempt('UPc', 'draft-cycle', {
      title: 'POA 2025',
    });
    expect(refused).toMatchObject({ status: 503, body: { code: 'store-unavailable' } });
  });

  it('goes on as soon as the store is back', async () => {
    node = await startEventNode({ dataFolder, port: node.port });
    const { position } = await programmeOfYear(server, 2025).perform('UPc', 'draft-cycle', {
      title: 'POA 2025',
    });
    expect(await cycles(`?after=${position}`)).toMatchObject({ total: 2 });
  });
});
