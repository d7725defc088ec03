import { join } from 'node:path';
import fc from 'fast-check';
import { allOf } from './all-of.js';
import { copyLog } from './copy-log.js';
import { CopyRefused } from './copy-refused.js';
import type { CopyRefusal } from './copy-refused.js';
import { EsdbEventStore } from './esdb.event-store.js';
import { eventNode } from './event-node.fixture.js';
import type { NodeUnderTest } from './event-node.fixture.js';
import { anEvent, someEvents } from './event.fixture.js';
import type { EventStore } from './event-store.js';
import { factLine, logDigest } from './fact-line.js';
import { anyJsonObject } from './json.arbitrary.js';
import { Child } from './killable-child.fixture.js';
import { openLog } from './open-log.js';
import { SqliteEventStore } from './sqlite.event-store.js';
import type { StoredLog } from './stored-event.js';
import { temporaryFolder } from './temporary-folder.fixture.js';

const folder = temporaryFolder();
const stores: EventStore[] = [];
let node: NodeUnderTest | undefined;
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await node?.dispose();
  node = undefined;
});

const file = (name: string) => join(folder(), `${name}.db`);

function embedded(name: string): SqliteEventStore {
  const store = SqliteEventStore.open({ file: file(name) });
  stores.push(store);
  return store;
}

async function server(): Promise<EsdbEventStore> {
  node ??= await eventNode();
  const store = EsdbEventStore.open({ connectionString: node.address() });
  stores.push(store);
  return store;
}

/** Facts of several streams, one after another and in groups. */
async function written(store: EventStore, facts = 40): Promise<void> {
  for (let n = 0; n < facts; n++)
    await store.append(`cycle-${n % 3}`, someEvents(1 + (n % 4 === 0 ? 2 : 0)), 'any');
}

const lines = async (log: StoredLog) =>
  (await allOf(log.readStored())).map((fact) => factLine(fact).toString('utf8'));

const copy = (from: StoredLog, to: EventStore & StoredLog, resume = false) =>
  copyLog({ from, to, resume, progress: () => undefined });

async function expectRefused(copying: Promise<unknown>, code: CopyRefusal): Promise<void> {
  const failure: unknown = await copying.catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(CopyRefused);
  expect(failure).toMatchObject({ code });
  expect((failure as CopyRefused).message).toMatch(
    new RegExp(`^La copia è rifiutata: .* / The copy is refused: .*\\[${code}\\]$`, 'u'),
  );
}

describe.each([
  ['to a server', embedded, server],
  ['from a server', server, embedded],
  ['between folders', embedded, embedded],
])('A log copied %s', (_where, openSource, openTarget) => {
  let from: SqliteEventStore | EsdbEventStore;
  let to: SqliteEventStore | EsdbEventStore;
  beforeEach(async () => {
    from = await openSource('from');
    to = await openTarget('to');
  });

  it('has the same facts in the same order, byte for byte', async () => {
    await written(from);
    expect(await copy(from, to)).toEqual({ facts: 60, alreadyThere: 0 });
    expect(await lines(to)).toEqual(await lines(from));
    const { facts, sha256 } = await logDigest(to.readStored());
    expect(facts).toBe(60);
    expect(sha256).toBe((await logDigest(from.readStored())).sha256);
  });

  it('keeps data and metadata of any shape', async () => {
    const facts = fc.sample(fc.record({ data: anyJsonObject, metadata: anyJsonObject }), 50);
    for (const fact of facts) await from.append('cycle-1', [{ ...anEvent(), ...fact }], 'any');
    await copy(from, to);
    expect(await lines(to)).toEqual(await lines(from));
  });

  it('is empty where the source is', async () => {
    expect(await copy(from, to)).toEqual({ facts: 0, alreadyThere: 0 });
    expect(await lines(to)).toEqual([]);
  });

  it('goes on where the target ends, which says so itself', async () => {
    await written(from, 10);
    await copy(from, to);
    await written(from, 30);
    const total = (await lines(from)).length;
    expect(await copy(from, to, true)).toEqual({ facts: total, alreadyThere: 16 });
    expect(await lines(to)).toEqual(await lines(from));
    expect(await copy(from, to, true)).toEqual({ facts: total, alreadyThere: total });
  });

  it('tells how far it is, from what is there to the end', async () => {
    await written(from, 10);
    await copy(from, to);
    await written(from, 4);
    const told: (readonly [number, number])[] = [];
    const progress = (copied: number, total: number) => told.push([copied, total]);
    await copyLog({ from, to, resume: true, progress });
    expect(told[0]).toEqual([16, 22]);
    expect(told.at(-1)).toEqual([22, 22]);
  });

  it.each<readonly [string, CopyRefusal, boolean, () => Promise<void>]>([
    ['holds facts, unless it is resumed', 'copy-target-not-empty', false, () => written(to, 1)],
    ['holds other facts', 'copy-target-differs', true, () => written(to, 1)],
    [
      'holds the same streams with other facts at the end',
      ...(['copy-target-differs', true] as const),
      async () => {
        await copy(from, to);
        await written(to, 1);
        await written(from, 1);
      },
    ],
    [
      'holds more facts',
      ...(['copy-target-longer', true] as const),
      async () => {
        await copy(from, to);
        await written(to, 1);
      },
    ],
    [
      'holds the same facts in another order',
      ...(['copy-target-differs', true] as const),
      async () => {
        const [a, b] = [anEvent(), anEvent()];
        await from.append('cycle-7', [a], 'none');
        await from.append('cycle-8', [b], 'none');
        await copy(from, to);
        const [c, d] = [anEvent(), anEvent()];
        await from.append('cycle-7', [c], 0);
        await from.append('cycle-8', [d], 0);
        await to.append('cycle-8', [d], 0);
        await to.append('cycle-7', [c], 0);
      },
    ],
  ])(
    'is refused where the target %s, and nothing is written',
    async (_what, code, resume, make) => {
      await written(from, 5);
      await make();
      const before = await lines(to);
      await expectRefused(copy(from, to, resume), code);
      expect(await lines(to)).toEqual(before);
    },
  );
});

