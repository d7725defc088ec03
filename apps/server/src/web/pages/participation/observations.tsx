import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { observationsOn, reads, type CycleLife } from '#planning';
import type { Frame } from '../../frame.js';
import { actionAddress } from '../action/action-address.js';
import { contributionAnchor } from './contributions.js';
import { meetingAddress } from './meeting-address.js';
import { isObserved, observationDay } from './minutes-standing.js';
import type { ShownParticipation } from './participation-reader.js';

/**
 * What was observed on the minutes of a meeting, where it was taken up, and the way to one more while they are open;
 * nothing where they never were.
 */
export function Observations({
  frame,
  shown,
  meeting,
  today,
  mayReceive,
}: {
  readonly frame: Frame;
  readonly shown: ShownParticipation;
  readonly meeting: Readonly<CycleLife['data']['meetings'][string]>;
  readonly today: string;
  readonly mayReceive: boolean;
}): JSX.Element | null {
  const { words, language, self } = frame;
  const said = words.participation;
  const { life, contributions } = shown;
  const { cycleId } = life.data;
  const { meetingId, observationsUntil: until } = meeting;
  if (until === undefined) return null;
  const observations = Object.entries(observationsOn(life.data, { contributions }, meetingId));
  const readsAll = self?.role !== undefined && reads(self.role, 'contributions');
  const count = readsAll ? said.observationsCount : said.ownObservationsCount;
  const isOpen = isObserved(life, meeting, today);
  return (
    <section aria-labelledby="observations">
      <h2 id="observations">{said.observations}</h2>
      <p>
        {isOpen && `${said.stillObserved(observationDay(until, today, language))} `}
        {count(observations.length)}
      </p>
      {observations.length > 0 && (
        <ul>
          {observations.map(([contributionId, { body, receivedOn, places }]) => (
            <li key={contributionId}>
              <a href={`#${contributionAnchor(contributionId)}`}>{body}</a>
              {`, ${said.observationOn(dayInWords(receivedOn, language))}`}
              <Placed {...{ frame, shown, places }} />
            </li>
          ))}
        </ul>
      )}
      {isOpen && mayReceive && (
        <p>
          <a
            class="button button-second"
            href={actionAddress(cycleId, 'receive-contribution', {
              preset: { meetingId },
              returnTo: meetingAddress(cycleId, meetingId),
            })}
          >
            {self?.role === 'ETS' ? said.observe : said.receiveObservation}
          </a>
        </p>
      )}
    </section>
  );
}

/** The schede in which an observation was taken up. */
function Placed({
  frame: { words, may },
  shown,
  places = [],
}: {
  readonly frame: Frame;
  readonly shown: ShownParticipation;
  readonly places: ShownParticipation['contributions'][string]['places'];
}): JSX.Element | null {
  const { cycleId, schede } = shown.life.data;
  const ids = [...new Set(places.flatMap(({ schedaId }) => schedaId ?? []))];
  const placed = ids.flatMap((schedaId) => schede[schedaId] ?? []);
  if (placed.length === 0) return null;
  return (
    <>
      {`: ${words.participation.observationPlaced} `}
      {placed.map(({ schedaId, code }, index) => (
        <span key={schedaId}>
          {index > 0 && ', '}
          {may.openSchede ? (
            <a href={`/cicli/${cycleId}/schede/${encodeURIComponent(schedaId)}`}>{code}</a>
          ) : (
            code
          )}
        </span>
      ))}
    </>
  );
}
