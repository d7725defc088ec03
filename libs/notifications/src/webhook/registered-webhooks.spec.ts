import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { DatabaseSync } from 'node:sqlite';
import type { EventStore, RecordedEvent } from '#event-store';
import { followMailbox } from '../follow-mailbox.js';
import type { DeliveryState } from '../notices.schema.js';
import { noticeTables } from '../notices.schema.js';
import { RegisteredWebhooks } from './registered-webhooks.js';
import type { WebhookEndpoint } from './webhook-endpoint.js';

const endpoint: WebhookEndpoint = {
  id: 'bilancio',
  url: new URL('https://bilancio.ente.example/'),
  secrets: [Buffer.alloc(32)],
  types: ['SchedaReturned'],
  zones: ['livornese', 'pisana'],
  isTrial: false,
};

describe('The programs that are told', () => {
  let database: DatabaseSync;
  let recorded: string[];
  let nowMs: number;
  beforeEach(() => {
    nowMs = Date.parse('2025-01-31T12:00:00Z');
    database = new DatabaseSync(':memory:');
    database.exec(noticeTables);
    recorded = [];
  });
  afterEach(() => {
    database.close();
    jest.restoreAllMocks();
  });

  const append: EventStore['append'] = (stream, events) => {
    for (const { type, data, metadata, id } of events) {
      const what = data['givenUp'] === true ? 'given up' : JSON.stringify(data['types'] ?? []);
      recorded.push(`${stream} ${type} ${what}`);
      const place = { position: recorded.length, revision: 0, createdMs: 0 };
      const event: RecordedEvent = { ...place, stream, id, type, data, metadata };
      followMailbox(event, database);
    }
    return Promise.resolve({ revision: 0, position: recorded.length, repeated: false });
  };
  /** One turn of duty, in which it looks so many times. */
  const turn = async (endpoints: readonly WebhookEndpoint[], looks = 0): Promise<void> => {
    const over = new AbortController();
    let passed = 0;
    const webhooks = new RegisteredWebhooks({
      ...{ endpoints, store: { append }, nowMs: () => nowMs, policy: '2024-01.1+ab12cd34' },
      notices: { read: (query) => query(database, 1), ready: () => Promise.resolve() },
      pause: () => {
        if (passed === looks) over.abort();
        passed += 1;
        return Promise.resolve();
      },
    });
    await webhooks.keep(over.signal, () => !over.signal.aborted);
  };
  /** In the morning of a day; it is noon when somebody looks. */
  const deliver = (state: DeliveryState, day: string): void => {
    nowMs = Date.parse(`${day}T12:00:00Z`);
    database
      .prepare(
        `INSERT INTO delivery VALUES (?, 'webhook', 'pisana', 'webhook.bilancio', 'l', ?, 0, 0, 1, NULL, NULL, ?)`,
      )
      .run(`${state} ${day}`, state, `${day}T08:00:00.000Z`);
  };

  it('are those of the file, in each of their zones, and it is said once', async () => {
    await turn([endpoint]);
    await turn([endpoint]);
    expect(recorded).toEqual([
      'mailbox-livornese-webhook.bilancio WebhookRegistered ["SchedaReturned"]',
      'mailbox-pisana-webhook.bilancio WebhookRegistered ["SchedaReturned"]',
    ]);
  });

  it('are told of other facts once the file says so, and of nothing when it names them no more', async () => {
    await turn([endpoint]);
    await turn([{ ...endpoint, zones: ['livornese'], types: ['CycleOpened'] }]);
    expect(recorded.slice(2)).toEqual([
      'mailbox-livornese-webhook.bilancio WebhookRegistered ["CycleOpened"]',
      'mailbox-pisana-webhook.bilancio WebhookRemoved []',
    ]);
    await turn([]);
    expect(recorded.slice(4)).toEqual(['mailbox-livornese-webhook.bilancio WebhookRemoved []']);
  });

  it('are told no more when one of their messages was given up and none has arrived since', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    await turn([endpoint]);
    deliver('given-up', '2025-02-01');
    deliver('sent', '2025-02-02');
    await turn([endpoint], 2);
    expect(recorded).toHaveLength(2);
    deliver('given-up', '2025-02-03');
    await turn([endpoint], 2);
    expect(recorded.slice(2)).toEqual(['mailbox-pisana-webhook.bilancio WebhookRemoved given up']);
    expect(warned).toHaveBeenCalledTimes(1);
  });

  it('are told no more once one has answered that it wants nothing, until something gets through', async () => {
    jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    jest.spyOn(Logger.prototype, 'log').mockReturnValue();
    await turn([endpoint]);
    deliver('waiting', '2025-02-02');
    deliver('refused', '2025-02-03');
    database
      .prepare(
        `INSERT INTO refused_address VALUES ('pisana', 'webhook.bilancio', 'webhook', '', '')`,
      )
      .run();
    await turn([endpoint], 1);
    expect(recorded.slice(2)).toEqual(['mailbox-pisana-webhook.bilancio WebhookRemoved given up']);
    const stateOf = (noticeId: string) =>
      database.prepare('SELECT state FROM delivery WHERE notice_id = ?').get(noticeId)?.['state'];
    // It is said of what waited, too, and can be sent again.
    expect(stateOf('waiting 2025-02-02')).toBe('suppressed');
    const steps = database.prepare('SELECT notice_id, type FROM happened_to_delivery').all();
    expect(steps).toEqual([{ notice_id: 'waiting 2025-02-02', type: 'WebhookRemoved' }]);
    deliver('sent', '2025-02-04');
    await turn([endpoint], 1);
    expect(recorded.slice(3)).toEqual([
      'mailbox-pisana-webhook.bilancio WebhookRegistered ["SchedaReturned"]',
    ]);
    // What comes from now on is sent: that it had refused is past.
    expect(database.prepare('SELECT * FROM refused_address').all()).toEqual([]);
  });

  it('are told nothing more after a new start, until something that was sent again gets through', async () => {
    jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    jest.spyOn(Logger.prototype, 'log').mockReturnValue();
    await turn([endpoint]);
    deliver('given-up', '2025-02-03');
    await turn([endpoint], 2);
    expect(recorded).toHaveLength(3);
    await turn([endpoint], 2);
    await turn([endpoint], 2);
    expect(recorded).toHaveLength(3);
    deliver('sent', '2025-02-04');
    await turn([endpoint], 2);
    expect(recorded.slice(3)).toEqual([
      'mailbox-pisana-webhook.bilancio WebhookRegistered ["SchedaReturned"]',
    ]);
    await turn([endpoint], 2);
    expect(recorded).toHaveLength(4);
  });

  it('that were given up are told anew of what the file says otherwise', async () => {
    jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    await turn([endpoint]);
    deliver('given-up', '2025-02-03');
    await turn([endpoint], 2);
    await turn([{ ...endpoint, types: ['CycleOpened'] }]);
    expect(recorded.slice(3)).toEqual([
      'mailbox-livornese-webhook.bilancio WebhookRegistered ["CycleOpened"]',
      'mailbox-pisana-webhook.bilancio WebhookRegistered ["CycleOpened"]',
    ]);
  });
});
