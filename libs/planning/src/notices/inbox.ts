import type { DatabaseSync } from 'node:sqlite';
import { romeDay, type WorkingCalendar } from '#calendar';
import { WORTH_SENDING_MS, type About, type ChannelName, type DeliveryState } from '#notifications';
import { page, placeOf, rowsToRead, type Page, type PageRequest } from '../read-side/page.js';
import { statement } from '../read-side/statement.js';
import { labelOf } from './abouts.js';

/** A notice as its recipient finds it. */
export interface NoticeRow {
  readonly noticeId: string;
  readonly ruleId: string;
  /** Which audience they are in: why they are told. */
  readonly audience: string;
  readonly cycleId: string;
  readonly about: About;
  /** What it is about is called in Italian; null for a scheda, which the view of schede knows, and for what has no name. */
  readonly label: string | null;
  /** What notices about the same thing have in common. */
  readonly threadId: string;
  readonly isMuted: boolean;
  /** The fact it tells of. */
  readonly cause: {
    readonly eventId: string;
    readonly type: string;
    readonly position: number;
    readonly recordedAt: string;
  };
  /** Since when it is in the inbox, ISO 8601 UTC. */
  readonly shownAt: string;
  readonly readAt: string | null;
  /** Whether they are asked to say that they have seen it. */
  readonly asksToAcknowledge: boolean;
  readonly acknowledgedAt: string | null;
}

/** Which notices of an inbox are wanted. */
export interface InboxQuery extends PageRequest {
  readonly zone: string;
  readonly recipientId: string;
  /** Milliseconds since 1970 (UTC): what is told of later is not there yet. */
  readonly nowMs: number;
  readonly state?: 'unread' | 'read' | 'to-acknowledge' | undefined;
  readonly ruleId?: string | undefined;
  readonly cycleId?: string | undefined;
  readonly threadId?: string | undefined;
}

/** The inbox of somebody, the newest first. @throws InvalidCursor */
export function inboxOf(database: DatabaseSync, query: InboxQuery): Page<NoticeRow> {
  const { zone, recipientId, nowMs, state = '', ruleId = '', cycleId = '', threadId = '' } = query;
  const [beforeMs, before] = placeOf(query, [Number.MAX_SAFE_INTEGER, '']);
  const filter = { zone, recipientId, nowMs, state, ruleId, cycleId, threadId };
  const rows = findInbox(database)
    .all({ ...filter, beforeMs, before, limit: rowsToRead(query) })
    .map((row) => noticeIn(row, database));
  const total = countInbox(database).get(filter)?.['total'] as number;
  return page(rows, total, query, ({ shownAt, noticeId }) => [Date.parse(shownAt), noticeId]);
}

/** How many notices somebody has not read, and how many they are still asked to acknowledge. */
export function unreadOf(
  database: DatabaseSync,
  { zone, recipientId, nowMs }: Pick<InboxQuery, 'zone' | 'recipientId' | 'nowMs'>,
): { readonly unread: number; readonly toAcknowledge: number } {
  const row = countUnread(database).get(zone, recipientId, nowMs);
  return { unread: row?.['unread'] as number, toAcknowledge: row?.['toAcknowledge'] as number };
}

/** What notices about one thing have in common. */
export interface ThreadRow {
  readonly threadId: string;
  readonly cycleId: string;
  readonly about: About;
  readonly label: string | null;
  readonly isMuted: boolean;
  readonly notices: number;
  readonly unread: number;
  /** The newest, ISO 8601 UTC. */
  readonly latestAt: string;
}