describe('A copy that is killed', () => {
  it.each([
    ['to a server', 'from', 'server'],
    ['from a server', 'server', 'to'],
  ])('%s leaves a beginning of the source, and is resumed', async (_where, source, target) => {
    const onServer = await server();
    const place = (name: string) => (name === 'server' ? node?.address() : file(name)) ?? '';
    const open = (name: string) => (name === 'server' ? onServer : embedded(name));
    const from = open(source);
    await written(from, 300);
    const all = await lines(from);
    if (source !== 'server') await from.close();
    for (const steps of [2, 20]) {
      const child = new Child('copy', place(source), place(target));
      try {
        await child.said(steps);
      } finally {
        await child.kill();
      }
      const halfway = open(target);
      const there = await lines(halfway);
      expect(there.length).toBeGreaterThan(0);
      expect(there.length).toBeLessThan(all.length);
      expect(there).toEqual(all.slice(0, there.length));
      if (target !== 'server') await halfway.close();
    }
    const to = open(target);
    const reopened = open(source);
    const { alreadyThere } = await copy(reopened, to, true);
    expect(alreadyThere).toBeGreaterThan(0);
    expect(await lines(to)).toEqual(all);
  });
});

describe('What is not a fact of ours', () => {
  const write = async (name: string, data: string, json: boolean, revision: number) => {
    const log = openLog({ file: file(name) });
    const event = { id: anEvent().id, type: 'Noted', json, metadata: Buffer.from('{}') };
    await log.commits.write((sqlite) =>
      sqlite.record('foreign-1', [{ ...event, data: Buffer.from(data) }], revision),
    );
    log.commits.close();
  };

  it.each<readonly [string, CopyRefusal, string, boolean, number]>([
    ['is not canonical', 'copy-not-a-fact', '{"b":1,"a":2}', true, 0],
    ['is not an object', 'copy-not-a-fact', '[]', true, 0],
    ['is not JSON', 'copy-not-a-fact', 'words', true, 0],
    ['does not say that it is JSON', 'copy-not-a-fact', '{}', false, 0],
    ['leaves a gap in its stream', 'copy-gap', '{}', true, 3],
  ])('is not copied where it %s; nor is what comes before', async (_what, code, data, ...rest) => {
    await written(embedded('before'), 5);
    await stores.pop()?.close();
    await write('before', data, ...rest);
    const to = embedded('to');
    await expectRefused(copy(embedded('before'), to), code);
    expect(await lines(to)).toEqual([]);
  });

  it('is not copied where the store keeps it for itself', async () => {
    const log = openLog({ file: file('system') });
    const kept = { id: anEvent().id, type: '$any', json: true };
    const bytes = { data: Buffer.from('{"b":1,"a":2}'), metadata: Buffer.from('') };
    await log.commits.write((sqlite) => sqlite.record('$settings', [{ ...kept, ...bytes }], 0));
    log.commits.close();
    const from = embedded('system');
    await from.append('cycle-1', someEvents(2), 'none');
    const to = await server();
    expect(await copy(from, to)).toEqual({ facts: 2, alreadyThere: 0 });
    expect(await lines(to)).toEqual(await lines(from));
  });
});
