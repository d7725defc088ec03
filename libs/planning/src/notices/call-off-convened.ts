import { addNotice, noticeIdOf, type ChannelName, type NoticeRule } from '#notifications';
import { isDeactivated } from '../organisation/roles-of-persons.js';
import type { PlanningFact } from '../planning-fact.js';
import { statement } from '../read-side/statement.js';
import { atFact, type ByType } from './by-type.js';
import type { Scene } from './notice-scene.js';
import { officeDaysIn } from './office-days-in.js';

/** The table in which the projection of notices keeps until when there is something to come to. */
export const occasionTable = `
  CREATE TABLE occasion ( -- meetings, and sessions of the organ
    cycle_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    day TEXT NOT NULL,
    is_over INTEGER NOT NULL, -- held, or called off by itself
    PRIMARY KEY (cycle_id, kind, id)
  ) STRICT, WITHOUT ROWID;
`;

/** With these a cycle is not gone through with, nor anything that was still to come in it. */
const endings: ReadonlySet<PlanningFact['type']> = new Set([
  ...(['CycleAbandoned', 'CycleAnnulled', 'CycleRevoked'] as const),
]);

/** With what each kind is called off by itself: the rules that tell of that tell of it here as well. */
const callingOff = { meeting: 'MeetingCancelled', session: 'SessionCancelled' } as const;

const noting: ByType<Pick<Scene, 'database' | 'cycleId'>, void> = {
  MeetingScheduled({ meetingId, date }, { database, cycleId }) {
    plan(database).run(cycleId, 'meeting', meetingId, date);
  },
  MeetingRescheduled({ meetingId, to }, { database, cycleId }) {
    move(database).run(to, cycleId, 'meeting', meetingId);
  },
  MeetingCancelled({ meetingId }, { database, cycleId }) {
    conclude(database).run(cycleId, 'meeting', meetingId);
  },
  MeetingHeld({ meetingId }, { database, cycleId }) {
    conclude(database).run(cycleId, 'meeting', meetingId);
  },
  OrganConvened({ sessionId, sessionOn }, { database, cycleId }) {
    plan(database).run(cycleId, 'session', sessionId, sessionOn);
  },
  SessionCancelled({ sessionId }, { database, cycleId }) {
    conclude(database).run(cycleId, 'session', sessionId);
  },
  DeliberationRecorded({ sessionId }, { database, cycleId }) {
    conclude(database).run(cycleId, 'session', sessionId);
  },
};

/** The types of facts that `followOccasions` and `callOffConvened` look at, whether or not anybody is told of them. */
export const typesOfOccasions = (): readonly string[] => [...Object.keys(noting), ...endings];

/** Keeps what there is to come to. */
export function followOccasions({ fact, ...scene }: Scene<PlanningFact>): void {
  atFact(noting, fact, scene);
}

/**
 * Tells whoever was convened to what is still to come in a cycle that ended that it will not take place: once of each
 * meeting and session, also whoever ended the cycle, in whose calendar it stands as well.
 */
export function callOffConvened(
  rules: readonly NoticeRule[],
  { database, cycleId, zone, day, organisation, fact, eventId }: Scene<PlanningFact>,
  recorded: {
    readonly position: number;
    readonly recordedAt: string;
    readonly commandId: string;
  },
): void {
  if (!endings.has(fact.type)) return;
  const { position, recordedAt, commandId } = recorded;
  for (const row of findConvened(database).all(cycleId, day)) {
    // The columns of `findConvened`.
    const { kind, id, recipientId, audience, channels } = row as unknown as Convened;
    const rule = rules.find(
      ({ on, told }) => on.includes(callingOff[kind]) && told.includes(audience),
    );
    if (!rule || (organisation && isDeactivated(organisation, recipientId))) continue;
    addNotice(database, {
      // With what it is about, since one fact calls several off.
      noticeId: noticeIdOf(`${eventId} ${kind} ${id}`, rule.ruleId, recipientId),
      ...{ zone, recipientId, ruleId: rule.ruleId, audience, cycleId, about: { kind, id }, rule },
      shownMs: Date.parse(recordedAt),
      // By what they were convened.
      channels: JSON.parse(channels) as readonly ChannelName[],
      ...{ commandId, isInInbox: true },
      calendar: () => officeDaysIn(database, zone),
      cause: { eventId, type: fact.type, position, recordedAt },
    });
  }
}

/** That somebody was convened to something that is still to come. */
interface Convened {
  readonly kind: keyof typeof callingOff;
  readonly id: string;
  readonly recipientId: string;
  readonly audience: string;
  /** JSON. */
  readonly channels: string;
}

const ONE = 'WHERE cycle_id = ? AND kind = ? AND id = ?';
const plan = statement('INSERT OR IGNORE INTO occasion VALUES (?, ?, ?, ?, 0)');
const move = statement(`UPDATE occasion SET day = ? ${ONE}`);
const conclude = statement(`UPDATE occasion SET is_over = 1 ${ONE}`);
const findConvened = statement(`
  SELECT kind, id, recipient_id AS recipientId, audience, (
    SELECT json_group_array(channel) FROM delivery WHERE delivery.notice_id = notice.notice_id
  ) AS channels
  FROM occasion JOIN notice
    ON notice.cycle_id = occasion.cycle_id AND about_kind = kind AND about_id = id
  WHERE occasion.cycle_id = ? AND is_over = 0 AND day >= ?
    AND event_type IN ('MeetingConvened', 'OrganConvened') AND in_inbox = 1
  ORDER BY kind, id, position, notice.notice_id`);
