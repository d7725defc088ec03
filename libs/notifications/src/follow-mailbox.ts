import type { DatabaseSync } from 'node:sqlite';
import type { WorkingCalendar } from '#calendar';
import type { RecordedEvent } from '#event-store';
import { letterOf } from './letter.js';
import {
  mailboxOf,
  type MailboxEnvelope,
  type MailboxFact,
  type MailboxFactType,
  type Preferences,
} from './mailbox.facts.js';
import { idOf } from './notice.js';
import type { ChannelName } from './channel.js';
import type { NoticeRule } from './notice-rule.js';
import type { DeliveryState } from './notices.schema.js';
import { isAddressRefused, isNobodyThere } from './returned-mail/delivery-status.js';
import { statement } from './statement.js';
import { daysOfTheCountry, isWanted } from './told-notices.js';

/** For so long after it was told a message is worth sending (RFC 5321, 4.5.4.1: four to five days). */
export const WORTH_SENDING_MS = 5 * 24 * 3_600_000;

/** Whose mailbox a fact is of, when it was recorded and where it stands in the log. */
interface Told {
  readonly zone: string;
  readonly recipientId: string;
  readonly at: string;
  readonly position: number;
  readonly eventId: string;
  /** The working days of the office of the zone. */
  readonly calendar: () => WorkingCalendar;
}

type DataOf<Type extends MailboxFactType> = Extract<MailboxFact, { readonly type: Type }>['data'];
type Handlers = {
  readonly [Type in MailboxFactType]?: (
    data: DataOf<Type>,
    told: Told,
    database: DatabaseSync,
  ) => void;
};

/** The types of facts that `followMailbox` follows. */
export const followedMailboxFacts = (): readonly string[] => Object.keys(handlers);

/**
 * Follows what is recorded in a mailbox; false for a fact of something else.
 * @param calendarOf the working days of the office of a zone; those of the whole country unless said
 */
export function followMailbox(
  event: RecordedEvent,
  database: DatabaseSync,
  calendarOf: (zone: string) => WorkingCalendar = daysOfTheCountry,
): boolean {
  const mailbox = mailboxOf(event.stream);
  if (!mailbox) return false;
  // Written by our own mailboxes; the handler under a type takes the data of that type.
  const { recordedAt } = event.metadata as unknown as MailboxEnvelope;
  const handle = handlers[event.type as MailboxFactType] as
    ((data: unknown, told: Told, database: DatabaseSync) => void) | undefined;
  const { position, id } = event;
  const calendar = () => calendarOf(mailbox.zone);
  const told = { ...mailbox, at: recordedAt, position, eventId: id, calendar };
  handle?.(event.data, told, database);
  return true;
}

