import type { DatabaseSync } from 'node:sqlite';
import type { About, ChannelName } from '#notifications';
import { page, placeOf, rowsToRead, type Page, type PageRequest } from '../read-side/page.js';
import { statement } from '../read-side/statement.js';

/** That somebody was told of something: when it stood in their inbox, went out to them, and was seen. */
export interface ToldPerson {
  readonly noticeId: string;
  readonly recipientId: string;
  readonly ruleId: string;
  readonly audience: string;
  readonly about: About;
  /** The fact it tells of; a reminder of a deadline tells of a `ReminderSent`. */
  readonly cause: { readonly eventId: string; readonly type: string; readonly recordedAt: string };
  /** Instants, ISO 8601 UTC. */
  readonly shownAt: string;
  readonly readAt: string | null;
  readonly acknowledgedAt: string | null;
  /** When a message was first taken by each channel that it went by. */
  readonly sent: readonly { readonly channel: ChannelName; readonly at: string }[];
}

/** Which notices of a cycle or register are wanted. */
export interface ToldQuery extends PageRequest {
  readonly cycleId: string;
  /** What comes into an inbox later is not told yet, in milliseconds since 1970 (UTC). */
  readonly nowMs: number;
  /** Those about a thing; absent: about anything. */
  readonly about?: About | undefined;
  /** And those of a fact, whatever it is about. */
  readonly causeEventId?: string | undefined;
  readonly recipientId?: string | undefined;
}

/** The notices that came into an inbox, the oldest first. @throws InvalidCursor */
export function toldAbout(database: DatabaseSync, query: ToldQuery): Page<ToldPerson> {
  const { cycleId, nowMs, about, causeEventId = '', recipientId = '' } = query;
  const [afterMs, after] = placeOf(query, [-1, '']);
  const filter = {
    ...{ cycleId, nowMs, causeEventId, recipientId },
    ...{ aboutKind: about?.kind ?? '', aboutId: about?.id ?? '' },
  };
  const rows = findTold(database)
    .all({ ...filter, afterMs, after, limit: rowsToRead(query) })
    .map((row): ToldPerson => {
      // The columns of `findTold`.
      const { aboutKind, aboutId, eventId, type, recordedAt, shownMs, ...rest } =
        row as unknown as Columns;
      return {
        ...rest,
        about: { kind: aboutKind, id: aboutId },
        cause: { eventId, type, recordedAt },
        shownAt: new Date(shownMs).toISOString(),
        sent: findSent(database).all(rest.noticeId) as unknown as ToldPerson['sent'],
      };
    });
  const total = countTold(database).get(filter)?.['total'] as number;
  return page(rows, total, query, ({ shownAt, noticeId }) => [Date.parse(shownAt), noticeId]);
}

interface Columns extends Omit<ToldPerson, 'about' | 'cause' | 'shownAt' | 'sent'> {
  readonly aboutKind: string;
  readonly aboutId: string;
  readonly eventId: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly shownMs: number;
}

const WANTED = `
  FROM notice
  WHERE cycle_id = :cycleId AND in_inbox = 1 AND shown_ms <= :nowMs
    AND (:recipientId = '' OR recipient_id = :recipientId)
    AND (:aboutKind = '' OR (about_kind = :aboutKind AND about_id = :aboutId)
      OR event_id = :causeEventId)`;
const findTold = statement(`
  SELECT notice_id AS noticeId, recipient_id AS recipientId, rule_id AS ruleId, audience,
    about_kind AS aboutKind, about_id AS aboutId, event_id AS eventId, event_type AS type,
    recorded_at AS recordedAt, shown_ms AS shownMs, read_at AS readAt,
    acknowledged_at AS acknowledgedAt ${WANTED} AND (shown_ms, notice_id) > (:afterMs, :after)
  ORDER BY shown_ms, notice_id LIMIT :limit`);
const countTold = statement(`SELECT count(*) AS total ${WANTED}`);
const findSent = statement(`
  SELECT channel, min(at) AS at FROM happened_to_delivery
  WHERE notice_id = ? AND type = 'DeliveryAttempted' AND outcome = 'sent'
  GROUP BY channel ORDER BY channel`);
