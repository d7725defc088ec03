import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { valueSets } from '#planning';
import type { Frame } from '../../frame.js';
import { liveOfCycle } from '../../live/cycle-live.js';
import { Actions } from '../../pieces/actions.js';
import { DayFromToday } from '../../pieces/day.js';
import { Gaps } from './coverage-page.js';
import { lateMinutes } from './late-minutes.js';
import { minutesStanding } from './minutes-standing.js';
import { ParticipationFrame } from './participation-tabs.js';
import type { ShownParticipation } from './participation-reader.js';

interface Shown {
  readonly frame: Frame;
  readonly shown: ShownParticipation;
  /** `2026-11-26` in Rome. */
  readonly today: string;
}

/** What is not about a meeting that is still to be put in the calendar has a page beside this one. */
const here: ReadonlySet<string> = new Set(['schedule-meeting']);

/** Whom the office has heard, when, and whom it still has to hear. */
export function MeetingsPage({ frame, shown, today }: Shown): JSX.Element {
  const { words } = frame;
  const said = words.participation;
  const { cycleId } = shown.life.data;
  const actions = shown.actions().filter(({ verb }) => here.has(verb));
  return (
    <ParticipationFrame
      frame={frame}
      cycle={shown.life.data}
      tab="meetings"
      hasActions={actions.length > 0}
      live={liveOfCycle(frame, shown.life)}
    >
      <p class="lead">{said.lead}</p>
      <Gaps frame={frame} coverage={shown.coverage} />
      {actions.length > 0 && (
        <section class="card" aria-labelledby="actions">
          <h2 id="actions">{said.actions}</h2>
          <Actions frame={frame} cycleId={cycleId} actions={actions} />
        </section>
      )}
      <h2 id="meetings">{said.meetings}</h2>
      <Meetings frame={frame} shown={shown} today={today} />
    </ParticipationFrame>
  );
}

function Meetings({ frame, shown, today }: Shown): JSX.Element {
  const { words, language } = frame;
  const said = words.participation;
  const { meetings } = shown.coverage;
  const { cycleId } = shown.life.data;
  if (meetings.length === 0) return <p>{said.noMeetings}</p>;
  return (
    <ul class="items">
      {meetings.map(({ meetingId, title, counterpart, date, heldOn, stateName }) => {
        const meeting = shown.life.data.meetings[meetingId];
        const late = meeting && lateMinutes(shown.life, meeting, today);
        const minutesAre = meeting && minutesStanding(shown.life, meeting, today, frame);
        return (
          <li key={meetingId} class="item">
            <div>
              <h3>
                <a href={`/cicli/${cycleId}/incontri/${encodeURIComponent(meetingId)}`}>{title}</a>
              </h3>
              <p class="small">
                {valueSets.counterparts[counterpart]}
                {meeting?.venue !== undefined && ` · ${meeting.venue}`}
              </p>
            </div>
            <div>
              <p>
                {heldOn === null ? (
                  <DayFromToday day={date} today={today} language={language} />
                ) : (
                  <time dateTime={heldOn}>{dayInWords(heldOn, language, 'full')}</time>
                )}
              </p>
              <p class="small">{stateName[language]}</p>
              {minutesAre !== undefined && (
                <p class="small">
                  {said.minutes}: <strong>{minutesAre}</strong>
                </p>
              )}
              {late && <p class="late">{said.late[late]}</p>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
