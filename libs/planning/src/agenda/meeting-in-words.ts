import { dayInWords } from '#calendar';
import type { MeetingInAgenda } from './agenda.projection.js';
import type { AgendaLanguage } from './agenda-words.js';

/** When something takes place, and where, in words; without a place where none was said. */
export interface OccasionInWords {
  readonly when: string;
  readonly where?: string;
  /** The address at which it is joined from afar. */
  readonly joinAt?: string;
  /** What is to be talked about, point by point. */
  readonly agenda?: readonly string[];
}

/** What of a meeting says when and where it takes place. */
export type MeetingAsPlanned = Pick<
  MeetingInAgenda,
  | 'day'
  | 'startTime'
  | 'channel'
  | 'venue'
  | 'room'
  | 'onlineAddress'
  | 'agendaItems'
  | 'standing'
  | 'isCalledOff'
>;

/** When and where a meeting takes place; undefined where it does not. */
export function meetingInWords(
  meeting: MeetingAsPlanned,
  language: AgendaLanguage,
): OccasionInWords | undefined {
  const { day, startTime, channel, venue, room, standing, isCalledOff } = meeting;
  const { onlineAddress, agendaItems } = meeting;
  if (standing === 'cancelled' || isCalledOff) return undefined;
  const date = dayInWords(day, language, 'full');
  const { at, online, and } = words[language];
  const place = [venue, room].filter((part) => part !== null).join(', ');
  const where = [place, channel === 'IN_PERSON' ? '' : online].filter((part) => part !== '');
  return {
    when: startTime === null ? date : `${date}, ${at} ${startTime}`,
    ...(where.length > 0 && { where: where.join(` ${and} `) }),
    ...(onlineAddress !== null && { joinAt: onlineAddress }),
    ...(agendaItems.length > 0 && { agenda: agendaItems }),
  };
}

const words = {
  it: { at: 'ore', online: 'online', and: 'e' },
  en: { at: 'at', online: 'online', and: 'and' },
} as const;