/** The inbox of somebody by what the notices are about, the one with the newest first. @throws InvalidCursor */
export function threadsOf(
  database: DatabaseSync,
  query: Pick<InboxQuery, 'zone' | 'recipientId' | 'nowMs'> & PageRequest,
): Page<ThreadRow> {
  const { zone, recipientId, nowMs } = query;
  const [beforeMs, before] = placeOf(query, [Number.MAX_SAFE_INTEGER, '']);
  const whose = { zone, recipientId, nowMs };
  const rows = findThreads(database)
    .all({ ...whose, beforeMs, before, limit: rowsToRead(query) })
    .map((row): ThreadRow => {
      // The columns of `findThreads`.
      const { aboutKind, aboutId, latestMs, isMuted, ...rest } = row as unknown as Columns;
      const about = { kind: aboutKind, id: aboutId };
      return {
        ...(rest as Pick<ThreadRow, 'threadId' | 'cycleId' | 'notices' | 'unread'>),
        about,
        label: labelOf(database, rest['cycleId'] as string, about, 'it') ?? null,
        isMuted: isMuted === 1,
        latestAt: new Date(latestMs).toISOString(),
      };
    });
  const total = countThreads(database).get(whose)?.['total'] as number;
  return page(rows, total, query, ({ latestAt, threadId }) => [Date.parse(latestAt), threadId]);
}

interface Columns {
  readonly aboutKind: string;
  readonly aboutId: string;
  readonly latestMs: number;
  readonly isMuted: number;
  readonly [column: string]: unknown;
}

/** One notice of somebody; undefined where it is not theirs, or not to be seen yet. */
export function noticeOf(
  database: DatabaseSync,
  noticeId: string,
  { zone, recipientId, nowMs }: Pick<InboxQuery, 'zone' | 'recipientId' | 'nowMs'>,
): NoticeRow | undefined {
  const row = findNotice(database).get({ noticeId, zone, recipientId, nowMs });
  return row && noticeIn(row, database);
}

/** How a delivery stands. */
export interface DeliveryRow {
  readonly noticeId: string;
  readonly channel: ChannelName;
  /** `no-channel` for what waits to go by what nobody has set up. */
  readonly state: DeliveryState | 'no-channel';
  readonly attempts: number;
  /** When it is attempted next, ISO 8601 UTC; null where it is not. */
  readonly nextAt: string | null;
  /** Of the last attempt. */
  readonly code: string | null;
  readonly changedAt: string;
  readonly history: readonly DeliveryStep[];
}

/** Something that happened to a delivery. */
export interface DeliveryStep {
  readonly type: string;
  readonly at: string;
  readonly position: number;
  readonly attempt: number | null;
  readonly outcome: string | null;
  readonly code: string | null;
  readonly again: string | null;
}

/**
 * How a notice has gone out, by each channel, with all that happened.
 * @param setUp the channels by which anything goes
 */
export function deliveriesOf(
  database: DatabaseSync,
  noticeId: string,
  setUp: readonly ChannelName[],
): readonly DeliveryRow[] {
  const steps = Map.groupBy(
    findSteps(database).all(noticeId),
    (row) => row['channel'] as ChannelName,
  );
  return findDeliveries(database)
    .all(noticeId)
    .map((row): DeliveryRow => {
      // The columns are named after the fields.
      const { nextMs, ...rest } = row as unknown as { readonly nextMs: number } & Omit<
        DeliveryRow,
        'history' | 'nextAt'
      >;
      return {
        ...rest,
        state: isStuck(rest, setUp) ? 'no-channel' : rest.state,
        nextAt:
          rest.state === 'waiting' && !isStuck(rest, setUp) ? new Date(nextMs).toISOString() : null,
        history: (steps.get(rest.channel) ?? []).map(
          ({ channel: _same, ...step }) => step as unknown as DeliveryStep,
        ),
      };
    });
}

/** Whether it waits for what does not come: nobody has set up its channel. */
const isStuck = (
  { state, channel }: { readonly state: string; readonly channel: ChannelName },
  setUp: readonly ChannelName[],
): boolean => state === 'waiting' && !setUp.includes(channel);

