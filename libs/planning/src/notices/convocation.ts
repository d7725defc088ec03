import type { DatabaseSync } from 'node:sqlite';
import { WORTH_SENDING_MS, type ChannelName, type DeliveryState } from '#notifications';
import { cycleName } from '../cycle/cycle-id.js';
import { statement } from '../read-side/statement.js';

/** A message of a convocation that did not arrive. */
export interface ConvocationInVain {
  readonly noticeId: string;
  readonly recipientId: string;
  readonly channel: ChannelName;
  readonly state: DeliveryState | 'expired' | 'no-channel';
}

/** How far a convocation has come: those whom the program told, and what became of the messages to them. */
export interface ConvocationDeliveries {
  /** Persons and bodies, each once: in whose inbox it stands. */
  readonly told: number;
  /** Messages that left, and that nobody has said did not arrive. */
  readonly arrived: number;
  /** Messages that are still to leave. */
  readonly waiting: number;
  readonly inVain: readonly ConvocationInVain[];
}

/** Which convocation is asked about. */
export interface ConvocationQuery {
  readonly cycleId: string;
  readonly meetingId: string;
  readonly nowMs: number;
  /** The channels by which anything goes. */
  readonly setUp: readonly ChannelName[];
}

const arrived: readonly string[] = ['sent', 'accepted', 'delivered'];
/** Nobody was to be told by these. */
const unwanted: readonly string[] = ['unneeded', 'taken-back', 'off'];

/** Whom the convocation of a meeting was told to, and by how many messages it arrived; undefined where nobody was told. */
export function convocationDeliveries(
  database: DatabaseSync,
  { cycleId, meetingId, nowMs, setUp }: ConvocationQuery,
): ConvocationDeliveries | undefined {
  const told = countTold(database).get(cycleId, meetingId)?.['told'] as number;
  if (told === 0) return undefined;
  // The columns of `findMessages`.
  const messages = findMessages(database).all(cycleId, meetingId) as unknown as readonly Message[];
  const inVain: ConvocationInVain[] = [];
  let waiting = 0;
  for (const { attempts, dueMs, ...message } of messages) {
    const { state, channel } = message;
    if (arrived.includes(state) || unwanted.includes(state)) continue;
    const isExpired = attempts === 0 && dueMs < nowMs - WORTH_SENDING_MS;
    if (state !== 'waiting') inVain.push(message);
    else if (isExpired) inVain.push({ ...message, state: 'expired' });
    else if (!setUp.includes(channel)) inVain.push({ ...message, state: 'no-channel' });
    else waiting += 1;
  }
  return {
    told,
    arrived: messages.filter(({ state }) => arrived.includes(state)).length,
    waiting,
    inVain,
  };
}

interface Message extends ConvocationInVain {
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly dueMs: number;
}

/** The ids of the bodies of a zone that were told of a meeting, ever. */
export function bodiesToldBefore(database: DatabaseSync, zone: string): readonly string[] {
  const ids = findBodies(database)
    .all()
    .filter((row) => cycleName(row['cycleId'] as string)?.zone === zone)
    .map((row) => row['bodyId'] as string);
  return [...new Set(ids)];
}

/** Those who were seen acting in a zone that keeps no roles: persons, and not bodies. */
export function personsSeen(database: DatabaseSync, zone: string): readonly string[] {
  return findPersons(database)
    .all(zone)
    .map((row) => row['personId'] as string);
}

const OF_CONVOCATION = `
  notice.cycle_id = ? AND about_kind = 'meeting' AND about_id = ?
    AND event_type = 'MeetingConvened' AND in_inbox = 1`;
const countTold = statement(
  `SELECT count(DISTINCT recipient_id) AS told FROM notice WHERE ${OF_CONVOCATION}`,
);
const findMessages = statement(`
  SELECT notice.notice_id AS noticeId, notice.recipient_id AS recipientId, channel, state, attempts,
    due_ms AS dueMs
  FROM notice JOIN delivery ON delivery.notice_id = notice.notice_id
  WHERE ${OF_CONVOCATION} ORDER BY notice.recipient_id, channel`);
const findBodies = statement(
  'SELECT DISTINCT cycle_id AS cycleId, body_id AS bodyId FROM body_of_meeting ORDER BY body_id',
);
const findPersons = statement(
  "SELECT DISTINCT person_id AS personId FROM seen_acting WHERE zone = ? AND role <> 'ETS'",
);
