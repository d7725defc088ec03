import { randomUUID } from 'node:crypto';
import { AlreadyRunning } from '#event-store';
import { everyFact, everyRow, recorded, type Client } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { Program } from './program.fixture.js';
import { TestServer } from './server.fixture.js';

let server: TestServer;
beforeEach(() => {
  server = new TestServer();
});
afterEach(() => server.end());

/** What people see of a cycle, whole. */
async function everything(journey: Journey): Promise<object> {
  const auditor = server.as('AUD');
  const seen: Record<string, unknown> = {};
  for (const rest of ['', '/actions', '/facts?limit=500', '/coverage', '/progress', '/replay']) {
    const after = ['/coverage', '/progress'].includes(rest) ? `?after=${journey.position}` : '';
    seen[rest] = (await auditor.get(journey.path(rest + after))).body;
  }
  for (const list of ['/schede', '/questions']) {
    seen[list] = await everyRow(auditor, journey.path(`${list}?after=${journey.position}`));
  }
  seen['worklist'] = await everyRow(server.as('UPc'), `/api/v1/worklist?after=${journey.position}`);
  return seen;
}

describe('a server that was stopped', () => {
  it('goes on where it was, with the same answers', async () => {
    await server.start();
    const journey = programmeOfYear(server, 2024);
    await reach(journey, (root) => root.matches('verification'));
    const before = await everything(journey);

    await server.stop();
    await server.start();
    expect(await everything(journey)).toEqual(before);
    await reach(journey, (root) => root.matches('inForce'));
    expect((await server.as('AUD').get(journey.path('/replay'))).body).toMatchObject({
      matches: true,
      phase: 'inForce',
    });
  });

  it('brings its views up to what was written', async () => {
    await server.start();
    const journey = programmeOfYear(server, 2024);
    await reach(journey, (root) => root.matches('draft'));
    // Nobody waits for the views here: they may be behind when the server ends.
    for (let count = 0; count < 50; count++) await drive(journey, { type: 'QuestionRaised' });
    await server.stop();
    await server.start();
    const path = journey.path(`/questions?limit=200&after=${journey.position}`);
    const rows = await everyRow<{ questionId: string }>(server.as('AUD'), path);
    expect(rows.map(({ questionId }) => questionId)).toEqual([
      ...journey.partsOf('question').keys(),
    ]);
  });
});

describe('a cycle longer than a thousand facts', () => {
  /** Beyond so many facts the server begins from a snapshot. */
  const length = 1_020;

  it('is the same from its snapshot as from its first fact, now and in the past', async () => {
    await server.start();
    const journey = programmeOfYear(server, 2024);
    await reach(journey, (root) => root.matches('preparation'));
    const ask = async (number: number): Promise<void> => {
      const body = { questionId: `q-${number}`, subject: 'cycle', text: 'Quanti sono?' };
      recorded(await server.as('UPo').perform(journey.cycleId, 'raise-question', body));
    };
    for (let asked = 0; asked < length; asked += 60) {
      await Promise.all(Array.from({ length: 60 }, (_, index) => ask(asked + index)));
    }
    const auditor = server.as('AUD');
    const points = ['', '?revision=990', '?revision=1000', '?revision=1010'];
    const seen = () => Promise.all(points.map((point) => auditor.get(journey.path(point))));
    const before = (await seen()).map(({ body }) => body);

    await server.stop();
    await server.start();
    expect((await seen()).map(({ body }) => body)).toEqual(before);
    expect((await auditor.get(journey.path('/replay'))).body).toMatchObject({ matches: true });
  });
});

describe('a folder', () => {
  it('has one server at a time', async () => {
    await server.start();
    await expect(server.start()).rejects.toThrow(AlreadyRunning);
    await expect(Program.start(server.folder)).rejects.toThrow(/ended with 78: .*già usando/);
    // The one that was first does not mind.
    const journey = programmeOfYear(server, 2024);
    await reach(journey, (root) => root.matches('draft'));
  });

  it('is free once the server has ended', async () => {
    const program = await Program.start(server.folder);
    expect(await program.end()).toBe(0);
    await server.start();
  });
});

describe('a server that was killed', () => {
  /** A question somebody raises, and what became of it as far as they know. */
  interface Attempt {
    readonly commandId: string;
    readonly questionId: string;
    acknowledged?: number;
  }

  it('has everything it acknowledged, and does once whatever is asked again', async () => {
    const cycleId = 'livornese-poa-annuale-2024';
    let url = '';
    const [coordinator, auditor] = (['UPc', 'AUD'] as const).map((role) =>
      server.admitProgram({ role, url: () => url }),
    ) as [Client, Client];
    const ask = async (attempt: Attempt): Promise<void> => {
      const { questionId, commandId } = attempt;
      const body = { questionId, subject: 'cycle', text: 'Si è salvato?' };
      const reply = await coordinator.perform(cycleId, 'raise-question', body, { commandId });
      const { revision } = recorded(reply);
      attempt.acknowledged ??= revision;
      expect(attempt.acknowledged).toBe(revision);
    };

    const attempts: Attempt[] = [];
    let program = await Program.start(server.folder);
    ({ url } = program);
    recorded(await coordinator.perform(cycleId, 'draft-cycle', { title: 'POA 2024' }));
    for (let round = 1; round <= 3; round++) {
      const enough = Promise.withResolvers<undefined>();
      const writers = Array.from({ length: 8 }, async () => {
        for (;;) {
          const attempt: Attempt = { commandId: randomUUID(), questionId: `q-${attempts.length}` };
          attempts.push(attempt);
          await ask(attempt);
          if (attempts.length > round * 50) enough.resolve(undefined);
        }
      });
      const cutOff = Promise.allSettled(writers);
      await Promise.race([enough.promise, ...writers]);
      await program.kill();
      await cutOff;
      program = await Program.start(server.folder);
      ({ url } = program);
      for (const attempt of attempts) await ask(attempt);
    }

    const facts = await everyFact(auditor, cycleId);
    expect(facts.map(({ revision }) => revision)).toEqual(facts.map((_, index) => index));
    const raised = facts.filter(({ type }) => type === 'QuestionRaised');
    expect(raised.map(({ data }) => data['questionId']).sort()).toEqual(
      attempts.map(({ questionId }) => questionId).sort(),
    );
    const { body } = await auditor.get(`/api/v1/cycles/${cycleId}/replay`);
    expect(body).toMatchObject({ matches: true, facts: facts.length });
    const path = `/api/v1/cycles/${cycleId}/questions?limit=200&after=${facts.at(-1)!.position}`;
    expect(await everyRow(auditor, path)).toHaveLength(attempts.length);
    await program.end();
  });
});