/** Which addresses of somebody were refused for good, since when and with which code. */
export function refusedAddressesOf(
  database: DatabaseSync,
  zone: string,
  recipientId: string,
): readonly { readonly channel: ChannelName; readonly since: string; readonly code: string }[] {
  return findRefusedAddresses(database).all(zone, recipientId) as unknown as readonly {
    readonly channel: ChannelName;
    readonly since: string;
    readonly code: string;
  }[];
}

/** A delivery as the office sees it: to whom, by what, how it stands. Not what it says. */
export interface LoggedDelivery {
  readonly noticeId: string;
  readonly recipientId: string;
  readonly ruleId: string;
  readonly cycleId: string;
  readonly causeEventId: string;
  readonly causeType: string;
  readonly channel: ChannelName;
  readonly state: DeliveryState | 'expired' | 'no-channel';
  readonly attempts: number;
  readonly nextAt: string | null;
  readonly code: string | null;
  readonly changedAt: string;
  /** Whether the recipient has seen it in the inbox. */
  readonly isRead: boolean;
}

/** Which deliveries of a zone are wanted. */
export interface DeliveryLogQuery extends PageRequest {
  readonly zone: string;
  readonly nowMs: number;
  /** The channels by which anything goes. */
  readonly setUp: readonly ChannelName[];
  readonly state?: DeliveryState | 'expired' | 'no-channel' | undefined;
  readonly recipientId?: string | undefined;
  readonly channel?: ChannelName | undefined;
}

/** The deliveries of a zone, the last that moved first. @throws InvalidCursor */
export function deliveryLog(database: DatabaseSync, query: DeliveryLogQuery): Page<LoggedDelivery> {
  const { zone, nowMs, setUp, state = '', recipientId = '', channel = '' } = query;
  const [beforeAt, beforeId, beforeChannel] = placeOf(query, ['9999', '', '']);
  const filter = {
    ...{ zone, nowMs, recipientId, channel },
    // What nobody has attempted in time, or can, stands as waiting in the rows.
    state: state === 'expired' || state === 'no-channel' ? 'waiting' : state,
    isExpired: state === 'expired' ? 1 : state === 'waiting' || state === 'no-channel' ? 0 : -1,
    isSetUp: state === 'no-channel' ? 0 : state === 'waiting' ? 1 : -1,
    setUp: JSON.stringify(setUp),
    expiredMs: nowMs - WORTH_SENDING_MS,
  };
  const rows = findLog(database)
    .all({ ...filter, beforeAt, beforeId, beforeChannel, limit: rowsToRead(query) })
    .map((row): LoggedDelivery => {
      // The columns are named after the fields.
      const { nextMs, dueMs, isRead, ...rest } = row as unknown as {
        readonly nextMs: number;
        readonly dueMs: number;
        readonly isRead: number;
      } & Omit<LoggedDelivery, 'nextAt' | 'isRead'>;
      const isExpired = rest.state === 'waiting' && rest.attempts === 0 && dueMs < filter.expiredMs;
      return {
        ...rest,
        state: isExpired ? 'expired' : isStuck(rest, setUp) ? 'no-channel' : rest.state,
        nextAt:
          rest.state === 'waiting' && !isExpired && !isStuck(rest, setUp)
            ? new Date(nextMs).toISOString()
            : null,
        isRead: isRead === 1,
      };
    });
  const total = countLog(database).get(filter)?.['total'] as number;
  return page(rows, total, query, (row) => [row.changedAt, row.noticeId, row.channel]);
}

/** Who a delivery is to, how it stands, and when it was to leave, in milliseconds since 1970 (UTC). */
interface DeliveryTo {
  readonly recipientId: string;
  readonly state: DeliveryState;
  readonly dueMs: number;
}

/** Who a delivery is to; undefined where the zone has none of that notice by that channel. */
export function deliveryTo(
  database: DatabaseSync,
  zone: string,
  noticeId: string,
  channel: ChannelName,
): DeliveryTo | undefined {
  // The columns are named after the fields.
  return findDelivery(database).get(zone, noticeId, channel) as DeliveryTo | undefined;
}

