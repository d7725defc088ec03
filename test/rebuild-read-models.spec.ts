import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { roles, type Role } from '#people';
import { readings } from '#planning';
import { everyRow } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';

const everyRole = Object.keys(roles) as readonly Role[];

let server: TestServer;
let journeys: readonly Journey[];

beforeAll(async () => {
  server = await TestServer.start();
  journeys = [2023, 2024, 2025].map((year) => programmeOfYear(server, year));
  const [first, second, third] = journeys as [Journey, Journey, Journey];
  await reach(first, (root) => root.matches('inForce'));
  await reach(second, (root) => root.matches('verification'));
  await reach(third, (root) => root.matches({ preparation: { coProgramming: 'activated' } }));
  await first.attempt('AUD', 'open-verification', {});
  await first.attempt('UPo', 'open-verification', {});
  // Later than the refusals, so that its position tells that they are shown.
  await drive(third, { type: 'QuestionRaised' });
});
afterAll(() => server.end());

const reports = [
  ...['progress', 'money', 'gaps', 'dwell-times', 'lateness', 'left-out-and-changes'],
  ...['prescriptions', 'late-and-corrected', 'chapters/participation', 'chapters/co-programming'],
];

/** Every row of every view, as those see it who may. */
async function everyView(): Promise<Readonly<Record<string, unknown>>> {
  const auditor = server.as('AUD');
  const after = `after=${Math.max(...journeys.map(({ position }) => position))}`;
  const seen: Record<string, unknown> = {};
  seen['cycles'] = await everyRow(auditor, `/api/v1/cycles?${after}`);
  seen['refusals'] = await everyRow(auditor, `/api/v1/refusals?${after}`);
  for (const role of everyRole.filter((each) => readings.worklist.includes(each))) {
    seen[`worklist of ${role}`] = await everyRow(server.as(role), `/api/v1/worklist?${after}`);
  }
  for (const journey of journeys) {
    for (const list of ['schede', 'questions']) {
      seen[`${list} of ${journey.cycleId}`] = await everyRow(
        auditor,
        journey.path(`/${list}?${after}`),
      );
    }
    for (const view of ['coverage', 'progress', ...reports.map((each) => `reports/${each}`)]) {
      const { body } = await auditor.get(journey.path(`/${view}?${after}`));
      seen[`${view} of ${journey.cycleId}`] = body;
    }
  }
  return seen;
}

it.each([
  ['the views', ['views']],
  ['the snapshots', ['snapshots.db', 'snapshots.db-wal', 'snapshots.db-shm']],
  ['whatever can be made again', ['views', 'snapshots.db', 'snapshots.db-wal', 'snapshots.db-shm']],
])('without %s the log alone gives every row again', async (_, files) => {
  const before = await everyView();
  expect(before['cycles']).toHaveLength(3);
  expect(before['refusals']).toHaveLength(2);
  await server.stop();
  for (const file of files) rmSync(join(server.folder, file), { recursive: true, force: true });
  await server.start();
  expect(await everyView()).toEqual(before);
});
