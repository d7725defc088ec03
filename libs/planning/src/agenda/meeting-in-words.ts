import { dayInWords } from '#calendar';
import type { MeetingInAgenda } from './agenda.projection.js';
import type { AgendaLanguage } from './agenda-words.js';

/** When something takes place, and where, in words; without a place where none was said. */
export interface OccasionInWords {
  readonly when: string;
  readonly where?: string;
}

/** What of a meeting says when and where it takes place. */
export type MeetingAsPlanned = Pick<
  MeetingInAgenda,
  'day' | 'startTime' | 'channel' | 'venue' | 'room' | 'standing' | 'isCalledOff'
>;

/** When and where a meeting takes place; undefined where it does not. */
export function meetingInWords(
  { day, startTime, channel, venue, room, standing, isCalledOff }: MeetingAsPlanned,
  language: AgendaLanguage,
): OccasionInWords | undefined {
  if (standing === 'cancelled' || isCalledOff) return undefined;
  const date = dayInWords(day, language, 'full');
  const { at, online, and } = words[language];
  const place = [venue, room].filter((part) => part !== null).join(', ');
  const where = [place, channel === 'IN_PERSON' ? '' : online].filter((part) => part !== '');
  return {
    when: startTime === null ? date : `${date}, ${at} ${startTime}`,
    ...(where.length > 0 && { where: where.join(` ${and} `) }),
  };
}

const words = {
  it: { at: 'ore', online: 'online', and: 'e' },
  en: { at: 'at', online: 'online', and: 'and' },
} as const;