/** A scheda that was returned and that somebody has not looked at. */
export interface UnreadReturn {
  readonly noticeId: string;
  readonly schedaId: string;
  readonly recipientId: string;
  readonly audience: string;
  readonly returnedAt: string;
}

/** So many working days after it was returned, the office is told who has not looked. */
const UNREAD_AFTER_WORKING_DAYS = 3;

/**
 * The schede of a cycle that were returned, not handed in since, and not read by somebody they were returned to
 * within three working days, the longest first.
 * @param today `2024-02-20`, Europe/Rome
 */
export function unreadReturns(
  database: DatabaseSync,
  cycleId: string,
  today: string,
  calendar: WorkingCalendar,
): readonly UnreadReturn[] {
  // The columns are named after the fields.
  const unread = findUnreadReturns(database).all(cycleId) as unknown as readonly UnreadReturn[];
  return unread.filter(({ returnedAt }) => {
    const day = romeDay(Date.parse(returnedAt));
    return calendar.addWorkingDays(day, UNREAD_AFTER_WORKING_DAYS) < today;
  });
}

function noticeIn(row: Readonly<Record<string, unknown>>, database: DatabaseSync): NoticeRow {
  // The columns of NOTICE.
  const {
    aboutKind,
    aboutId,
    shownMs,
    isMuted,
    acknowledge,
    eventId,
    type,
    position,
    recordedAt,
    ...rest
  } = row as unknown as {
    readonly aboutKind: string;
    readonly aboutId: string;
    readonly shownMs: number;
    readonly isMuted: number;
    readonly acknowledge: number;
    readonly eventId: string;
    readonly type: string;
    readonly position: number;
    readonly recordedAt: string;
  } & Pick<
    NoticeRow,
    'noticeId' | 'ruleId' | 'audience' | 'cycleId' | 'threadId' | 'readAt' | 'acknowledgedAt'
  >;
  const about = { kind: aboutKind, id: aboutId };
  return {
    ...rest,
    about,
    label: labelOf(database, rest.cycleId, about, 'it') ?? null,
    isMuted: isMuted === 1,
    cause: { eventId, type, position, recordedAt },
    shownAt: new Date(shownMs).toISOString(),
    asksToAcknowledge: acknowledge === 1,
  };
}

const NOTICE = `
  SELECT notice_id AS noticeId, rule_id AS ruleId, audience, cycle_id AS cycleId,
    about_kind AS aboutKind, about_id AS aboutId, thread_id AS threadId, event_id AS eventId,
    event_type AS type, position, recorded_at AS recordedAt, shown_ms AS shownMs, read_at AS readAt,
    acknowledge, acknowledged_at AS acknowledgedAt,
    EXISTS (
      SELECT 1 FROM muted WHERE muted.zone = notice.zone
        AND muted.recipient_id = notice.recipient_id AND muted.thread_id = notice.thread_id
    ) AS isMuted
  FROM notice`;
const MINE = 'zone = :zone AND recipient_id = :recipientId AND in_inbox = 1 AND shown_ms <= :nowMs';
const WANTED = `${MINE}
  AND (:state = '' OR CASE :state
    WHEN 'unread' THEN read_at IS NULL
    WHEN 'read' THEN read_at IS NOT NULL
    ELSE acknowledge = 1 AND acknowledged_at IS NULL END)
  AND (:ruleId = '' OR rule_id = :ruleId) AND (:cycleId = '' OR cycle_id = :cycleId)
  AND (:threadId = '' OR thread_id = :threadId)`;
const findInbox = statement(`
  ${NOTICE} WHERE ${WANTED} AND (shown_ms, notice_id) < (:beforeMs, :before)
  ORDER BY shown_ms DESC, notice_id DESC LIMIT :limit`);