const handlers: Handlers = {
  NoticeRead({ noticeId }, { at }, database) {
    markRead(database).run(at, noticeId);
    // Who has seen it in the inbox needs no mail of it, unless that is owed.
    readBeforeSent(database).run(at, noticeId);
  },
  NoticeAcknowledged({ noticeId }, { at }, database) {
    markRead(database).run(at, noticeId);
    markAcknowledged(database).run(at, noticeId);
    readBeforeSent(database).run(at, noticeId);
  },
  PreferencesChosen(preferences, told, database) {
    const { zone, recipientId, position } = told;
    const json = JSON.stringify(preferences);
    if (wish(database).run(zone, recipientId, position, json).changes === 0) return;
    postAnew(preferences, told, database);
  },
  ThreadMuted({ threadId }, { zone, recipientId, at }, database) {
    mute(database).run(zone, recipientId, threadId);
    muteWaiting(database).run(at, zone, recipientId, threadId);
  },
  ThreadUnmuted({ threadId }, { zone, recipientId }, database) {
    unmute(database).run(zone, recipientId, threadId);
  },
  DeliveryAttempted(data, told, database) {
    const { noticeIds, channel, messageId, attempt, outcome, code, again } = data;
    const { zone, recipientId, at, eventId } = told;
    const letterId = letterWith(database).get(noticeIds[0] ?? '', channel)?.['letter_id'];
    // What is told a second time takes back nothing that has happened since the first.
    let isNew = false;
    for (const noticeId of noticeIds) {
      const happened = { type: 'DeliveryAttempted', attempt, outcome, code, again, messageId };
      if (!note(database, told, { noticeId, channel, ...happened })) continue;
      isNew = true;
      if (outcome === 'sent' || outcome === 'refused') {
        settle(database).run(outcome, attempt, messageId, code ?? null, at, noticeId, channel);
      } else {
        const nextMs = again === undefined ? Date.parse(at) : Date.parse(again);
        putOff(database).run(attempt, nextMs, messageId, code ?? null, at, noticeId, channel);
      }
    }
    // Somebody has had it sent all the same, and it is taken again.
    if (isNew && outcome === 'sent') acceptAddress(database).run(zone, recipientId, channel);
    if (isNew && outcome === 'refused' && isAddressRefused(code ?? '')) {
      refuse(database).run(zone, recipientId, channel, at, code ?? '');
      suppress(database).run(at, zone, recipientId, channel);
    }
    // What came to the letter while it was under way goes in one of its own.
    if (typeof letterId === 'string') {
      const rest = idOf('rest', letterId, eventId);
      leaveBehind(database).run(rest, letterId, channel, JSON.stringify(noticeIds));
    }
  },
  DeliveryGivenUp({ noticeIds, channel, messageId, code }, told, database) {
    const state = statesOfEnds[code] ?? 'given-up';
    for (const noticeId of noticeIds) {
      const happened = { type: 'DeliveryGivenUp', code, messageId };
      if (!note(database, told, { noticeId, channel, ...happened })) continue;
      // Giving up attempts nothing.
      settle(database).run(state, 0, messageId, code, told.at, noticeId, channel);
    }
  },
  DeliveryResendAsked({ noticeId, channel }, told, database) {
    if (!note(database, told, { noticeId, channel, type: 'DeliveryResendAsked' })) return;
    resend(database, told, noticeId, channel);
  },
  AddressChanged({ channel }, told, database) {
    const { zone, recipientId, at } = told;
    acceptAddress(database).run(zone, recipientId, channel);
    const since = Date.parse(at) - WORTH_SENDING_MS;
    for (const row of stuck(database).all(zone, recipientId, channel, since)) {
      const noticeId = row['notice_id'] as string;
      if (!note(database, told, { noticeId, channel, type: 'AddressChanged' })) continue;
      resend(database, told, noticeId, channel);
    }
  },
  DeliveryReturned({ noticeIds, channel, messageId, code }, told, database) {
    const { zone, recipientId, at } = told;
    for (const noticeId of noticeIds) {
      const happened = { type: 'DeliveryReturned', code, messageId };
      if (!note(database, told, { noticeId, channel, ...happened })) continue;
      comeBack(database).run(code, at, noticeId, channel, messageId);
    }
    if (!isNobodyThere(code)) return;
    refuse(database).run(zone, recipientId, channel, at, code);
    suppress(database).run(at, zone, recipientId, channel);
  },
  CertifiedMailReceiptMissed({ noticeIds, messageId, missing }, told, database) {
    const code = `${missing}-missed`;
    for (const noticeId of noticeIds) {
      const happened = { type: 'CertifiedMailReceiptMissed', code, messageId };
      if (!note(database, told, { noticeId, channel: 'pec', ...happened })) continue;
      missReceipt(database).run(code, noticeId, messageId, MISSED[missing]);
    }
  },
  CertifiedMailAccepted(data, told, database) {
    receipt(database, told, data, 'CertifiedMailAccepted', 'accepted');
  },
  CertifiedMailDelivered(data, told, database) {
    receipt(database, told, data, 'CertifiedMailDelivered', 'delivered');
  },
  CertifiedMailNotDelivered(data, told, database) {
    receipt(database, told, data, 'CertifiedMailNotDelivered', 'not-delivered');
  },
  WebhookRegistered({ types }, { zone, recipientId, at }, database) {
    listen(database).run(zone, recipientId, JSON.stringify(types), at);
    acceptAddress(database).run(zone, recipientId, 'webhook');
  },
  WebhookRemoved({ givenUp }, told, database) {
    const { zone, recipientId, at } = told;
    for (const row of unheard(database).all(zone, recipientId)) {
      const noticeId = row['notice_id'] as string;
      note(database, told, { noticeId, channel: 'webhook', type: 'WebhookRemoved' });
    }
    if (givenUp) {
      setAside(database).run(at, zone, recipientId);
      suppress(database).run(at, zone, recipientId, 'webhook');
    } else {
      hangUp(database).run(zone, recipientId);
      unlisten(database).run(at, zone, recipientId);
    }
  },
};

/** In which state a delivery is of which a receipt is missed. */
const MISSED = { acceptance: 'sent', delivery: 'accepted' } as const;

/** Why what was to leave need not: it is done or called off, the day it reminds of is past, or it was taken back. */
export type IdleCode = 'no-longer-owed' | 'day-is-past' | 'taken-back';

