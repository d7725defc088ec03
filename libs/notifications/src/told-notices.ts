import type { DatabaseSync } from 'node:sqlite';
import { WorkingCalendar } from '#calendar';
import type { ChannelName } from './channel.js';
import { letterOf, usualPreferences } from './letter.js';
import type { Preferences } from './mailbox.facts.js';
import { threadIdOf, type Notice } from './notice.js';
import type { NoticeRule } from './notice-rule.js';
import type { DeliveryState } from './notices.schema.js';
import { statement } from './statement.js';

/** A notice to be added, and how its rule wants it told. */
export interface NoticeToAdd extends Notice {
  readonly rule: Pick<NoticeRule, 'digest' | 'acknowledge' | 'legal'>;
  /** By what it goes out besides the inbox. */
  readonly channels: readonly ChannelName[];
  /** What made the fact: one command tells somebody of all it did in one message. */
  readonly commandId: string;
  /** Since when it is to be seen, in milliseconds since 1970 (UTC). */
  readonly shownMs: number;
  readonly isInInbox: boolean;
  /** The working days of the office, on which digests leave; those of the whole country unless said. */
  readonly calendar?: (() => WorkingCalendar) | undefined;
}

const ofTheCountry = new WorkingCalendar();
/** The working days of an office that says nothing of its own: those of the whole country. */
export const daysOfTheCountry = (): WorkingCalendar => ofTheCountry;

/** Adds a notice with its deliveries; one that is there already stays as it is. */
export function addNotice(database: DatabaseSync, notice: NoticeToAdd): void {
  const { noticeId, zone, recipientId, ruleId, cause, cycleId, about, rule, shownMs } = notice;
  const threadId = threadIdOf(cycleId, about);
  const { changes } = insertNotice(database).run(
    ...[noticeId, zone, recipientId, ruleId, notice.audience],
    ...[cause.eventId, cause.type, cause.position, cause.recordedAt, notice.commandId],
    ...[cycleId, about.kind, about.id, threadId, shownMs, Number(notice.isInInbox)],
    ...[Number(rule.acknowledge ?? false), Number(rule.legal ?? false), rule.digest],
  );
  if (changes === 0) return;
  for (const channel of notice.channels) addDelivery(database, notice, threadId, channel);
}

function addDelivery(
  database: DatabaseSync,
  notice: NoticeToAdd,
  threadId: string,
  channel: ChannelName,
): void {
  const { noticeId, zone, recipientId, ruleId, cause, rule, commandId, shownMs } = notice;
  const preferences = preferencesOf(database, zone, recipientId);
  const { letterId, dueMs } = letterOf(
    {
      noticeId,
      zone,
      recipientId,
      ruleId,
      channel,
      commandId,
      digest: rule.digest,
      fromMs: shownMs,
    },
    preferences,
    notice.calendar ?? daysOfTheCountry,
  );
  const isOff =
    rule.legal !== true &&
    (!isWanted(preferences, ruleId, channel) || isMuted(database, zone, recipientId, threadId));
  const state: DeliveryState = isOff
    ? 'off'
    : isRefused(database, zone, recipientId, channel)
      ? 'suppressed'
      : 'waiting';
  insertDelivery(database).run(
    ...[noticeId, channel, zone, recipientId, letterId, state, dueMs, dueMs, cause.recordedAt],
  );
}

/**
 * Takes back what a later fact has made idle: notices that nobody has seen yet are gone; of the others what was
 * not sent is not sent.
 * @param at the instant of that fact, ISO 8601 UTC
 * @param only of these notices; all of the rules about it unless said
 */
export function undoNotices(
  database: DatabaseSync,
  {
    cycleId,
    about,
    ruleIds,
    only,
    at,
  }: Pick<Notice, 'cycleId' | 'about'> & {
    readonly ruleIds: readonly string[];
    readonly only?: readonly string[] | undefined;
    readonly at: string;
  },
): void {
  const those = only === undefined ? null : JSON.stringify(only);
  const what = [cycleId, about.kind, about.id, JSON.stringify(ruleIds), those, those] as const;
  const nowMs = Date.parse(at);
  removeDeliveriesToCome(database).run(...what, nowMs);
  removeToCome(database).run(...what, nowMs);
  idle(database).run(at, ...what);
}

