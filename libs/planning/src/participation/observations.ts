import type { ContributionsData, ParticipationData } from './participation.data.js';

/**
 * The contributions about a meeting that count as observations on its minutes: those that came in from the day the
 * minutes were opened on, to the last one that was announced. What comes later is a contribution like any other.
 */
export function observationsOn(
  { meetings }: Pick<ParticipationData, 'meetings'>,
  { contributions }: ContributionsData,
  meetingId: string,
): ContributionsData['contributions'] {
  const { observationsFrom: from, observationsUntil: until } = meetings[meetingId] ?? {};
  if (from === undefined || until === undefined) return {};
  return Object.fromEntries(
    Object.entries(contributions).filter(
      ([, { meetingId: about, receivedOn }]) =>
        about === meetingId && from <= receivedOn && receivedOn <= until,
    ),
  );
}
