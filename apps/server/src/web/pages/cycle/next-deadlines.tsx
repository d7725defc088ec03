import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { actionAddress } from '../action/action-address.js';
import { DayFromToday } from '../../pieces/day.js';
import type { DeadlineAhead } from './cycle-overview.js';

/** So many are shown; the others are on the page of the calendar. */
const SHOWN = 6;

/** What falls due, what is overdue first, each with how its day was found. */
export function NextDeadlines({
  frame,
  cycleId,
  deadlines,
  today,
  mayExtend,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly deadlines: readonly DeadlineAhead[];
  readonly today: string;
  /** Whether the person may extend this one. */
  readonly mayExtend: (deadlineId: string) => boolean;
}): JSX.Element {
  const { words, language, path } = frame;
  return (
    <section aria-labelledby="deadlines">
      <h2 id="deadlines">{words.cycle.deadlines}</h2>
      {deadlines.length === 0 ? (
        <p>{words.cycle.noDeadlines}</p>
      ) : (
        <ol class="items">
          {deadlines.slice(0, SHOWN).map(({ deadlineId, label, due, schede, lateness, why }) => (
            <li key={deadlineId} class={`item item-narrow deadline-${lateness}`}>
              <h3>{label[language]}</h3>
              <p>
                <DayFromToday day={due} today={today} language={language} />
                {lateness === 'missing' && (
                  <>
                    {' '}
                    <span class="badge-late">{words.lateness.missing}</span>
                  </>
                )}
              </p>
              {schede && schede.owed > 0 && (
                <p class="small">{words.cycle.owed(schede.owed, schede.of)}</p>
              )}
              <details class="why">
                <summary>{words.cycle.whyThisDay}</summary>
                <p>{why[language]}</p>
              </details>
              {mayExtend(deadlineId) && (
                <a
                  class="small screen-only"
                  aria-label={words.cycle.extendThis(label[language])}
                  href={actionAddress(cycleId, 'extend-deadline', {
                    part: { kind: 'deadline', id: deadlineId },
                    returnTo: path,
                  })}
                >
                  {words.cycle.extend}
                </a>
              )}
            </li>
          ))}
        </ol>
      )}
      <p>
        <a href={`/cicli/${cycleId}/calendario`}>{words.cycle.allDeadlines}</a>
      </p>
    </section>
  );
}
