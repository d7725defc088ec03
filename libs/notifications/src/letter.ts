import {
  addDays,
  romeDay,
  romeInstantMs,
  romeTime,
  weekday,
  type WorkingCalendar,
} from '#calendar';
import type { ChannelName } from './channel.js';
import type { Preferences } from './mailbox.facts.js';
import { idOf } from './notice.js';
import type { NoticeRule } from './notice-rule.js';

/**
 * When digests leave, on the wall in Rome: some minutes after the reminders of the morning, which are recorded from
 * 08:00 on and are to be in it.
 */
export const DIGEST_TIME = '08:10';

/** How somebody is told who has said nothing. */
export const usualPreferences: Preferences = { rules: {}, digest: false, language: 'it' };

/** What decides in which message a notice goes, and when. */
export interface ToBeSent {
  readonly noticeId: string;
  readonly zone: string;
  readonly recipientId: string;
  readonly ruleId: string;
  readonly digest: NoticeRule['digest'];
  readonly channel: ChannelName;
  /** Since when it may be told, in milliseconds since 1970 (UTC). */
  readonly fromMs: number;
  /** What made the fact: what one command does is told in one message. */
  readonly commandId: string;
}

/** A message, and when it is to leave. */
export interface Letter {
  /** What goes under the same id goes in one message. */
  readonly letterId: string;
  readonly dueMs: number;
}

/**
 * In which message a notice goes. What may be collected goes in the digest of those who want one; else what one
 * command has told somebody by one rule goes together; what is never collected goes alone. Pure.
 * @param calendar of the office, on whose working days digests leave; asked for where it decides
 */
export function letterOf(
  { noticeId, zone, recipientId, ruleId, digest, channel, fromMs, commandId }: ToBeSent,
  preferences: Preferences,
  calendar: () => WorkingCalendar,
): Letter {
  const collected = (day: string): Letter => ({
    letterId: digestOf({ zone, recipientId, channel }, day),
    dueMs: romeInstantMs(day, DIGEST_TIME),
  });
  // Certified mail is for one act each, and programs want to know at once.
  if (channel === 'email' && digest === 'weekly') return collected(weekBegins(fromMs, calendar()));
  if (channel === 'email' && digest === 'may' && preferences.digest) {
    return collected(nextDigest(fromMs, calendar()));
  }
  const together = digest === 'never' || channel !== 'email' ? noticeId : commandId;
  return {
    letterId: idOf('letter', together, ruleId, zone, recipientId, channel),
    dueMs: channel === 'email' ? afterQuiet(fromMs, preferences.quiet) : fromMs,
  };
}

const digestOf = (
  { zone, recipientId, channel }: Pick<ToBeSent, 'zone' | 'recipientId' | 'channel'>,
  day: string,
): string => idOf('digest', zone, recipientId, channel, day);

/** Whether a message is the digest of its day, also when nothing but one notice came for it. */
export function isDigest(
  letter: Letter & Pick<ToBeSent, 'zone' | 'recipientId' | 'channel'>,
): boolean {
  return letter.letterId === digestOf(letter, romeDay(letter.dueMs));
}

/** The day of the next digest: never the one that is leaving at that very instant. */
function nextDigest(fromMs: number, calendar: WorkingCalendar): string {
  const today = romeDay(fromMs);
  const isBefore = fromMs < romeInstantMs(today, DIGEST_TIME);
  return calendar.onOrAfter(isBefore ? today : addDays(today, 1));
}

/** The first working day of the next week whose digest has not left. */
function weekBegins(fromMs: number, calendar: WorkingCalendar): string {
  for (let day = mondayOf(romeDay(fromMs)); ; day = addDays(day, 7)) {
    const first = calendar.onOrAfter(day);
    if (fromMs < romeInstantMs(first, DIGEST_TIME)) return first;
  }
}

function mondayOf(day: string): string {
  return addDays(day, 1 - weekday(day));
}

/** The instant itself, or the end of the quiet hours it lies in. */
function afterQuiet(instantMs: number, quiet: Preferences['quiet']): number {
  if (!quiet || quiet.from === quiet.to) return instantMs;
  const [day, time] = [romeDay(instantMs), romeTime(instantMs)];
  const isOverMidnight = quiet.to < quiet.from;
  const isEvening = isOverMidnight && time >= quiet.from;
  const isQuiet = isOverMidnight
    ? isEvening || time < quiet.to
    : quiet.from <= time && time < quiet.to;
  if (!isQuiet) return instantMs;
  return romeInstantMs(isEvening ? addDays(day, 1) : day, quiet.to);
}
