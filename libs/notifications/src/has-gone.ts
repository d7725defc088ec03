import type { DatabaseSync } from 'node:sqlite';
import type { DueLetter, NoticeInLetter } from './due-letters.js';
import { statement } from './statement.js';

/**
 * Whether somebody was sent, by the channel of a letter, an earlier message about the same thing that told of one of
 * some types of facts. What may have arrived counts: whoever got it has to be told the rest.
 */
export function hasGoneBefore(
  database: DatabaseSync,
  { zone, recipientId, channel }: Pick<DueLetter, 'zone' | 'recipientId' | 'channel'>,
  { cycleId, about }: Pick<NoticeInLetter, 'cycleId' | 'about'>,
  types: readonly string[],
): boolean {
  const { kind, id } = about;
  const wanted = { zone, recipientId, channel, cycleId, kind, id, types: JSON.stringify(types) };
  return find(database).get(wanted) !== undefined;
}

const find = statement(`
  SELECT 1 FROM notice JOIN happened_to_delivery AS it USING (notice_id)
  WHERE cycle_id = :cycleId AND about_kind = :kind AND about_id = :id
    AND zone = :zone AND recipient_id = :recipientId
    AND event_type IN (SELECT value FROM json_each(:types))
    AND it.channel = :channel AND it.type = 'DeliveryAttempted' AND outcome IN ('sent', 'unknown')`);
