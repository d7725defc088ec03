import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, everyRow, recorded } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';

let server: TestServer;
let restored: TestServer;
beforeEach(() => {
  server = new TestServer();
  restored = new TestServer();
});
afterEach(async () => {
  await restored.end();
  await server.end();
});

/** A programme with something in each of the views read here, whose server is then stopped. */
async function workedOn(): Promise<Journey> {
  await server.start();
  const journey = programmeOfYear(server, 2024);
  await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
  await drive(journey, { type: 'SchedaRevised' });
  await drive(journey, { type: 'QuestionRaised' });
  return journey;
}

/** The two files that the operations manual says are enough; views and snapshots are not among them. */
function restoreFromCopy(): void {
  for (const file of ['log.db', 'access.db']) {
    copyFileSync(join(server.folder, file), join(restored.folder, file));
  }
}

describe('a copy of log.db and access.db, taken while the server was stopped', () => {
  it('is enough: the same answers, views built anew, tokens that still open, and work goes on', async () => {
    const journey = await workedOn();
    // With the tokens they had before.
    const [auditor, office] = (['AUD', 'UPo'] as const).map((role) => {
      const { person, token } = server.as(role);
      return (from: TestServer) => new Client(person, token, () => from.url, from.clock);
    }) as [(from: TestServer) => Client, (from: TestServer) => Client];
    const paths = ['', '/facts?limit=500', `/coverage?after=${journey.position}`];
    const lists = ['/schede', '/questions'];
    const seen = async (from: TestServer): Promise<object> => {
      const answers: Record<string, unknown> = {};
      for (const path of paths) answers[path] = (await auditor(from).get(journey.path(path))).body;
      for (const list of lists) {
        answers[list] = await everyRow(
          auditor(from),
          journey.path(`${list}?after=${journey.position}`),
        );
      }
      return answers;
    };
    const before = await seen(server);
    await server.stop();

    restoreFromCopy();
    const seconds = (server.clock.nowMs() - restored.clock.nowMs()) / 1_000;
    restored.clock.pass({ seconds });
    await restored.start();
    expect(await seen(restored)).toEqual(before);
    const { body } = await auditor(restored).get(journey.path('/replay'));
    expect(body).toMatchObject({ matches: true, facts: journey.facts.length });
    const question = { questionId: 'dopo', subject: 'cycle', text: 'Si va avanti?' };
    const next = recorded(
      await office(restored).perform(journey.cycleId, 'raise-question', question),
    );
    expect(next.revision).toBe(journey.revision + 1);
  });
});
