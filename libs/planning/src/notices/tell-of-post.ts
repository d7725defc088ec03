import type { DatabaseSync } from 'node:sqlite';
import { romeDay } from '#calendar';
import type { RecordedEvent } from '#event-store';
import {
  channelNames,
  isAbout,
  isDeadLetter,
  mailboxOf,
  type About,
  type ChannelName,
  type MailboxEnvelope,
  type MailboxFact,
} from '#notifications';
import { organisationOf } from '../organisation/organisation.js';
import { organisationIn } from '../organisation/organisation.table.js';
import { statement } from '../read-side/statement.js';
import type { Scene } from './notice-scene.js';
import { postNotices } from './post.notices.js';
import { tellInstallation } from './tell-installation.js';

/** Tells of what went out, and did not arrive, those whom the rules mean; of other facts nothing. */
export function tellOfPost(event: RecordedEvent, database: DatabaseSync): void {
  const mailbox = mailboxOf(event.stream);
  const rules = postNotices.filter(
    (rule) => isAbout(rule, event) && isFailure(rule.ruleId, event, database),
  );
  if (!mailbox || rules.length === 0) return;
  const { zone, recipientId } = mailbox;
  // Written by our own postman; without notices it is about the program that listens itself.
  const { noticeIds } = event.data as { readonly noticeIds?: readonly string[] };
  const about: About = noticeIds
    ? { kind: 'delivery', id: noticeIds[0] ?? '' }
    : { kind: 'webhook', id: recipientId };
  const cycleId = noticeIds
    ? findCycle(database).get(about.id)?.['cycle_id']
    : organisationOf(zone);
  if (typeof cycleId !== 'string') return;
  const { actor, recordedAt } = event.metadata as unknown as MailboxEnvelope;
  const day = romeDay(Date.parse(recordedAt));
  const organisation = organisationIn(database, zone, day);
  const fact = { type: event.type, data: event.data } as unknown as MailboxFact;
  const scene: Scene = {
    ...{ database, cycleId, zone, eventId: event.id, day, organisation, fact, actor },
  };
  for (const rule of rules) {
    // Where a relay was away for days, all that waited for it is given up together.
    const once = rule.ruleId === 'mail-given-up' ? day : event.id;
    tellInstallation(rule, { scene, event, recordedAt, about, once });
  }
}

/** Whether what was given up should have arrived: not what nobody has to be told any more, nor by a way they do not have. */
function isFailure(ruleId: string, { data }: RecordedEvent, database: DatabaseSync): boolean {
  const { noticeIds = [], code = '', setUp = channelNames } = data as Partial<DeliveryEnd>;
  if (ruleId === 'mail-given-up') return isDeadLetter(code);
  if (ruleId !== 'nobody-reached') return true;
  const ways = JSON.stringify(setUp);
  return noticeIds.some((noticeId) => findUnreached(database).get(noticeId, ways) !== undefined);
}

interface DeliveryEnd {
  readonly noticeIds: readonly string[];
  readonly code: string;
  /** Absent from facts that are older than this member: then every channel is taken to be. */
  readonly setUp: readonly ChannelName[];
}

/** The notice of which a delivery was; undefined where there is none. */
export interface NoticeBehind {
  readonly ruleId: string;
  readonly cycleId: string;
  readonly audience: string;
  readonly about: { readonly kind: string; readonly id: string };
  readonly cause: {
    readonly eventId: string;
    readonly type: string;
    readonly recordedAt: string;
  };
}

/** What was told in vain, where a notice is about a delivery. */
export function noticeBehind(
  database: DatabaseSync,
  { kind, id }: { readonly kind: string; readonly id: string },
): NoticeBehind | undefined {
  const row = kind === 'delivery' ? findNotice(database).get(id) : undefined;
  return (
    row && {
      ruleId: row['rule_id'] as string,
      cycleId: row['cycle_id'] as string,
      audience: row['audience'] as string,
      about: { kind: row['about_kind'] as string, id: row['about_id'] as string },
      cause: {
        eventId: row['event_id'] as string,
        type: row['event_type'] as string,
        recordedAt: row['recorded_at'] as string,
      },
    }
  );
}

const findCycle = statement('SELECT cycle_id FROM notice WHERE notice_id = ?');
/** A notice that is owed, and that went out by no channel because there is no address for any, or nobody has set it up. */
const findUnreached = statement(`
  SELECT 1 FROM notice WHERE notice_id = ? AND legal = 1 AND NOT EXISTS (
    SELECT 1 FROM delivery
    WHERE delivery.notice_id = notice.notice_id AND state <> 'no-address'
      AND NOT (state = 'waiting' AND channel NOT IN (SELECT value FROM json_each(?))))`);
const findNotice = statement(`
  SELECT rule_id, audience, cycle_id, about_kind, about_id, event_id, event_type, recorded_at
  FROM notice WHERE notice_id = ?`);
