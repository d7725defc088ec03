import { dayInWords } from '#calendar';
import type { CycleLife } from '#planning';
import { stateOfPart } from '#workflow';
import type { Frame } from '../../frame.js';

type Meeting = CycleLife['data']['meetings'][string];

/** What the minutes of a meeting are, in the words of the office; undefined while there are none. */
export function minutesStanding(
  life: Readonly<CycleLife>,
  meeting: Readonly<Meeting>,
  today: string,
  { words: { participation: said }, language }: Pick<Frame, 'words' | 'language'>,
): string | undefined {
  const { draft, underObservation, observed, final } = said.minutesAre;
  const { meetingId, observationsUntil: until = today } = meeting;
  const day = observationDay(until, today, language);
  switch (stateOfPart(life, 'meeting', meetingId)) {
    case 'minuted':
      return draft;
    case 'underObservation':
      return today <= until ? underObservation(day) : observed(day);
    case 'closed':
      return final;
    default:
      return undefined;
  }
}

/** Whether an observation that is handed in today counts: also on a draft that was corrected meanwhile. */
export function isObserved(
  life: Readonly<CycleLife>,
  { meetingId, observationsUntil: until }: Readonly<Meeting>,
  today: string,
): boolean {
  const isClosed = stateOfPart(life, 'meeting', meetingId) === 'closed';
  return until !== undefined && today <= until && !isClosed;
}

/** The last day of observations, with its year where that is another one. */
export function observationDay(until: string, today: string, language: Frame['language']): string {
  const isThisYear = until.slice(0, 4) === today.slice(0, 4);
  return dayInWords(until, language, isThisYear ? 'short' : 'long');
}
