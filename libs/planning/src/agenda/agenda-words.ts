import { dayInWords } from '#calendar';
import { kindNames } from '../deadline/kind-names.js';
import type { DeadlineKind } from '../value-sets.js';

/** The languages a calendar is written in. */
export type AgendaLanguage = 'it' | 'en';

const sentences = {
  it: {
    due: (day: string) => `Ultimo giorno: ${day}, fino alla fine della giornata.`,
    ofUnit: 'È il giorno che vale per la tua unità.',
    moved: (day: string) => `Prima era il ${day}.`,
    missed: 'Il giorno è passato senza che sia stata rispettata.',
    met: (day: string) => `Rispettata il ${day}.`,
    metLate: (day: string) => `Rispettata in ritardo, il ${day}.`,
    waived: 'Si è rinunciato a questa scadenza.',
    cancelled: 'La scadenza è stata annullata.',
    standsStill: 'Il processo è sospeso, e questo termine con lui: il giorno potrà cambiare.',
    calledOff: 'Il processo non prosegue.',
    scheduled: 'In calendario, non ancora convocato.',
    meetingCancelled: 'L’incontro è stato annullato.',
    session: (organ: string) => `Seduta: ${organ}`,
    sessionCancelled: 'La seduta è stata annullata.',
    IN_PERSON: 'In presenza.',
    ONLINE: 'Online.',
    MIXED: 'In presenza e online.',
    joinAt: (address: string) => `Per collegarsi: ${address}`,
    agenda: 'Ordine del giorno:',
  },
  en: {
    due: (day: string) => `Last day: ${day}, until the end of the day.`,
    ofUnit: 'This is the day that holds for your unit.',
    moved: (day: string) => `It was ${day} before.`,
    missed: 'The day has passed, and the deadline was not met.',
    met: (day: string) => `Met on ${day}.`,
    metLate: (day: string) => `Met late, on ${day}.`,
    waived: 'This deadline was waived.',
    cancelled: 'The deadline was cancelled.',
    standsStill: 'The process is suspended, and this term with it: the day may change.',
    calledOff: 'The process does not go on.',
    scheduled: 'Scheduled, not yet convened.',
    meetingCancelled: 'The meeting was cancelled.',
    session: (organ: string) => `Session: ${organ}`,
    sessionCancelled: 'The session was cancelled.',
    IN_PERSON: 'In person.',
    ONLINE: 'Online.',
    MIXED: 'In person and online.',
    joinAt: (address: string) => `To join: ${address}`,
    agenda: 'Agenda:',
  },
} as const;

/** The words of a calendar in a language. */
export function agendaWords(language: AgendaLanguage) {
  return {
    ...sentences[language],
    kindName: (kind: DeadlineKind): string => kindNames[language][kind],
    dayInWords: (day: string): string => dayInWords(day, language),
  };
}