/**
 * Takes back all notices of a fact that was taken back before it was told: nobody finds them, none is sent by whatever
 * channel, and each delivery says so.
 * @param at the instant of the fact that took it back, ISO 8601 UTC
 */
export function takeBackNotices(
  database: DatabaseSync,
  { eventId, at }: { readonly eventId: string; readonly at: string },
): void {
  takeFromInbox(database).run(eventId);
  takeFromPost(database).run(at, eventId);
}

/** Removes what a fact foretells by a rule and nobody has seen yet, to be told anew. */
export function removeNoticesToCome(
  database: DatabaseSync,
  {
    eventId,
    ruleId,
    at,
  }: { readonly eventId: string; readonly ruleId: string; readonly at: string },
): void {
  const which = [eventId, ruleId, Date.parse(at)] as const;
  removeDeliveriesOfEvent(database).run(...which);
  removeOfEvent(database).run(...which);
}

/** How somebody wants to be told. */
export function preferencesOf(
  database: DatabaseSync,
  zone: string,
  recipientId: string,
): Preferences {
  const row = findWished(database).get(zone, recipientId);
  return row ? (JSON.parse(row['preferences'] as string) as Preferences) : usualPreferences;
}

/** Whether a rule comes by a channel, as far as somebody has chosen. */
export function isWanted(
  { rules }: Pick<Preferences, 'rules'>,
  ruleId: string,
  channel: ChannelName,
): boolean {
  if (channel === 'webhook' || !Object.hasOwn(rules, ruleId)) return true;
  return rules[ruleId]?.[channel] ?? true;
}

const isMuted = (database: DatabaseSync, ...thread: readonly [string, string, string]): boolean =>
  findMuted(database).get(...thread) !== undefined;
const isRefused = (database: DatabaseSync, ...where: readonly [string, string, string]): boolean =>
  findRefused(database).get(...where) !== undefined;

const insertNotice = statement(`
  INSERT OR IGNORE INTO notice (
    notice_id, zone, recipient_id, rule_id, audience, event_id, event_type, position, recorded_at, command_id,
    cycle_id, about_kind, about_id, thread_id, shown_ms, in_inbox, acknowledge, legal, digest)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
const insertDelivery = statement(`
  INSERT OR IGNORE INTO delivery (
    notice_id, channel, zone, recipient_id, letter_id, state, due_ms, next_ms, attempts, changed_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`);
const findWished = statement('SELECT preferences FROM wished WHERE zone = ? AND recipient_id = ?');
const findMuted = statement(
  'SELECT 1 FROM muted WHERE zone = ? AND recipient_id = ? AND thread_id = ?',
);
const findRefused = statement(
  'SELECT 1 FROM refused_address WHERE zone = ? AND recipient_id = ? AND channel = ?',
);

const ABOUT = `cycle_id = ? AND about_kind = ? AND about_id = ?
  AND rule_id IN (SELECT value FROM json_each(?))
  AND (? IS NULL OR notice_id IN (SELECT value FROM json_each(?)))`;
const removeDeliveriesToCome = statement(`
  DELETE FROM delivery
  WHERE notice_id IN (SELECT notice_id FROM notice WHERE ${ABOUT} AND shown_ms > ?)`);
const removeToCome = statement(`DELETE FROM notice WHERE ${ABOUT} AND shown_ms > ?`);
const idle = statement(`
  UPDATE delivery SET state = 'unneeded', changed_at = ?
  WHERE state = 'waiting' AND notice_id IN (SELECT notice_id FROM notice WHERE ${ABOUT})`);
const takeFromInbox = statement('UPDATE notice SET in_inbox = 0 WHERE event_id = ?');
/** Also what had no address, so that none leaves once there is one. */
const takeFromPost = statement(`
  UPDATE delivery SET state = 'taken-back', changed_at = ?
  WHERE attempts = 0 AND notice_id IN (SELECT notice_id FROM notice WHERE event_id = ?)`);
const removeDeliveriesOfEvent = statement(`
  DELETE FROM delivery
  WHERE notice_id IN (
    SELECT notice_id FROM notice WHERE event_id = ? AND rule_id = ? AND shown_ms > ?)`);
const removeOfEvent = statement(
  'DELETE FROM notice WHERE event_id = ? AND rule_id = ? AND shown_ms > ?',
);
