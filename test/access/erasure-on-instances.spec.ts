import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Access } from '#access';
import { startEventNode, type EventNode } from '#event-node';
import { Directory } from '#people';
import { recorded } from '../client.fixture.js';
import { reach } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { SNAPSHOT_EVERY } from '../../libs/planning/src/pipeline/lives.js';
import { TestServer, ZONE } from '../server.fixture.js';

/** One word for each place, none of which stands anywhere else. */
const canary = {
  body: 'CanarinoIstanzaQ7x',
  name: 'CanarinoNomeIstanzaQ7x',
  login: 'canarino-istanza-q7x@ente.example',
} as const;
const words = Object.values(canary);
const person = 'associazione-istanza-q7x';
const register = `${ZONE}-organizzazione`;
const reason = 'Richiesta dell’interessato';

const nodeFolder = mkdtempSync(join(tmpdir(), 'event-node-'));
const peopleFolder = mkdtempSync(join(tmpdir(), 'people-'));
let node: EventNode;
/** Two that share the folder of persons, and one, elsewhere, that has its own. */
let one: TestServer;
let two: TestServer;
let elsewhere: TestServer;
let journey: Journey;

beforeAll(async () => {
  node = await startEventNode({ dataFolder: nodeFolder, port: 0 });
  const log = `esdb://127.0.0.1:${node.port}?tls=false`;
  one = new TestServer(log, { peopleFolder });
  two = new TestServer(log, { peopleFolder });
  elsewhere = new TestServer(log);
  for (const server of [one, two, elsewhere]) await server.start();
});
afterAll(async () => {
  await Promise.all([one, two, elsewhere].map((server) => server.end()));
  await node.stop();
  for (const folder of [nodeFolder, peopleFolder]) rmSync(folder, { recursive: true });
});

/** Which of the canaries stand in clear in some file of these folders: log, views, snapshots, accounts, keys. */
function found(...folders: readonly string[]): readonly string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true }),
  );
  const bytes = files
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  return words.filter((word) => bytes.some((file) => file.includes(word)));
}

const everyFolder = (): readonly string[] => [
  ...[nodeFolder, peopleFolder],
  ...[one, two, elsewhere].map(({ folder }) => folder),
];

async function shownBy(server: TestServer): Promise<string> {
  const { position } = journey;
  const paths = ['', '/contributions', '/facts?limit=500'].map((path) => journey.path(path));
  const chapter = journey.path(`/reports/chapters/participation?after=${position}`);
  const answers = await Promise.all(
    [...paths, chapter, '/api/v1/people'].map((path) => server.as('UPc').get(path)),
  );
  for (const { status } of answers) expect(status).toBe(200);
  return JSON.stringify(answers.map(({ body }) => body));
}

/** To look through every file keeps this process, and with it the servers, from working: now and then is enough. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 250));
}

/** As somebody is known to an instance: in its directory, and with an account. */
function makeKnown(server: TestServer): void {
  server.application.get(Directory, { strict: false }).put(ZONE, person, { name: canary.name });
  server.application
    .get(Access, { strict: false })
    .accounts.add({ personId: person, login: canary.login }, undefined);
}

describe('Personal data at several instances', () => {
  it('opens at those that share the folder of persons, and nowhere else', async () => {
    journey = programmeOfYear(one, 2024);
    await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
    await journey.perform(one.admit({ role: 'ETS', personId: person }), 'receive-contribution', {
      ...{ contributionId: 'K-1', body: canary.body },
      document: { title: 'Osservazioni', sha256: 'd'.repeat(64) },
    });
    for (const server of [one, two, elsewhere]) makeKnown(server);
    expect(await shownBy(one)).toContain(canary.body);
    expect(await shownBy(two)).toContain(canary.body);
    const there = await shownBy(elsewhere);
    expect(there).not.toContain(canary.body);
    expect(there).toContain('[non leggibile: manca la chiave · cannot be read: no key]');
  });

  it('is in snapshots and views of each as it is in the log: under seal', async () => {
    // So many that the life of the cycle is long enough to be kept in a snapshot, some at a time.
    for (let asked = 0; asked < SNAPSHOT_EVERY; asked += 100) {
      const questions = Array.from({ length: 100 }, (_, n) => ({
        ...{ questionId: `domanda-${asked + n}`, subject: 'cycle', text: 'Quanti residenti?' },
      }));
      await Promise.all(
        questions.map(async (question) => {
          recorded(await one.as('UPo').perform(journey.cycleId, 'raise-question', question));
        }),
      );
    }
    expect(snapshotOfTheirs(one)).toBe(true);
    expect(found(...everyFolder())).toEqual([canary.name, canary.login]);
    expect(found(one.folder, two.folder)).toEqual([canary.login]);
  });

  it('is erased at each when it is erased at one, and at one that was away when it comes back', async () => {
    await two.stop();
    recorded(await one.as('UPc').perform(register, 'open-organisation', { title: 'Zona' }));
    recorded(
      await one.as('DIR').perform(register, 'erase-person', {
        ...{ personId: person, legalBasis: 'CONSENT_WITHDRAWN', reason },
      }),
    );
    await until(() => found(one.folder, peopleFolder, elsewhere.folder).length === 0);
    expect(found(two.folder)).toEqual([canary.login]);
    await two.start();
    await until(() => found(...everyFolder()).length === 0);
  });

  it('is then shown by none, which all say since when and by whom', async () => {
    for (const server of [one, two, elsewhere]) {
      const shown = await shownBy(server);
      for (const word of words) expect(shown).not.toContain(word);
      expect(shown).toMatch(
        /\[cancellato il [\d-]+ da direttore · erased on [\d-]+ by direttore\]/,
      );
      const { body } = await server.as('AUD').get(journey.path('/replay'));
      expect(body).toMatchObject({ matches: true });
    }
  });

  it('does not come back from a snapshot, nor when views are built again', async () => {
    await one.stop();
    rmSync(join(one.folder, 'views'), { recursive: true });
    await one.start();
    const shown = await shownBy(one);
    for (const word of words) expect(shown).not.toContain(word);
    expect(found(...everyFolder())).toEqual([]);
  });
});

/** Whether a snapshot of this instance holds what they sent. */
function snapshotOfTheirs({ folder }: TestServer): boolean {
  return readdirSync(folder)
    .filter((name) => name.startsWith('snapshots.db'))
    .some((name) =>
      readFileSync(join(folder, name), 'latin1').includes(`person/${ZONE}/${person}`),
    );
}
