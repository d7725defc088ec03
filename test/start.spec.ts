import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SqliteEventStore } from '#event-store';
import { definitions, sha256 } from '#planning';
import { Workflows } from '#workflow';
import { UnfitDefinitions } from '../apps/server/src/unfit-definitions.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';

const [{ reference } = { reference: undefined }] = new Workflows(definitions, sha256).all;
const cycleId = 'livornese-poa-annuale-2023';

let server: TestServer;
beforeEach(() => {
  server = new TestServer();
});
afterEach(() => server.end());

/** Writes the first fact of a cycle as another installation might have. */
const begin = (definition: object): Promise<void> =>
  write(`cycle-${cycleId}`, 'CycleDrafted', {
    ...{ cycleId, zone: 'livornese', year: 2023, title: 'POA 2023', definition },
  });

async function write(stream: string, type: string, data: object): Promise<void> {
  const store = SqliteEventStore.open({ file: join(server.folder, 'log.db') });
  const metadata = { recordedAt: '2023-01-10T08:00:00.000Z', schemaVersion: 1 };
  await store.append(stream, [{ id: randomUUID(), type, data: data as never, metadata }], 'none');
  await store.close();
}

describe('The server', () => {
  it('starts on cycles whose definition is installed as it was', async () => {
    await server.start();
    const { position } = await programmeOfYear(server, 2024).perform('UPc', 'draft-cycle', {
      title: 'POA 2024',
    });
    await server.stop();
    await server.start();
    const { body } = await server.as('UPc').get<object>(`/api/v1/cycles?after=${position}`);
    expect(body).toMatchObject({ total: 1 });
  });

  it.each([
    ['an altered definition', { ...reference, digest: '0'.repeat(64) }, 'was altered'],
    ['an unknown version', { ...reference, version: 99 }, 'version 99 is not installed'],
    ['an unknown definition', { ...reference, id: 'piz' }, 'piz version 1 is not installed'],
  ])('refuses to start on %s, and leaves the views alone', async (_what, definition, why) => {
    await begin(definition);
    const failure: unknown = await server.start().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnfitDefinitions);
    const { message } = failure as UnfitDefinitions;
    expect(message).toContain('Reinstalla la versione che li ha scritti');
    expect(message).toContain('Install the version that wrote them');
    expect(message).toContain(`cycle-${cycleId}`);
    expect(message).toContain(why);
    // Nothing holds the folder: whoever puts it right can start at once, and get the same answer until then.
    await expect(server.start()).rejects.toBeInstanceOf(UnfitDefinitions);
  });
});

describe('The server, on a register', () => {
  it('refuses to start, too, when its definition was altered', async () => {
    const { reference: organisation } = new Workflows(definitions, sha256).newest(
      'organizzazione',
    )!;
    const registerId = 'livornese-organizzazione';
    await write(`register-${registerId}`, 'OrganisationOpened', {
      ...{ registerId, zone: 'livornese', title: 'Organizzazione' },
      definition: { ...organisation, digest: '0'.repeat(64) },
    });
    const failure: unknown = await server.start().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnfitDefinitions);
    expect((failure as UnfitDefinitions).message).toContain(`register-${registerId}`);
  });
});

describe('The program', () => {
  it('says so and ends with the exit code of a configuration that cannot be', async () => {
    await begin({ ...reference, digest: '0'.repeat(64) });
    const main = join(import.meta.dirname, '../dist/apps/server/src/main.js');
    const program = spawn(process.execPath, [main], {
      env: { TRACCIA_DATA: server.folder, TRACCIA_PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 20_000, // should it start all the same
    });
    const [said, complained, [code]] = await Promise.all([
      text(program.stdout),
      text(program.stderr),
      once(program, 'exit'),
    ]);
    expect({ code, said }).toEqual({ code: 78, said: '' });
    expect(complained).toContain(`cycle-${cycleId}`);
  });
});
