import { randomUUID } from 'node:crypto';
import { allOf } from './all-of.js';
import { EsdbEventStore } from './esdb.event-store.js';
import { anEvent } from './event.fixture.js';
import { eventNode, type NodeUnderTest } from './event-node.fixture.js';
import { StoreUnavailable, type EventStore, type NoticeBoard } from './event-store.js';
import { SqliteEventStore } from './sqlite.event-store.js';
import { join } from 'node:path';

describe('The board of a store', () => {
  let node: NodeUnderTest;
  let store: EsdbEventStore;
  let board: NoticeBoard;

  beforeAll(async () => {
    node = await eventNode();
    store = EsdbEventStore.open({ connectionString: node.address() });
  });

  beforeEach(() => {
    board = store.noticeBoard(`prova-${randomUUID()}`);
  });

  afterAll(async () => {
    await store.close();
    await node.dispose();
  });

  it('is empty, and then shows the latest notice', async () => {
    expect(await board.latest()).toBeUndefined();
    const [first, second] = [randomUUID(), randomUUID()];
    expect(await board.post(first, { word: 1 }, -1)).toMatchObject({ id: first, revision: 0 });
    const notice = { id: second, data: { word: 2 }, revision: 1 };
    expect(await board.post(second, { word: 2 }, 0)).toEqual(notice);
    expect(await board.latest()).toEqual(notice);
  });

  it('takes a notice only after the one that its writer has seen', async () => {
    await board.post(randomUUID(), { word: 1 }, -1);
    const posts = Array.from({ length: 8 }, (_, word) => board.post(randomUUID(), { word }, 0));
    const posted = (await Promise.all(posts)).filter((notice) => notice !== undefined);
    expect(posted).toHaveLength(1);
    expect(await board.latest()).toEqual(posted[0]);
    expect(await board.post(randomUUID(), {}, -1)).toBeUndefined();
    expect(await board.post(randomUUID(), {}, 7)).toBeUndefined();
  });

  it('gives the same answer to the same notice again', async () => {
    const id = randomUUID();
    const first = await board.post(id, { word: 1 }, -1);
    expect(await board.post(id, { word: 1 }, -1)).toEqual(first);
    expect(await board.latest()).toEqual(first);
  });

  it('goes on where it was after many notices, and when the node was started again', async () => {
    for (let after = -1; after < 20; after++) await board.post(randomUUID(), { after }, after);
    const latest = await board.latest();
    expect(latest).toMatchObject({ revision: 20, data: { after: 19 } });
    await node.stop();
    await expect(board.latest()).rejects.toThrow(StoreUnavailable);
    await expect(board.post(randomUUID(), {}, 20)).rejects.toThrow(StoreUnavailable);
    await node.start();
    expect(await board.latest()).toEqual(latest);
    expect(await board.post(randomUUID(), {}, 20)).toMatchObject({ revision: 21 });
  });

  it('holds no fact: nobody reads its notices, follows or copies them', async () => {
    const before = await store.end();
    await store.append('cycle-prova', [anEvent()], 'any');
    await board.post(randomUUID(), {}, -1);
    await board.post(randomUUID(), {}, 0);
    await store.append('cycle-prova', [anEvent()], 'any');
    const expected = ['cycle-prova', 'cycle-prova'];
    const streams = (events: readonly { readonly stream: string }[]) =>
      events.map(({ stream }) => stream);
    expect(streams(await allOf(store.readAll({ after: before })))).toEqual(expected);
    expect(streams(await allOf(store.readStored(before)))).toEqual(expected);
    const followed: string[] = [];
    for await (const { events, caughtUp } of store.follow({ after: before })) {
      followed.push(...streams(events));
      if (caughtUp) break;
    }
    expect(followed).toEqual(expected);
  });

  it('is not there where one process holds the log alone', async () => {
    const alone = SqliteEventStore.open({ file: join(node.dataFolder, 'another.db') });
    const none: unknown = (alone as EventStore).noticeBoard('duties');
    expect(none).toBeUndefined();
    await alone.close();
  });
});
