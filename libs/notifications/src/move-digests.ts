import type { DatabaseSync } from 'node:sqlite';
import type { WorkingCalendar } from '#calendar';
import { letterOf } from './letter.js';
import type { NoticeRule } from './notice-rule.js';
import { statement } from './statement.js';
import { preferencesOf } from './told-notices.js';

/**
 * Puts what waits for a digest to come in the one that leaves by another calendar: the office works on other days than
 * when it was told. A digest whose morning has come is left as it is, since it may be under way.
 * @param at the instant since when the calendar is another one, ISO 8601 UTC
 */
export function moveDigests(
  database: DatabaseSync,
  {
    zone,
    calendar,
    at,
  }: { readonly zone: string; readonly calendar: WorkingCalendar; readonly at: string },
): void {
  const atMs = Date.parse(at);
  for (const row of toBeCollected(database).all(zone, atMs)) {
    // The columns of `toBeCollected`.
    const { noticeId, recipientId, ruleId, digest, commandId, shownMs } = row as unknown as {
      readonly noticeId: string;
      readonly recipientId: string;
      readonly ruleId: string;
      readonly digest: NoticeRule['digest'];
      readonly commandId: string;
      readonly shownMs: number;
    };
    const preferences = preferencesOf(database, zone, recipientId);
    if (digest === 'may' && !preferences.digest) continue;
    const { letterId, dueMs } = letterOf(
      {
        ...{ noticeId, zone, recipientId, ruleId, digest, commandId },
        ...{ channel: 'email', fromMs: Math.max(shownMs, atMs) },
      },
      preferences,
      () => calendar,
    );
    putIn(database).run(letterId, dueMs, dueMs, noticeId);
  }
}

const toBeCollected = statement(`
  SELECT notice_id AS noticeId, delivery.recipient_id AS recipientId, rule_id AS ruleId, digest,
    command_id AS commandId, shown_ms AS shownMs
  FROM delivery JOIN notice USING (notice_id)
  WHERE delivery.zone = ? AND channel = 'email' AND state = 'waiting' AND attempts = 0
    AND due_ms > ? AND digest <> 'never'
  ORDER BY notice_id`);
const putIn = statement(`
  UPDATE delivery SET letter_id = ?, due_ms = ?, next_ms = ?
  WHERE notice_id = ? AND channel = 'email'`);
