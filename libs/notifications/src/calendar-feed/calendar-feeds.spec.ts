import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore, type EventStore } from '#event-store';
import { Projections } from '#projections';
import { CalendarFeeds } from './calendar-feeds.js';
import { CalendarFeedsProjection } from './calendar-feeds.projection.js';

const head = { personId: 'responsabile', role: 'UH', unitId: 'anziani', authMethod: 'passkey' };
const policy = '2024-01.1+ab12cd34';

describe('The secret address of a calendar', () => {
  let folder: string;
  let store: EventStore;
  let projections: Projections;
  let feeds: CalendarFeeds;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'feeds-'));
    store = SqliteEventStore.open({ file: join(folder, 'log.db') });
    projections = new Projections(store, folder);
    projections.start([new CalendarFeedsProjection()]);
    const nowMs = () => Date.parse('2024-02-20T10:00:00Z');
    feeds = new CalendarFeeds({
      store,
      feeds: projections.of(CalendarFeedsProjection),
      nowMs,
      policy,
    });
  });
  afterEach(async () => {
    await projections.stop();
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const recorded = async () => {
    const found = [];
    for await (const event of store.readAll()) found.push(event);
    return found;
  };

  it('has 32 bytes by chance, and opens the calendar of whoever it was given to', async () => {
    const { secret, issuedAt } = await feeds.issue('livornese', head);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(issuedAt).toBe('2024-02-20T10:00:00.000Z');
    expect(feeds.recognise(secret)).toMatchObject({ zone: 'livornese', owner: head, issuedAt });
  });

  it('is kept nowhere: of the secret the log has the SHA-256', async () => {
    const { secret } = await feeds.issue('livornese', head);
    const [fact, ...more] = await recorded();
    expect(more).toEqual([]);
    expect(fact).toMatchObject({
      stream: 'mailbox-livornese-responsabile',
      type: 'CalendarFeedIssued',
      metadata: { actor: head, recordedAt: '2024-02-20T10:00:00.000Z', policy, schemaVersion: 1 },
    });
    expect(fact?.data['secretSha256']).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(fact)).not.toContain(secret);
  });

  it('is worth nothing once another is given, which is another one', async () => {
    const first = await feeds.issue('livornese', head);
    const second = await feeds.issue('livornese', head);
    expect(feeds.recognise(first.secret)).toBeUndefined();
    expect(feeds.recognise(second.secret)).toMatchObject({ owner: head });
  });

  it('is worth nothing once it is taken back, and there is one to take back once', async () => {
    const { secret } = await feeds.issue('livornese', head);
    expect(await feeds.revoke('livornese', head)).toBe(true);
    expect(feeds.recognise(secret)).toBeUndefined();
    expect(feeds.of('livornese', head.personId)).toBeUndefined();
    expect(await feeds.revoke('livornese', head)).toBe(false);
    expect(await recorded()).toHaveLength(2);
  });

  it('is that of one person of one zone', async () => {
    const here = await feeds.issue('livornese', head);
    const there = await feeds.issue('pisana', head);
    await feeds.issue('livornese', { ...head, personId: 'direttore' });
    expect(feeds.recognise(here.secret)).toMatchObject({ zone: 'livornese', owner: head });
    expect(feeds.recognise(there.secret)).toMatchObject({ zone: 'pisana', owner: head });
  });

  it('is none that was never given, nor anything else', async () => {
    const { secret } = await feeds.issue('livornese', head);
    for (const other of [
      '',
      'x',
      `${secret}x`,
      secret.slice(1),
      secret.toLowerCase(),
      'A'.repeat(43),
    ])
      expect(feeds.recognise(other)).toBeUndefined();
  });
});
