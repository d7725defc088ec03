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
  const { quiet } = preferences;
  const collected = (dueMs: number): Letter => ({
    letterId: digestOf({ zone, recipientId, channel }, dueMs),
    dueMs,
  });
  // Certified mail is for one act each, and programs want to know at once.
  if (channel === 'email' && digest === 'weekly') {
    return collected(weekBegins(fromMs, calendar(), quiet));
  }
  if (channel === 'email' && digest === 'may' && preferences.digest) {
    return collected(nextDigest(fromMs, calendar(), quiet));
  }
  const together = digest === 'never' || channel !== 'email' ? noticeId : commandId;
  return {
    letterId: idOf('letter', together, ruleId, zone, recipientId, channel),
    dueMs: channel === 'email' ? afterQuiet(fromMs, quiet) : fromMs,
  };
}

/** What leaves at another instant is another digest, so that none is sent twice under one id. */
const digestOf = (
  { zone, recipientId, channel }: Pick<ToBeSent, 'zone' | 'recipientId' | 'channel'>,
  dueMs: number,
): string => {
  const time = romeTime(dueMs);
  const putOff = time === DIGEST_TIME ? [] : [time];
  return idOf('digest', zone, recipientId, channel, romeDay(dueMs), ...putOff);
};

/** Whether a message is the digest of its day, also when nothing but one notice came for it. */
export function isDigest(
  letter: Letter & Pick<ToBeSent, 'zone' | 'recipientId' | 'channel'>,
): boolean {
  return letter.letterId === digestOf(letter, letter.dueMs);
}

/** When the digest of a day leaves: at the end of the quiet hours, where it would leave in them. */
function leavesMs(day: string, quiet: Preferences['quiet']): number {
  return afterQuiet(romeInstantMs(day, DIGEST_TIME), quiet);
}

/** When the next digest leaves: never the one that is leaving at that very instant. */
function nextDigest(
  fromMs: number,
  calendar: WorkingCalendar,
  quiet: Preferences['quiet'],
): number {
  const today = calendar.onOrAfter(romeDay(fromMs));
  const dueMs = leavesMs(today, quiet);
  return fromMs < dueMs ? dueMs : leavesMs(calendar.onOrAfter(addDays(today, 1)), quiet);
}

/** When the digest of the first working day of a week leaves, of this week if it has not left. */
function weekBegins(
  fromMs: number,
  calendar: WorkingCalendar,
  quiet: Preferences['quiet'],
): number {
  for (let day = mondayOf(romeDay(fromMs)); ; day = addDays(day, 7)) {
    const dueMs = leavesMs(calendar.onOrAfter(day), quiet);
    if (fromMs < dueMs) return dueMs;
  }
}

function mondayOf(day: string): string {
  return addDays(day, 1 - weekday(day));
}

/** The instant itself, or the end of the quiet hours it lies in; both in milliseconds since 1970 (UTC). */
export function afterQuiet(instantMs: number, quiet: Preferences['quiet']): number {
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
