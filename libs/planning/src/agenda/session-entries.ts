import { dayInWords } from '#calendar';
import { idOf } from '#notifications';
import { reads } from '../policy.js';
import {
  cycleInWords,
  type AgendaEntry,
  type AgendaStandpoint,
  type AgendaStyle,
} from './agenda-entries.js';
import { agendaWords, type AgendaLanguage } from './agenda-words.js';
import type { OccasionInWords } from './meeting-in-words.js';
import type { SessionInAgenda } from './sessions-in-agenda.js';

/** The sessions of some that somebody may know of: whoever sees what the organ decides on. */
export function sessionEntries(
  sessions: readonly SessionInAgenda[],
  standpoints: readonly AgendaStandpoint[],
  style: AgendaStyle,
): readonly AgendaEntry[] {
  return sessions
    .filter(({ cycleId }) =>
      standpoints.some(
        (each) => reads(each.role, 'schede') && (each.cycleId ?? cycleId) === cycleId,
      ),
    )
    .map((session) => sessionEntry(session, style));
}

/** A session in a calendar, or in the invitation to it: the same to everybody. */
export function sessionEntry(
  session: SessionInAgenda,
  { language, addressOf }: AgendaStyle,
): AgendaEntry {
  const { cycleId, sessionId, organ, day, startTime, venue } = session;
  const { standing, isCalledOff, changes, changedMs } = session;
  const words = agendaWords(language);
  const isOff = standing === 'cancelled' || (isCalledOff && standing !== 'held');
  return {
    ...{ uid: idOf('session', cycleId, sessionId), cycleId, kind: 'session', id: sessionId },
    sequence: changes,
    changedMs,
    when: { day, ...(startTime !== null && { startTime }) },
    title: words.session(organ),
    description: [
      `${cycleInWords(cycleId, language)}.`,
      ...(standing === 'cancelled' ? [words.sessionCancelled] : []),
      ...(isCalledOff ? [words.calledOff] : []),
    ].join('\n'),
    ...(venue !== null && { place: venue }),
    ...(addressOf && { url: addressOf(cycleId) }),
    standing: isOff ? 'cancelled' : 'confirmed',
  };
}

/** When and where an organ is convened for. Of a session that was called off: when it was to be. */
export function sessionInWords(
  { day, startTime, venue, standing, isCalledOff }: SessionInAgenda,
  language: AgendaLanguage,
): OccasionInWords {
  const date = dayInWords(day, language, 'full');
  if (standing === 'cancelled' || isCalledOff) return { when: date };
  const { at } = hours[language];
  return {
    when: startTime === null ? date : `${date}, ${at} ${startTime}`,
    ...(venue !== null && { where: venue }),
  };
}

const hours = { it: { at: 'ore' }, en: { at: 'at' } } as const;
