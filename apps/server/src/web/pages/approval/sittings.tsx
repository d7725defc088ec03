import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { valueSets, type CycleData } from '#planning';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { sittingAddress } from './approval-tabs.js';
import type { ShownApproval } from './approval-reader.js';

/** A sitting of the organ. */
export type Sitting = CycleData['sessions'][number];

/** How a sitting ended, in a word; that it is still to come where it has not. */
export function outcomeOf(
  { words }: Pick<Frame, 'words'>,
  { outcome }: Pick<Sitting, 'outcome'>,
): string {
  if (outcome === undefined) return words.approval.toCome;
  return outcome === 'cancelled' ? words.approval.cancelled : valueSets.outcomes[outcome];
}

/** The sittings that the organ was convened to, the latest first. */
export function Sittings({
  frame,
  shown: { life, frozen },
  today,
}: {
  readonly frame: Frame;
  readonly shown: ShownApproval;
  /** `2026-11-26` in Rome. */
  readonly today: string;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.approval;
  const { cycleId, sessions } = life.data;
  return (
    <section aria-labelledby="sedute">
      <h2 id="sedute">{said.sittings}</h2>
      {sessions.length === 0 ? (
        <p>{said.noSittings}</p>
      ) : (
        <ul class="items">
          {sessions.toReversed().map((sitting) => {
            const { sessionId, organ, sessionOn, outcome } = sitting;
            const number = frozen.before.get(sessionId);
            return (
              <li key={sessionId} class="item">
                <div>
                  <h3>
                    <a href={sittingAddress(cycleId, sessionId)}>
                      {said.sittingOf(dayInWords(sessionOn, language))}
                    </a>
                  </h3>
                  <p class="small">{organ}</p>
                </div>
                <div>
                  <p>
                    <strong>{outcomeOf(frame, sitting)}</strong>
                  </p>
                  <p class="small">
                    {outcome === undefined && (
                      <>
                        <DayFromToday day={sessionOn} today={today} language={language} />
                        {' · '}
                      </>
                    )}
                    {number !== undefined && said.document(number)}
                  </p>
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
