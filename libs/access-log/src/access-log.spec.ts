import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import {
  SqliteEventStore,
  StoreUnavailable,
  type EventStore,
  type RecordedEvent,
} from '#event-store';
import type { AccessActor, AccessFact } from './access-fact.js';
import { AccessLog } from './access-log.js';
import { accessStream, zoneOfAccesses } from './access-stream.js';
import { RefusedSignIns } from './refused-sign-ins.js';

const actor: AccessActor = { personId: 'revisore', role: 'AUD', authMethod: 'passkey' };
const signedIn: AccessFact = { type: 'SignedIn', data: { sessionId: 'a1' } };
const signedOut: AccessFact = { type: 'SignedOut', data: { sessionId: 'a1' } };
const zone = 'livornese';
const nowMs = Date.parse('2026-11-30T23:30:00Z');

let folder: string;
let store: EventStore;
let log: AccessLog;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-log-'));
  store = SqliteEventStore.open({ file: join(folder, 'log.db') });
  log = new AccessLog(store, () => nowMs, '2026-11.1+ab12cd34');
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function everything(): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readAll()) events.push(event);
  return events;
}

/** The store is away until this is called. */
function takeAway(): () => void {
  const away = jest.spyOn(store, 'append').mockRejectedValue(new StoreUnavailable('away'));
  return () => {
    away.mockRestore();
  };
}

describe('an access', () => {
  it('is a fact in the stream of its zone and month, with who and when', async () => {
    await log.record({ fact: signedIn, actor, zone, requestId: 'r1' });
    expect(await everything()).toMatchObject([
      {
        stream: 'access-livornese-2026-11',
        type: 'SignedIn',
        data: { sessionId: 'a1' },
        metadata: {
          actor,
          recordedAt: '2026-11-30T23:30:00.000Z',
          requestId: 'r1',
          policy: '2026-11.1+ab12cd34',
          schemaVersion: 1,
        },
      },
    ]);
  });

  it('stands in the month in which it happened, and once however often it is told with one id', async () => {
    const id = '00000000-0000-4000-8000-000000000001';
    const entry = { fact: signedIn, actor, zone, id, atMs: Date.parse('2026-03-01T00:00:00Z') };
    await log.record(entry);
    // After a start with another policy, too: of what happened before it says nothing.
    const later = new AccessLog(store, () => nowMs + 1, '2027-01.1+cd34ab12');
    await later.record(entry);
    const [only, ...others] = await everything();
    expect(only?.stream).toBe('access-livornese-2026-03');
    expect(only?.metadata).not.toHaveProperty('policy');
    expect(others).toEqual([]);
  });

  it('of no zone is one of the installation', async () => {
    await log.record({ fact: signedIn, actor, zone: undefined });
    expect((await everything()).map(({ stream }) => stream)).toEqual(['access-2026-11']);
  });

  it('that must be recorded before it is answered fails with the store', async () => {
    takeAway();
    await expect(log.record({ fact: signedIn, actor, zone })).rejects.toThrow(StoreUnavailable);
  });

  it('that has happened already is kept while the store is away, and recorded in its order', async () => {
    const comeBack = takeAway();
    await log.recordOrKeep({ fact: signedIn, actor, zone });
    await log.recordOrKeep({ fact: signedOut, actor, zone });
    await log.catchUp();
    comeBack();
    expect(await everything()).toEqual([]);
    await log.catchUp();
    await log.catchUp();
    expect((await everything()).map(({ type }) => type)).toEqual(['SignedIn', 'SignedOut']);
  });

  it('is recorded at once by whoever need not wait, when the store is there', async () => {
    await log.recordOrKeep({ fact: signedOut, actor, zone });
    expect((await everything()).map(({ type }) => type)).toEqual(['SignedOut']);
  });
});

describe('the name of a stream', () => {
  it.each([
    ['livornese', 'access-livornese-2026-11'],
    ['2026', 'access-2026-2026-11'],
    [undefined, 'access-2026-11'],
  ])('of the zone %s gives it back', (of, name) => {
    expect(accessStream(of, nowMs)).toBe(name);
    expect(zoneOfAccesses(name)).toBe(of);
  });

  it('that is another gives no zone', () => {
    expect(zoneOfAccesses('cycle-livornese-poa-annuale-2026')).toBeUndefined();
  });
});

describe('refused sign-ins', () => {
  it('are counted together: ten thousand at one account are one fact', () => {
    let now = nowMs;
    const refused = new RefusedSignIns(() => now);
    for (let attempt = 0; attempt < 10_000; attempt += 1) refused.add('amministratore');
    now += 1_000;
    refused.add('amministratore');
    refused.add(null);
    refused.add(null);
    expect(refused.take()).toEqual([
      {
        type: 'SignInsRefused',
        data: {
          personId: 'amministratore',
          count: 10_001,
          from: '2026-11-30T23:30:00.000Z',
          to: '2026-11-30T23:30:01.000Z',
        },
      },
      {
        type: 'SignInsRefused',
        data: {
          personId: null,
          count: 2,
          from: '2026-11-30T23:30:01.000Z',
          to: '2026-11-30T23:30:01.000Z',
        },
      },
    ]);
  });

  it('are told once', () => {
    const refused = new RefusedSignIns(() => nowMs);
    refused.add(null);
    refused.take();
    expect(refused.take()).toEqual([]);
  });
});
