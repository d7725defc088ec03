import { DatabaseSync } from 'node:sqlite';
import type { EventStore, JsonObject, NewEvent } from '#event-store';
import { followMailbox } from '../follow-mailbox.js';
import { sentMessage } from '../incoming/sent-message.js';
import { mailboxStream, type MailboxFactType } from '../mailbox.facts.js';
import { noticeTables } from '../notices.schema.js';
import { addNotice } from '../told-notices.js';
import { MissingReceipts, unreceipted, type MissingReceiptsParts } from './missing-receipts.js';

const HOUR_MS = 3_600_000;
const sentAt = '2025-02-13T08:00:00.000Z';
const hoursLater = (hours: number): number => Date.parse(sentAt) + hours * HOUR_MS;
const held = (): boolean => true;

describe('Certified mail that went out', () => {
  let database: DatabaseSync;
  let position = 0;
  beforeEach(() => {
    database = new DatabaseSync(':memory:');
    database.exec(noticeTables);
    for (const noticeId of ['uno', 'due'])
      addNotice(database, {
        ...{ noticeId, zone: 'livornese', recipientId: 'ets-uno', ruleId: 'organ-convened' },
        ...{
          audience: 'members',
          cycleId: 'c',
          about: { kind: 'meeting', id: 'm' },
          commandId: 'k',
        },
        cause: { eventId: noticeId, type: 'OrganConvened', position: 1, recordedAt: sentAt },
        ...{ rule: { digest: 'never' }, channels: ['pec'], shownMs: 0, isInInbox: true },
      });
  });
  afterEach(() => {
    database.close();
  });
  const record = (type: string, data: JsonObject, recordedAt = sentAt): void => {
    position += 1;
    const stream = mailboxStream('livornese', 'ets-uno');
    const place = { id: String(position), position, stream, revision: position, createdMs: 0 };
    followMailbox({ ...place, type, data, metadata: { recordedAt } }, database);
  };
  const attempt = (outcome: string, messageId: string, ...noticeIds: readonly string[]): void => {
    record('DeliveryAttempted', { noticeIds, channel: 'pec', messageId, attempt: 1, outcome });
  };
  const receipt = (type: MailboxFactType): void => {
    record(type, { noticeIds: ['uno'], messageId: 'uno@traccia', at: sentAt, sha256: '' });
  };
  const missing = (hours: number): readonly string[] =>
    unreceipted(database, hoursLater(hours)).map((each) => each.missing);

  it('is known by its Message-ID, also where nobody knows whether it arrived', () => {
    attempt('unknown', 'uno@traccia', 'uno', 'due');
    expect(sentMessage(database, 'uno@traccia', 'pec')).toEqual({
      ...{ zone: 'livornese', recipientId: 'ets-uno', noticeIds: ['due', 'uno'] },
    });
    expect(sentMessage(database, 'altro@traccia', 'pec')).toBeUndefined();
    expect(sentMessage(database, 'uno@traccia', 'email')).toBeUndefined();
  });

  it('is missed after twelve hours without acceptance, and a day without delivery', () => {
    attempt('sent', 'uno@traccia', 'uno');
    expect(missing(11)).toEqual([]);
    expect(missing(13)).toEqual(['acceptance']);
    receipt('CertifiedMailAccepted');
    expect(missing(23)).toEqual([]);
    expect(missing(25)).toEqual(['delivery']);
    receipt('CertifiedMailDelivered');
    expect(missing(99)).toEqual([]);
  });

  describe('of which a receipt is missing', () => {
    let recorded: NewEvent[];
    let nowMs = 0;
    const watch = (): MissingReceipts => {
      const append: EventStore['append'] = (_stream, events) => {
        for (const event of events) {
          recorded.push(event);
          record(event.type, event.data, new Date(nowMs).toISOString());
        }
        return Promise.resolve({ position, revision: 0, repeated: false });
      };
      const notices: MissingReceiptsParts['notices'] = {
        read: (query) => query(database, 1),
        ready: () => Promise.resolve(),
      };
      return new MissingReceipts(
        { notices, store: { append }, nowMs: () => nowMs, policy: '2025-01.1+ab12cd34' },
        () => Promise.resolve(),
      );
    };
    const codes = () =>
      database.prepare('SELECT state, code FROM delivery WHERE notice_id = ?').get('uno');

    beforeEach(() => {
      recorded = [];
      attempt('sent', 'uno@traccia', 'uno', 'due');
    });

    it('is recorded as that, once, whoever looks', async () => {
      nowMs = hoursLater(11);
      await watch().look(held);
      expect(recorded).toEqual([]);
      nowMs = hoursLater(13);
      const watching = watch();
      await watching.look(held);
      await watching.look(held);
      await watch().look(held);
      expect(recorded.map(({ type, data }) => [type, data])).toEqual([
        [
          'CertifiedMailReceiptMissed',
          { noticeIds: ['due', 'uno'], messageId: 'uno@traccia', missing: 'acceptance' },
        ],
      ]);
      expect(codes()).toEqual({ state: 'sent', code: 'acceptance-missed' });
      expect(watching.remark()).toBe('1 certified mails not accepted within 12 hours');
    });

    it('is missed a second time where it is accepted late, and then not delivered', async () => {
      nowMs = hoursLater(13);
      await watch().look(held);
      receipt('CertifiedMailAccepted');
      expect(codes()).toEqual({ state: 'accepted', code: null });
      nowMs = hoursLater(25);
      const watching = watch();
      await watching.look(held);
      expect(recorded.map(({ data }) => data['missing'])).toEqual(['acceptance', 'delivery']);
      expect(codes()).toEqual({ state: 'accepted', code: 'delivery-missed' });
      receipt('CertifiedMailDelivered');
      expect(codes()).toEqual({ state: 'delivered', code: null });
    });

    it('records nothing once the turn is lost', async () => {
      nowMs = hoursLater(13);
      await watch().look(() => false);
      expect(recorded).toEqual([]);
    });
  });
});
