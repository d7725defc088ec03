import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DamagedLog } from '#event-store';
import { Client, everyRow, recorded } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { Program } from './program.fixture.js';
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

/** The files that the operations manual says are enough; views and snapshots are not among them. */
function restoreFromCopy(): void {
  for (const file of ['log.db', 'access.db', 'people.db', 'keys.db', 'keys.kek', 'ledger.key']) {
    copyFileSync(join(server.folder, file), join(restored.folder, file));
  }
}

describe('A copy of the files that the manual names, taken while the server was stopped', () => {
  it('is enough: the same answers, views built anew, tokens that still open, and work goes on', async () => {
    const journey = await workedOn();
    // With the tokens they had before.
    const [auditor, office] = (['AUD', 'UPo'] as const).map((role) => {
      const { person, credentials } = server.admitProgram({ role });
      return (from: TestServer) => new Client(person, credentials, () => from.url, from.clock);
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

const copy = () => join(restored.folder, 'log.db');

/** The server does not start on the copy, says why, and has written nothing into it. */
async function expectRefused(fault: DamagedLog['fault']): Promise<void> {
  const before = readFileSync(copy(), 'latin1');
  const failure: unknown = await restored.start().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DamagedLog);
  expect(failure).toMatchObject({ code: 'log-damaged', fault });
  expect((failure as DamagedLog).message).toMatch(/Il registro .* \/ The log .*\[log-damaged\]$/);
  expect(readFileSync(copy(), 'latin1')).toBe(before);
}

describe('A copy of log.db taken while the server was running', () => {
  const log = () => join(server.folder, 'log.db');

  /** The facts of the programme that a server on the copy answers. */
  async function factsOfCopy(journey: Journey): Promise<unknown> {
    restored.clock.pass({ seconds: (server.clock.nowMs() - restored.clock.nowMs()) / 1_000 });
    copyFileSync(join(server.folder, 'ledger.key'), join(restored.folder, 'ledger.key'));
    await restored.start();
    const { body } = await restored
      .as('AUD')
      .get<{ readonly items: readonly unknown[] }>(journey.path('/facts?limit=500'));
    return body.items.length;
  }

  it('is enough together with its write-ahead file', async () => {
    const journey = await workedOn();
    copyFileSync(log(), copy());
    copyFileSync(`${log()}-wal`, `${copy()}-wal`);
    expect(await factsOfCopy(journey)).toBe(journey.facts.length);
  });

  it('is enough where VACUUM INTO made it', async () => {
    const journey = await workedOn();
    const database = new DatabaseSync(log());
    database.exec(`VACUUM INTO '${copy()}'`);
    database.close();
    expect(await factsOfCopy(journey)).toBe(journey.facts.length);
  });

  it('is refused without its write-ahead file', async () => {
    await workedOn();
    copyFileSync(log(), copy());
    await expectRefused('write-ahead-missing');
  });
});

describe('A copy of log.db that was damaged', () => {
  beforeEach(async () => {
    await server.start();
    await drive(programmeOfYear(server, 2024), { type: 'CycleDrafted' });
    await server.stop();
    restoreFromCopy();
  });

  /** Spoils what lies around the last place where this is written. */
  function spoilPageOf(text: string): void {
    const bytes = readFileSync(copy());
    const page = bytes.lastIndexOf(text) >> 12;
    writeFileSync(copy(), bytes.fill('?', page << 12, (page + 1) << 12));
  }

  it.each<[string, DamagedLog['fault'], () => void]>([
    [
      'cut off',
      'unreadable',
      () => {
        truncateSync(copy(), 5 * 4_096);
      },
    ],
    [
      'cut off within a page',
      'cut-off',
      () => {
        truncateSync(copy(), 5 * 4_096 + 1);
      },
    ],
    [
      'empty',
      'log-empty',
      () => {
        truncateSync(copy(), 0);
      },
    ],
    [
      'spoilt where it ends',
      'unreadable',
      () => {
        spoilPageOf('draft-cycle');
      },
    ],
    [
      'spoilt where it begins',
      'not-a-database',
      () => {
        spoilPageOf('SQLite format 3');
      },
    ],
  ])('is refused, %s, with nothing written into it', async (_how, fault, damage) => {
    damage();
    await expectRefused(fault);
  });

  it('ends the program with an exit code and the sentence', async () => {
    truncateSync(copy(), 5 * 4_096);
    const start = Program.start(restored.folder);
    await expect(start).rejects.toThrow(/ended with 78: [^]*\nIl registro .*\[log-damaged\]\n$/);
  });
});
