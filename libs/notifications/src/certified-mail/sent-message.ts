import type { DatabaseSync } from 'node:sqlite';
import { statement } from '../statement.js';

/** A certified message that went out, as the log knows it. */
export interface SentMessage {
  readonly zone: string;
  readonly recipientId: string;
  readonly noticeIds: readonly string[];
}

/** Whose message a Message-ID is; undefined where none of ours has it, or not yet. */
export function sentCertified(database: DatabaseSync, messageId: string): SentMessage | undefined {
  const rows = findSent(database).all(messageId);
  const [first] = rows;
  return (
    first && {
      zone: first['zone'] as string,
      recipientId: first['recipient_id'] as string,
      noticeIds: rows.map((row) => row['notice_id'] as string),
    }
  );
}

/** Certified mail that is owed a receipt for too long (RFC 6109, 3.1.4 and 3.3.3). */
export interface Unreceipted {
  /** Sent and not accepted within twelve hours; accepted and not delivered within twenty-four. */
  readonly notAccepted: number;
  readonly notDelivered: number;
}

const ACCEPTED_WITHIN_MS = 12 * 3_600_000;
const DELIVERED_WITHIN_MS = 24 * 3_600_000;

export function unreceipted(database: DatabaseSync, nowMs: number): Unreceipted {
  const before = (ms: number): string => new Date(nowMs - ms).toISOString();
  const row = countUnreceipted(database).get({
    accepted: before(ACCEPTED_WITHIN_MS),
    delivered: before(DELIVERED_WITHIN_MS),
  });
  return {
    notAccepted: Number(row?.['notAccepted'] ?? 0),
    notDelivered: Number(row?.['notDelivered'] ?? 0),
  };
}

const findSent = statement(`
  SELECT DISTINCT zone, recipient_id, delivery.notice_id
  FROM happened_to_delivery AS happened JOIN delivery USING (notice_id, channel)
  WHERE happened.message_id = ? AND channel = 'pec' ORDER BY delivery.notice_id`);
const countUnreceipted = statement(`
  SELECT
    count(*) FILTER (WHERE state = 'sent' AND changed_at < :accepted) AS notAccepted,
    count(*) FILTER (WHERE state = 'accepted' AND changed_at < :delivered) AS notDelivered
  FROM delivery WHERE channel = 'pec' AND state IN ('sent', 'accepted')`);