const countInbox = statement(`SELECT count(*) AS total FROM notice WHERE ${WANTED}`);
const countUnread = statement(`
  SELECT count(*) FILTER (WHERE read_at IS NULL) AS unread,
    count(*) FILTER (WHERE acknowledge = 1 AND acknowledged_at IS NULL) AS toAcknowledge
  FROM notice WHERE zone = ? AND recipient_id = ? AND in_inbox = 1 AND shown_ms <= ?`);
const findThreads = statement(`
  SELECT thread_id AS threadId, cycle_id AS cycleId, about_kind AS aboutKind, about_id AS aboutId,
    count(*) AS notices, count(*) FILTER (WHERE read_at IS NULL) AS unread,
    max(shown_ms) AS latestMs,
    EXISTS (
      SELECT 1 FROM muted WHERE muted.zone = :zone AND muted.recipient_id = :recipientId
        AND muted.thread_id = notice.thread_id
    ) AS isMuted
  FROM notice WHERE ${MINE} GROUP BY thread_id
  HAVING (max(shown_ms), thread_id) < (:beforeMs, :before)
  ORDER BY latestMs DESC, threadId DESC LIMIT :limit`);
const countThreads = statement(
  `SELECT count(DISTINCT thread_id) AS total FROM notice WHERE ${MINE}`,
);
const findNotice = statement(`${NOTICE} WHERE notice_id = :noticeId AND ${MINE}`);
const findDeliveries = statement(`
  SELECT notice_id AS noticeId, channel, state, attempts, next_ms AS nextMs, code,
    changed_at AS changedAt
  FROM delivery WHERE notice_id = ? ORDER BY channel`);
const findSteps = statement(`
  SELECT channel, type, at, position, attempt, outcome, code, again
  FROM happened_to_delivery WHERE notice_id = ? ORDER BY position`);
const findRefusedAddresses = statement(`
  SELECT channel, since, code FROM refused_address WHERE zone = ? AND recipient_id = ?
  ORDER BY channel`);
const LOGGED = `
  delivery.zone = :zone AND (:state = '' OR delivery.state = :state)
  AND (:recipientId = '' OR delivery.recipient_id = :recipientId)
  AND (:channel = '' OR delivery.channel = :channel)
  AND (:isExpired = -1
    OR :isExpired = (delivery.attempts = 0 AND delivery.due_ms < :expiredMs))
  AND (:isSetUp = -1 OR :isSetUp = (delivery.channel IN (SELECT value FROM json_each(:setUp))))
  AND (shown_ms <= :nowMs OR state = 'taken-back')`;
const findLog = statement(`
  SELECT delivery.notice_id AS noticeId, delivery.recipient_id AS recipientId, rule_id AS ruleId,
    cycle_id AS cycleId, event_id AS causeEventId, event_type AS causeType, channel, state, attempts,
    next_ms AS nextMs, due_ms AS dueMs, code, changed_at AS changedAt, read_at IS NOT NULL AS isRead
  FROM delivery JOIN notice USING (notice_id)
  WHERE ${LOGGED} AND (
    changed_at < :beforeAt OR (
      changed_at = :beforeAt AND (delivery.notice_id, channel) > (:beforeId, :beforeChannel)))
  ORDER BY changed_at DESC, delivery.notice_id, channel LIMIT :limit`);
const countLog = statement(
  `SELECT count(*) AS total FROM delivery JOIN notice USING (notice_id) WHERE ${LOGGED}`,
);
const findDelivery = statement(`
  SELECT recipient_id AS recipientId, state, due_ms AS dueMs FROM delivery
  WHERE zone = ? AND notice_id = ? AND channel = ?`);
const findUnreadReturns = statement(`
  SELECT notice_id AS noticeId, scheda_id AS schedaId, recipient_id AS recipientId, audience,
    recorded_at AS returnedAt
  FROM waiting_return JOIN notice USING (event_id)
  WHERE waiting_return.cycle_id = ? AND in_inbox = 1 AND read_at IS NULL
  ORDER BY recorded_at, scheda_id, recipient_id`);
