import type { DatabaseSync } from 'node:sqlite';
import { statement } from '../statement.js';

/** A message that went out, as the log knows it. */
export interface SentMessage {
  readonly zone: string;
  readonly recipientId: string;
  readonly noticeIds: readonly string[];
}

/** Whose message a Message-ID is; undefined where none of ours has it, or not yet. */
export function sentMessage(
  database: DatabaseSync,
  messageId: string,
  channel: 'email' | 'pec',
): SentMessage | undefined {
  const rows = findSent(database).all(messageId, channel);
  const [first] = rows;
  return (
    first && {
      zone: first['zone'] as string,
      recipientId: first['recipient_id'] as string,
      noticeIds: rows.map((row) => row['notice_id'] as string),
    }
  );
}

const findSent = statement(`
  SELECT DISTINCT zone, recipient_id, delivery.notice_id
  FROM happened_to_delivery AS happened JOIN delivery USING (notice_id, channel)
  WHERE happened.message_id = ? AND channel = ? ORDER BY delivery.notice_id`);
