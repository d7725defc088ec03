import type { DatabaseSync } from 'node:sqlite';
import type { ChannelName } from './channel.js';
import type { About } from './notice.js';
import { statement } from './statement.js';

/** A notice in a message that is to leave. */
export interface NoticeInLetter {
  readonly noticeId: string;
  readonly ruleId: string;
  readonly audience: string;
  readonly cycleId: string;
  readonly about: About;
  readonly threadId: string;
  readonly cause: {
    readonly eventId: string;
    readonly type: string;
    readonly position: number;
    readonly recordedAt: string;
  };
  /** Since when it may be told, in milliseconds since 1970 (UTC). */
  readonly shownMs: number;
  readonly asksToAcknowledge: boolean;
  readonly isLegal: boolean;
}

/** What is to leave in one message. */
export interface DueLetter {
  readonly letterId: string;
  readonly channel: ChannelName;
  readonly zone: string;
  readonly recipientId: string;
  /** When it was to leave for the first time, in milliseconds since 1970 (UTC). */
  readonly dueMs: number;
  readonly attempts: number;
  /** Of the last attempt. */
  readonly code: string | null;
  /** The oldest first. */
  readonly notices: readonly [NoticeInLetter, ...NoticeInLetter[]];
}

/** Which letters are looked for. */
export interface DueQuery {
  readonly channel: ChannelName;
  /** Only what goes to this one. */
  readonly recipientId?: string | undefined;
  readonly nowMs: number;
  /** Of what was due before and nobody has attempted nothing is sent any more. */
  readonly notBeforeMs: number;
  readonly limit: number;
}

/** What is to leave by a channel, the longest due first. */
export function dueLetters(
  database: DatabaseSync,
  { channel, recipientId = '', nowMs, notBeforeMs, limit }: DueQuery,
): readonly DueLetter[] {
  return findDue(database)
    .all({ channel, recipientId, nowMs, notBeforeMs, limit })
    .flatMap((row) => letterIn(database, channel, row['letterId'] as string));
}

/** When something was first sent by a channel, in milliseconds since 1970 (UTC); undefined where nothing was. */
export function firstAttempt(database: DatabaseSync, channel: ChannelName): number | undefined {
  const at = findFirst(database).get(channel)?.['at'];
  return typeof at === 'string' ? Date.parse(at) : undefined;
}

function letterIn(
  database: DatabaseSync,
  channel: ChannelName,
  letterId: string,
): readonly DueLetter[] {
  const rows = findLetter(database).all(letterId, channel);
  const [first, ...rest] = rows.map(noticeIn);
  const [row] = rows;
  if (!first || !row) return [];
  // The columns of `findLetter`.
  const { zone, recipientId, code } = row as unknown as DueLetter;
  const most = (column: string): number => Math.max(...rows.map((each) => each[column] as number));
  return [
    {
      ...{ letterId, channel, zone, recipientId, code },
      dueMs: Math.min(...rows.map((each) => each['dueMs'] as number)),
      attempts: most('attempts'),
      notices: [first, ...rest],
    },
  ];
}

function noticeIn(row: Readonly<Record<string, unknown>>): NoticeInLetter {
  // The columns of `findLetter`.
  const { aboutKind, aboutId, eventId, type, position, recordedAt, acknowledge, legal, ...rest } =
    row as unknown as NoticeInLetter & {
      readonly aboutKind: string;
      readonly aboutId: string;
      readonly eventId: string;
      readonly type: string;
      readonly position: number;
      readonly recordedAt: string;
      readonly acknowledge: number;
      readonly legal: number;
    };
  const { noticeId, ruleId, audience, cycleId, threadId, shownMs } = rest;
  return {
    ...{ noticeId, ruleId, audience, cycleId, threadId, shownMs },
    about: { kind: aboutKind, id: aboutId },
    cause: { eventId, type, position, recordedAt },
    asksToAcknowledge: acknowledge === 1,
    isLegal: legal === 1,
  };
}

const findDue = statement(`
  SELECT letter_id AS letterId, min(next_ms) AS nextMs
  FROM delivery INDEXED BY delivery_due
  WHERE state = 'waiting' AND channel = :channel AND next_ms <= :nowMs
    AND (attempts > 0 OR due_ms >= :notBeforeMs)
    AND (:recipientId = '' OR recipient_id = :recipientId)
  GROUP BY letter_id ORDER BY nextMs, letterId LIMIT :limit`);
const findFirst = statement(`
  SELECT min(at) AS at FROM happened_to_delivery
  WHERE channel = ? AND type = 'DeliveryAttempted'`);
const findLetter = statement(`
  SELECT delivery.zone, delivery.recipient_id AS recipientId, code, due_ms AS dueMs, attempts,
    notice_id AS noticeId, rule_id AS ruleId, audience, cycle_id AS cycleId, about_kind AS aboutKind,
    about_id AS aboutId, thread_id AS threadId, event_id AS eventId, event_type AS type, position,
    recorded_at AS recordedAt, shown_ms AS shownMs, acknowledge, legal
  FROM delivery JOIN notice USING (notice_id)
  WHERE letter_id = ? AND channel = ? AND state = 'waiting'
  ORDER BY position, notice_id`);
