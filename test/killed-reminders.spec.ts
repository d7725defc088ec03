import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SqliteEventStore, type EventStore, type RecordedEvent } from '#event-store';
import { recorded } from './client.fixture.js';
import { Instances } from './instances.fixture.js';
import { Program } from './program.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';

/** Set in June 2024, and over long before now: the programs have the real clock. */
const DEADLINES = 200;
const dues = ['2024-06-28', '2024-07-05', '2024-07-12'];
/** Of each that it was missed, and the last reminders: to who owed it, to who coordinates, to the director. */
const FACTS = 4 * DEADLINES;
/** Position of the log once they are set: a fact that opens the ledger, one that begins the cycle, one for each. */
const BEGUN = 2 + DEADLINES;
const cycleId = `${ZONE}-poa-annuale-2024`;
/** Within this time somebody goes on, and is done, on a machine that has other work to do. */
const PATIENCE_MS = 120_000;

/** What a server says of one of the things that it needs. */
async function detail(url: string, name: string): Promise<string> {
  const response = await fetch(`${url}/health/ready`);
  const { checks } = (await response.json()) as {
    readonly checks: readonly { readonly name: string; readonly detail: string }[];
  };
  return checks.find((check) => check.name === name)?.detail ?? '';
}

async function positionAt(url: string): Promise<number> {
  return Number(/position (\d+)/.exec(await detail(url, 'log'))?.[1] ?? 0);
}

async function untilAt(url: () => string, position: number): Promise<number> {
  const endMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const now = await positionAt(url());
    if (now >= position) return now;
    if (performance.now() > endMs) throw new Error(`The log stays at ${now}, before ${position}`);
    await pause(2);
  }
}

/** Some deadlines, in a folder that nobody works on any more. */
async function setDeadlines(): Promise<TestServer> {
  const server = await TestServer.start();
  const office = server.as('UPc');
  recorded(await office.perform(cycleId, 'draft-cycle', { title: 'Programma 2024' }));
  await Promise.all(
    Array.from({ length: DEADLINES }, async (_, number) => {
      const deadline = { deadlineId: `D${number}`, kind: 'APPROVAL', basis: 'OFFICE' };
      const due = dues[number % dues.length];
      recorded(await office.perform(cycleId, 'set-deadline', { ...deadline, due }));
    }),
  );
  await server.stop();
  return server;
}

/** Each thing once, in the order of the days, at times that never go back. */
async function expectEachOnce(store: EventStore): Promise<void> {
  const facts: RecordedEvent[] = [];
  for await (const fact of store.readAll()) {
    if (fact.type === 'DeadlineMissed' || fact.type === 'ReminderSent') facts.push(fact);
  }
  const names = facts.map(({ type, data }) =>
    JSON.stringify([type, data['deadlineId'], data['level'] ?? '', data['offsetDays'] ?? 0]),
  );
  const wanted = Array.from({ length: DEADLINES }, (_, number) => [
    ['DeadlineMissed', `D${number}`, '', 0],
    ['ReminderSent', `D${number}`, 'owner', 7],
    ['ReminderSent', `D${number}`, 'coordinator', 1],
    ['ReminderSent', `D${number}`, 'director', 7],
  ])
    .flat()
    .map((each) => JSON.stringify(each));
  expect(names.toSorted()).toEqual(wanted.toSorted());
  const missed = facts
    .filter(({ type }) => type === 'DeadlineMissed')
    .map(({ data }) => data['due']);
  expect(missed).toEqual(missed.toSorted());
  const instants = facts.map(({ metadata }) => metadata['recordedAt']);
  expect(instants).toEqual(instants.toSorted());
}

it('A program that is killed while it reminds of what is due goes on with the rest, each once', async () => {
  const server = await setDeadlines();
  let program: Program | undefined;
  try {
    for (const share of [0, 0.4, 0.8, 1]) {
      const started = await Program.start(server.folder);
      program = started;
      await untilAt(() => started.url, BEGUN + Math.max(1, Math.floor(FACTS * share)));
      await started.kill();
      program = undefined;
    }
    const store = SqliteEventStore.open({ file: join(server.folder, 'log.db') });
    await expectEachOnce(store);
    await store.close();
  } finally {
    await program?.kill();
    await server.end();
  }
}, 300_000);

it('Of three servers one is killed while it reminds, and another one goes on, each once', async () => {
  const server = await setDeadlines();
  const instances = await Instances.start(3, ['ADM'], join(server.folder, 'log.db'));
  try {
    const [one, two, three] = instances.all;
    const all = [one!, two!, three!];
    await untilAt(() => one!.url, BEGUN + 1);
    const standing = await Promise.all(all.map(({ url }) => detail(url, 'duties')));
    const first = all[standing.findIndex((said) => said.startsWith('done by this one'))] ?? one!;
    await first.kill();
    const [witness] = all.filter((each) => each !== first);
    await untilAt(() => witness!.url, BEGUN + FACTS);
    await instances.readLog(expectEachOnce);
  } finally {
    await instances.end();
    await server.end();
  }
}, 300_000);