/** What a delivery that was given up is, by the code it was given up with. */
const statesOfEnds: Readonly<Record<string, DeliveryState>> = {
  'no-address': 'no-address',
  ...({
    'no-longer-owed': 'unneeded',
    'day-is-past': 'unneeded',
    'taken-back': 'taken-back',
  } as const satisfies Record<IdleCode, DeliveryState>),
};

/** Whether a delivery that was given up with this code should have arrived. */
export const isDeadLetter = (code: string): boolean => !Object.hasOwn(statesOfEnds, code);

interface Happened {
  readonly noticeId: string;
  readonly channel: ChannelName;
  readonly type: string;
  readonly attempt?: number | undefined;
  readonly outcome?: string | undefined;
  readonly code?: string | undefined;
  readonly again?: string | undefined;
  readonly messageId?: string | undefined;
}

/** Keeps what happened to a delivery; false where it was kept before. */
function note(database: DatabaseSync, { position, at }: Told, happened: Happened): boolean {
  const { noticeId, channel, type, attempt, outcome, code, again, messageId } = happened;
  const what = [type, at, attempt ?? null, outcome ?? null, code ?? null, again ?? null];
  return keep(database).run(position, noticeId, channel, ...what, messageId ?? null).changes === 1;
}

/** Lets a delivery begin anew, in a message of its own; what is not to be seen yet, once it is. */
function resend(
  database: DatabaseSync,
  { at, eventId }: Told,
  noticeId: string,
  channel: ChannelName,
): void {
  const nowMs = Date.parse(at);
  const letterId = idOf('again', eventId, noticeId);
  anew(database).run({ letterId, nowMs, at, noticeId, channel });
}

function receipt(
  database: DatabaseSync,
  told: Told,
  { noticeIds, messageId, code }: DataOf<'CertifiedMailAccepted'>,
  type: MailboxFactType,
  state: DeliveryState,
): void {
  for (const noticeId of noticeIds) {
    const happened = { noticeId, channel: 'pec', type, code, messageId } as const;
    if (!note(database, told, happened)) continue;
    // That it was accepted says nothing more once it is known whether it was delivered.
    const onlyFrom = state === 'accepted' ? ['waiting', 'sent'] : ['waiting', 'sent', 'accepted'];
    certify(database).run(state, code ?? null, told.at, noticeId, JSON.stringify(onlyFrom));
  }
}

/** Puts what waits, and was never attempted, in the messages in which it goes from now on. */
function postAnew(
  preferences: Preferences,
  { zone, recipientId, at, calendar }: Told,
  database: DatabaseSync,
): void {
  for (const row of untouched(database).all(zone, recipientId)) {
    // The columns of `untouched`.
    const { noticeId, ruleId, channel, digest, commandId, shownMs, isLegal } = row as unknown as {
      readonly noticeId: string;
      readonly ruleId: string;
      readonly channel: ChannelName;
      readonly digest: NoticeRule['digest'];
      readonly commandId: string;
      readonly shownMs: number;
      readonly isLegal: number;
    };
    if (isLegal === 0 && !isWanted(preferences, ruleId, channel)) {
      turnOff(database).run(at, noticeId, channel);
      continue;
    }
    const fromMs = Math.max(shownMs, Date.parse(at));
    const { letterId, dueMs } = letterOf(
      { noticeId, zone, recipientId, ruleId, digest, channel, fromMs, commandId },
      preferences,
      calendar,
    );
    putIn(database).run(letterId, dueMs, dueMs, noticeId, channel);
  }
}

const ONE = 'WHERE notice_id = ? AND channel = ?';
const markRead = statement('UPDATE notice SET read_at = ? WHERE notice_id = ? AND read_at IS NULL');
const markAcknowledged = statement(
  'UPDATE notice SET acknowledged_at = ? WHERE notice_id = ? AND acknowledged_at IS NULL',
);
const readBeforeSent = statement(`
  UPDATE delivery SET state = 'unneeded', changed_at = ?
  WHERE notice_id = ? AND channel = 'email' AND state = 'waiting' AND attempts = 0
    AND (SELECT legal FROM notice WHERE notice.notice_id = delivery.notice_id) = 0`);
const wish = statement(`
  INSERT INTO wished VALUES (?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET position = excluded.position, preferences = excluded.preferences
    WHERE excluded.position > wished.position`);
const untouched = statement(`
  SELECT notice_id AS noticeId, rule_id AS ruleId, channel, digest, command_id AS commandId,
    shown_ms AS shownMs, legal AS isLegal
  FROM delivery JOIN notice USING (notice_id)
  WHERE delivery.zone = ? AND delivery.recipient_id = ? AND state = 'waiting' AND attempts = 0`);
