import { DatabaseSync } from 'node:sqlite';
import type { JsonObject } from '#event-store';
import { followMailbox } from '../follow-mailbox.js';
import { mailboxStream, type MailboxFactType } from '../mailbox.facts.js';
import { noticeTables } from '../notices.schema.js';
import { addNotice } from '../told-notices.js';
import { sentCertified, unreceipted } from './sent-message.js';

const HOUR_MS = 3_600_000;
const sentAt = '2025-02-13T08:00:00.000Z';
const hoursLater = (hours: number): number => Date.parse(sentAt) + hours * HOUR_MS;

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
  const record = (type: MailboxFactType, data: JsonObject, recordedAt = sentAt): void => {
    position += 1;
    const stream = mailboxStream('livornese', 'ets-uno');
    const place = { id: String(position), position, stream, revision: position, createdMs: 0 };
    followMailbox({ ...place, type, data, metadata: { recordedAt } }, database);
  };
  const attempt = (outcome: string, messageId: string, ...noticeIds: readonly string[]): void => {
    record('DeliveryAttempted', { noticeIds, channel: 'pec', messageId, attempt: 1, outcome });
  };
  const receipt = { noticeIds: ['uno'], messageId: 'uno@traccia', at: sentAt, sha256: '' };

  it('is known by its Message-ID, also where nobody knows whether it arrived', () => {
    attempt('unknown', 'uno@traccia', 'uno', 'due');
    expect(sentCertified(database, 'uno@traccia')).toEqual({
      ...{ zone: 'livornese', recipientId: 'ets-uno', noticeIds: ['due', 'uno'] },
    });
    expect(sentCertified(database, 'altro@traccia')).toBeUndefined();
  });

  it('is missed after twelve hours without acceptance, and a day without delivery', () => {
    attempt('sent', 'uno@traccia', 'uno');
    expect(unreceipted(database, hoursLater(11))).toEqual({ notAccepted: 0, notDelivered: 0 });
    expect(unreceipted(database, hoursLater(13))).toEqual({ notAccepted: 1, notDelivered: 0 });
    record('CertifiedMailAccepted', receipt);
    expect(unreceipted(database, hoursLater(23))).toEqual({ notAccepted: 0, notDelivered: 0 });
    expect(unreceipted(database, hoursLater(25))).toEqual({ notAccepted: 0, notDelivered: 1 });
    record('CertifiedMailDelivered', receipt);
    expect(unreceipted(database, hoursLater(99))).toEqual({ notAccepted: 0, notDelivered: 0 });
  });
});
