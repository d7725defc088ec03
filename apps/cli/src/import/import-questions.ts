import type { DataOf } from '#planning';
import { cite } from './cite.js';
import { positiveAspectId } from './need-id.js';
import type {
  MeetingData,
  PositiveAspectData,
  ProgrammeData,
  ProgrammeEntryData,
} from './programme-data.js';

/** A question as the verb asks for it. */
export type ImportedQuestion = DataOf<'QuestionRaised'>;

/**
 * What the documents do not say and a person of the zone can: a question for every null that matters, and
 * those the data list. A reader's guess stays apart in `guess`; it is never a fact.
 */
export function importQuestions(data: ProgrammeData): readonly ImportedQuestion[] {
  const { tree, participation, health_profile: profile } = data;
  return [
    ...tree.programmes
      .filter(({ objective_id: objective }) => objective === null)
      .map((programme) => aboutObjectives(data, programme)),
    ...participation.meetings.flatMap((meeting) => aboutMeeting(data, meeting)),
    ...profile.positive_aspects
      .filter(({ theme }) => theme === null)
      .map((aspect) => aboutTheme(data, aspect)),
    ...data.questions.map(({ id, subject, text, guess, raw, source }) => ({
      questionId: `Q-${id}`,
      subject,
      text,
      ...(guess !== undefined && { guess }),
      source: cite(data, source, raw, 'none'),
    })),
  ];
}

function aboutObjectives(
  data: ProgrammeData,
  { id, name, name_leggibile: readable, source }: ProgrammeEntryData,
): ImportedQuestion {
  return {
    questionId: `Q-${id}-obiettivi`,
    subject: `programme ${id}`,
    text:
      `A quali obiettivi di salute concorre il programma «${readable}»? ` +
      'Nel documento l’albero era un disegno: i nomi sono rimasti, le linee no.',
    source: cite(data, source, name, 'none'),
  };
}

/** What the invitation of a meeting or its minutes would tell. */
function aboutMeeting(data: ProgrammeData, meeting: MeetingData): readonly ImportedQuestion[] {
  const { id, start_time: startTime, attendees, minutes, text, source } = meeting;
  const silent = (topic: string, question: string): ImportedQuestion => ({
    questionId: `Q-${id}-${topic}`,
    subject: `meeting ${id}`,
    text: question,
    source: cite(data, source, text, 'none'),
  });
  const which = `l’incontro del ${meeting.date} (${meeting.counterpart})`;
  return [
    ...(startTime === null ? [silent('orario', `A che ora è cominciato ${which}?`)] : []),
    ...(attendees === null ? [silent('presenti', `Quali enti erano presenti: ${which}?`)] : []),
    ...(minutes === null ? [silent('verbale', `Esiste un verbale: ${which}? Dove si trova?`)] : []),
    silent(
      'categorie',
      `Quali categorie dell’art. 15 della LR 40/2005 ha ascoltato ${which}? ` +
        'Il documento nomina solo l’interlocutore.',
    ),
  ];
}

function aboutTheme(
  data: ProgrammeData,
  { n, text, theme_guess: guess, source }: PositiveAspectData,
): ImportedQuestion {
  const needId = positiveAspectId(n);
  return {
    questionId: `Q-${needId}-tematica`,
    subject: `need ${needId}`,
    text:
      `A quale tematica del Profilo di salute appartiene l’aspetto positivo «${text}»? ` +
      'Nel documento la riga della tabella è andata persa.',
    ...(guess !== undefined && { guess }),
    source: cite(data, source, text, 'none'),
  };
}