const turnOff = statement(`UPDATE delivery SET state = 'off', changed_at = ? ${ONE}`);
const putIn = statement(`UPDATE delivery SET letter_id = ?, due_ms = ?, next_ms = ? ${ONE}`);
const mute = statement('INSERT OR IGNORE INTO muted VALUES (?, ?, ?)');
const muteWaiting = statement(`
  UPDATE delivery SET state = 'off', changed_at = ?
  WHERE zone = ? AND recipient_id = ? AND state = 'waiting' AND attempts = 0 AND notice_id IN (
    SELECT notice_id FROM notice WHERE thread_id = ? AND legal = 0)`);
const unmute = statement('DELETE FROM muted WHERE zone = ? AND recipient_id = ? AND thread_id = ?');
const letterWith = statement(`SELECT letter_id FROM delivery ${ONE}`);
const keep = statement(
  'INSERT OR IGNORE INTO happened_to_delivery VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
);
/** What has arrived is not taken back by what is told later of an attempt before. */
const NOT_SENT = "AND state NOT IN ('sent', 'accepted', 'delivered', 'not-delivered', 'returned')";
const settle = statement(`
  UPDATE delivery SET state = ?, attempts = max(attempts, ?), message_id = ?, code = ?,
    changed_at = ?
  ${ONE} ${NOT_SENT}`);
const putOff = statement(`
  UPDATE delivery SET state = 'waiting', attempts = max(attempts, ?), next_ms = ?, message_id = ?,
    code = ?, changed_at = ?
  ${ONE} ${NOT_SENT}`);
const leaveBehind = statement(`
  UPDATE delivery SET letter_id = ?
  WHERE letter_id = ? AND channel = ? AND state = 'waiting'
    AND notice_id NOT IN (SELECT value FROM json_each(?))`);
const refuse = statement('INSERT OR IGNORE INTO refused_address VALUES (?, ?, ?, ?, ?)');
const suppress = statement(`
  UPDATE delivery SET state = 'suppressed', changed_at = ?
  WHERE zone = ? AND recipient_id = ? AND channel = ? AND state = 'waiting'`);
const acceptAddress = statement(
  'DELETE FROM refused_address WHERE zone = ? AND recipient_id = ? AND channel = ?',
);
const stuck = statement(`
  SELECT notice_id FROM delivery
  WHERE zone = ? AND recipient_id = ? AND channel = ?
    AND state IN ('refused', 'suppressed', 'no-address', 'not-delivered', 'returned')
    AND due_ms >= ?
  ORDER BY notice_id`);
const anew = statement(`
  UPDATE delivery SET state = 'waiting', letter_id = :letterId, due_ms = max(:nowMs, shown.ms),
    next_ms = max(:nowMs, shown.ms), attempts = 0, changed_at = :at
  FROM (SELECT shown_ms AS ms FROM notice WHERE notice_id = :noticeId) AS shown
  WHERE notice_id = :noticeId AND channel = :channel`);
/** Of the letter that has come back, not of one that was asked for since. */
const comeBack = statement(`
  UPDATE delivery SET state = 'returned', code = ?, changed_at = ?
  ${ONE} AND message_id = ? AND (state = 'sent' OR state = 'waiting' AND attempts > 0)`);
/** It stands as it did, and since when: nothing has happened. */
const missReceipt = statement(`
  UPDATE delivery SET code = ?
  WHERE notice_id = ? AND channel = 'pec' AND message_id = ? AND state = ?`);
const certify = statement(`
  UPDATE delivery SET state = ?, code = ?, changed_at = ?
  WHERE notice_id = ? AND channel = 'pec' AND state IN (SELECT value FROM json_each(?))`);
const listen = statement('INSERT OR REPLACE INTO webhook VALUES (?, ?, ?, NULL, ?)');
const setAside = statement(
  'UPDATE webhook SET given_up_at = ? WHERE zone = ? AND recipient_id = ?',
);
const hangUp = statement('DELETE FROM webhook WHERE zone = ? AND recipient_id = ?');
/** What it was still to be told of, and what it was not told of because it had refused what came before. */
const unheard = statement(`
  SELECT notice_id FROM delivery
  WHERE zone = ? AND recipient_id = ? AND channel = 'webhook' AND state IN ('waiting', 'suppressed')`);
const unlisten = statement(`
  UPDATE delivery SET state = 'unneeded', changed_at = ?
  WHERE zone = ? AND recipient_id = ? AND channel = 'webhook' AND state = 'waiting'`);
